import Editorial
import Pool
import Recipes
import Timebase

/// What a project says of how its film looks, brought to one cut and one deliverable.
struct FilmStyling {
    let session: Session
    /// With what its addresses come to in the song.
    let project: Project
    let cut: Cut
    let heard: SongStage.Heard
    /// Of the timeline's clips, in order: what was measured of the takes they show.
    let scores: [Scores?]
    /// Of the words, once they are found; until then none, and families are those that are asked for.
    var fonts = ChosenFonts()

    func style(for deliverable: DeliverableSpec) throws -> FilmStyle {
        let grades = deliverable.isDraft ? [] : try grades()
        let clips = cut.timeline.clips.indices.map { index in
            let isSlowed = cut.timeline.clips[index].speed.doubleValue < 1 || cut.timeline.clips[index].ramp != nil
            let slowMotion = project.edit.slowMotion
            return ClipStyle(
                framing: framing(index, deliverable), grade: grades.isEmpty ? nil : grades[index],
                between: isSlowed && slowMotion != .repeat && !deliverable.isDraft ? slowMotion : nil)
        }
        return FilmStyle(clips: clips, accents: accents(), bars: bars(deliverable), words: try words(for: deliverable))
    }

    func shot(_ index: Int) -> Shot? { project.shot(cut.timeline.clips[index].shot) }
}
