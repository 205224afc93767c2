import Timebase

/// Projects of FCPXML from 1.8 on, as Final Cut Pro, DaVinci Resolve and others write them.
///
/// Clips on lanes above the main storyline cover it. Compound, multicam and synchronized clips are not followed; of an audition the
/// active clip counts, which is the first.
public enum FCPXMLReader {
    /// - Parameters:
    ///   - text: the document; of a `.fcpxmld` bundle, its `Info.fcpxml`.
    ///   - name: of the project to read where there are several; else the one with the most clips.
    /// - Throws: what is no XML, no FCPXML, or holds no project that can be placed in time.
    public static func read(_ text: String, project name: String? = nil) throws(EditFileError) -> ReturnedEdit {
        let root = try XMLTree.parse(text)
        guard root.name == "fcpxml" else {
            throw EditFileError(
                "'fcpxml' was expected, not '\(root.name)'", line: root.line, column: root.column,
                suggestion: "in Final Cut Pro: File, Export XML; in Resolve: File, Export, Timeline")
        }
        let all = projects(in: root)
        let named = name.map { name in all.filter { $0.attributes["name"] == name } } ?? all
        let clips = { (project: XMLTree) in project.first("sequence")?.first("spine")?.children.count ?? 0 }
        guard let project = named.max(by: { clips($0) < clips($1) }), let sequence = project.first("sequence") else {
            let known = all.compactMap { $0.attributes["name"] }.prefix(10).joined(separator: "', '")
            throw EditFileError(
                name.map { "there is no project '\($0)'" } ?? "the file holds no project",
                suggestion: known.isEmpty ? "select the project before exporting it" : "it has '\(known)'")
        }
        let resources = Dictionary(
            (root.first("resources")?.children ?? []).compactMap { element in element.attributes["id"].map { ($0, element) } }
        ) { first, _ in first }
        guard let rate = rate(of: sequence.attributes["format"].flatMap { resources[$0] }) else {
            throw EditFileError("the sequence's format has no frame duration", line: sequence.line, column: sequence.column)
        }
        var reading = FCPXMLReading(resources: resources, rate: rate, tcStart: sequence.attributes["tcStart"])
        if named.count > 1 { reading.notes.add("of \(named.count) projects '\(project.attributes["name"] ?? "")' was read") }
        return reading.edit(sequence, name: project.attributes["name"] ?? "")
    }

    private static func projects(in tree: XMLTree) -> [XMLTree] {
        tree.children.flatMap { child -> [XMLTree] in
            switch child.name {
            case "project": [child]
            case "library", "event": projects(in: child)
            default: []
            }
        }
    }

    private static func rate(of format: XMLTree?) -> FrameRate? {
        guard let seconds = format?.attributes["frameDuration"].flatMap(FCPXMLTime.seconds), seconds > .zero else { return nil }
        let rate = Rational(seconds.denominator, seconds.numerator)
        return rate >= Rational(1) && rate <= Rational(1000) && rate.denominator <= 1_000_000 ? FrameRate(rate) : nil
    }
}

enum FCPXMLTime {
    /// `1001/24000s`, `5s`, `2.5s`.
    static func seconds(_ text: String) -> Rational? { text.hasSuffix("s") ? Rational(String(text.dropLast())) : nil }

    /// The nearest frame; nil where it is none that can be reckoned with.
    static func frames(_ text: String, _ rate: FrameRate) -> Int? {
        guard let seconds = seconds(text) else { return nil }
        let (value, unit) = (seconds, rate.framesPerSecond)
        let numerator = Int128(value.numerator) * Int128(unit.numerator)
        let denominator = Int128(value.denominator) * Int128(unit.denominator)
        let doubled = numerator * 2 + denominator
        let floor = doubled / (denominator * 2) - (doubled % (denominator * 2) < 0 ? 1 : 0)
        return floor.magnitude <= Int128(EditorTrack.latest).magnitude ? Int(floor) : nil
    }
}

/// One project while it is read.
struct FCPXMLReading {
    let resources: [String: XMLTree]
    let rate: FrameRate
    /// Time code of the first frame.
    let start: Int
    var notes = ReadingNotes()
    /// By lane: 0 is the main storyline, what lies above covers it.
    var lanes: [Int: [EditorTrack.Item]] = [:]
    var markers: Set<HandOff.Marker> = []
    /// Where sound that is no clip's own begins.
    var sounds: [Int] = []

    init(resources: [String: XMLTree], rate: FrameRate, tcStart: String?) {
        (self.resources, self.rate) = (resources, rate)
        start = tcStart.flatMap { FCPXMLTime.frames($0, rate) } ?? 0
    }

    mutating func edit(_ sequence: XMLTree, name: String) -> ReturnedEdit {
        if let spine = sequence.first("spine") { storyline(spine, from: -start, lane: 0) }
        if sounds.count > 1 {
            notes.add("the sound has \(sounds.count) pieces; only the picture is read")
        } else if sounds.contains(where: { $0 != 0 }) {
            notes.add("the sound does not begin with the film; only the picture is read")
        }
        let tracks = lanes.sorted { $0.key < $1.key }.map { EditorTrack($0.value) }
        let dropsFrames = sequence.attributes["tcFormat"] == "DF"
        return ReturnedEdit(
            name: name, rate: rate, clips: EditorTrack.seenFromAbove(tracks),
            markers: markers.sorted { ($0.frame, $0.kind.rawValue, $0.name) < ($1.frame, $1.kind.rawValue, $1.name) },
            leftOut: notes.words(start: start, rate: rate, dropsFrames: dropsFrames))
    }

    func frames(_ element: XMLTree, _ attribute: String) -> Int? { element.attributes[attribute].flatMap { FCPXMLTime.frames($0, rate) } }
}
