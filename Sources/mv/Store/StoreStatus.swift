import ArgumentParser
import Content
import Foundation
import Pipeline

struct StoreStatus: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Where the store is, what is in it by kind, and how much room there is.",
        discussion: """
            Kinds: takes; yours, the song and other files of yours; then what was made, by the kind
            of job (segment, song, film, thumbnail, …), which 'mv clean' removes; unnamed, which
            nothing of this project names.

            EXAMPLE
              mv store status project.yaml
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        let workspace = try Workspace(projectFile: projectArgument.resolve())
        let root = workspace.store.root
        let census = try StoreCensus(of: workspace)
        line("store", root, [("store", .text(root))])
        for (kind, count) in census.counts { line(kind.name, Self.words(count), fields(kind.name, count)) }
        line("all", Self.words(census.total), fields("all", census.total))
        if let free = Volume.freeBytes(in: Volume.isFolder(root) ? root : workspace.folder) {
            line("free", NumberText.bytes(free), [("kind", .text("free")), ("bytes", .integer(free))])
        }
        if let leaving = workspace.place.leaving, Volume.isFolder(leaving) {
            Say.note("files of the last move are still in \(leaving)")
            Say.next("'mv store move\(projectArgument.project.map { " " + $0 } ?? "") \(root)' removes them after reading their copies")
        }
        for folder in try StoreSharers(of: workspace).folders { Say.note("the project in \(folder) uses this store too") }
    }

    private func line(_ name: String, _ value: String, _ fields: Say.Fields) {
        Say.result(DisplayText.pad(name, to: 12) + value, fields)
    }

    private func fields(_ kind: String, _ count: StoreCensus.Count) -> Say.Fields {
        [("kind", .text(kind)), ("files", .integer(count.files)), ("bytes", .integer(count.bytes))]
    }

    private static func words(_ count: StoreCensus.Count) -> String {
        "\(NumberText.counted(count.files, "file")), \(NumberText.bytes(count.bytes))"
    }
}
