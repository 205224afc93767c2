import Timebase

/// Apple's FCPXML 1.10, which DaVinci Resolve reads from 18 and Final Cut Pro from 10.6 on; for each of them as it wants it.
///
/// Every time is a whole number of frames. A document that does not fit the format's DTD is refused by Final Cut as a whole.
public enum FCPXMLWriter {
    public enum Flavour: String, Hashable, Sendable, CaseIterable {
        /// Files are found by the name of a clip, so that is the file's with its extension; there are no auditions.
        case resolve
        /// A clip's other takes are auditions; files that no clip shows become clips of the event.
        case finalCut
    }

    public static func write(_ film: HandOff, for flavour: Flavour) -> WrittenEdit {
        var writing = FCPXMLWriting(film, flavour)
        let root = writing.document()
        let name = film.fileBase + (flavour == .resolve ? "_resolve.fcpxml" : "_finalcut.fcpxml")
        return WrittenEdit(files: [.init(name, XMLNode.document(root, doctype: "fcpxml"))], leftOut: writing.lost.all)
    }
}

/// One document while it is written.
struct FCPXMLWriting {
    let film: HandOff
    let flavour: FCPXMLWriter.Flavour
    let cut: CentredCut
    var lost = LeftOutList()

    init(_ film: HandOff, _ flavour: FCPXMLWriter.Flavour) {
        (self.film, self.flavour) = (film, flavour)
        // Without frames under it Final Cut refuses a transition.
        cut = CentredCut(film, dipsNeedFrames: true)
        for loss in cut.leftOut { lost.add(loss.what, at: loss.frames) }
    }

    mutating func document() -> XMLNode {
        let sequence = XMLNode(
            "sequence",
            [
                "format": "r1", "duration": time(film.frames), "tcStart": time(film.startFrame),
                "tcFormat": TimeCode.dropsFrames(film.rate) ? "DF" : "NDF", "audioLayout": "stereo", "audioRate": sampleRate,
            ], [spine()])
        let project = XMLNode("project", ["name": film.name], [sequence])
        let event = XMLNode("event", ["name": film.name], [project])
        // Effects are numbered while the spine is written.
        return XMLNode("fcpxml", ["version": "1.10"], [resources(), XMLNode("library", [event])])
    }

    private var sampleRate: String {
        let known = [32_000: "32k", 44_100: "44.1k", 48_000: "48k", 88_200: "88.2k", 96_000: "96k", 176_400: "176.4k", 192_000: "192k"]
        guard let song = film.song, case .sound(_, let rate, _)? = film.media(song.media)?.content else { return "48k" }
        return known[rate] ?? "48k"
    }

    /// Seconds, as a fraction that says the frame.
    func time(_ frames: Int) -> String {
        let rate = film.rate.framesPerSecond
        return frames == 0 ? "0s" : "\(Int64(frames) * rate.denominator)/\(rate.numerator)s"
    }

    /// Frames of the film as time of the sequence, which begins with its time code.
    func offset(_ frame: Int) -> String { time(film.startFrame + frame) }

    func name(_ media: HandOff.Media) -> String { flavour == .resolve ? media.fileName : media.id }

    /// Alternates that have the frames for a clip's place.
    func alternates(_ clip: HandOff.Clip) -> [(media: HandOff.Media, source: Int)] {
        clip.alternates.compactMap { alternate in
            guard let media = film.media(alternate.media), case .picture(let frames, _, _) = media.content else { return nil }
            return alternate.source + clip.record.count <= frames ? (media, alternate.source) : nil
        }
    }
}
