import Editorial
public import Pool

/// What people rejected takes for, turned into words a generator can be told to avoid.
public enum AvoidWords {
    /// For the reasons of the short list. Of those that are not there (boring, duplicate) no words make a picture better.
    private static let words: [String: [String]] = [
        "face": ["distorted face", "asymmetrical eyes"],
        "hands": ["deformed hands", "extra fingers"],
        "text": ["text", "letters", "subtitles", "watermark"],
        "drift": ["morphing", "changing identity", "flicker"],
        "camera": ["camera shake", "jump cut"],
        "style": ["inconsistent style"],
        "artefact": ["artifacts", "glitches", "blur"],
    ]
    private static let silent: Set = ["boring", "duplicate", "other"]

    /// The words for the reasons of a shot's rejected takes, the commonest reason first, each word once. A reason in free text is
    /// taken as it is.
    public static func words(for reasons: [String]) -> [String] {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for reason in reasons {
            for part in parts(reason) {
                if counts[part] == nil { order.append(part) }
                counts[part, default: 0] += 1
            }
        }
        let sorted = order.enumerated().sorted { (counts[$1.element] ?? 0, $0.offset) < (counts[$0.element] ?? 0, $1.offset) }.map(
            \.element)
        var seen: Set<String> = []
        return sorted.flatMap { words[$0] ?? [$0] }.filter { seen.insert($0).inserted }
    }

    /// `hands: melting` is about hands, and says something more.
    private static func parts(_ reason: String) -> [String] {
        let text = reason.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { return [] }
        let first = text.prefix { $0.isLetter }
        guard words[String(first)] != nil || silent.contains(String(first)) else { return [text] }
        let rest = text.dropFirst(first.count).drop { ":,;-– ".contains($0) }
        let kind = silent.contains(String(first)) ? [] : [String(first)]
        return kind + (rest.isEmpty || silent.contains(String(first)) ? [] : [String(rest)])
    }
}

extension Retake {
    /// What the rejected takes of a shot were rejected for, as words to avoid; and the one rejected last.
    public static func feedback(shot: String, _ pool: Pool) throws -> (words: [String], parent: TakeRecord?) {
        var query = TakeQuery()
        query.shots = [shot]
        query.verdicts = [.reject]
        let rejected = try pool.takes(query)
        let latest = try rejected.max { first, second in
            try (pool.history(first.id).last?.id ?? 0) < (pool.history(second.id).last?.id ?? 0)
        }
        return (AvoidWords.words(for: rejected.compactMap(\.verdict.reason)), latest)
    }
}
