import Content
import Cutting
import Editorial
import Execution
import Foundation
import Pool
import Timebase

/// Answers "why is it so?" about a slot, a shot or a key, in lines for people.
public struct Explanation: Sendable {
    /// What cannot be explained.
    public struct Unknown: Error, Sendable, CustomStringConvertible {
        public var description: String
    }

    private let session: Session

    public init(session: Session) { self.session = session }

    /// - Parameter subject: a shot's id, a slot's number, or the first digits of a take or a key.
    public func lines(for subject: String) throws -> [String] {
        if session.project.shot(subject) != nil { return try shot(subject) }
        if let number = Int(subject), subject.count < 4 { return try slot(number) }
        if let lines = try key(subject) { return lines }
        throw Unknown(
            description: "'\(subject)' is no shot of the project, no slot number and no take or key; "
                + "'mv cut' lists slots, 'mv pool list' takes, the project file shots")
    }

    /// The last cut, as it was written.
    public func cut() throws -> Cut { try read { try CanonicalJSON.decode(from: $0) } }

    /// The same without why takes are not in it.
    public func cutWithoutDropped() throws -> Cut { try read { try Cut(withoutDropped: $0) } }

    private func read(_ decode: (Data) throws -> Cut) throws -> Cut {
        guard let data = FileManager.default.contents(atPath: session.workspace.cut) else {
            throw Unknown(description: "there is no cut yet; 'mv build --until cut' makes one")
        }
        do {
            return try decode(data)
        } catch is DecodingError {
            throw Unknown(
                description: "\(session.workspace.cut) is damaged, or of another version of this program; 'mv build --until cut' writes it anew from the pool")
        }
    }

    private func slot(_ number: Int) throws -> [String] {
        let cut = try cut()
        guard let slot = cut.slots.first(where: { $0.number == number }), let clip = cut.timeline.clips.first(where: { $0.slot == number })
        else { throw Unknown(description: "there is no slot \(number); the cut has slots 1 to \(cut.slots.count)") }
        var lines = [
            "slot \(number)  \(ClockTime.text(slot.start)) – \(ClockTime.text(slot.end))  bar \(slot.bar) beat \(slot.beat)  section \(slot.section)\(slot.role.map { " (\($0))" } ?? "")",
            "shows take \(clip.take.prefix(8)) of '\(clip.shot)', frames \(clip.source.start) to \(clip.source.end - 1) of it\(clip.pace(filmRate: cut.timeline.format.rate).map { ", " + $0 } ?? "")",
        ]
        if let pin = cut.pin(of: slot, filmStart: session.project.song.start ?? 0) {
            lines.append((pin.isLocked ? "locked" : "its take is set") + " by hand; 'mv cut unlock \(number)' forgets that")
        } else if let placing = cut.placings?.first(where: { $0.slot == number }) {
            lines.append("these frames because: \(placing.reason)")
        }
        if let reason = cut.cuts?.first(where: { $0.slot == number })?.reason { lines.insert("starts there because: \(reason)", at: 1) }
        if let kept = cut.selection.kept.first(where: { $0.take == clip.take }) { lines += kept.reasons.map { "  " + $0 } }
        let others = cut.selection.dropped.filter { $0.shot == clip.shot }.sorted {
            ($0.quality ?? 0, $1.take) > ($1.quality ?? 0, $0.take)
        }
        if !others.isEmpty { lines.append("other takes of '\(clip.shot)':") }
        lines += others.prefix(5).map { "  \($0.take.prefix(8))  \($0.reason)" }
        if others.count > 5 { lines.append("  and \(others.count - 5) more: mv pool list --shot \(clip.shot)") }
        return lines
    }

    private func shot(_ id: String) throws -> [String] {
        let forecast = try Forecast(session)
        var lines: [String] = []
        if let shot = forecast.shots.first(where: { $0.shot == id }) {
            lines.append("shot '\(id)': \(shot.takes) takes by '\(shot.generator)', \(shot.missing) to make (\(shot.why))")
        }
        let cut = try? cut()
        for clip in cut?.timeline.clips ?? [] where clip.shot == id {
            let stale = forecast.segments.map { segments in
                segments.first { $0.slot == clip.slot }.map { "stale: \($0.why)" } ?? "up to date"
            }
            lines.append("slot \(clip.slot) shows take \(clip.take.prefix(8)): \(stale ?? "its takes are not all made, so it may change")")
        }
        for kept in cut?.selection.kept ?? [] where kept.shot == id {
            lines += ["take \(kept.take.prefix(8)) kept:"] + kept.reasons.map { "  " + $0 }
        }
        for dropped in cut?.selection.dropped ?? [] where dropped.shot == id {
            lines.append("take \(dropped.take.prefix(8)) dropped: \(dropped.reason)")
        }
        return lines
    }

    private func key(_ digits: String) throws -> [String]? {
        guard digits.count >= 4, digits.allSatisfy({ $0.isHexDigit }) else { return nil }
        if let take = try? session.openPoolForReading().resolve(prefix: digits) {
            return [
                "take \(take.id) of '\(take.shot)' was made from",
                take.origin.recipe ?? take.origin.importedFrom ?? "nothing that was written down",
            ]
        }
        let keys = session.results.keys(prefix: digits)
        guard let key = keys.first else { return nil }
        guard keys.count == 1 else { throw Unknown(description: "'\(digits)' is the beginning of \(keys.count) keys; give more digits") }
        return ["result \(key)", session.results.keyText(of: key) ?? "unreadable; it will be made again"]
    }
}
