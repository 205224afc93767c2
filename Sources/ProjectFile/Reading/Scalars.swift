import Timebase

/// Single values, with words for what people write instead of them.
extension Report {
    /// The text of a scalar that is written as a number would be: unquoted.
    private func plain(_ node: YAMLNode, _ expected: String) -> String? {
        guard case .scalar(let text, let plain) = node.content, !node.isNull else { return self.expected(expected, node) }
        if !plain {
            let bare = text.trimmingBlanks
            return self.expected(expected, node, Double(bare) != nil ? "write \(bare) without quotes" : nil)
        }
        return text
    }

    func text(_ node: YAMLNode, longest: Int = Limits.promptLength) -> String? {
        guard case .scalar(let text, _) = node.content, !node.isNull else {
            let braces = node.entries != nil ? "a text that begins with '{' needs quotes around it" : nil
            return expected(Shape.text.expected, node, braces)
        }
        let trimmed = text.trimmingBlanks
        if trimmed.isEmpty { return expected(Shape.text.expected, node) }
        if trimmed.count > longest {
            return expected("a text of at most \(longest) characters", node, "it has \(trimmed.count)")
        }
        return trimmed
    }

    func texts(_ node: YAMLNode) -> [String]? {
        guard let elements = node.elements else {
            if node.entries != nil || node.isNull { return expected(Shape.texts.expected, node) }
            return text(node).map { [$0] }
        }
        if elements.isEmpty { return expected(Shape.texts.expected, node) }
        return elements.compactMap { text($0) }
    }

    func name(_ node: YAMLNode) -> String? {
        guard case .scalar(let name, _) = node.content, !node.isNull else { return expected(Shape.name.expected, node) }
        if let fault = Names.fault(in: name) { return expected(Shape.name.expected, node, fault) }
        return name
    }

    func word(_ node: YAMLNode, _ words: [String]) -> String? {
        let expected = Shape.word(words).expected
        guard case .scalar(let text, _) = node.content, !node.isNull else { return self.expected(expected, node) }
        if words.contains(text) { return text }
        return self.expected(expected, node, Spelling.nearest(to: text, in: words).map { "did you mean '\($0)'?" })
    }

    func boolean(_ node: YAMLNode) -> Bool? {
        let expected = Shape.boolean.expected
        guard let text = plain(node, expected) else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        case "yes", "on", "y", "1": return self.expected(expected, node, "write true")
        case "no", "off", "n", "0": return self.expected(expected, node, "write false")
        default: return self.expected(expected, node)
        }
    }

    func integer(_ node: YAMLNode, _ range: ClosedRange<Int>) -> Int? {
        let expected = Shape.integer(range).expected
        guard let text = plain(node, expected) else { return nil }
        if Numerals.isInteger(text) {
            guard let value = Int(text), range.contains(value) else { return self.expected(expected, node) }
            return value
        }
        return self.expected(expected, node, Numerals.repair(text, whole: true).map { "write \($0)" })
    }

    func number(_ node: YAMLNode, _ range: ClosedRange<Double>) -> Double? {
        let expected = Shape.number(range).expected
        guard let text = plain(node, expected) else { return nil }
        if Numerals.isNumber(text), let value = Double(text) {
            return range.contains(value) ? value : self.expected(expected, node)
        }
        return self.expected(expected, node, Numerals.repair(text, whole: false).map { "write \($0)" })
    }

    func time(_ node: YAMLNode) -> Double? {
        guard case .scalar(let text, _) = node.content, !node.isNull else { return expected(Shape.time.expected, node) }
        if let seconds = ClockTime.seconds(text) {
            return seconds <= Numerals.longestTime ? seconds : expected(Shape.time.expected, node, "no song is longer than a day")
        }
        let repaired = Numerals.repair(text, whole: false).flatMap { ClockTime.seconds($0) == nil ? nil : $0 }
        return expected(Shape.time.expected, node, repaired.map { "write \($0)" })
    }

    func span(_ node: YAMLNode) -> ClosedRange<Int>? {
        let expected = Shape.span.expected
        guard let (first, last) = ends(node, expected) else { return nil }
        guard let lower = Int(first), let upper = Int(last ?? first), lower >= 1, upper < 1_000_000 else {
            return self.expected(expected, node)
        }
        guard lower <= upper else { return self.expected("a range that begins before it ends", node, "write \(upper)-\(lower)") }
        return lower...upper
    }

    func timeSpan(_ node: YAMLNode) -> ClosedRange<Double>? {
        let expected = Shape.timeSpan.expected
        guard let (first, last) = ends(node, expected) else { return nil }
        guard let last, let lower = ClockTime.seconds(first), let upper = ClockTime.seconds(last), upper <= Numerals.longestTime else {
            return self.expected(expected, node)
        }
        guard lower < upper else { return self.expected("a range that begins before it ends", node) }
        return lower...upper
    }

    /// Both sides of `9-16`; hyphens, dashes and two dots are all understood.
    private func ends(_ node: YAMLNode, _ expected: String) -> (String, String?)? {
        guard case .scalar(let text, _) = node.content, !node.isNull else {
            let hint = node.elements?.count == 2 ? "write the two ends as one value, such as 9-16" : nil
            return self.expected(expected, node, hint)
        }
        let parts = text.replacing("..", with: "-").split(omittingEmptySubsequences: false) { "-–—".contains($0) }
        let trimmed = parts.map { String($0).trimmingBlanks }
        guard (1...2).contains(parts.count), !trimmed.contains("") else { return self.expected(expected, node) }
        return (trimmed[0], trimmed.count == 2 ? trimmed[1] : nil)
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
