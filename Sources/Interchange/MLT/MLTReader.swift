import Timebase

/// Reads `.mlt` and `.kdenlive`: what Shotcut, Kdenlive and melt save.
public enum MLTReader {
    /// The cut, seen from above: of clips on several tracks the uppermost counts, tracks that are switched off do not. The song and other
    /// sound are not looked at.
    /// - Parameter name: the film's, where the file has none, as those that were not written here have not.
    public static func read(_ text: String, name: String = "") throws(EditFileError) -> ReturnedEdit {
        let document = try MLTDocument(text)
        var reading = MLTReading(document)
        let timeline = try document.timeline()
        let strip = try reading.strip(of: timeline, from: nil, to: nil, depth: 0)
        var edit = MLTEdit(strip, document: document, timeline: timeline)
        return edit.returned(name: name)
    }
}

/// A timeline laid out flat, while it becomes a cut.
struct MLTEdit {
    private var strip: MLTStrip
    private let document: MLTDocument
    private let timeline: XMLTree
    private var notes = ReadingNotes()

    init(_ strip: MLTStrip, document: MLTDocument, timeline: XMLTree) {
        (self.strip, self.document, self.timeline) = (strip, document, timeline)
        self.strip.raiseFlashes()
    }

    mutating func returned(name: String) -> ReturnedEdit {
        if !document.saysRate { notes.add("the file says no frame rate: it is read at 25") }
        for remark in strip.remarks { notes.add(remark.what, at: remark.frame) }
        let pieces = strip.pieces
        var clips = pieces.indices.map { index in clip(pieces[index], after: index > 0 ? pieces[index - 1] : nil) }
        if let last = pieces.last { end(last) }
        for flash in strip.flashes { self.flash(flash, over: &clips) }
        return ReturnedEdit(
            name: title ?? name, rate: document.rate, clips: clips, markers: document.markers(of: timeline),
            leftOut: notes.words(start: 0, rate: document.rate))
    }

    private mutating func clip(_ piece: MLTPiece, after before: MLTPiece?) -> ReturnedEdit.Clip {
        var clip = ReturnedEdit.Clip(
            name: piece.media.name, path: piece.media.path, reel: piece.media.reel, takes: piece.media.takes,
            source: piece.media.source(at: piece.at), record: piece.record, speed: piece.media.speed)
        let start = piece.record.start
        let neighbour = before.flatMap { $0.record.end == start ? $0 : nil }
        if let join = piece.transition, let neighbour {
            clip.transition = .init(join.kind, frames: join.frames)
            if neighbour.media != join.from || neighbour.at + neighbour.record.count != join.at {
                notes.add("a dissolve begins with other frames than those that the clip before ends with", at: start)
            }
        } else if piece.transition != nil {
            notes.add("a dissolve from a clip that is not seen by itself became a cut", at: start)
        } else if let neighbour {
            let (down, up) = (neighbour.fadeOut, piece.fadeIn)
            if down + up > 0 { clip.transition = .init(.dipToBlack, frames: down + up) }
            if down != (down + up) / 2 { notes.add("fades of \(down) and \(up) frames became a dip with both alike", at: start) }
        } else {
            if let before, before.fadeOut > 0 {
                notes.add("a fade to black of \(before.fadeOut.frames)", at: before.record.end - before.fadeOut)
            }
            let isOwn = start == 0 && (piece.ownsFadeIn || piece.fadeIn == ownFade("in"))
            if piece.fadeIn > 0, !isOwn { clip.transition = .init(.dissolve, frames: piece.fadeIn) }
        }
        if piece.media.speed < .zero { notes.add("'\(piece.media.name)' runs backwards: compare its frames", at: start) }
        return clip
    }

    private mutating func end(_ last: MLTPiece) {
        guard last.fadeOut > 0, !last.ownsFadeOut, last.fadeOut != ownFade("out") else { return }
        notes.add("a fade to black of \(last.fadeOut.frames)", at: last.record.end - last.fadeOut)
    }

    /// A dip to white is at the cut that its white picture covers.
    private mutating func flash(_ flash: MLTFilm.Flash, over clips: inout [ReturnedEdit.Clip]) {
        // The first clip that starts at the peak or later, and the one before it.
        var (low, high) = (0, clips.count)
        while low < high {
            let middle = (low + high) / 2
            if clips[middle].record.start < flash.peak { low = middle + 1 } else { high = middle }
        }
        let near = [low, low - 1].filter { clips.indices.contains($0) && flash.record.indices.contains(clips[$0].record.start) }
        guard let index = near.min(by: { abs(clips[$0].record.start - flash.peak) < abs(clips[$1].record.start - flash.peak) }) else {
            return notes.add("a white picture of \(flash.record.count.frames) is left out", at: flash.record.start)
        }
        guard clips[index].transition == nil else {
            return notes.add("a white picture lies over another transition", at: flash.record.start)
        }
        let start = clips[index].record.start
        let meets = index > 0 && clips[index - 1].record.end == start
        let (before, after) = (max(0, flash.peak - flash.record.start - 1), max(1, flash.record.end - flash.peak - 1))
        clips[index].transition = .init(.dipToWhite, frames: meets ? before + after : after * 2)
        if flash.peak != start || (meets && before != (before + after) / 2) {
            notes.add("a white picture that is not in the middle of a cut became a dip to white there", at: start)
        }
    }

    /// Kdenlive keeps the film's title and lengths of fades in its document, Shotcut what is said of clips and filters.
    private var title: String? {
        let bin = document.services["main_bin"]?.property(["kdenlive:docmetadata.meta.attr.title.markup"])
        return bin ?? document.root.children.lazy.compactMap { $0.property(["mv:film"]) }.first
    }

    private func ownFade(_ end: String) -> Int? {
        document.services["main_bin"]?.property("kdenlive:docproperties.mvfade\(end)").flatMap { Int($0) }
    }
}
