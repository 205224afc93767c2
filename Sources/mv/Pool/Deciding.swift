import Editorial
import Events
import Foundation
import Pool
import Timebase

/// What the commands that decide have in common: write it down, say what changed, say what comes next.
struct Deciding {
    private let folder: PoolFolder
    private let digits: Int

    init(_ folder: PoolFolder) throws {
        self.folder = folder
        digits = try folder.pool.digitsNeeded()
    }

    func decide(_ decision: Decision, about takes: [TakeRecord]) throws {
        var changed = false
        for take in takes {
            guard take.verdict.applying(decision) != take.verdict else {
                say("\(name(take)) was that already: \(Self.described(take.verdict))", take, take.verdict, changed: false)
                continue
            }
            // Others may have decided meanwhile: what is said is what holds.
            let verdict = try folder.pool.record(decision, take: take.id, at: PoolFolder.now)
            say(Self.said(decision, name(take)), take, verdict, changed: true)
            changed = true
        }
        if changed { next(after: decision) }
    }

    func undo(_ take: TakeRecord) throws {
        guard let decision = try folder.pool.undo(take: take.id, at: PoolFolder.now) else {
            say("nothing was decided about \(name(take)) yet", take, take.verdict, changed: false)
            return
        }
        let verdict = try folder.pool.verdict(take.id)
        say("undone: \(name(take)) is now \(Self.described(verdict))", take, verdict, changed: true)
        next(after: decision)
    }

    private func say(_ text: String, _ take: TakeRecord, _ verdict: Verdict, changed: Bool) {
        Say.result(
            text,
            [
                ("take", .text(take.id)), ("shot", .text(take.shot)), ("changed", .boolean(changed)), ("verdict", .text(verdict.state.rawValue)),
                ("reason", .text(orNull: verdict.reason)), ("stars", .integer(verdict.stars)), ("note", .text(orNull: verdict.note)),
                ("usable", verdict.usable.map { .list([.integer($0.start), .integer($0.end)]) } ?? .null),
            ])
    }

    /// `3f2a91c0 of 'window'`.
    private func name(_ take: TakeRecord) -> String { "\(take.id.prefix(digits)) of '\(DisplayText.line(take.shot))'" }

    private static func said(_ decision: Decision, _ name: String) -> String {
        switch decision {
        case .pick: "picked \(name)"
        case .reject(let reason): "rejected \(name)" + (reason.map { " (\(DisplayText.line($0)))" } ?? "")
        case .unset: "took back the verdict on \(name)"
        case .stars(0): "took the stars from \(name)"
        case .stars(let stars): "gave \(name) \(NumberText.counted(stars, "star"))"
        case .note(let text): text.isEmpty ? "removed the note on \(name)" : "noted on \(name): \(DisplayText.line(text))"
        case .usable(let range): range.map { "\(name): frames \($0) are to be used" } ?? "\(name): all of it may be used"
        }
    }

    /// `picked, 4 stars, noted "…"`, or `not decided`.
    static func described(_ verdict: Verdict) -> String {
        var parts: [String] = []
        switch verdict.state {
        case .pick: parts.append("picked")
        case .reject: parts.append("rejected" + (verdict.reason.map { " (\(DisplayText.line($0)))" } ?? ""))
        case .unset: break
        }
        if verdict.stars > 0 { parts.append(NumberText.counted(verdict.stars, "star")) }
        if let usable = verdict.usable { parts.append("frames \(usable) to be used") }
        if let note = verdict.note { parts.append("noted \"\(DisplayText.line(note))\"") }
        return parts.isEmpty ? "not decided" : parts.joined(separator: ", ")
    }

    private func next(after decision: Decision) {
        let build = "'mv build\(folder.words)'"
        switch decision {
        case .pick, .unset, .usable: Say.next("\(build) cuts again")
        case .reject(let reason):
            let hint = reason == nil ? "; with --reason it is known later why, as --reason hands" : ""
            Say.next("\(build) cuts again without it\(hint)")
        case .stars: Say.next("\(build) cuts again; stars count in the ranking")
        case .note: break
        }
    }
}
