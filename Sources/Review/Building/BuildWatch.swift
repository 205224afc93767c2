import Execution
import Foundation
import Synchronization

/// Follows the build that runs, whoever started it: who holds the project's lock, and what the build writes into `.mv/logs/events.jsonl`.
final class BuildWatch: Sendable {
    struct Standing: Encodable, Equatable, Sendable {
        var running: Bool
        /// Started from a page.
        var own: Bool
        var command: String?
        /// Milliseconds since 1970.
        var since: Int64?
    }

    private struct State {
        var standing = Standing(running: false, own: false)
        var holder: BuildLock.Holder?
        /// JSON objects, the newest last.
        var events: [String] = []
        var file: (inode: UInt64, offset: UInt64) = (0, 0)
        var rest = Data()
    }

    /// Events that a page which is opened later still gets to see.
    static let mostEvents = 500
    private static let interval = Duration.milliseconds(200)

    private let lock: String
    private let log: String
    private let broadcast: Broadcast
    private let isOwn: @Sendable (Int32) -> Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - log: path of the file that builds write their events to.
    ///   - isOwn: whether a process was started from a page.
    init(lock: String, log: String, broadcast: Broadcast, isOwn: @escaping @Sendable (Int32) -> Bool) {
        (self.lock, self.log, self.broadcast, self.isOwn) = (lock, log, broadcast, isOwn)
    }

    var standing: Standing { state.withLock { $0.standing } }
    var events: [String] { state.withLock { $0.events } }
    /// The process that builds on this machine.
    var pid: Int32? { state.withLock { state in state.holder.flatMap { $0.isHere ? $0.pid : nil } } }

    func run() async {
        while !Task.isCancelled {
            look()
            try? await Task.sleep(for: Self.interval)
        }
    }

    func look() {
        let holder = BuildLock.holder(path: lock)
        let now = Standing(
            running: holder != nil, own: holder.map { isOwn($0.pid) } ?? false, command: holder?.command, since: holder.map { Int64($0.since) * 1000 })
        // The last events of a build are there before it lets the lock go, so they are told first.
        let lines = newLines()
        let isNews = state.withLock { state in
            state.holder = holder
            state.events += lines
            if state.events.count > Self.mostEvents { state.events.removeFirst(state.events.count - Self.mostEvents) }
            defer { state.standing = now }
            return state.standing != now
        }
        for line in lines { broadcast.send(PageEvent("event", json: line)) }
        if isNews { broadcast.send(PageEvent("build", now)) }
    }

    /// Something that no build said, such as why one did not start.
    func say(_ words: String) {
        struct Warning: Encodable {
            var event = "warning"
            var time = Int64(Date().timeIntervalSince1970 * 1000)
            var text: String
        }
        guard let data = try? JSONAnswer.data(Warning(text: words)) else { return }
        let line = String(decoding: data, as: UTF8.self)
        state.withLock { $0.events.append(line) }
        broadcast.send(PageEvent("event", json: line))
    }

    /// Whole lines that were appended since. A build begins a file of its own.
    private func newLines() -> [String] {
        guard let handle = FileHandle(forReadingAtPath: log) else { return [] }
        defer { try? handle.close() }
        let inode = ((try? FileManager.default.attributesOfItem(atPath: log))?[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
        return state.withLock { state in
            let size = (try? handle.seekToEnd()) ?? 0
            if state.file.inode != inode || size < state.file.offset {
                state.file = (inode, 0)
                state.rest = Data()
                state.events = []
            }
            guard size > state.file.offset, (try? handle.seek(toOffset: state.file.offset)) != nil,
                let data = try? handle.read(upToCount: Int(size - state.file.offset))
            else { return [] }
            state.file.offset += UInt64(data.count)
            state.rest.append(data)
            guard let end = state.rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
            let whole = state.rest[..<end]
            state.rest = Data(state.rest[(end + 1)...])
            return whole.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }.suffix(Self.mostEvents)
        }
    }
}
