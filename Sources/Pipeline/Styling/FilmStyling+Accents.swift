import Editorial
import Recipes

extension FilmStyling {
    /// What happens on the beats, in frames of the film.
    func accents() -> [Accent] {
        guard let pulse = project.edit.pulse else { return [] }
        let timeline = cut.timeline
        return Accent.all(pulse, grid: heard.grid, rate: timeline.format.rate, lead: project.edit.lead, frames: timeline.frames)
    }
}
