import ArgumentParser
import Foundation
import Generators
import Pool

struct RequestsShow: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Everything about a request: what was sent, every step, what came of it.")

    @Argument(help: RequestWords.help)
    var words: [String]

    @OptionGroup var speech: Speech

    func validate() throws {
        if RequestWords(words).prefixes.isEmpty { throw ValidationError("name at least one request; 'mv requests list' shows them") }
    }

    func run() throws {
        let words = RequestWords(words)
        let folder = try PoolFolder(project: words.project, for: .reading)
        let records = try words.records(folder.pool)
        let output = BufferedOutput()
        if json {
            let rows = try records.map { try Self.json($0, folder.pool).written }
            try output.write("[\n" + rows.joined(separator: ",\n") + "\n]\n")
        } else {
            for (index, record) in records.enumerated() {
                try output.write((index > 0 ? "\n" : "") + sheet(record, folder.pool))
            }
        }
        try output.flush()
    }

    private func sheet(_ record: RequestRecord, _ pool: Pool) throws -> String {
        let plan = record.plan
        var sheet = Sheet(columns: min(100, Terminal.standardOutput.columns ?? 100), colour: Terminal.standardOutput.colour)
        sheet.title("request \(record.id.prefix(8)), \(plan.shot) take \(plan.ordinal + 1): \(record.state.rawValue)")
        sheet.field("generator", "\(plan.generator) (\(plan.kind)\(plan.model.map { ", \($0)" } ?? ""))")
        sheet.field("prompt", plan.prompt)
        sheet.field("negative", plan.negative)
        sheet.field("seed", "\(plan.seed)")
        sheet.field("why", plan.reason?.text)
        sheet.field("parent", plan.parent.map { "take \($0.prefix(8))" })
        if let text = record.providerID {
            let ticket = Ticket(text: text)
            sheet.field("id there", ticket.id)
            sheet.field("links", ticket.links.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
        }
        if record.state != .done { sheet.field("status", record.status) }
        sheet.field("error", record.error)
        sheet.field("warnings", record.warnings)
        sheet.field(
            "cost",
            "estimated \(NumberText.dollars(millionths: plan.estimated))"
                + (record.reserved > 0 ? ", reserved \(NumberText.dollars(millionths: record.reserved))" : "")
                + (record.billed > 0 ? ", billed \(NumberText.dollars(millionths: record.billed))" : ""))
        sheet.field("take", record.take.map { String($0.prefix(12)) })
        sheet.field("sent", record.sent)
        let events = try pool.events(of: record.id)
        sheet.field(
            "steps",
            events.map { event in
                let time = Date(timeIntervalSince1970: Double(event.time) / 1000).formatted(.iso8601)
                let money = event.billed > 0 ? ", \(NumberText.dollars(millionths: event.billed)) billed" : ""
                return "\(time) \(event.state.rawValue)\(event.attempt > 1 ? " (attempt \(event.attempt))" : "")\(money)"
                    + (event.message.map { ": \($0)" } ?? "")
            })
        return sheet.text
    }

    private static func json(_ record: RequestRecord, _ pool: Pool) throws -> JSONText {
        guard case .object(let fields) = RequestText.json(record) else { return .null }
        let steps = try pool.events(of: record.id).map { event in
            JSONText.object([
                ("time", .integer(Int(event.time))), ("state", .text(event.state.rawValue)), ("attempt", .integer(event.attempt)),
                ("billed", .number(Double(event.billed) / 1e6)), ("message", .text(orNull: event.message)),
            ])
        }
        return .object(fields + [("sent", .text(orNull: record.sent)), ("recipe", .text(record.plan.recipe)), ("steps", .list(steps))])
    }
}
