import Editorial

/// `select`, `edit` and `budget`.
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
        edit.ramps = reader.boolean("ramps") ?? edit.ramps
        edit.slowMotion = reader.word("slow_motion", as: EditSpec.SlowMotion.self) ?? edit.slowMotion
        edit.mayHold = reader.boolean("hold") ?? edit.mayHold
        edit.pulse = reader.value("pulse").flatMap(pulse)
        edit.atSections = reader.value("at_sections").flatMap(transition) ?? edit.atSections
        edit.atCuts = reader.value("at_cuts").flatMap(transition) ?? edit.atCuts
        edit.transitions = reader.list("transitions").compactMap(placedTransition)
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
        dissolves(&edit, reader)
        return edit
    }

    /// `dissolve` is the length of those that do not say theirs.
    private func dissolves(_ edit: inout EditSpec, _ reader: SectionReader) {
        guard let node = reader.value("dissolve") else { return }
        let seconds = reader.number("dissolve")
        var count = 0
        func set(_ spec: inout TransitionSpec) {
            guard spec.kind == .dissolve, spec.length == nil else { return }
            count += 1
            if let seconds { spec.length = .seconds(seconds) }
        }
        set(&edit.atSections)
        set(&edit.atCuts)
        for index in edit.transitions.indices { set(&edit.transitions[index].transition) }
        if count == 0 { warning(node, "has no effect while nothing dissolves for a length of its own", "add at_sections: dissolve") }
    }

    /// A word, or a map with a length.
    private func transition(_ node: YAMLNode) -> TransitionSpec? {
        guard !node.isNull else { return nil }
        if node.entries == nil, node.elements == nil { return word(node, EditKeys.kinds).map { TransitionSpec(Transition.Kind(rawValue: $0)) } }
        let expecting = Shape.sectionOr(EditKeys.transition, .word(EditKeys.kinds)).expected
        return SectionReader(node, EditKeys.transition, self, expecting: expecting).flatMap(transition)
    }

    private func placedTransition(_ node: YAMLNode) -> PlacedTransition? {
        guard let reader = SectionReader(node, EditKeys.placedTransition, self), let at = reader.value("at").flatMap(address),
            let spec = transition(reader)
        else { return nil }
        return PlacedTransition(at: at, transition: spec)
    }

    /// A place of the song.
    func address(_ node: YAMLNode) -> MusicalRange? {
        guard let text = text(node, longest: 200) else { return nil }
        do {
            return try MusicalRange(parsing: text)
        } catch let problem as AddressError {
            error(node, problem.description, problem.hint)
        } catch {
            self.error(node, "\(error)")
        }
        return nil
    }

    private func transition(_ reader: SectionReader) -> TransitionSpec? {
        guard let word = reader.word("kind") else { return nil }
        let lengths: [TransitionSpec.Length] = [
            reader.integer("frames").map { .frames($0) }, reader.number("beats").map { .beats($0) },
            reader.number("seconds").map { .seconds($0) },
        ].compactMap(\.self)
        if lengths.count > 1 { error(reader.node, "it has more than one length", "keep one of frames, beats and seconds") }
        return TransitionSpec(Transition.Kind(rawValue: word), length: lengths.first)
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
}
