import Pool

/// What a recovery did, in words.
enum RecoveryText {
    static func summary(_ recovered: Recovered) -> String {
        let takes = NumberText.counted(recovered.table("takes")?.count ?? 0, "take")
        let decisions = NumberText.counted(recovered.table("decisions")?.count ?? 0, "decision")
        let requests = NumberText.counted(recovered.table("requests")?.count ?? 0, "request")
        let rest = recovered.isWhole ? "nothing is known to be lost" : "not everything came back"
        return "the pool is sound again: \(takes), \(decisions), \(requests); \(rest)"
    }

    static func sources(_ recovered: Recovered) -> [String] {
        var lines: [String] = []
        if let damage = recovered.damage { lines.append("the pool was damaged: \(damage)") }
        if recovered.wasMissing { lines.append("there was no pool") }
        for table in recovered.tables where table.count > 0 {
            let parts = Recovered.Source.allCases.compactMap { source in
                table.rows[source].map { "\($0) \(words(source, recovered))" }
            }
            lines.append("\(noun(table.name)): \(parts.joined(separator: ", "))")
        }
        if recovered.verdictsWithoutHistory > 0 {
            lines.append(
                "\(NumberText.counted(recovered.verdictsWithoutHistory, "verdict")) came back without the decisions that led to "
                    + "\(recovered.verdictsWithoutHistory == 1 ? "it" : "them")")
        }
        if let aside = recovered.aside { lines.append("the pool as it was lies in \(aside)") }
        return lines
    }

    static func losses(_ recovered: Recovered) -> [String] {
        var lines: [String] = []
        let remade = recovered.tables.filter { $0.isMadeAgain && ($0.lost > 0 || $0.mayLackMore) }
        if !remade.isEmpty { lines.append("the next build makes again what may be lost of: \(remade.map { noun($0.name) }.joined(separator: ", "))") }
        for table in recovered.tables where !table.isMadeAgain && (table.lost > 0 || table.mayLackMore) {
            let known = table.lost > 0 ? "at most \(table.lost)" : "some may be"
            lines.append("\(noun(table.name)): \(known) lost\(table.lost > 0 && table.mayLackMore ? ", and perhaps more" : "")")
        }
        if recovered.table("requests").map({ $0.lost > 0 || $0.mayLackMore }) == true {
            lines.append("requests that services still work on may be among the lost ones: look at the services' own lists before building")
        }
        if let takes = recovered.table("takes"), takes.lost > 0 || takes.mayLackMore {
            lines.append("the files of lost takes are still in the store, but 'mv clean' and 'mv pool gc' remove what no take names: keep copies first")
        }
        if recovered.paidTakesLost > 0 {
            let takes = NumberText.counted(recovered.paidTakesLost, "paid take")
            lines.append("\(takes) of known requests are lost; they are not asked for again unasked, 'mv requests list' shows them")
        }
        if recovered.freeTakesLost > 0 {
            lines.append("\(NumberText.counted(recovered.freeTakesLost, "take")) that cost nothing are made again by the next build")
        }
        if recovered.strays > 0 {
            lines.append(
                "of \(NumberText.counted(recovered.strays, "take")) nothing says what shot they belong to: 'mv pool list --all --shot recovered' shows them")
        }
        if recovered.unread > 0 {
            lines.append("\(NumberText.counted(recovered.unread, "sidecar or line of the journal", plural: "sidecars or lines of the journal")) could not be read")
        }
        return lines
    }

    static func fields(_ recovered: Recovered) -> Say.Fields {
        [
            ("changed", .boolean(!recovered.isUnchanged)), ("damage", .text(orNull: recovered.damage)), ("missing", .boolean(recovered.wasMissing)),
            ("whole", .boolean(recovered.isWhole)), ("aside", .text(orNull: recovered.aside)), ("backup", .text(orNull: recovered.backup?.folder)),
            (
                "tables",
                .list(
                    recovered.tables.map { table in
                        .object(
                            [("table", .text(table.name))] + Recovered.Source.allCases.map { ($0.rawValue, .integer(table.rows[$0] ?? 0)) }
                                + [("lost", .integer(table.lost)), ("lacksMore", .boolean(table.mayLackMore))])
                    })
            ),
            ("unread", .integer(recovered.unread)), ("strays", .integer(recovered.strays)), ("paidTakesLost", .integer(recovered.paidTakesLost)),
            ("freeTakesLost", .integer(recovered.freeTakesLost)), ("verdictsWithoutHistory", .integer(recovered.verdictsWithoutHistory)),
        ]
    }

    private static func words(_ source: Recovered.Source, _ recovered: Recovered) -> String {
        switch source {
        case .pool: recovered.damage == nil ? "of the pool" : "read from the damaged pool"
        case .backup: "from the backup \(recovered.backup?.name ?? "")"
        case .sidecars: "from their sidecars"
        case .journal: "from the journal of verdicts"
        case .cut: "from cut.json"
        }
    }

    /// What people call the rows of a table.
    private static func noun(_ table: String) -> String {
        switch table {
        case "shot_recipes": "what shots ask for"
        case "request_events": "steps of requests"
        case "origins": "how takes came to their shots"
        case "keepsakes": "pictures of archived takes"
        case "selection_takes": "places in selections"
        case "clips": "clips of renders"
        case "cuts": "versions of the cut"
        case "cut_names": "names of versions"
        case "scorers": "what scorers said of themselves"
        case "calls": "calls to scorers"
        default: table
        }
    }
}
