import Editorial
import Foundation
import ProjectFile
import Timebase

extension FilmStyling {
    /// The captions of a deliverable that has them as a track of their own; nil for none.
    ///
    /// - Parameter frames: of the film, that the deliverable shows.
    func captionTrack(for deliverable: DeliverableSpec, _ frames: FrameRange) throws -> CaptionTrack? {
        guard deliverable.captions == .track, let file = project.titles.captions, let captions = try captions() else { return nil }
        let rate = cut.timeline.format.rate
        let start = (project.song.start ?? 0) + rate.seconds(at: frames.start)
        let cues = captions.lines.sorted { $0.start < $1.start }.map { line in
            CaptionTrack.Cue(start: milliseconds(line.start - start), end: milliseconds(line.end - start), runs: ScriptText.runs(line.text))
        }
        let shown = CaptionTrack.sequence(cues, length: milliseconds(rate.seconds(at: frames.count)))
        return shown.isEmpty ? nil : CaptionTrack(cues: shown, language: CaptionFile.language(file))
    }
}
