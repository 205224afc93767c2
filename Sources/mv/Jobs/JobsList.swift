import ArgumentParser
import Cluster
import Foundation
import Pipeline

struct JobsList: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the batches that are with a cluster; with --all also those that are over.")

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(help: "Also batches that are over, in which something failed or was cancelled.")
    var all = false

    @OptionGroup var speech: Speech

    private static let columns: [TableLayout.Column] = [
        .init("batch", priority: 0), .init("slurm", priority: 1), .init("work", priority: 2), .init("jobs", .right, priority: 3),
        .init("done", .right, priority: 3), .init("failed", .right, priority: 4), .init("tasks", .right, priority: 6), .init("age", .right, priority: 5),
        .init("state", priority: 2, narrowest: 10),
    ]

    func run() async throws {
        let workspace = try Workspace(projectFile: projectArgument.resolve())
        let found = try await ClusterBatches(root: workspace.batches, results: workspace.results).list().filter { all || $0.isOpen }
        let output = BufferedOutput()
        if json {
            try output.write("[" + found.map { "\n" + Self.json($0).written }.joined(separator: ",") + "\n]\n")
            return try output.flush()
        }
        let terminal = Terminal.standardOutput
        let now = Int(Date().timeIntervalSince1970)
        let rows = found.map { Self.cells($0, now: now) }
        if !rows.isEmpty {
            let natural = Self.columns.indices.map { index in
                let width = rows.reduce(0) { max($0, DisplayText.width($1[index].text)) }
                return width == 0 ? nil : width
            }
            let layout = TableLayout(Self.columns, natural: natural, available: terminal.columns)
            try output.write(TextStyle.bold.paint(layout.header, terminal.colour) + "\n")
            for row in rows { try output.write(layout.row(row, colour: terminal.colour) + "\n") }
        }
        try output.flush()
        if found.isEmpty { Say.aside(all ? "nothing was ever left with a cluster" : "nothing is with a cluster; --all also lists what is over") }
    }

    private static func cells(_ status: ClusterBatches.Status, now: Int) -> [(text: String, style: TextStyle)] {
        [
            (status.name, .plain), (status.array ?? "", .plain), (status.work, .plain), ("\(status.jobs)", .plain), ("\(status.done)", .plain),
            (status.failed == 0 ? "" : "\(status.failed)", .red), ("\(status.tasks)", .plain),
            (ProgressText.duration(Double(max(0, now - status.created))), .plain), (state(status), status.isCancelled ? .red : .plain),
        ]
    }

    private static func state(_ status: ClusterBatches.Status) -> String {
        if status.isCancelled { return "cancelled" }
        if !status.isOpen { return "over" }
        guard status.array != nil else { return "handed in, or not: the next build finds out" }
        guard let running = status.running, let waiting = status.waiting else { return "Slurm does not answer" }
        if running + waiting == 0 { return "ended; the next build collects" }
        return "\(running) running, \(waiting) waiting" + (waiting > 0 && status.reason != nil ? " (\(status.reason!))" : "")
    }

    private static func json(_ status: ClusterBatches.Status) -> JSONText {
        .object([
            ("batch", .text(status.name)), ("slurm", .text(orNull: status.array)), ("work", .text(status.work)), ("created", .integer(status.created)),
            ("jobs", .integer(status.jobs)), ("done", .integer(status.done)), ("failed", .integer(status.failed)), ("tasks", .integer(status.tasks)),
            ("running", .integer(orNull: status.running)), ("waiting", .integer(orNull: status.waiting)), ("reason", .text(orNull: status.reason)),
            ("open", .boolean(status.isOpen)), ("cancelled", .boolean(status.isCancelled)),
        ])
    }
}
