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
        try folder.pool.eachTake(query) { take in
            tally.count(take)
            try rows.add(take)
        }
        try rows.end()
        Terminal.standardError.write(try summary(tally, query, folder) + "\n")
    }

    private func summary(_ tally: TakeTally, _ query: TakeQuery, _ folder: PoolFolder) throws -> String {
        var text = tally.takes == 0 ? "no takes" : tally.text
        if query.limit != nil {
            let found = try folder.pool.count(query)
            if found > tally.takes { text += "; shown are \(tally.takes) of \(found)" }
        }
        if !filter.all {
            var wider = query
            (wider.active, wider.current) = (nil, nil)
            let more = try folder.pool.count(wider) - folder.pool.count(query)
            if more > 0 { text += "; \(more) more of removed shots or for older prompts with --all" }
        }
        return text
    }
}
