import ArgumentParser
import Foundation
import Generators
import ProjectFile
import Scorers

struct SchemaCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON schema of project files, for editors.",
        discussion: """
            The same as Schemas/project.schema.json. An editor with a YAML language server completes keys in a file that begins with
              # yaml-language-server: $schema=PATH/project.schema.json
            """)

    @OptionGroup var speech: Speech

    func run() { Say.document(ProjectSchema.json(kinds: GeneratorCatalogue.kinds, scorerKinds: ScorerCatalogue.kinds).trimmingCharacters(in: .newlines)) }
}
