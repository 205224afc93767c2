import ArgumentParser
import Execution
import Generators
import Music
import Pipeline
import Rendering
import Scoring

struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Run jobs from standard input; started by 'mv build'.", shouldDisplay: false)

    @Option(help: "The project's .mv folder.")
    var root: String

    func run() throws {
        var book = RecipeBook()
        book.addGenerators()
        book.add(ListenRecipe.self)
        book.add(ScoreRecipe.self)
        book.addRendering()
        WorkerLoop(book: book, results: Workspace(root: root).results).serve()
    }
}
