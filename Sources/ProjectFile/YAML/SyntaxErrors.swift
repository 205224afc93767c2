import Yams

/// libyaml's complaints in words that say what to do.
struct SyntaxError {
    var mark: TextMark
    var message: String
    var suggestion: String?

    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            self.init(problem, at: mark.text, opened: context, in: text)
        case .composer(_, let problem, let mark, _):
            self.init(problem, at: mark.text, opened: nil, in: text)
        case .reader(let problem, let offset, _, let yaml):
            let index = offset.flatMap { yaml.index(yaml.startIndex, offsetBy: $0, limitedBy: yaml.endIndex) } ?? yaml.startIndex
            self.init(TextLines.mark(of: index, in: yaml), "the file holds a character that no text file holds: \(problem)", "remove it")
        case .duplicatedKeysInMapping(let names, let context):
            self.init(context.mark.text, "the key '\(names.first ?? "")' is given more than once", "keep one of them")
        default:
            self.init(TextMark(line: 1, column: 1), "not readable as YAML: \(error)", nil)
        }
    }

    private init(_ mark: TextMark, _ message: String, _ suggestion: String?) {
        self.mark = mark
        self.message = message
        self.suggestion = suggestion
    }

    /// The bracket or quote that ends right before a place, as in `{mood} street`.
    private static func closing(before mark: TextMark, in text: String) -> String? {
        let before = TextLines.line(mark.line, in: text).unicodeScalars.prefix(mark.column - 1)
        guard let last = before.last(where: { $0 != " " }) else { return nil }
        return ["}", "]", "\"", "'"].contains(last) ? (last == "'" ? "\"'\"" : "'\(last)'") : nil
    }

    private init(_ problem: String, at mark: TextMark, opened: YamlError.Context?, in text: String) {
        let start = opened.map { " (opened in line \($0.mark.line))" } ?? ""
        let found = TextLines.index(of: mark, in: text).flatMap { $0 < text.endIndex ? text[$0] : nil }
        let quoting = "put a text that begins with { [ * & ! % @ ` or holds ': ' in quotes, and check the indentation"
        switch problem {
        case _ where problem.contains("tab") || found == "\t":
            self.init(mark, "a tab cannot be used here", "indent with spaces")
        case _ where problem.contains("cannot start any token"):
            self.init(mark, "a text cannot begin with '\(found.map(String.init) ?? "")'", "put the text in quotes")
        case _ where problem.contains("mapping values are not allowed"):
            self.init(mark, "a ':' is not allowed here", "put a text that holds ': ' in quotes, or check the indentation")
        case _ where problem.contains("undefined alias"):
            self.init(mark, "this alias names no '&anchor' above it", "put a text that begins with '*' in quotes")
        case _ where problem.contains("node content"):
            self.init(mark, "expected a value, or the end of what is open\(start)", "close the bracket, or put the text in quotes")
        case _ where problem.contains("alphabetic or numeric character"):
            self.init(mark, "a text cannot begin with '*' or '&', which name values that stand elsewhere in the file", "put the text in quotes")
        case _ where problem.contains("incompatible YAML") || problem.contains("directive"):
            self.init(mark, "a line that begins with '%' asks for another kind of YAML", "remove that line")
        case _ where problem.contains("another document"):
            self.init(mark, "a second document begins here, and a project file is one document", "remove the '---'")
        case _ where problem.contains("nesting level"):
            self.init(mark, "nested more than \(Limits.nesting) levels deep", "a project file needs 5; close the brackets that are open")
        case _ where problem.contains("unexpected end of stream"):
            self.init(mark, "a quote is never closed\(start)", "close it, and write \"it's\" with double quotes around")
        case _ where problem.contains("',' or ']'"):
            self.init(
                mark, "expected ',' or ']' in a list\(start)", "close the list with ']', and put texts that hold ',' or ':' in quotes")
        case _ where problem.contains("',' or '}'"):
            self.init(mark, "expected ',' or '}' in a map\(start)", "close it with '}'; a text that begins with '{' needs quotes")
        case _ where problem.contains("expected '-' indicator"):
            self.init(mark, "expected the next '- ' of the list\(start)", "check the indentation")
        case _ where problem.contains("could not find expected ':'"):
            self.init(mark, "expected ':' after the key\(start)", quoting)
        case _ where problem.contains("expected key"):
            if let closing = Self.closing(before: mark, in: text) {
                self.init(
                    mark, "nothing may follow the closing \(closing)", "put the whole text in quotes, such as \"{mood} street\" or \"it's\""
                )
            } else {
                self.init(mark, "expected a key such as 'title:' here", quoting)
            }
        case _ where problem.contains("document start"):
            self.init(mark, "nothing may follow here", quoting)
        default:
            self.init(mark, "this is not YAML: \(problem)\(start)", quoting)
        }
    }
}

extension Mark {
    fileprivate var text: TextMark { TextMark(line: max(1, line), column: max(1, column)) }
}
