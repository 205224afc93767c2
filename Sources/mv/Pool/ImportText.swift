import Editorial
import Pool

/// What an import did, in words.
enum ImportText {
    static func summary(_ merged: Merged) -> String {
        var parts = ["imported \(NumberText.counted(merged.takes, "take"))"]
        func add(_ count: Int, _ noun: String) { if count > 0 { parts.append(NumberText.counted(count, noun)) } }
        add(merged.decisions, "decision")
        add(merged.tags, "tag")
        if merged.requests > 0 {
            parts.append("\(NumberText.counted(merged.requests, "request")) (\(NumberText.dollars(millionths: merged.billed)))")
        }
        if merged.restored > 0 { parts.append("\(merged.restored) archived \(merged.restored == 1 ? "take is" : "takes are") back") }
        if merged.known > 0 { parts.append("\(merged.known) were here already") }
        return parts.joined(separator: ", ")
    }

    static func fields(_ merged: Merged) -> Say.Fields {
        [
            ("takes", .integer(merged.takes)), ("known", .integer(merged.known)), ("decisions", .integer(merged.decisions)),
            ("tags", .integer(merged.tags)), ("requests", .integer(merged.requests)), ("restored", .integer(merged.restored)),
            ("conflicts", .list(merged.conflicts.map { .text($0.take) })),
        ]
    }

    static func lines(_ merged: Merged, digits: Int, project: String) -> [String] {
        var lines = merged.conflicts.map { conflict in
            "take \(conflict.take.prefix(digits)): here \(word(conflict.ours)), there \(word(conflict.theirs)); "
                + "the newer holds: \(word(conflict.now)) ('mv pool show' has both)"
        }
        if merged.withoutFile > 0 {
            let count = merged.withoutFile
            let takes = count == 1 ? "1 take came without its file and is" : "\(count) takes came without their files and are"
            lines.append("\(takes) archived; 'mv pool restore' brings back what can be")
        }
        if !merged.shots.isEmpty {
            let more = merged.shots.count > 6 ? ", …" : ""
            let names = merged.shots.prefix(6).map { DisplayText.line($0) }.joined(separator: ", ") + more
            lines.append(
                "not known here: \(NumberText.counted(merged.shots.count, "shot")) (\(names)); "
                    + "their takes are listed with --all until 'mv build\(project)' finds them in the project file")
        }
        return lines
    }

    private static func word(_ state: Verdict.State) -> String {
        switch state {
        case .pick: "picked"
        case .reject: "rejected"
        case .unset: "not decided"
        }
    }
}
