import Dispatch
import Foundation

/// Programs of others that look at what is handed off; a test that needs one that is absent is left out, and this is said.
enum OtherPrograms {
    /// A Python with opentimelineio, otio-fcp-adapter, otio-cmx3600-adapter and pycmx, as `.ci/run` makes one.
    static let python: String? = {
        let places = [ProcessInfo.processInfo.environment["MV_CHECKERS"], Program.root + "/.build/checkers/bin/python3"].compactMap(\.self)
        return found(places, "NO OTHER READERS: there is no Python with opentimelineio, so nobody else reads the hand-offs in this run")
    }()
    static let melt: String? = found(
        ["/usr/bin/melt", "/usr/local/bin/melt"], "NO MELT: it is not installed, so nobody else renders the hand-offs in this run")

    private static func found(_ places: [String], _ complaint: String) -> String? {
        let place = places.first { FileManager.default.isExecutableFile(atPath: $0) }
        if place == nil { print(complaint) }
        return place
    }

    static func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        (process.standardOutput, process.standardError, process.standardInput) = (pipe, pipe, FileHandle.nullDevice)
        try process.run()
        let guardian = DispatchSource.makeTimerSource(queue: .global())
        guardian.schedule(deadline: .now() + .seconds(60))
        // Not asked to end: it has the signals blocked that this thread has blocked.
        guardian.setEventHandler { kill(process.processIdentifier, SIGKILL) }
        guardian.resume()
        defer { guardian.cancel() }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// melt's own film of one of its projects, without loss. melt 7.12 stands still now and then, inside libavcodec: it is asked three times.
    static func melted(_ timeline: String, into film: String) throws -> (code: Int32, text: String) {
        guard let melt else { return (-1, "melt is not installed") }
        let consumer = ["-silent", "-consumer", "avformat:" + film, "vcodec=ffv1", "acodec=pcm_s16le", "real_time=-1", "threads=1"]
        var ended = (code: Int32(-1), text: "")
        for _ in 0..<3 where ended.code != 0 { ended = try run(melt, [timeline] + consumer) }
        return ended
    }
}
