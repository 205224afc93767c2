import Content
public import Execution
public import Recipes

extension ClicksRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: "wav")
        try ClickTrack.write(song: context.path(of: song), grid: grid, to: scratch)
        return Output(clicks: try context.publish(scratch: scratch, fileExtension: "wav"))
    }
}
