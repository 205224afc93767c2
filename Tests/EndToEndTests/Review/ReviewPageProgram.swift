import Foundation

/// `mv review` of a project, running.
final class ReviewPageProgram {
    private let process = Process()
    /// Its folder is there as long as the page is.
    private let project: TinyProject
    let port: Int
    let token: String
    let viewerToken: String
    let http: RawHTTP

    var url: String { "http://127.0.0.1:\(port)/?token=\(token)" }
    /// What a page of this run sends along.
    var visitor: [String: String] { ["Cookie": "mv-review-\(port)=\(token)"] }

    init(_ project: TinyProject, _ more: String...) throws {
        self.project = project
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["review", "project.yaml"] + more
        process.currentDirectoryURL = URL(fileURLWithPath: project.folder)
        // A crash's backtrace is more than the pipe holds, and nobody reads it: the page would never end.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        let (out, err) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (out, err)
        try process.run()
        let line = Self.line(out.fileHandleForReading)
        let second = more.contains("--read-only") ? "" : Self.line(err.fileHandleForReading)
        func token(in text: String) -> String { text.components(separatedBy: "token=").last?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "" }
        guard let port = URLComponents(string: line)?.port else {
            process.terminate()
            throw RawHTTP.Broken(description: "no address was printed but '\(line)'")
        }
        (self.port, self.token, viewerToken, http) = (port, token(in: line), token(in: second), RawHTTP(port: port))
    }

    deinit { stop() }

    func stop() {
        guard process.isRunning else { return }
        process.interrupt()
        process.waitUntilExit()
    }

    var exitCode: Int32 { process.terminationStatus }

    var processIdentifier: Int32 { process.processIdentifier }

    /// Files and connections it has open; 0 where the system does not say.
    var descriptors: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd"))?.count ?? 0 }

    func get(_ path: String) throws -> RawHTTP.Answer { try http.send("GET", path, visitor) }

    func post(_ path: String, _ value: Any, _ more: [String: String] = [:]) throws -> RawHTTP.Answer {
        let headers = ["Content-Type": "application/json", "X-Requested-With": "mv"].merging(visitor) { $1 }.merging(more) { $1 }
        return try http.send("POST", path, headers, body: JSONSerialization.data(withJSONObject: value))
    }

    func takes() throws -> [[String: Any]] { try get("/api/takes").json["takes"] as? [[String: Any]] ?? [] }

    /// Looks until something holds, for some seconds.
    func wait(_ seconds: Double = 40, until holds: () throws -> Bool) throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if try holds() { return true }
            usleep(100_000)
        }
        return false
    }

    private static func line(_ handle: FileHandle) -> String {
        var data = Data()
        while let byte = try? handle.read(upToCount: 1), !byte.isEmpty, byte != Data([10]) { data += byte }
        return String(decoding: data, as: UTF8.self)
    }
}
