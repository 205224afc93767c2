import Editorial
import Interchange
import Pool
import Recipes
import Timebase

/// What of a film's looks goes into the conformed pictures, and what is left to the editor.
struct HandOffLooks {
    private let project: Project
    private let cut: Cut
    private let settings: HandOffSettings

    init(_ project: Project, _ cut: Cut, _ settings: HandOffSettings) {
        (self.project, self.cut, self.settings) = (project, cut, settings)
    }

    /// How each clip's take is conformed: as the film frames it, all of its look when that was asked for.
    func styles(_ session: Session, _ desk: CutDesk) throws -> [ClipStyle] {
        let styling = FilmStyling(
            session: session, project: desk.heard.placing(project), cut: cut, heard: desk.heard,
            scores: try cut.timeline.clips.map { try desk.pool.scores(of: $0.take) })
        let all = try styling.style(for: project.deliverables.first { !$0.isAnimation } ?? DeliverableSpec()).clips
        return settings.hasLook ? all : all.map(plain)
    }

    func style(shot: String) -> ClipStyle {
        let framing = project.framing.in(project.deliverables.first ?? DeliverableSpec(), of: project.shot(shot)?.framing)
        return plain(ClipStyle(framing: FramingStep(framing, isStill: false, length: 0)))
    }

    /// Fitted into the film's picture; nothing that moves, no grade.
    private func plain(_ style: ClipStyle) -> ClipStyle {
        let framing = style.framing.map { framing in
            FramingStep(fit: framing.fit, anchor: framing.anchor, length: framing.anchor == nil ? framing.length : 0)
        }
        return ClipStyle(framing: framing == FramingStep() ? nil : framing, grade: nil, between: style.between)
    }

    /// Looks that are in the film and not in the hand-off.
    var leftOut: [LeftOut] {
        var out: [LeftOut] = []
        if !settings.hasLook {
            let moved = cut.timeline.clips.filter { clip in
                let framing = project.shot(clip.shot)?.framing ?? project.framing
                return framing.zoom != 1 || framing.push != 0
            }
            if !moved.isEmpty { out.append(LeftOut("punch-ins and pushes are not in the pictures; --look puts them there", at: moved.map(\.record.start))) }
            if project.grade != .plain || cut.timeline.clips.contains(where: { (project.shot($0.shot)?.grade ?? .plain) != .plain }) { out.append(LeftOut("the grade is not in the pictures; --look puts it there")) }
        }
        if project.edit.pulse != nil { out.append(LeftOut("what the picture does on the beats (edit.pulse) is only in the reference film")) }
        if project.titles != .none { out.append(LeftOut("titles and captions are only in the reference film, and captions in lyrics.srt")) }
        return out
    }
}
