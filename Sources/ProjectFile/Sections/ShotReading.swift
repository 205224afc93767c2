import Content
import Editorial
import Foundation
import Timebase

/// What `defaults` says, over what the value model says.
struct ShotDefaults {
    var takes: Int?
    var keep: Int?
    var seconds: Double?
    var generator: String?
    var negative: String?
    var camera: String?

    init() {}

    init(_ reader: SectionReader) {
        takes = reader.integer("takes")
        keep = reader.integer("keep")
        seconds = reader.number("seconds")
        generator = reader.name("generator")
        negative = reader.text("negative")
        camera = reader.text("camera")
    }
}

/// `shots`.
struct ShotReading {
    let report: Report
    let defaults: ShotDefaults
    let framing: Framing
    let grade: Grade
    /// The project file's folder.
    let folder: String

    func read(_ nodes: [YAMLNode]) -> [Shot] {
        let digits = max(2, String(nodes.count).count)
        return nodes.prefix(Limits.shots).enumerated().compactMap { index, node in
            let number = String(index + 1)
            let id = "shot-" + String(repeating: "0", count: max(0, digits - number.count)) + number
            return shot(node, standardID: id)
        }
    }

    private func shot(_ node: YAMLNode, standardID: String) -> Shot? {
        var shot = Shot(
            id: standardID, prompt: "", negative: defaults.negative, camera: defaults.camera, keep: defaults.keep)
        shot.takes = defaults.takes ?? shot.takes
        shot.seconds = defaults.seconds ?? shot.seconds
        shot.generator = defaults.generator ?? shot.generator
        if case .scalar = node.content, !node.isNull {
            guard let prompt = report.text(node) else { return nil }
            shot.prompt = prompt
            return shot
        }
        let expecting = Shape.sectionOr(ShotKeys.shot, .text).expected
        guard let reader = SectionReader(node, ShotKeys.shot, report, expecting: expecting) else { return nil }
        shot.id = reader.name("id") ?? shot.id
        shot.prompt = reader.text("prompt") ?? ""
        shot.negative = reader.text("negative") ?? shot.negative
        shot.camera = reader.text("camera") ?? shot.camera
        shot.takes = reader.integer("takes") ?? shot.takes
        shot.keep = reader.integer("keep") ?? shot.keep
        shot.keepMin = reader.integer("keep_min")
        shot.meant = report.defects(reader.value("meant"))
        if let least = shot.keepMin, let most = shot.keep, least > most, let node = reader.value("keep_min") {
            report.error(node, "expected at most the keep of \(most), found \(least)", "raise 'keep' or lower 'keep_min'")
        }
        shot.seconds = reader.number("seconds") ?? shot.seconds
        shot.generator = reader.name("generator") ?? shot.generator
        shot.ifRefused = reader.texts("if_refused") ?? []
        shot.firstFrame = reader.value("first_frame").flatMap(picture)
        shot.lastFrame = reader.value("last_frame").flatMap(picture)
        shot.group = reader.name("group")
        shot.place = reader.section("place").map(place)
        shot.framing = reader.section("frame").map { report.framing($0, over: framing) }
        shot.grade = reader.section("grade").map { report.grade($0, over: grade, folder: folder) }
        shot.speed = reader.number("speed")
        shot.isReversed = reader.boolean("reverse") ?? false
        shot.matrix = reader.value("matrix").map(matrix) ?? []
        return shot
    }

    private func picture(_ node: YAMLNode) -> String? {
        guard let written = report.text(node) else { return nil }
        let path = Paths.absolute(written, in: folder)
        if FileManager.default.fileExists(atPath: path) {
            guard let fault = OrdinaryFile.fault(path, expected: "a picture") else { return written }
            report.error(node, "'\(written)' \(fault)", "name the file itself")
            return nil
        }
        let place = (path as NSString).deletingLastPathComponent
        let name = (written as NSString).lastPathComponent
        let near = Spelling.nearest(to: name, in: Paths.files(in: place, endingIn: Paths.pictures))
        report.error(
            node, "there is no picture '\(written)'",
            near.map { "did you mean '\(Paths.relative("\(place)/\($0)", to: folder))'?" }
                ?? "looked in \(place); paths start at the folder of the project file")
        return nil
    }

    private func place(_ reader: SectionReader) -> Place {
        let place = Place(
            sections: reader.texts("section") ?? [], bars: reader.span("bars"), beats: reader.span("beats"),
            time: reader.timeSpan("time"), at: reader.value("at").flatMap(report.address), first: reader.boolean("first") ?? false, last: reader.boolean("last") ?? false)
        if let node = reader.value("section"), !report.namesSections {
            for name in place.sections where !Self.isSection(name) {
                let near = Spelling.nearest(to: name, in: ShotKeys.roles).map { "did you mean '\($0)'?" }
                let known = "parts: \(ShotKeys.roles.joined(separator: ", ")); labels: A, B'"
                report.warning(node, "'\(name)' is no part of a song that is told apart, so the shot may find no place", near ?? known)
            }
        }
        return place
    }

    /// A part, or a label: a capital with primes.
    private static func isSection(_ name: String) -> Bool {
        if ShotKeys.roles.contains(name) { return true }
        guard let first = name.first, first.isASCII, first.isUppercase else { return false }
        return name.dropFirst().allSatisfy { $0 == "'" || $0 == "′" || Numerals.isDigit($0) }
    }

    private func matrix(_ node: YAMLNode) -> [MatrixAxis] {
        if node.isNull { return [] }
        guard let entries = node.entries else {
            return report.expected("a map from words to lists, such as time_of_day: [dawn, night]", node) ?? []
        }
        if entries.count > Limits.axes { report.error(node, "\(entries.count) words in one matrix, at most \(Limits.axes) are allowed") }
        return entries.compactMap { entry in
            guard Placeholders.isName(entry.key) else {
                report.error(
                    entry.mark, entry.value.path, "'\(entry.key)' is no word for a matrix",
                    "use letters, digits and '_', beginning with a letter")
                return nil
            }
            guard let elements = entry.value.elements, !elements.isEmpty else {
                return report.expected("a list of values, such as [dawn, night]", entry.value)
            }
            if elements.count > Limits.axisValues {
                return report.expected("at most \(Limits.axisValues) values", entry.value, "it has \(elements.count)")
            }
            return MatrixAxis(name: entry.key, values: values(elements))
        }
    }

    private func values(_ elements: [YAMLNode]) -> [String] {
        var values: [String] = []
        for element in elements {
            guard let value = report.text(element, longest: 1000) else { continue }
            if values.contains(value) {
                report.error(element, "the value '\(value)' is given twice", "remove it, and raise 'takes' for more takes of it")
            }
            values.append(value)
        }
        return values
    }
}
