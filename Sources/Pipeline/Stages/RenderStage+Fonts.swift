import Recipes

/// What words are written with.
extension RenderStage {
    /// Finds the fonts, and says how many jobs that took.
    func fonts(_ cut: Cut) async throws -> (fonts: ChosenFonts, made: Int) {
        try await FontsStage(session: session, executor: executor).run(words(cut))
    }

    /// What was found the last time, for looking ahead.
    func knownFonts(_ cut: Cut) throws -> ChosenFonts {
        try FontsStage(session: session, executor: executor).known(words(cut)) ?? ChosenFonts()
    }

    private func words(_ cut: Cut) throws -> [FilmWords] {
        let styling = try styling(cut)
        return try deliverables.compactMap { try styling.words(for: $0) }
    }
}
