import Foundation
import Testing

/// A folder that is gone after the test.
func withFolder<R>(_ test: (String) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.path + "/web-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await test(folder)
}

func names(in folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

func address(_ text: String) throws -> URL { try #require(URL(string: text)) }
