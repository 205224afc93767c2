import Execution
import Foundation
import Synchronization
import Testing

@Suite struct WorkerProgramTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("worker-program-\(UUID().uuidString)")

    /// A program of the given shell script, beside which nothing else is.
    private func program(_ script: String) throws -> WorkerProgram {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = WorkerProgram(besideProgram: folder.appendingPathComponent("mv").path)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program.path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        return program
    }

    private func words(_ program: WorkerProgram) -> String {
        do {
            return "\(try program.about())"
        } catch {
            return "\(error)"
        }
    }

    @Test("a worker says what it is linked with")
    func about() throws {
        let program = try program(#"[ "$1" = --about ] && echo '{"licence":"LGPL","fence":"none","missingCodecs":["aac"],"tools":{"libavcodec":"59.1"}}'"#)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try program.about() == WorkerAbout(tools: ["libavcodec": "59.1"], licence: "LGPL", missingCodecs: ["aac"], fence: "none"))
    }

    @Test("a worker that is missing is told with where it belongs")
    func missing() {
        let program = WorkerProgram(besideProgram: "/nowhere/mv")
        #expect(words(program) == "there is no program /nowhere/mv-worker; mv and mv-worker belong in one folder, 'swift build' makes both")
    }

    @Test("a worker that does not run is told with its last words")
    func broken() throws {
        let program = try program("echo libavcodec.so.59: cannot open shared object file >&2; exit 127")
        defer { try? FileManager.default.removeItem(at: folder) }
        let words = words(program)
        #expect(words.hasPrefix("\(program.path) does not run; 'mv doctor' checks the installation"))
        #expect(words.contains("cannot open shared object file"))
    }

    @Test("a worker that says something else is not believed")
    func nonsense() throws {
        let program = try program("echo hello")
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(words(program).hasPrefix("\(program.path) cannot be asked about itself"))
    }

    @Test("versions are looked up once, and only when they are needed")
    func versions() throws {
        let looks = Mutex(0)
        let versions = ToolVersions {
            looks.withLock { $0 += 1 }
            return ["tool": "1"]
        }
        #expect(looks.withLock { $0 } == 0)
        #expect(try versions() == ["tool": "1"])
        #expect(try versions() == ["tool": "1"])
        #expect(looks.withLock { $0 } == 1)
    }
}
