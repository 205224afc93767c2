public import Execution

extension RecipeBook {
    /// Teaches a worker the recipes of this target.
    public mutating func addRendering() {
        add(SegmentRecipe.self)
        add(SongRecipe.self)
        add(FilmRecipe.self)
        add(InspectRecipe.self)
        add(ThumbnailRecipe.self)
    }
}
