import Timebase

/// OpenTimelineIO, `.otio`, as written by us, DaVinci Resolve, Premiere Pro, Kdenlive or OpenTimelineIO itself; of a `.otioz` its
/// `content.otio`.
///
/// Speeds: after OpenTimelineIO a clip's range is its length in the track, whatever its speed. Premiere's clips, known by their metadata,
/// have the frames of the media there, and last the longer the slower they are.
public enum OTIOReader {
    /// - Throws: for what is no JSON, no timeline, has no frame rate or is longer than any film.
    public static func read(_ text: String) throws(EditFileError) -> ReturnedEdit {
        var reading = try OTIOReading(JSONTree.parse(text))
        return try reading.edit()
    }
}

/// One pass over a timeline.
struct OTIOReading {
    let name: String
    let stack: JSONTree
    let rate: FrameRate
    /// Whether the file says the rate; else there is nothing in it either.
    private let hasRate: Bool
    /// First frame of the sequence, as a number of frames since 00:00:00:00.
    private let start: Int
    /// Objects that the file writes once and names elsewhere.
    let shared: [String: JSONTree]
    var notes = ReadingNotes()
    var markers: [HandOff.Marker] = []

    init(_ root: JSONTree) throws(EditFileError) {
        var timeline = root
        if root.schema == "SerializableCollection" {
            let timelines = (root["children"]?.items ?? []).filter { $0.schema == "Timeline" }
            if timelines.count > 1 { notes.add("the file has \(timelines.count) timelines: the first one is read") }
            timeline = timelines.first ?? root
        }
        switch timeline.schema {
        case "Timeline": stack = timeline["tracks"] ?? nil
        case "Stack": stack = timeline
        case "Track": stack = ["OTIO_SCHEMA": "Stack.1", "children": [timeline]]
        default:
            throw EditFileError(
                "this is no OpenTimelineIO timeline" + (timeline.schema.map { " but a '\($0)'" } ?? ""),
                suggestion: "export the timeline itself as .otio")
        }
        name = timeline["name"]?.string ?? stack["name"]?.string ?? ""
        let rates = [
            stack["metadata"]?["PremierePro_OTIO"]?["VideoFrameRate"]?.double, timeline["global_start_time"]?["rate"]?.double,
            Self.rateOfItems(stack),
        ]
        let rate = rates.lazy.compactMap { $0.flatMap(Self.rate) }.first
        hasRate = rate != nil
        self.rate = rate ?? FrameRate(24)
        start = Self.frames(timeline["global_start_time"], at: self.rate).map { Int($0.rounded()) } ?? 0
        shared = Self.shared(in: root)
    }

    mutating func edit() throws(EditFileError) -> ReturnedEdit {
        var (tracks, sounds, soundClips) = ([EditorTrack](), 0, 0)
        readMarkers(of: stack) { $0 }
        readEffects(of: stack, "the sequence")
        for child in stack["children"]?.items ?? [] {
            // A stack may hold clips without a track around them.
            let track = child.schema == "Track" ? child : ["OTIO_SCHEMA": "Track.1", "children": [child]]
            let clips = (track["children"]?.items ?? []).filter { $0.schema == "Clip" }
            let label = track["name"]?.string ?? ""
            switch track["kind"]?.string ?? "Video" {
            case _ where clips.isEmpty && track["children"]?.items.contains(where: { $0.schema != "Gap" }) != true: continue
            case "Video" where track["enabled"]?.bool == false: notes.add("the video track '\(label)' is switched off")
            case "Video":
                let read = try pictures(of: track, isUpper: !tracks.isEmpty)
                if !tracks.isEmpty, !read.isEmpty {
                    let count = read.count == 1 ? "1 clip" : "\(read.count) clips"
                    notes.add(
                        "the upper video track '\(label)' has \(count): what they cover below is not seen", at: read[0].clip.record.start)
                }
                tracks.append(EditorTrack(read))
            case "Audio": (sounds, soundClips) = (sounds + 1, soundClips + clips.count)
            case let kind: notes.add("the track '\(label)' of kind '\(kind)' is not read")
            }
        }
        if soundClips > 1 { notes.add("\(soundClips) clips of sound on \(sounds == 1 ? "1 track" : "\(sounds) tracks") are not read") }
        let clips = EditorTrack.seenFromAbove(tracks)
        guard hasRate || clips.isEmpty else { throw EditFileError("the file says no frame rate") }
        return ReturnedEdit(
            name: name, rate: hasRate ? rate : nil, clips: clips, markers: markers.sorted { $0.frame < $1.frame },
            leftOut: notes.words(start: start, rate: hasRate ? rate : nil))
    }

    /// What an object stands for, where it is only named.
    func resolved(_ tree: JSONTree?) -> JSONTree? {
        guard let tree, tree.schema == "SerializableObjectRef" else { return tree }
        return tree["id"]?.string.flatMap { shared[$0] }
    }

    private static func shared(in root: JSONTree) -> [String: JSONTree] {
        var (found, open) = ([String: JSONTree](), [root])
        while let tree = open.popLast() {
            if let id = tree["OTIO_REF_ID"]?.string { found[id] = tree }
            switch tree {
            case .object(let members): open += members.map(\.value)
            case .array(let items): open += items
            default: break
            }
        }
        return found
    }
}
