import ArgumentParser
import Editorial
import Pool

struct PoolList: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List takes: as a table that fits the terminal, as JSON or as CSV.",
        discussion: """
            Conditions that are given must all hold. Takes of removed shots and for
            older prompts are left out unless --all is given. On a terminal they come
            shot by shot, under a line that draws the quality of its takes; --flat
            gives one table, --shots those lines alone. --json prints one
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
              mv pool list --shots                 how it stands with each shot
              mv pool list --kept --pictures auto
            """)

    @OptionGroup var projectArgument: ProjectArgument
    @OptionGroup var filter: TakeFilter

    @Flag(help: "Comma-separated values.")
    var csv = false

    @Flag(help: "One line for each shot, with the quality of its takes drawn.")
    var shots = false

    @Flag(help: "One table with the shot in a column, as where it is not a terminal.")
    var flat = false

    @Option(help: PictureWay.help)
    var pictures: PictureWay?

    @OptionGroup var speech: Speech

    func validate() throws {
        if json, csv { throw ValidationError("--json and --csv exclude each other") }
        if [json, csv, shots, flat].count(where: { $0 }) > 1 { throw ValidationError("give one of --json, --csv, --shots and --flat") }
        if shots, filter.sort != "shot" { throw ValidationError("--shots goes by shot, so --sort \(filter.sort) makes no sense with it") }
        if pictures != nil, json || csv || shots || flat { throw ValidationError("--pictures goes with the list as people read it") }
        if pictures != nil, filter.sort != "shot" { throw ValidationError("--pictures go shot by shot, so leave out --sort") }
    }

    func run() async throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let query = try filter.query(folder.pool)
        var tally = TakeTally()
        let rows: any TakeRows =
            if json {
                JSONRows(folder)
            } else if csv {
                try CSVRows(folder)
            } else if isGrouped {
                try ShotRows(folder, filter, isOverviewOnly: shots, pictures: try await made(folder, query))
            } else {
                try TableRows(folder, filter)
            }
        let count = try folder.pool.list(query, withScores: !shots) { take in
            tally.count(take)
            try rows.add(take)
        }
        try rows.end()
        Say.aside(summary(tally, count, isCapped: query.isCapped))
    }

    private var isGrouped: Bool {
        shots || pictures != nil || (!flat && filter.sort == "shot" && Terminal.standardOutput.isTerminal)
    }

    private func made(_ folder: PoolFolder, _ query: TakeQuery) async throws -> TakePictures? {
        guard let pictures else { return nil }
        var takes: [TakeRecord] = []
        _ = try folder.pool.list(query) { takes.append($0) }
        return try await TakePictures(of: takes, pictures, in: folder)
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
