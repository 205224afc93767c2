import Content
import Editorial
import Foundation
import GRDB

extension Pool {
    /// One line for each value of an axis, the one with the most takes first. Holds one line a value, never the takes.
    ///
    /// - Parameter shots: only of these; of all when empty.
    public func yield(by axis: YieldAxis, shots: Set<String> = []) throws -> [YieldLine] {
        let condition = shots.isEmpty ? "1" : "o.shot IN (\(shots.map { _ in "?" }.joined(separator: ", ")))"
        let arguments = StatementArguments(shots.sorted())
        return try read { db in
            var lines: [String?: YieldLine] = [:]
            var names = try YieldNames(axis, db)
            let takes = try Row.fetchCursor(db, sql: Self.takesSQL + condition, arguments: arguments)
            while let row = try takes.next() {
                let name = try names.name(of: row)
                lines[name, default: YieldLine(name: name)].count(take: row)
            }
            let requests = try Row.fetchCursor(db, sql: Self.requestsSQL + condition, arguments: arguments)
            while let row = try requests.next() {
                let name = try names.name(of: row)
                lines[name, default: YieldLine(name: name)].count(request: row)
            }
            return lines.values.sorted { a, b in
                if a.takes != b.takes { return a.takes > b.takes }
                return a.name ?? "\u{10FFFF}" < b.name ?? "\u{10FFFF}"
            }
        }
    }

    private static let takesSQL = """
        SELECT o.shot, o.prompt, o.model, o.generator, o.seed, o.variant, l.verdict, v.reason, l.kept, t.seconds,
            CASE WHEN o.request IS NULL THEN o.cost ELSE 0 END AS cost
        FROM origins o JOIN listing l ON l.origin = o.id JOIN takes t ON t.id = o.take LEFT JOIN verdicts v ON v.take = o.take WHERE
        """ + " "

    /// What a service was paid belongs to the take that came of it, under the model and seed that the take says.
    private static let requestsSQL = """
        SELECT o.shot, coalesce(t.prompt, o.prompt) AS prompt, coalesce(t.model, o.model) AS model, o.generator,
            CASE WHEN t.id IS NULL THEN o.seed ELSE t.seed END AS seed, o.variant, o.state, o.billed
        FROM requests o LEFT JOIN origins t ON t.take = o.take AND t.shot = o.shot WHERE
        """ + " "
}

extension YieldLine {
    fileprivate mutating func count(take row: Row) {
        let (verdict, kept): (String, Bool) = (row["verdict"], row["kept"])
        takes += 1
        cost += row["cost"] as Int
        switch verdict {
        case "reject":
            rejected += 1
            guard let reason = RejectReason(row["reason"] as String?) else { return withoutReason += 1 }
            if let category = reason.category { reasons[category, default: 0] += 1 } else { otherWords += 1 }
        case "pick":
            picked += 1
            fallthrough
        default:
            guard verdict == "pick" || kept else { return }
            self.kept += 1
            keptSeconds += row["seconds"] ?? 0
        }
    }

    fileprivate mutating func count(request row: Row) {
        cost += row["billed"] as Int
        switch row["state"] as String {
        case "refused": refused += 1
        case "failed": failed += 1
        default: break
        }
    }
}

/// Finds what a take or request is counted under.
private struct YieldNames {
    private let axis: YieldAxis
    private var shots: [String: Shot] = [:]

    init(_ axis: YieldAxis, _ db: Database) throws {
        self.axis = axis
        guard axis == .look else { return }
        for row in try Row.fetchAll(db, sql: "SELECT id, prompt, definition FROM shots") { shots[row["id"]] = Shot(row) }
    }

    mutating func name(of row: Row) throws -> String? {
        switch axis {
        case .shot: row["shot"]
        case .prompt: row["prompt"] as String == "" ? nil : row["prompt"]
        case .model: row["model"]
        case .generator: row["generator"]
        case .seed: row["seed"]
        case .matrix(let name): try variant(of: row)[name]
        case .look: try look(of: row)
        }
    }

    private func variant(of row: Row) throws -> [String: String] {
        try Stored.map(row["variant"])
    }

    /// What follows the shot's own words in a prompt. Nil where the shot's words were others then.
    private func look(of row: Row) throws -> String? {
        guard let shot = shots[row["shot"]] else { return nil }
        let (prompt, variant) = (row["prompt"] as String, try variant(of: row))
        let others = shot.ifRefused.indices.compactMap { shot.asking(alternative: $0) }
        for asking in [shot] + others {
            let words = asking.fullPrompt(look: "", variant: variant)
            if prompt.hasPrefix(words + ", ") { return String(prompt.dropFirst(words.count + 2)) }
        }
        return nil
    }
}
