import Cutting
import Editorial
import Pipeline
import Pool
import Timebase

/// Where the take is shown, and why or why not.
extension TakeStory {
    func writeUse(_ sheet: inout Sheet) {
        sheet.field("used", uses)
        sheet.field("why", why)
        sheet.field("next", pending)
    }

    private var uses: [String] {
        let shown = usage.uses.map { use in "out/\(use.deliverable): \(described(use.clip, rates[use.deliverable]))" }
        guard shown.isEmpty else { return shown }
        let planned = (cut?.timeline.clips ?? []).filter { $0.take == take.id }
        let notRendered = planned.map { "in the last cut, not rendered yet: \(described($0, cut?.timeline.format.rate))" }
        return notRendered.isEmpty ? ["in no film"] : notRendered
    }

    /// `slot 17, 0:34.500 – 0:36.750 (frames 828 to 881), bar 9 beat 1, section B (chorus); shows frames 10 to 63 of the take`.
    private func described(_ clip: Clip, _ rate: FrameRate?) -> String {
        var text = "slot \(clip.slot)"
        if let rate {
            text += ", \(ClockTime.text(rate.seconds(at: clip.record.start))) – \(ClockTime.text(rate.seconds(at: clip.record.end)))"
        }
        text += " (frames \(clip.record.start) to \(clip.record.end - 1))"
        if let slot = cut?.slots.first(where: { $0.number == clip.slot && $0.record.start == clip.record.start }) {
            if slot.bar > 0 { text += ", bar \(slot.bar) beat \(slot.beat)" }
            text += ", section \(slot.section)" + (slot.role.map { " (\($0))" } ?? "")
        }
        text += "; shows frames \(clip.source.start) to \(clip.source.end - 1) of the take"
        if let pace = rate.flatMap({ clip.pace(filmRate: $0) }) { text += " " + pace }
        if let transition = clip.transition {
            text += ", beginning with \(transition.kind.inWords) of \(NumberText.counted(transition.frames, "frame"))"
        }
        return text
    }

    private var why: [String] {
        usage.selected.isEmpty ? [unseen] : Self.choice(usage)
    }

    /// `kept as the best of 'sea', quality 0.71:` and the reasons, among them what beat the take and by what.
    static func choice(_ usage: TakeUsage) -> [String] {
        usage.selected.flatMap { entry -> [String] in
            let quality = entry.quality.map { ", quality \(NumberText.fixed($0, 2))" } ?? ""
            let rank = entry.rank.map { $0 == 1 ? "the best" : "number \($0)" }
            let head = entry.kept ? "kept as \(rank ?? "one") of '\(entry.shot)'\(quality)" : "not kept for '\(entry.shot)'\(quality)"
            return [head + (entry.reasons.isEmpty ? "" : ":")] + entry.reasons.map { "- \($0)" }
        }
    }

    private var unseen: String {
        if take.archived != nil { return "archived takes are not chosen from" }
        if !take.shotActive { return "its shot is no longer in the project file" }
        if !take.current { return "it answers an older prompt of its shot; pick it to have it used all the same" }
        return "the last selection did not see it; it was made since or nothing was selected yet"
    }

    /// What was decided since the last selection.
    private var pending: String? {
        let isKept = usage.selected.contains { $0.kept }
        switch take.verdict.state {
        case .reject where isKept: return "rejected since: 'mv build\(folder.words)' cuts again without it"
        case .pick where !isKept && take.broken == nil: return "picked: 'mv build\(folder.words)' cuts again"
        default: return nil
        }
    }
}
