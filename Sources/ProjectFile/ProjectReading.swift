import Editorial
import Events

/// The whole file, section by section.
struct ProjectReading {
    let report: Report
    let kinds: [GeneratorKind]
    let scorerKinds: [ScorerKind]
    let knownScores: [String]

    /// Nil when the file is no map of keys; otherwise a project that is only worth something if nothing was reported.
    func read(_ root: YAMLNode, folder: String) -> Project? {
        let expecting = "keys such as 'title:', 'song:' and 'shots:' at the top"
        guard let reader = SectionReader(root, ProjectKeys.project, report, expecting: expecting) else { return nil }
        readSchema(reader)
        let title = reader.text("title") ?? ""
        let song = reader.value("song").flatMap { report.song($0, folder: folder) } ?? SongSpec(file: "")
        var project = Project(schema: ProjectKeys.version, title: title, song: song, shots: [])
        project.format = reader.value("format").flatMap(report.format) ?? project.format
        project.look = reader.value("look").flatMap { $0.isNull ? nil : report.texts($0) }?.joined(separator: ", ") ?? ""
        project.seed = reader.integer("seed").map(UInt64.init) ?? project.seed
        project.generators = GeneratorReading(report: report, kinds: kinds).read(reader.value("generators"))
        project.scorers = ScorerReading(report: report, kinds: scorerKinds).read(reader.value("scorers"))
        let defaults = reader.section("defaults").map(ShotDefaults.init) ?? ShotDefaults()
        let nodes = reader.list("shots")
        project.framing = reader.section("frame").map { report.framing($0) } ?? .plain
        project.grade = reader.section("grade").map { report.grade($0, folder: folder) } ?? .plain
        project.letterbox = reader.value("format").flatMap { $0.entries == nil ? nil : reader.section("format")?.number("letterbox") }
        project.titles =
            reader.section("titles").map { report.titles($0, title: title, artist: song.artist, folder: folder) } ?? .none
        project.shots = ShotReading(
            report: report, defaults: defaults, framing: project.framing, grade: project.grade, folder: folder
        ).read(nodes)
        let scorerNames = ScorerNames(project.scorers, kinds: scorerKinds)
        project.select =
            reader.section("select").map { report.select($0, knownScores: knownScores, scorers: scorerNames) } ?? SelectSpec()
        project.edit = reader.section("edit").map(report.edit) ?? EditSpec()
        project.provenance = reader.section("provenance").map { report.provenance($0, folder: folder) } ?? .none
        project.budget = reader.value("budget").flatMap(report.budget) ?? Budget()
        project.executor = reader.value("executor").flatMap(report.executor) ?? ExecutorSpec()
        project.deliverables = report.deliverables(reader.value("deliverables")?.isNull == true ? [] : reader.list("deliverables"), of: project.format)
        if reader.value("deliverables") == nil || reader.value("deliverables")?.isNull == true {
            project.deliverables = [DeliverableSpec()]
        }
        project.store = reader.value("store").flatMap { report.store($0, folder: folder) }
        check(project, nodes, reader)
        return project
    }

    private func readSchema(_ reader: SectionReader) {
        guard let node = reader.value("schema") else { return }
        if case .scalar(let text, _) = node.content, let version = Int(text), version > ProjectKeys.version {
            report.error(
                node, "this file is of schema \(version), and this program reads schema \(ProjectKeys.version)", "update the program")
        } else {
            _ = reader.integer("schema")
        }
    }

    private func check(_ project: Project, _ nodes: [YAMLNode], _ reader: SectionReader) {
        let checks = ProjectChecks(report: report, root: reader.node, kinds: kinds)
        if let node = reader.value("shots"), node.elements?.isEmpty == true {
            report.error(node, "holds no shots", "add one: - prompt: a window at dawn")
        }
        if let node = reader.value("deliverables"), node.elements?.isEmpty == true {
            report.error(node, "asks for no file", "remove the key to get \(DeliverableSpec().file)")
        }
        if nodes.count > Limits.shots, let node = reader.value("shots") {
            report.error(node, "\(nodes.count) shots, at most \(Limits.shots) are allowed", "use 'matrix' for variations of one prompt")
        }
        if let node = reader.value("defaults")?["generator"], case .scalar(let name, _) = node.content, Names.fault(in: name) == nil,
            project.generators[name] == nil
        {
            checks.missingGenerator(name, node, project.generators)
        }
        // Shots that could not be read at all are missing from the project.
        let isShot = { (node: YAMLNode) in
            if case .scalar(let text, _) = node.content { return !node.isNull && !text.trimmingBlanks.isEmpty }
            return node.entries != nil
        }
        let read = nodes.prefix(Limits.shots).filter(isShot)
        if read.count == project.shots.count { checks.run(project, read) }
    }
}
