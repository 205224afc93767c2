import ArgumentParser
import Generators
import ProjectFile
import Scorers

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON schema of project files, for editors.",
        discussion: """
            The same as Schemas/project.schema.json. An editor with a YAML language server completes keys in a file that begins with
              # yaml-language-server: $schema=PATH/project.schema.json
            """)

    func run() { print(ProjectSchema.json(kinds: GeneratorCatalogue.kinds, scorerKinds: ScorerCatalogue.kinds), terminator: "") }
}
