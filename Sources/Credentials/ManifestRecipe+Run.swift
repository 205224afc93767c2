public import Execution
import Media
public import Recipes

extension ManifestRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        Output(manifest: ContentCredentials.manifest(inFile: try context.path(of: file)))
    }
}
