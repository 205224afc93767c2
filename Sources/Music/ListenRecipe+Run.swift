import Content
import Editorial
public import Execution
public import Recipes

extension ListenRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Listening {
        Listening(grid: try Listener(beatsPerMinute: tempo.map { Double($0) / 1000 }).listen(path: try context.path(of: song)))
    }
}
