import Foundation
import Testing

@Suite struct WatchTests {
    @Test func whatChangesIsBuiltAgainAndCtrlCEndsIt() async throws {
        let project = try TinyProject()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["watch", "project.yaml", "--until", "cut"]
        process.currentDirectoryURL = URL(fileURLWithPath: project.folder)
        let said = project.folder + "/said"
        _ = FileManager.default.createFile(atPath: said, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: said)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        func wait(_ holds: () throws -> Bool) throws -> Bool {
            for _ in 0..<400 {
                if try holds() { return true }
                usleep(100_000)
            }
            return false
        }
        func text() -> String { String(decoding: project.data("said") ?? Data(), as: UTF8.self) }
        func builds() -> Int { text().components(separatedBy: "watching; Ctrl-C ends it").count - 1 }

        #expect(try wait { builds() == 1 })
        #expect(try project.clips().count == 5)
        try project.write(TinyProject.yaml(keep: 3))
        #expect(try wait { builds() == 2 })
        #expect(try project.clips().count == 3)
        #expect(text().contains("changed: the project file\n"))

        // An error is told, and the next change is built as if nothing had been.
        try project.write("shots: [")
        #expect(try wait { builds() == 3 })
        #expect(text().contains("project.yaml:2:1: error: "))
        try project.write(TinyProject.yaml(keep: 4))
        #expect(try wait { builds() == 4 })
        #expect(try project.clips().count == 4)

        let shown = try #require(try project.clips().first?["take"] as? String)
        let rejected = try await Program.run("pool", "reject", "project.yaml", String(shown.prefix(10)), in: project.folder)
        #expect(rejected.code == 0)
        #expect(try wait { builds() == 5 })
        #expect(text().contains("changed: decisions about takes\n"))
        #expect(try project.clips().allSatisfy { $0["take"] as? String != shown })

        process.interrupt()
        #expect(try wait { !process.isRunning })
        #expect(process.terminationStatus == 130)
    }
}
