import Timebase

extension MusicalRange {
    private static let example = "such as chorus 2 bar 3 beat 1, bar 17, 1:02.5, drop, lyric \"hold on\", start, or bar 9 - bar 16"

    /// - Throws: `AddressError`.
    public init(parsing text: String) throws {
        let words = try Self.words(text)
        let breaks = words.indices.filter { ["-", "–", "to"].contains(words[$0].lowercased()) }
        guard breaks.count <= 1 else { throw AddressError("'\(text)' has more than two ends", hint: Self.example) }
        if let middle = breaks.first {
            self.init(try Self.address(words[..<middle], text), to: try Self.address(words[(middle + 1)...], text))
        } else {
            self.init(try Self.address(words[...], text))
        }
    }

    /// Split at blanks outside quotes; the quotes stay at their words.
    private static func words(_ text: String) throws -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            if "\"“”".contains(character) {
                isQuoted.toggle()
                word += "\""
            } else if character.isWhitespace, !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        guard !isQuoted else { throw AddressError("the quotes in '\(text)' do not close", hint: Self.example) }
        return word.isEmpty ? words : words + [word]
    }

    private static func address(_ words: ArraySlice<String>, _ text: String) throws -> MusicalAddress {
        var left = words
        func number(after name: String) throws -> Int {
            left.removeFirst()
            guard let word = left.popFirst(), let number = Int(word), number >= 1 else {
                throw AddressError("'\(text)' does not say which \(name)", hint: "\(name)s count from 1: \(name) 1")
            }
            return number
        }
        func ordinal() -> Int {
            guard let number = left.first.flatMap({ Int($0) }), number >= 1 else { return 1 }
            left.removeFirst()
            return number
        }
        var address = MusicalAddress(.song)
        if let first = left.first, !["bar", "beat"].contains(first.lowercased()) {
            left.removeFirst()
            switch first.lowercased() {
            case "start": address.anchor = .start
            case "end": address.anchor = .end
            case "drop": address.anchor = .drop(ordinal())
            case "lyric":
                guard let quoted = left.popFirst(), quoted.hasPrefix("\""), quoted.count > 2 else {
                    throw AddressError("'\(text)' does not say which words are sung", hint: "put them in quotes: lyric \"hold on\"")
                }
                address.anchor = .lyric(String(quoted.dropFirst().prefix { $0 != "\"" }), ordinal())
            default:
                if let time = ClockTime.seconds(first) {
                    address.anchor = .time(time)
                } else if first.first?.isLetter ?? false {
                    var name = first
                    while let word = left.first, Int(word) == nil, !["bar", "beat"].contains(word.lowercased()) {
                        name += " " + word
                        left.removeFirst()
                    }
                    address.anchor = .section(name, ordinal())
                } else {
                    throw AddressError("'\(text)' is no place in a song", hint: Self.example)
                }
            }
        }
        if left.first?.lowercased() == "bar" { address.bar = try number(after: "bar") }
        if left.first?.lowercased() == "beat" { address.beat = try number(after: "beat") }
        guard left.isEmpty, address != MusicalAddress(.song) else {
            throw AddressError("'\(text)' is no place in a song", hint: Self.example)
        }
        if case .time = address.anchor, address.bar != nil || address.beat != nil {
            throw AddressError("'\(text)' counts bars from a time", hint: "a time is a place by itself: 1:02.5")
        }
        return address
    }
}
