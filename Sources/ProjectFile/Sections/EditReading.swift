import Editorial

/// `select`, `edit`, `budget` and `deliverables`.
extension Report {
    func select(_ reader: SectionReader, knownScores: [String], scorers: ScorerNames) -> SelectSpec {
        var select = SelectSpec(keep: reader.integer("keep"))
        select.diversity = reader.number("diversity") ?? select.diversity
        select.meant = defects(reader.value("meant"))
        select.gates = gates(reader)
        guard let node = reader.value("weights"), !node.isNull else { return select }
        guard let entries = node.entries, case .named(.number(let range), _)? = reader.section["weights"]?.shape else {
            let _: Bool? = expected("a map from scores to numbers, such as sharpness: 2", node)
            return select
        }
        for entry in entries {
            if !knownScores.isEmpty, !knownScores.contains(entry.key), !scorers.holds(entry.key) {
                error(
                    entry.mark, entry.value.path, "unknown score '\(entry.key)'",
                    Spelling.suggestion(entry.key, in: knownScores + scorers.known, calling: "scores"))
            }
            if let weight = number(entry.value, range) { select.weights[entry.key] = weight }
        }
        return select
    }

    private func gates(_ reader: SectionReader) -> [String: Double] {
        guard let node = reader.value("gates"), !node.isNull else { return [:] }
        guard let entries = node.entries, case .named(.number(let range), _)? = reader.section["gates"]?.shape else {
            let _: Bool? = expected("a map from defects to numbers, such as still: 0.9", node)
            return [:]
        }
        var gates: [String: Double] = [:]
        for entry in entries {
            if !EditKeys.defects.contains(entry.key) {
                error(
                    entry.mark, entry.value.path, "unknown defect '\(entry.key)'",
                    Spelling.suggestion(entry.key, in: EditKeys.defects, calling: "defects"))
            }
            if let gate = number(entry.value, range) { gates[entry.key] = gate }
        }
        return gates
    }

    /// One defect or a list of them.
    func defects(_ node: YAMLNode?) -> [String] {
        guard let node, !node.isNull else { return [] }
        let words: [(String, YAMLNode)] =
            switch node.content {
            case .list(let elements): elements.compactMap { element in text(element, longest: 100).map { ($0, element) } }
            default: text(node, longest: 100).map { [($0, node)] } ?? []
            }
        return words.compactMap { word, node in
            guard !EditKeys.defects.contains(word) else { return word }
            error(node, "unknown defect '\(word)'", Spelling.suggestion(word, in: EditKeys.defects, calling: "defects"))
            return nil
        }
    }

    func edit(_ reader: SectionReader) -> EditSpec {
        var edit = EditSpec()
        edit.pace = pace(reader) ?? edit.pace
        edit.sections = parts(reader, edit.shortest)
        edit.cutOn = reader.word("cut_on", as: EditSpec.Grid.self) ?? edit.cutOn
        edit.order = reader.word("order", as: EditSpec.Order.self) ?? edit.order
        edit.continuity = reader.word("continuity", as: EditSpec.Continuity.self) ?? edit.continuity
        edit.retime = reader.number("retime") ?? edit.retime
        edit.atSections = reader.word("at_sections", as: EditSpec.Transition.self) ?? edit.atSections
        edit.dissolveSeconds = reader.number("dissolve") ?? edit.dissolveSeconds
        edit.lead = reader.integer("lead") ?? edit.lead
        edit.shortest = reader.number("shortest") ?? edit.shortest
        edit.longest = reader.number("longest")
        edit.fadeIn = reader.number("fade_in") ?? edit.fadeIn
        edit.fadeOut = reader.number("fade_out") ?? edit.fadeOut
        if let longest = edit.longest, longest <= edit.shortest, let node = reader.value("longest") {
            error(
                node, "expected more than the shortest clip of \(Numerals.text(edit.shortest)) s, found \(node.inWords)",
                "raise 'longest' or lower 'shortest'")
        }
        if let node = reader.value("dissolve"), edit.atSections == .cut {
            warning(node, "has no effect while sections meet in a cut", "add at_sections: dissolve")
        }
        return edit
    }

    /// `slow` is what `calm` was called first.
    private func pace(_ reader: SectionReader) -> EditSpec.Pace? {
        if let node = reader.value("pace"), case .scalar("slow", _) = node.content {
            warning(node, "'slow' is now called 'calm'", "write pace: calm")
            return .calm
        }
        return reader.word("pace", as: EditSpec.Pace.self)
    }

    private func parts(_ reader: SectionReader, _ shortest: Double) -> [String: EditSpec.Part] {
        guard let node = reader.value("sections"), !node.isNull else { return [:] }
        guard let entries = node.entries else {
            let _: Bool? = expected("a map from sections to how they are cut, such as chorus: {pace: fast}", node)
            return [:]
        }
        var parts: [String: EditSpec.Part] = [:]
        for entry in entries {
            guard let inner = SectionReader(entry.value, EditKeys.part, self) else { continue }
            let part = EditSpec.Part(
                pace: pace(inner), density: inner.number("density"), shortest: inner.number("shortest"), longest: inner.number("longest"))
            if let longest = part.longest, longest <= part.shortest ?? shortest, let node = inner.value("longest") {
                let least = Numerals.text(part.shortest ?? shortest)
                error(
                    node, "expected more than the shortest clip of \(least) s, found \(node.inWords)", "raise 'longest' or lower 'shortest'")
            }
            parts[entry.key] = part
        }
        return parts
    }

    func budget(_ node: YAMLNode) -> Budget? {
        if node.isNull { return Budget() }
        if node.entries == nil { return number(node, EditKeys.dollars).map { Budget(limit: $0) } }
        return SectionReader(node, EditKeys.budget, self).map { Budget(limit: $0.number("limit")) }
    }

    func deliverables(_ nodes: [YAMLNode]) -> [DeliverableSpec] {
        var names: Set<String> = []
        return nodes.compactMap { node in
            let isShort = if case .scalar = node.content { !node.isNull } else { false }
            let reader: SectionReader?
            if isShort {
                reader = nil
            } else {
                let expecting = Shape.sectionOr(EditKeys.deliverable, .fileName(EditKeys.containers)).expected
                guard let map = SectionReader(node, EditKeys.deliverable, self, expecting: expecting) else { return nil }
                reader = map
            }
            var deliverable = DeliverableSpec()
            if let nameNode = isShort ? node : reader?.value("file"), let name = deliverableName(nameNode) {
                if !names.insert(name.lowercased()).inserted {
                    error(nameNode, "two deliverables are named '\(name)'", "give each a name of its own")
                }
                deliverable.file = name
            }
            deliverable.preset = reader?.word("preset") ?? deliverable.preset
            deliverable.crf = reader?.integer("crf") ?? deliverable.crf
            deliverable.audioBitRate = reader?.value("audio_bitrate").flatMap(bitRate) ?? deliverable.audioBitRate
            deliverable.loudness = reader?.number("loudness")
            return deliverable
        }
    }

    private func deliverableName(_ node: YAMLNode) -> String? {
        let example = Shape.fileName(EditKeys.containers).expected
        guard let name = text(node, longest: 200) else { return nil }
        if name.contains("/") || name.contains("\\") {
            return expected("a file name without a folder", node, "deliverables are always made in out/")
        }
        if name.hasPrefix(".") || name.contains(where: { $0.isNewline || $0.asciiValue.map { $0 < 32 } == true }) {
            return expected(example, node)
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let end = parts.last, EditKeys.containers.contains(end.lowercased()) else {
            let stem = parts.count > 1 ? parts.dropLast().joined(separator: ".") : name
            return expected(example, node, "write \(stem).mp4")
        }
        return name
    }

    private func bitRate(_ node: YAMLNode) -> Int? {
        guard case .bitRate(let range)? = EditKeys.deliverable["audio_bitrate"]?.shape else { preconditionFailure("bits per second") }
        let example = Shape.bitRate(range).expected
        guard case .scalar(let text, _) = node.content, !node.isNull else { return expected(example, node) }
        let isKilo = text.lowercased().hasSuffix("k")
        let digits = isKilo ? String(text.dropLast()) : text
        guard Numerals.isInteger(digits), let value = Int(digits), value < 1_000_000 else { return expected(example, node) }
        let rate = isKilo ? value * 1000 : value
        if range.contains(rate) { return rate }
        return expected(example, node, range.contains(rate * 1000) ? "write \(rate)k" : nil)
    }
}
