import Timebase

/// Sequences of Final Cut Pro 7's XML, version 1 to 5, as Premiere, Resolve and others write them.
///
/// Of the sound nothing is read but whether it was changed; nested sequences are not followed.
public enum XmemlReader {
    /// - Parameter sequence: the one to read where there are several; else the one with the most clips.
    /// - Throws: what is no XML, no xmeml, or holds no sequence that can be placed in time.
    public static func read(_ text: String, sequence name: String? = nil) throws(EditFileError) -> ReturnedEdit {
        let root = try XMLTree.parse(text)
        guard root.name == "xmeml" else {
            throw EditFileError(
                "'xmeml' was expected, not '\(root.name)'", line: root.line, column: root.column,
                suggestion: "in Premiere: File, Export, Final Cut Pro XML")
        }
        let all = sequences(in: root)
        let named = name.map { name in all.filter { $0.text("name") == name } } ?? all
        guard let sequence = named.max(by: { clips(in: $0) < clips(in: $1) }) else {
            let known = all.compactMap { $0.text("name") }.prefix(10).joined(separator: "', '")
            throw EditFileError(
                name.map { "there is no sequence '\($0)'" } ?? "the file holds no sequence",
                suggestion: known.isEmpty ? "select the sequence before exporting it" : "it has '\(known)'")
        }
        guard let rate = rate(of: sequence) else {
            throw EditFileError("the sequence has no frame rate", line: sequence.line, column: sequence.column)
        }
        var reading = XmemlReading(root: root, sequence: sequence, rate: rate)
        if named.count > 1 { reading.notes.add("of \(named.count) sequences '\(sequence.text("name") ?? "")' was read") }
        return reading.edit()
    }

    /// Those of the project and its bins; a sequence in a clip is a nested one.
    private static func sequences(in tree: XMLTree) -> [XMLTree] {
        tree.children.flatMap { child -> [XMLTree] in
            switch child.name {
            case "sequence" where child.first("media") != nil: [child]
            case "project", "bin", "children": sequences(in: child)
            default: []
            }
        }
    }

    private static func clips(in sequence: XMLTree) -> Int {
        (sequence.first("media")?.first("video")?.all("track") ?? []).reduce(0) { $0 + $1.all("clipitem").count }
    }

    static func rate(of element: XMLTree) -> FrameRate? {
        guard let rate = element.first("rate"), let base = rate.int("timebase"), (1...1000).contains(base) else { return nil }
        return rate.text("ntsc")?.uppercased() == "TRUE" ? FrameRate(Int64(base) * 1000, 1001) : FrameRate(Int64(base))
    }
}

/// One sequence while it is read.
struct XmemlReading {
    let sequence: XMLTree
    let rate: FrameRate
    /// Time code of the first frame.
    private let start: Int
    var notes = ReadingNotes()
    /// By id, the first that has more than the id.
    let files: [String: XMLTree]
    let masters: [String: XMLTree]
    var markers: [HandOff.Marker] = []

    init(root: XMLTree, sequence: XMLTree, rate: FrameRate) {
        (self.sequence, self.rate) = (sequence, rate)
        start = sequence.first("timecode")?.frame("frame") ?? 0
        func byID(_ name: String) -> [String: XMLTree] {
            let full = root.everywhere(name).filter { !$0.children.isEmpty }
            return Dictionary(full.compactMap { element in element.attributes["id"].map { ($0, element) } }) { first, _ in first }
        }
        (files, masters) = (byID("file"), byID("clip"))
    }

    mutating func edit() -> ReturnedEdit {
        let media = sequence.first("media")
        var tracks: [EditorTrack] = []
        for (index, track) in (media?.first("video")?.all("track") ?? []).enumerated() {
            if track.isOff {
                if track.first("clipitem") != nil { notes.add("picture track \(index + 1) is switched off and left out") }
            } else {
                tracks.append(self.track(track))
            }
        }
        hear(media?.first("audio")?.all("track") ?? [])
        for marker in sequence.all("marker") { mark(marker, from: 0, in: nil) }
        markers.sort { $0.frame < $1.frame }
        let dropsFrames = sequence.first("timecode")?.text("displayformat")?.uppercased() == "DF"
        return ReturnedEdit(
            name: sequence.text("name") ?? "", rate: rate, clips: EditorTrack.seenFromAbove(tracks), markers: markers,
            leftOut: notes.words(start: start, rate: rate, dropsFrames: dropsFrames))
    }

    /// - Parameter start: the frame of the film at which the marker's own frame 0 would be.
    mutating func mark(_ marker: XMLTree, from start: Int, in range: FrameRange?) {
        guard let first = marker.frame("in"), first >= 0 else { return }
        let frame = start + first
        guard frame >= 0, range.map({ $0.indices.contains(frame) }) ?? true else { return }
        let (kind, name) = MarkerText.kind(marker.text("name") ?? "")
        let frames = max(1, (marker.frame("out") ?? -1) - first)
        markers.append(HandOff.Marker(frame: frame, frames: frames, kind: kind, name: name, note: marker.text("comment") ?? ""))
    }

    /// The song is one piece from the first frame on; two channels are two tracks of the same.
    private mutating func hear(_ tracks: [XMLTree]) {
        let pieces = Set(
            tracks.filter { !$0.isOff }.flatMap { $0.all("clipitem") }.filter { !$0.isOff }.map { clip in
                [clip.text("start"), clip.text("end"), clip.text("in"), clip.first("file")?.attributes["id"]]
            })
        if pieces.count > 1 {
            notes.add("the sound has \(pieces.count) pieces; only the picture is read")
        } else if pieces.contains(where: { $0[0] != "0" }) {
            notes.add("the sound does not begin with the film; only the picture is read")
        }
    }
}

extension XMLTree {
    /// Switched off in the editor.
    var isOff: Bool { text("enabled")?.uppercased() == "FALSE" }

    /// A number of frames that can be reckoned with.
    func frame(_ name: String) -> Int? { int(name).flatMap { $0.magnitude <= UInt(EditorTrack.latest) ? $0 : nil } }
}
