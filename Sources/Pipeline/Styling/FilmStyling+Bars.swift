import Editorial

extension FilmStyling {
    /// Rows of black at the top, and as many at the bottom.
    func bars(_ deliverable: DeliverableSpec) -> Int {
        guard let shape = project.letterbox else { return 0 }
        return Letterbox.rows(shape: shape, of: deliverable.format(of: project.format), in: project.format)
    }
}
