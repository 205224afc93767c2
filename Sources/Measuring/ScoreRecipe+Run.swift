import Content
import Editorial
public import Execution
public import Recipes

extension ScoreRecipe: RunnableRecipe {
    /// - Throws: only for faults of ours, such as a file missing from the store. A take that does not decode is a result.
    public func run(in context: WorkContext) throws -> TakeScore { try TakeMeasurer().measure(path: context.path(of: take)) }
}
