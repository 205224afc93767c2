/// What changed between two texts, word by word.
public struct WordDifference: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case same(String), removed(String), added(String)
    }

    /// In the order of reading; removed words stand before the ones that took their place.
    public let parts: [Part]

    public init(from old: String, to new: String) {
        let (a, b) = (Self.words(old), Self.words(new))
        // Longest common subsequence by a table: prompts have a few hundred words at most.
        var common = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
            }
        }
        var parts: [Part] = []
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, a[i] == b[j] {
                parts.append(.same(a[i]))
                (i, j) = (i + 1, j + 1)
            } else if i < a.count, j == b.count || common[i + 1][j] >= common[i][j + 1] {
                parts.append(.removed(a[i]))
                i += 1
            } else {
                parts.append(.added(b[j]))
                j += 1
            }
        }
        self.parts = Self.joined(parts)
    }

    public var removed: [String] { parts.compactMap { if case .removed(let words) = $0 { words } else { nil } } }
    public var added: [String] { parts.compactMap { if case .added(let words) = $0 { words } else { nil } } }
    public var isEmpty: Bool { removed.isEmpty && added.isEmpty }

    /// `a door, [-dusk-] {+dawn, rain+}`.
    public var text: String {
        parts.map { part in
            switch part {
            case .same(let words): words
            case .removed(let words): "[-\(words)-]"
            case .added(let words): "{+\(words)+}"
            }
        }.joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    /// Neighbours of one kind become one part.
    private static func joined(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for part in parts {
            switch (result.last, part) {
            case (.same(let before), .same(let word)): result[result.count - 1] = .same(before + " " + word)
            case (.removed(let before), .removed(let word)): result[result.count - 1] = .removed(before + " " + word)
            case (.added(let before), .added(let word)): result[result.count - 1] = .added(before + " " + word)
            default: result.append(part)
            }
        }
        return result
    }
}
