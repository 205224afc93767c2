/// What libass says of the fonts that it looked for, read from its log.
struct FontSearch {
    struct Font: Hashable {
        /// Of the file; another name for fonts that were given to it.
        var path: String
        var index: Int
        var name: String
    }

    /// In the order in which they were taken: the one asked for or what stands in for it, then others for signs that it lacks.
    var fonts: [Font] = []
    /// Signs that no font has.
    var missing: [Unicode.Scalar] = []

    /// - Parameter lines: such as `fontselect: (Futura, 700, 0) -> /usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf, 0, DejaVuSans-Bold`.
    init(lines: [String]) {
        for line in lines where line.hasPrefix("fontselect: ") {
            if let font = line.firstRange(of: ") -> ").flatMap({ Self.font(line[$0.upperBound...]) }), !line.contains("Using default font") {
                if !fonts.contains(font) { fonts.append(font) }
            } else if let range = line.firstRange(of: "with glyph 0x"),
                let scalar = UInt32(line[range.upperBound...].prefix(while: \.isHexDigit), radix: 16).flatMap({ Unicode.Scalar($0) })
            {
                missing.append(scalar)
            }
        }
    }

    /// The path may hold commas, its number and the name do not.
    private static func font(_ words: Substring) -> Font? {
        let parts = words.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count >= 3, let index = Int(parts[parts.count - 2].drop(while: \.isWhitespace)) else { return nil }
        let (path, name) = (parts.dropLast(2).joined(separator: ","), String(parts[parts.count - 1].drop(while: \.isWhitespace)))
        // Fonts without a PostScript name: those that were given have their family's name for a path.
        return Font(path: path, index: index, name: name == "(none)" ? path : name)
    }
}
