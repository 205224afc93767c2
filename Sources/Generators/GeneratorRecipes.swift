public import Execution

extension RecipeBook {
    /// Teaches a worker the recipes of this target.
    public mutating func addGenerators() {
        add(AnimaticRecipe.self)
        add(ProbeRecipe.self)
    }
}
