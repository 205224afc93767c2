import Editorial
import Recipes
import Timebase

extension FilmStyling {
    /// How a clip fills a deliverable's picture. What moves goes on as long as the clip is seen, after the cut too.
    func framing(_ index: Int, _ deliverable: DeliverableSpec) -> FramingStep? {
        let clips = cut.timeline.clips
        let tail = index + 1 < clips.count ? clips[index + 1].overlap : 0
        return FramingStep(
            project.framing.in(deliverable, of: shot(index)?.framing), isStill: isStill(index), length: clips[index].record.count + tail)
    }

    /// Nothing goes its own way in the take, and hardly anything moves at all: a photograph, or a camera on its stand before a quiet room.
    private func isStill(_ index: Int) -> Bool {
        guard let parts = scores[index]?.parts, let still = parts["still"], let motion = parts["motion"] else { return false }
        return still.score < 0.5 && motion.raw < 3
    }
}
