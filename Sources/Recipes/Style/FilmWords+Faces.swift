import Editorial

extension FilmWords {
    /// The fonts that its styles and its lines ask for, each once, in order of first use.
    public var faces: [FontsRecipe.Face] {
        var faces: [FontsRecipe.Face] = []
        for script in scripts {
            let styles = Self.styles(script.header)
            for event in script.events {
                let usual = styles[event.style] ?? styles["Default"] ?? FontsRecipe.Face(family: "Arial")
                for face in Self.faces(event.text, usual, styles) where !faces.contains(face) { faces.append(face) }
            }
        }
        return faces
    }

    /// Signs beyond ASCII that are drawn, each once, in order. Blanks and marks that are never seen are none.
    public var signs: String {
        let all = scripts.flatMap { $0.events.flatMap { ScriptText.runs($0.text).flatMap { $0.text.unicodeScalars } } }
        let seen = Set(all.filter { !$0.isASCII && !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint })
        return seen.sorted { $0.value < $1.value }.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// What a line's words are drawn with: its style, and what its commands change on the way.
    private static func faces(_ text: String, _ usual: FontsRecipe.Face, _ styles: [String: FontsRecipe.Face]) -> [FontsRecipe.Face] {
        var now = usual
        var faces: [FontsRecipe.Face] = []
        var rest = text[...]
        while !rest.isEmpty {
            let words = rest.prefix { $0 != "{" }
            if !words.isEmpty { faces.append(now) }
            rest = rest.dropFirst(words.count)
            let commands = rest.prefix { $0 != "}" }
            for command in commands.dropFirst().split(separator: "\\") {
                if command.hasPrefix("fn") {
                    let name = String(command.dropFirst(2))
                    now.family = name.isEmpty ? usual.family : name
                } else if command.first == "r" {
                    now = styles[String(command.dropFirst())] ?? usual
                } else if command.first == "b", let number = Int(command.dropFirst()) {
                    now.isBold = number == 1 || number >= 600
                } else if command.first == "i", let number = Int(command.dropFirst()) {
                    now.isItalic = number != 0
                }
            }
            rest = rest.dropFirst(commands.count + 1)
        }
        return faces
    }

    /// By name.
    private static func styles(_ header: String) -> [String: FontsRecipe.Face] {
        var styles: [String: FontsRecipe.Face] = [:]
        var format: [String] = []
        for line in header.split(whereSeparator: \.isNewline) {
            func values(_ key: String) -> [String]? {
                guard line.hasPrefix(key + ":") else { return nil }
                return line.dropFirst(key.count + 1).split(separator: ",", omittingEmptySubsequences: false).map { part in
                    String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
                }
            }
            if let names = values("Format") { format = names.map { $0.lowercased() } }
            guard let values = values("Style"), values.count >= format.count else { continue }
            func field(_ name: String) -> String? { format.firstIndex(of: name).map { values[$0] } }
            guard let name = field("name"), let family = field("fontname") else { continue }
            func isOn(_ name: String) -> Bool { field(name).flatMap { Int($0) }.map { $0 != 0 } ?? false }
            // Names that begin with @ are the same fonts for writing downwards.
            styles[name] = FontsRecipe.Face(
                family: family.hasPrefix("@") ? String(family.dropFirst()) : family, isBold: isOn("bold"), isItalic: isOn("italic"))
        }
        return styles
    }
}
