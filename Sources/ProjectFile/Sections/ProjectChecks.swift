import Editorial
import Timebase

/// What must hold between parts of a project that are each right in themselves.
struct ProjectChecks {
    let report: Report
    let root: YAMLNode
    let kinds: [GeneratorKind]

    func run(_ project: Project, _ shotNodes: [YAMLNode]) {
        ids(project.shots, shotNodes)
        var takes = 0
        for (shot, node) in zip(project.shots, shotNodes) {
            generator(shot, node, project.generators)
            placeholders(shot, node, look: project.look)
            takes += findsTakes(shot, project) ? 0 : takesAndKeep(shot, node)
        }
        ends(project, shotNodes)
        shared(project, shotNodes)
        total(takes, project, shotNodes)
    }

    private func ids(_ shots: [Shot], _ nodes: [YAMLNode]) {
        var owners: [String: Int] = [:]
        // Ids that are written come before those that are counted.
        let order = shots.indices.sorted { (nodes[$0]["id"] == nil ? 1 : 0, $0) < (nodes[$1]["id"] == nil ? 1 : 0, $1) }
        for index in order {
            let id = shots[index].id
            if let owner = owners[id.lowercased()] {
                let node = nodes[index]["id"] ?? nodes[index]
                report.error(
                    node, "the id '\(id)' is already taken by the shot in line \(nodes[owner].mark.line)",
                    "give each shot an id of its own; capitals make no difference")
            } else {
                owners[id.lowercased()] = index
            }
        }
    }

    private func generator(_ shot: Shot, _ node: YAMLNode, _ generators: [String: GeneratorSpec]) {
        guard generators[shot.generator] == nil, let node = node["generator"] else { return }
        missingGenerator(shot.generator, node, generators)
    }

    func missingGenerator(_ name: String, _ node: YAMLNode, _ generators: [String: GeneratorSpec]) {
        let names = generators.keys.sorted()
        let near = Spelling.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
        report.error(
            node, "there is no generator '\(name)'",
            near ?? "generators of this project: \(names.joined(separator: ", ")); add it to 'generators'")
    }

    private func placeholders(_ shot: Shot, _ node: YAMLNode, look: String) {
        let axes = shot.matrix.map(\.name)
        // An axis that could not be read must not make its placeholder look unknown.
        let written = Set(node["matrix"]?.entries?.map(\.key) ?? [])
        func own(_ key: String, _ text: String?) -> (String, String) { (key, node[key] == nil ? "" : text ?? "") }
        let texts = [
            ("prompt", shot.prompt), own("camera", shot.camera), own("negative", shot.negative),
            ("if_refused", shot.ifRefused.joined(separator: " ")),
        ]
        for (key, text) in texts {
            for name in Placeholders.names(in: text) where !axes.contains(name) && !written.contains(name) {
                let near = Spelling.nearest(to: name, in: axes).map { "did you mean '{\($0)}'?" }
                report.error(
                    node[key] ?? node, "'{\(name)}' has no values in the shot's matrix", near ?? "add matrix: {\(name): [one, other]}")
            }
        }
        let used = Set([shot.prompt, shot.camera ?? "", shot.negative ?? "", look].flatMap(Placeholders.names))
        for axis in shot.matrix where !shot.prompt.isEmpty && !used.contains(axis.name) {
            guard let value = node["matrix"]?[axis.name] else { continue }
            report.warning(
                value, "'{\(axis.name)}' stands nowhere in the prompt, so its values only make more takes of the same",
                "put {\(axis.name)} into the prompt")
        }
    }

    private func findsTakes(_ shot: Shot, _ project: Project) -> Bool {
        kinds.contains { $0.kind == project.generators[shot.generator]?.kind && $0.findsTakes }
    }

    /// The takes of the shot in all.
    private func takesAndKeep(_ shot: Shot, _ node: YAMLNode) -> Int {
        var takes = shot.takes
        for axis in shot.matrix {
            let (product, overflow) = takes.multipliedReportingOverflow(by: max(1, axis.values.count))
            takes = overflow ? Int.max / Limits.shots : min(product, Int.max / Limits.shots)
        }
        if let keep = shot.keep, keep > takes, let place = node["keep"] ?? node["takes"] ?? root["defaults"]?["keep"] {
            report.error(place, "keeps \(keep) of \(takes) take\(takes == 1 ? "" : "s")", "raise 'takes' or lower 'keep'")
        }
        return takes
    }

    private func ends(_ project: Project, _ nodes: [YAMLNode]) {
        for (key, isSet) in [("first", { (place: Place) in place.first }), ("last", { (place: Place) in place.last })] {
            let claims = zip(project.shots, nodes).filter { shot, _ in shot.place.map(isSet) ?? false }
            guard let (owner, _) = claims.first else { continue }
            for (_, node) in claims.dropFirst() {
                let place = node["place"]?[key] ?? node
                report.error(place, "the \(key) place is already given to '\(owner.id)'", "only one shot can be \(key)")
            }
        }
        guard let end = project.song.end, end > project.song.start ?? 0 else { return }
        let length = end - (project.song.start ?? 0)
        for (shot, node) in zip(project.shots, nodes) {
            guard let time = shot.place?.time, time.lowerBound >= length, let place = node["place"]?["time"] else { continue }
            report.error(place, "begins after the film, which lasts \(ClockTime.short(length))", "times count from the start of the film")
        }
    }

    /// Words that many shots share can only hold what every one of these has values for.
    private func shared(_ project: Project, _ nodes: [YAMLNode]) {
        func without(_ key: String) -> [Shot] { zip(project.shots, nodes).filter { $1[key] == nil }.map(\.0) }
        for (node, subjects) in [
            (root["look"], project.shots), (root["defaults"]?["camera"], without("camera")),
            (root["defaults"]?["negative"], without("negative")),
        ] {
            guard let node else { continue }
            let text = (node.elements ?? [node]).map { if case .scalar(let text, _) = $0.content { text } else { "" } }.joined(
                separator: " ")
            for name in Placeholders.names(in: text) {
                guard let shot = subjects.first(where: { !$0.matrix.contains { $0.name == name } }) else { continue }
                report.error(
                    node, "'{\(name)}' has no values in the matrix of '\(shot.id)'", "words that shots share need values in each of them")
            }
        }
    }

    private func total(_ takes: Int, _ project: Project, _ nodes: [YAMLNode]) {
        if takes > Limits.takes, let node = root["shots"] {
            report.error(
                node, "asks for \(takes) takes, at most \(Limits.takes) are allowed", "lower 'takes', or shorten the lists of a matrix")
        }
        guard let keep = project.select.keep, let node = root["select"]?["keep"] else { return }
        let areCounted = !project.shots.contains { findsTakes($0, project) }
        if areCounted, keep > takes {
            report.error(node, "keeps \(keep) of \(takes) takes", "raise the 'takes' of the shots")
            return
        }
        let most = project.shots.compactMap(\.keep).reduce(0, +)
        if project.shots.allSatisfy({ $0.keep != nil }), most < keep {
            report.warning(node, "the shots keep \(most) in all, so no more than that can be kept", "raise the 'keep' of the shots")
        }
    }
}
