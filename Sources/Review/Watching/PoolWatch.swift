import Foundation
import Pool

/// Looks whether the pool was changed, by this page, another one or a command, and tells the pages what is different.
///
/// SQLite has no messages between programs; asking for the file's version is one page read, so it is asked several times a second.
struct PoolWatch {
    private struct Verdicts: Encodable {
        struct Change: Encodable {
            var take: String
            var decision: Int64
            var verdict: VerdictWire
        }
        var changes: [Change]
    }

    private struct Version: Encodable { var version: Int64 }

    let path: String
    let broadcast: Broadcast
    /// Called when there are takes that were not there before.
    let onTakes: @Sendable () -> Void

    private static let interval = Duration.milliseconds(150)
    /// While a build measures, rows change many times a second: pages read them all anew each time.
    private static let betweenLists = Duration.seconds(2)

    func run() async {
        var pool: Pool?
        var version: Int?
        var last: PoolPulse?
        var tags: [String: [String]] = [:]
        var told = ContinuousClock.now - Self.betweenLists
        var owesList = false
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
            if pool == nil {
                pool = try? Pool(readingPath: path)
                last = try? pool?.pulse()
                tags = (try? pool?.tagsOfTakes()) ?? [:]
                if pool != nil { owesList = true }
            }
            guard let pool, let now = try? pool.dataVersion() else { continue }
            if now != version, let pulse = try? pool.pulse() {
                version = now
                if let last { tell(from: last, to: pulse, pool, &tags) }
                if pulse.rows != last?.rows { owesList = true }
                last = pulse
            }
            if owesList, told.duration(to: .now) > Self.betweenLists {
                (owesList, told) = (false, .now)
                broadcast.send(PageEvent("takes", json: "{}"))
                onTakes()
            }
        }
    }

    private func tell(from last: PoolPulse, to pulse: PoolPulse, _ pool: Pool, _ tags: inout [String: [String]]) {
        if pulse.decision > last.decision, let decisions = try? pool.decisions(after: last.decision) {
            let latest = Dictionary(decisions.map { ($0.take, $0.id) }) { max($0, $1) }
            let changes = latest.sorted { $0.value < $1.value }.compactMap { take, id in
                (try? pool.verdict(take)).map { Verdicts.Change(take: take, decision: id, verdict: VerdictWire($0)) }
            }
            broadcast.send(PageEvent("verdicts", Verdicts(changes: changes)))
        }
        if pulse.cut != last.cut { broadcast.send(PageEvent("cut", Version(version: pulse.cut))) }
        if pulse.tags != last.tags, let now = try? pool.tagsOfTakes() {
            let changed = Set(tags.keys).union(now.keys).filter { tags[$0] != now[$0] }
            tags = now
            broadcast.send(PageEvent("tags", ["takes": Dictionary(uniqueKeysWithValues: changed.map { ($0, now[$0] ?? []) })]))
        }
    }
}
