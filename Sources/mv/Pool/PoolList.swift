import ArgumentParser
import Editorial
import Pool

struct PoolList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List takes: as a table that fits the terminal, as JSON or as CSV.",
        discussion: """
            Conditions that are given must all hold. Takes of removed shots and for
            older prompts are left out unless --all is given. --json prints one
            array with one take a line; Schemas/takes.schema.json tells its keys.
            --csv follows RFC 4180. The line that counts goes to standard error.

            EXAMPLES
              mv pool list project.yaml
              mv pool list --shot window --shot door --sort quality --desc
              mv pool list --min-score sharpness=0.5 --not-kept --sort sharpness
              mv pool list --sort created --desc --limit 20
              mv pool list --verdict reject --json
              mv pool list --rejected-for hands --text "close-up"
              mv pool list --tag night --sort quality --desc
              mv pool list --csv > takes.csv
            """)

    @OptionGroup var projectArgument: ProjectArgument
    @OptionGroup var filter: TakeFilter

    @Flag(help: "One JSON array.")
    var json = false

    @Flag(help: "Comma-separated values.")
    var csv = false

    func validate() throws {
        if json, csv { throw ValidationError("--json and --csv exclude each other") }
    }

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let query = try filter.query(folder.pool)
        var tally = TakeTally()
        let rows: any TakeRows =
            if json { JSONRows(folder) } else if csv { try CSVRows(folder) } else { try TableRows(folder, filter) }
        let count = try folder.pool.list(query) { take in
            tally.count(take)
            try rows.add(take)
        }
        try rows.end()
        Terminal.standardError.write(summary(tally, count, isCapped: query.isCapped) + "\n")
    }

    private func summary(_ tally: TakeTally, _ count: TakeCount, isCapped: Bool) -> String {
        func number(_ count: Int, _ word: String = "or more") -> String {
            isCapped && count == TakeCount.most ? "\(count) \(word)" : "\(count)"
        }
        var text = tally.takes == 0 ? "no takes" : tally.text
        if count.found > tally.takes { text += "; shown are \(tally.takes) of \(number(count.found))" }
        if count.leftOut > 0 { text += "; \(number(count.leftOut, "or")) more of removed shots or for older prompts with --all" }
        return text
    }
}
