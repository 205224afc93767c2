import Yams

/// Composes a text in which keys may stand twice, so that a repeated key does not hide every other error.
///
/// Yams gives up at the first map with a repeated key. The first of the two is then masked in the text, its first character
/// replaced by one of the private use area (which moves no line or column), and the text is composed again.
struct DuplicateKeys {
    private static let firstMask: UInt32 = 0xE000
    /// Repetitions followed before giving up at the next.
    private static let limit = 50

    private var masked: [Unicode.Scalar] = []

    mutating func compose(_ text: String) throws -> Node? {
        var text = text
        while true {
            do {
                return try Yams.compose(yaml: text, .basic)
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let mark = TextMark(line: context.mark.line, column: context.mark.column)
                guard masked.count < Self.limit, let name = names.first, let next = mask(name, at: mark, in: text) else {
                    throw YamlError.duplicatedKeysInMapping(duplicates: names, context: context)
                }
                text = next
            }
        }
    }

    /// The name a masked key had, nil for any other key.
    func original(of key: String) -> String? {
        guard let first = key.unicodeScalars.first, first.value >= Self.firstMask,
            let scalar = masked.dropFirst(Int(first.value - Self.firstMask)).first
        else { return nil }
        return String(scalar) + String(String.UnicodeScalarView(key.unicodeScalars.dropFirst()))
    }

    private mutating func mask(_ name: String, at mark: TextMark, in text: String) -> String? {
        guard let first = name.unicodeScalars.first, let place = TextLines.index(of: mark, in: text),
            place < text.unicodeScalars.endIndex
        else { return nil }
        var scalars = text.unicodeScalars
        var index = place
        if scalars[index] == "\"" || scalars[index] == "'" { index = scalars.index(after: index) }
        guard index < scalars.endIndex, scalars[index] == first, let stand = Unicode.Scalar(Self.firstMask + UInt32(masked.count)) else {
            return nil
        }
        masked.append(first)
        scalars.replaceSubrange(index..<scalars.index(after: index), with: CollectionOfOne(stand))
        return String(scalars)
    }
}
