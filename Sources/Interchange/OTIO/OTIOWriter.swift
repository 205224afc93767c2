import Timebase

/// OpenTimelineIO, `.otio`: https://opentimelineio.readthedocs.io. Read by DaVinci Resolve from 18.5, Premiere Pro from 25.6 and Kdenlive
/// from 25.04 on.
///
/// What the three of them ask for beyond the format: times as real numbers, a clip named as its file, the file as a plain absolute path
/// (with `file://` Resolve dropped every clip), the range a file has, and for Premiere the sequence's settings in its own metadata.
public enum OTIOWriter {
    /// - Parameter bundled: makes the `content.otio` of a `.otioz`, in which every file lies as `media/<its name>`.
    public static func write(_ film: HandOff, bundled: Bool = false) -> WrittenEdit {
        let document = OTIODocument(film, bundled: bundled)
        var leftOut = LeftOutList()
        for loss in document.cut.leftOut { leftOut.add(loss.what, at: loss.frames) }
        let moved = film.clips.filter { clip in clip.alternates.contains { $0.source != clip.source } }
        if !moved.isEmpty {
            leftOut.add(
                "alternates that begin at another frame than their clip: all files of a clip share one range, the frame is in the metadata",
                at: moved.map(\.record.start))
        }
        if !document.unused.isEmpty {
            let files =
                document.unused.count == 1 ? "1 file that no clip shows is" : "\(document.unused.count) files that no clip shows are"
            leftOut.add("\(files) named in the metadata alone: the format has no bins")
        }
        let name = bundled ? "content.otio" : film.fileBase + ".otio"
        return WrittenEdit(files: [.init(name, document.timeline.written)], leftOut: leftOut.all)
    }
}
