import Timebase

/// Final Cut Pro 7's XML, version 4, in the words and the order of Premiere Pro's own export: for Premiere of any version.
///
/// A project with the sequence, a bin of the takes that it shows, one of the next best takes for its places and one of those that no clip
/// shows. A file is described in full where it is first named and by its id alone afterwards, as Resolve drops clips where it is not; edges
/// under a transition are -1, and dissolves are centred on their edit points.
public enum XmemlWriter {
    public static func write(_ film: HandOff) -> WrittenEdit {
        var writing = XmemlWriting(film)
        let root = writing.project()
        let text = XMLNode.document(XMLNode("xmeml", ["version": "4"], [root]), doctype: "xmeml")
        return WrittenEdit(files: [.init(film.fileBase + ".xml", text)], leftOut: writing.lost.all)
    }
}

/// One file while it is written.
struct XmemlWriting {
    let film: HandOff
    let cut: CentredCut
    var lost = LeftOutList()
    /// Media whose file was described.
    private var described: Set<String> = []
    private var items = 0
    private let numbers: [String: Int]

    init(_ film: HandOff) {
        (self.film, cut) = (film, CentredCut(film))
        numbers = Dictionary(film.media.enumerated().map { ($1.id, $0 + 1) }) { first, _ in first }
        for loss in cut.leftOut { lost.add(loss.what, at: loss.frames) }
    }

    mutating func project() -> XMLNode {
        // First, so that files are described in it: not every reader looks into bins.
        let sequence = sequence()
        return XMLNode("project", [XMLNode("name", text: film.name), XMLNode("children", [sequence] + bins())])
    }

    private mutating func sequence() -> XMLNode {
        let picture = XMLNode("samplecharacteristics", rate + size(film.width, film.height) + [number("colordepth", 24)])
        let video = XMLNode("video", [XMLNode("format", [picture]), pictureTrack()])
        let children = [
            number("duration", film.frames), rate[0], XMLNode("name", text: film.name), XMLNode("media", [video, sound()]),
            timeCode(film.startFrame, reel: nil),
        ]
        return XMLNode("sequence", ["id": "sequence-1", "explodedTracks": "true"], children + markers())
    }

    private mutating func markers() -> [XMLNode] {
        cut.markers.compactMap { marker in
            guard marker.frame >= 0, marker.frame < film.frames else {
                lost.add("markers outside of the film", at: marker.frame)
                return nil
            }
            return XMLNode(
                "marker",
                [
                    XMLNode("comment", text: marker.note), XMLNode("name", text: MarkerText.name(marker)), number("in", marker.frame),
                    number("out", marker.frames > 1 ? marker.frame + marker.frames : -1),
                ])
        }
    }

    // MARK: - Words that come often

    /// The next clip's id.
    mutating func nextItem() -> String {
        items += 1
        return "clipitem-\(items)"
    }

    func masterID(_ media: HandOff.Media) -> String { "masterclip-\(numbers[media.id] ?? 0)" }

    func number(_ name: String, _ value: Int) -> XMLNode { XMLNode(name, text: String(value)) }

    func flag(_ name: String, _ value: Bool) -> XMLNode { XMLNode(name, text: value ? "TRUE" : "FALSE") }

    /// Of everything there is: media runs at the film's rate.
    var rate: [XMLNode] {
        let isNTSC = film.rate.framesPerSecond.denominator == 1001
        return [XMLNode("rate", [number("timebase", TimeCode.framesPerSecond(film.rate)), flag("ntsc", isNTSC)])]
    }

    func size(_ width: Int, _ height: Int) -> [XMLNode] {
        [number("width", width), number("height", height)]
            + [flag("anamorphic", false), XMLNode("pixelaspectratio", text: "square"), XMLNode("fielddominance", text: "none")]
    }

    func timeCode(_ frame: Int, reel: String?) -> XMLNode {
        let drops = TimeCode.dropsFrames(film.rate)
        // With semicolons throughout, as Premiere writes drop-frame code.
        let text =
            drops ? TimeCode.text(frame, at: film.rate, dropsFrames: true).replacing(":", with: ";") : TimeCode.text(frame, at: film.rate)
        let reels = reel.map { [XMLNode("reel", [XMLNode("name", text: $0)])] } ?? []
        return XMLNode(
            "timecode",
            rate + [XMLNode("string", text: text), number("frame", frame), XMLNode("displayformat", text: drops ? "DF" : "NDF")] + reels)
    }

    mutating func file(_ media: HandOff.Media) -> XMLNode {
        let id = "file-\(numbers[media.id] ?? 0)"
        guard described.insert(media.id).inserted else { return XMLNode("file", ["id": id]) }
        let content: XMLNode
        switch media.content {
        case .picture(_, let width, let height):
            content = XMLNode("video", [XMLNode("samplecharacteristics", rate + size(width, height))])
        case .sound(_, let sampleRate, let channels):
            let samples = XMLNode("samplecharacteristics", [number("depth", 16), number("samplerate", sampleRate)])
            content = XMLNode("audio", [samples, number("channelcount", channels)])
        }
        return XMLNode(
            "file", ["id": id],
            [
                XMLNode("name", text: media.fileName), XMLNode("pathurl", text: FileURL.text(media.path, .premiere)), rate[0],
                number("duration", media.frames(at: film.rate)), timeCode(0, reel: media.reel), XMLNode("media", [content]),
            ])
    }
}
