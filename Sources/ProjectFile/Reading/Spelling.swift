/// "Did you mean": the known word nearest to a written one.
package enum Spelling {
    /// Nil when nothing is near. Letter case, `-` and `_` do not count.
    package static func nearest(to word: String, in known: [String]) -> String? {
        let written = plain(word)
        guard !written.isEmpty else { return nil }
        if let same = known.first(where: { plain($0) == written }) { return same }
        let allowed = max(1, min(3, written.count / 3))
        let ranked = known.map { (word: $0, distance: distance(written, plain($0))) }
        // Of words equally near the first of the table wins, so that messages never change from run to run.
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= allowed, best.distance < plain(best.word).count
        else { return nil }
        return best.word
    }

    /// "did you mean 'takes'?", or the words there are.
    static func suggestion(_ word: String, in known: [String], calling: String) -> String? {
        if let near = nearest(to: word, in: known) { return "did you mean '\(near)'?" }
        guard !known.isEmpty else { return nil }
        let more = known.count > 24 ? " and \(known.count - 24) more" : ""
        return "\(calling): \(known.prefix(24).joined(separator: ", "))\(more)"
    }

    /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count 1 each
    /// (https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).
    package static func distance(_ a: [Character], _ b: [Character]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for j in 0...b.count { rows[0][j] = j }
        for i in 1...a.count {
            rows[i][0] = i
            for j in 1...b.count {
                let change = a[i - 1] == b[j - 1] ? 0 : 1
                rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1) }
            }
        }
        return rows[a.count][b.count]
    }

    private static func plain(_ word: String) -> [Character] {
        word.prefix(64).lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }
}
