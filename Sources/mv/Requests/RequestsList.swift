public import ArgumentParser
import Content
import Foundation
public import Pool

struct RequestsList: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List requests; without --state or --all, those that are open or went wrong.")

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "Only in these states: \(RequestState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: [RequestState] = []

    @Option(help: "Only of these shots.")
    var shot: [String] = []

    @Option(help: "Only of this generator.")
    var generator: String?

    @Flag(help: "Also those that are done, and those nobody was asked for yet.")
    var all = false

    @Option(help: "At most so many.")
    var limit: Int?

    @OptionGroup var speech: Speech

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let states = !state.isEmpty ? Set(state) : all ? [] : Set(RequestState.allCases).subtracting([.planned, .done])
        let shots = Set(shot)
        let known = shots.isEmpty ? [] : try folder.pool.counts().map(\.shot)
        if let unknown = shot.first(where: { !known.contains($0) }) {
            throw ValidationError("the pool knows no shot '\(unknown)'; its shots are \(known.prefix(12).joined(separator: ", "))")
        }
        let found = try folder.pool.requests(states: states, generator: generator).filter { shots.isEmpty || shots.contains($0.shot) }
        let shown = limit.map { Array(found.prefix($0)) } ?? found
        let output = BufferedOutput()
        if json {
            try output.write("[" + shown.map { "\n" + RequestText.json($0).written }.joined(separator: ",") + "\n]\n")
            return try output.flush()
        }
        let terminal = Terminal.standardOutput
        let rows = shown.map { RequestText.cells($0, now: PoolFolder.now) }
        let natural = RequestText.columns.indices.map { index in
            let width = rows.reduce(0) { max($0, DisplayText.width($1[index].text)) }
            return width == 0 ? nil : width
        }
        if !rows.isEmpty {
            let layout = TableLayout(RequestText.columns, natural: natural, available: terminal.columns)
            try output.write(TextStyle.bold.paint(layout.header, terminal.colour) + "\n")
            for row in rows { try output.write(layout.row(row, colour: terminal.colour) + "\n") }
        }
        try output.flush()
        Say.aside(summary(found, shown.count))
    }

    private func summary(_ found: [RequestRecord], _ shown: Int) -> String {
        guard !found.isEmpty else {
            return all || !state.isEmpty ? "no requests" : "no requests are open or went wrong; --all lists all there are"
        }
        let counts = RequestState.allCases.compactMap { state -> String? in
            let count = found.count { $0.state == state }
            return count > 0 ? "\(count) \(state.rawValue)" : nil
        }
        var text = "\(NumberText.counted(found.count, "request")): \(counts.joined(separator: ", "))"
        if shown < found.count { text += "; shown are \(shown)" }
        let dark = found.count { $0.state == .ambiguous }
        if dark > 0 { text += "; 'mv requests resolve' settles what is ambiguous" }
        return text
    }
}

extension RequestState: ExpressibleByArgument {}
