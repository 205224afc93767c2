import Foundation
import HTTPTypes
import Synchronization

/// Builds that are started from a page: `mv build` as a program of its own, so that the page may end and the build goes to its end in order.
final class BuildStarter: Sendable {
    private struct State {
        var process: Process?
        var lastWords = Data()
    }

    private let program: String
    private let projectFile: String
    private let state = Mutex(State())

    init(program: String, projectFile: String) { (self.program, self.projectFile) = (program, projectFile) }

    func isOwn(_ pid: Int32) -> Bool { state.withLock { $0.process?.processIdentifier == pid } }

    /// - Parameter ended: told why, when it did not end well.
    func start(isDraft: Bool, until stage: String?, ended: @escaping @Sendable (String) -> Void) throws {
        try state.withLock { state in
            guard state.process?.isRunning != true else { throw Trouble(.conflict, "a build is running already") }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = ["build", projectFile, "--quiet"] + (isDraft ? ["--draft"] : []) + (stage.map { ["--until", $0] } ?? [])
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            let errors = Pipe()
            process.standardError = errors
            state.lastWords = Data()
            errors.fileHandleForReading.readabilityHandler = { [weak self] handle in
                let data = handle.availableData
                if data.isEmpty { handle.readabilityHandler = nil }
                self?.state.withLock { $0.lastWords = Data(($0.lastWords + data).suffix(4000)) }
            }
            process.terminationHandler = { [weak self] process in
                let words = self?.state.withLock { String(decoding: $0.lastWords, as: UTF8.self) } ?? ""
                // What a build says of jobs is in its events; what it says when it cannot begin is only here.
                guard ![0, 3, 130].contains(process.terminationStatus) else { return }
                ended(words.isEmpty ? "the build ended with exit code \(process.terminationStatus)" : words)
            }
            try process.run()
            state.process = process
        }
    }

    /// Asks the build that was started here to stop, as Ctrl-C does, and waits for it.
    func finish() async {
        let process = state.withLock { $0.process }
        guard let process, process.isRunning else { return }
        process.interrupt()
        for _ in 0..<100 where process.isRunning { try? await Task.sleep(for: .milliseconds(100)) }
    }
}
