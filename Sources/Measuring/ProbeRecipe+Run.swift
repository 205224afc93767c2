import Content
import Editorial
public import Execution
import Media
public import Recipes

extension ProbeRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: file)
        do {
            let facts = try MediaFacts(probing: path)
            guard facts.frames >= 2 else {
                return Output(facts: nil, broken: "the file holds \(facts.frames) frame, which is no moving picture")
            }
            return Output(facts: facts, broken: nil)
        } catch {
            return Output(facts: nil, broken: error.operation == .open || error.operation == .probe ? error.reason : error.description)
        }
    }
}
