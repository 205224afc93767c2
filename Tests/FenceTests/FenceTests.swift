import Fence
import Foundation
import Testing

/// What a worker can do behind its fence, tried by a process that has one.
@Suite struct FenceTests {
    private static let probe = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        + "/.build/release/fence-probe"
    private let folder = NSTemporaryDirectory() + "fence-" + UUID().uuidString

    private func tries(_ more: String..., endingBy signal: Int32? = nil) throws -> Set<String> {
        for name in ["/store", "/outside"] { try FileManager.default.createDirectory(atPath: folder + name, withIntermediateDirectories: true) }
        for name in ["secret", "victim"] { try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/outside/" + name)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.probe)
        process.arguments = [folder + "/store", folder + "/outside/secret"] + more
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == signal ?? 0)
        #expect(process.terminationReason == (signal == nil ? .exit : .uncaughtSignal))
        return Set(text.split(separator: "\n").map(String.init))
    }

    private static let allowed = [
        "write in the store", "move between folders of the store", "read in the store", "start a thread", "load a library",
    ]

    @Test("behind a fence the store can be worked in, and what the kernel can forbid is forbidden")
    func behindAFence() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let said = try tries()
        for what in Self.allowed { #expect(said.contains("can \(what)"), "\(said)") }
        if said.contains("files true") {
            for what in [
                "read a file outside", "write a file outside", "remove a file outside", "list a folder outside", "read another process's environment",
                "read the system's passwords", "reach the outside by a link",
            ] { #expect(said.contains("cannot \(what)"), "\(said)") }
            #expect(FileManager.default.fileExists(atPath: folder + "/outside/victim"))
        }
        if said.contains("calls true") {
            for what in ["open a socket", "open a socket of this machine", "start a program"] { #expect(said.contains("cannot \(what)"), "\(said)") }
        }
        #expect(said.contains("files \(Fence.available.files)"))
    }

    #if os(Linux)
        @Test("memory past a worker's limit is refused to it")
        func limitOfMemory() throws {
            defer { try? FileManager.default.removeItem(atPath: folder) }
            #expect(try tries("memory") == ["can take a quarter of a gigabyte", "cannot take two gigabytes"])
        }
    #endif

    @Test("a job that works on and on is ended, and the time of the jobs before it does not count")
    func limitOfProcessorTime() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try tries("time", endingBy: SIGXCPU) == ["ended job 1"])
    }

    @Test("without a fence the same process can do all of it, so that the tries can fail")
    func withoutAFence() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let said = try tries("open")
        for what in Self.allowed + ["read a file outside", "write a file outside", "remove a file outside", "open a socket", "start a program"] {
            #expect(said.contains("can \(what)"), "\(said)")
        }
    }
}
