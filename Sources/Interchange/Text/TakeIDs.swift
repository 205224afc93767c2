/// Ids of takes wherever a program kept them: 64 hexadecimal digits, not more.
enum TakeIDs {
    /// In order, each once, in small letters.
    static func found(in texts: some Sequence<String>) -> [String] {
        var ids: [String] = []
        for text in texts where text.utf8.count >= 64 {
            for run in text.lowercased().split(whereSeparator: { !($0.isASCII && $0.isHexDigit) }) where run.utf8.count == 64 {
                if !ids.contains(String(run)) { ids.append(String(run)) }
            }
        }
        return ids
    }
}
