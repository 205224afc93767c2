import Content
import Events
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Appends what happens to `build.log`, each line with its time, for looking back. The file stays below 5 MB: when it would
/// grow past that, its older half goes.
final class LogFileReporter: EventSink {
    static let largest = 5_000_000

    private struct State {
        var descriptor: Int32?
        var size = 0
        var isGivenUp = false
        /// Tenths of each stage that were written down.
        var tenths: [String: Int] = [:]
    }

    private let folder: String
    private let onTrouble: @Sendable (String) -> Void
    private let state = Mutex(State())

    private var path: String { folder + "/build.log" }

    /// - Parameter onTrouble: told once when no log can be kept, and why.
    init(folder: String, onTrouble: @escaping @Sendable (String) -> Void) {
        self.folder = folder
        self.onTrouble = onTrouble
    }

    deinit { state.withLock { state in if let descriptor = state.descriptor { close(descriptor) } } }

    func send(_ event: Event) {
        let trouble = state.withLock { state -> String? in
            guard !state.isGivenUp, let lines = lines(event, &state) else { return nil }
            do {
                try append(lines, &state)
                return nil
            } catch {
                state.isGivenUp = true
                return "no log is kept: \(error)"
            }
        }
        // Outside the lock: the reader of the warning may be one that sends to this one.
        if let trouble { onTrouble(trouble) }
    }

    private func lines(_ event: Event, _ state: inout State) -> [String]? {
        switch event {
        case .stageStarted(let stage, let jobs, let cached):
            state.tenths[stage] = jobs > 0 ? cached * 10 / jobs : 0
            return ["\(DisplayText.line(stage)) begins: \(NumberText.counted(jobs, "job")), \(cached) there"]
        case .progress(let stage, let done, let jobs):
            let tenths = jobs > 0 ? done * 10 / jobs : 10
            guard tenths > state.tenths[stage, default: 0] else { return nil }
            state.tenths[stage] = tenths
            return ["\(DisplayText.line(stage)) \(done)/\(jobs)"]
        case .share, .frames: return nil
        case .stale(let what, let why): return ["stale: \(DisplayText.line(what)): \(DisplayText.line(why))"]
        default: return EventText.lines(event).map(\.text)
        }
    }

    private func append(_ lines: [String], _ state: inout State) throws {
        let time = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let text = Data(lines.map { "\(time) \($0)\n" }.joined().utf8.prefix(Self.largest / 2))
        if state.descriptor == nil { try open(&state) }
        if state.size + text.count > Self.largest {
            try dropOlderHalf(&state)
        }
        guard let descriptor = state.descriptor else { return }
        let written = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == text.count else {
            throw ContentError(.write, path, written < 0 ? String(cString: strerror(errno)) : "the disk is full")
        }
        state.size += text.count
    }

    private func open(_ state: inout State) throws {
        try AtomicFile.makeFolder(folder)
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        #else
            let descriptor = Darwin.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        #endif
        guard descriptor >= 0 else { throw ContentError(.write, path, String(cString: strerror(errno))) }
        var info = stat()
        state.size = fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
        state.descriptor = descriptor
    }

    private func dropOlderHalf(_ state: inout State) throws {
        if let descriptor = state.descriptor { close(descriptor) }
        state.descriptor = nil
        let old = FileManager.default.contents(atPath: path) ?? Data()
        let rest = old.suffix(Self.largest / 2)
        let start = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
        try AtomicFile.write(Data(rest[start...]), to: path)
        try open(&state)
    }
}
