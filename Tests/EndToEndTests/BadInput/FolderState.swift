import Content
import Foundation

/// All that is in a folder: each path with what is there. Two equal states are the same files with the same bytes.
struct FolderState: Equatable {
    private(set) var entries: [String: String] = [:]

    init(_ folder: String) throws {
        for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            entries[path] = try Self.content(folder + "/" + path)
        }
    }

    private static func content(_ path: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        switch attributes[.type] as? FileAttributeType {
        case .typeDirectory: return "folder"
        case .typeSymbolicLink: return "link to " + (try FileManager.default.destinationOfSymbolicLink(atPath: path))
        case .typeRegular:
            let bytes = (attributes[.size] as? NSNumber)?.intValue ?? 0
            // Files with holes of gigabytes: their length and time have to do.
            if bytes > 64 << 20 { return "\(bytes) bytes of \(attributes[.modificationDate] ?? "")" }
            if path.hasSuffix(".sqlite"), let digest = PoolContent.digest(path) { return "pool " + digest }
            return try Digest(ofFile: path).hex
        default: return "\(attributes[.type] ?? "unknown")"
        }
    }

    /// Paths that are new, gone or other than before.
    func changes(since before: FolderState) -> [String] {
        Set(entries.keys).union(before.entries.keys).filter { entries[$0] != before.entries[$0] }.sorted()
    }
}
