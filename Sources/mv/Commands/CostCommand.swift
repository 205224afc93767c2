import ArgumentParser
import Editorial
import Foundation
import Pipeline
import Pool
import ProjectFile

struct CostCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost", abstract: "What was spent, what is promised and what is planned: by shot or model, and for each kept second.",
        discussion: """
            spent      what services billed, or what a finished request was estimated at where they did not say
            committed  what requests that are with a service may still cost
            planned    what requests that nobody was asked for yet will cost
            Kept are the takes that are picked, or that the last selection kept.
            """)

    enum By: String, ExpressibleByArgument, CaseIterable { case shot, model, generator }

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "A line for each: shot, model or generator.")
    var by: By = .shot

    /// What one shot, model or generator came to.
    private struct Sum {
        var name: String
        var line: CostLine
        var perKeptSecond: Int? { line.keptSeconds > 0 ? Int((Double(line.spent) / line.keptSeconds).rounded()) : nil }
    }

    @OptionGroup var speech: Speech

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let file = try ProjectArgument.resolve(projectArgument.project)
        // A project with errors still has costs; only its budget is not known then.
        let budget = (try? Session.reader.read(file: file))?.project.budget.limit
        let lines = try folder.pool.costs()
        let spending = try folder.pool.spending()
        var sums: [Sum] = []
        for line in lines {
            let name =
                switch by {
                case .shot: line.shot
                case .model: line.model ?? line.generator
                case .generator: line.generator
                }
            if let index = sums.firstIndex(where: { $0.name == name }) {
                sums[index].line.add(line)
            } else {
                sums.append(Sum(name: name, line: line))
            }
        }
        var total = Sum(name: "all", line: CostLine.nothing)
        for line in lines { total.line.add(line) }
        let output = BufferedOutput()
        if json {
            let object = JSONText.object([
                ("by", .text(by.rawValue)), ("lines", .list(sums.map(Self.json))), ("total", Self.json(total)),
                ("imported", .number(Double(spending.imported) / 1e6)), ("budget", .number(orNull: budget)),
            ])
            try output.write(object.written + "\n")
            return try output.flush()
        }
        try output.write(table(sums + [total]))
        try output.write(words(total, spending, budget) + "\n")
        try output.flush()
    }

    private func table(_ sums: [Sum]) -> String {
        let columns: [TableLayout.Column] = [
            .init(by.rawValue, priority: 0, narrowest: 8), .init("requests", .right, priority: 6), .init("takes", .right, priority: 5),
            .init("kept", .right, priority: 4), .init("refused", .right, priority: 8), .init("failed", .right, priority: 7),
            .init("planned", .right, priority: 3), .init("committed", .right, priority: 2), .init("spent", .right, priority: 1),
            .init("per kept second", .right, priority: 9),
        ]
        func count(_ value: Int) -> String { value == 0 ? "" : "\(value)" }
        func money(_ value: Int) -> String { value == 0 ? "" : NumberText.dollars(millionths: value) }
        let rows = sums.map { sum -> [(text: String, style: TextStyle)] in
            let line = sum.line
            return [
                sum.name, "\(line.requests)", count(line.takes), count(line.kept), count(line.refused), count(line.failed),
                money(line.planned), money(line.committed), money(line.spent), sum.perKeptSecond.map(money) ?? "",
            ].map { ($0, sum.name == "all" ? .bold : .plain) }
        }
        let natural = columns.indices.map { index -> Int? in
            let width = rows.reduce(0) { max($0, DisplayText.width($1[index].text)) }
            return width == 0 ? nil : width
        }
        let terminal = Terminal.standardOutput
        let layout = TableLayout(columns, natural: natural, available: terminal.columns)
        return ([TextStyle.bold.paint(layout.header, terminal.colour)] + rows.map { layout.row($0, colour: terminal.colour) })
            .joined(separator: "\n") + "\n"
    }

    /// A sum of nothing is a sum here, and not a price.
    private func money(_ millionths: Int) -> String { millionths == 0 ? "$0" : NumberText.dollars(millionths: millionths) }

    private func words(_ total: Sum, _ spending: Spending, _ budget: Double?) -> String {
        var text = "\(money(spending.billed)) spent"
        if spending.imported > 0 { text += " (\(money(spending.imported)) of it for imported takes)" }
        if spending.reserved > 0 { text += ", \(money(spending.reserved)) committed" }
        if total.line.planned > 0 { text += ", \(money(total.line.planned)) planned" }
        if let budget {
            let left = Int((budget * 1e6).rounded()) - spending.committed
            text += "; of the budget of \(money(Int((budget * 1e6).rounded()))) \(money(max(0, left))) are left"
        } else if spending.committed > 0 {
            text += "; the project has no budget"
        }
        return text
    }

    private static func json(_ sum: Sum) -> JSONText {
        let line = sum.line
        func dollars(_ millionths: Int) -> JSONText { .number(Double(millionths) / 1e6) }
        return .object([
            ("name", .text(sum.name)), ("requests", .integer(line.requests)), ("takes", .integer(line.takes)),
            ("kept", .integer(line.kept)),
            ("kept_seconds", .number(line.keptSeconds)), ("refused", .integer(line.refused)), ("failed", .integer(line.failed)),
            ("planned", dollars(line.planned)), ("committed", dollars(line.committed)), ("spent", dollars(line.spent)),
            ("per_kept_second", sum.perKeptSecond.map(dollars) ?? .null),
        ])
    }
}

extension CostLine {
    fileprivate static let nothing = CostLine(
        shot: "", generator: "", model: nil, requests: 0, planned: 0, committed: 0, spent: 0, takes: 0, refused: 0, failed: 0, kept: 0,
        keptSeconds: 0)

    fileprivate mutating func add(_ other: CostLine) {
        requests += other.requests
        planned += other.planned
        committed += other.committed
        spent += other.spent
        takes += other.takes
        refused += other.refused
        failed += other.failed
        kept += other.kept
        keptSeconds += other.keptSeconds
    }
}
