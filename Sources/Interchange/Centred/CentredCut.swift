import Timebase

/// A film with its dissolves centred on edit points, as Premiere, Resolve and Final Cut hold them: the same pictures, but a clip that comes
/// in by a dissolve of n frames begins n/2 later in both the film and its file.
struct CentredCut {
    struct Piece {
        /// Its place in `HandOff.clips`.
        let index: Int
        let media: HandOff.Media
        /// Between the edit points.
        var record: FrameRange
        /// First frame of the file at `record.start`.
        var source: Int
        /// How it begins and how it ends.
        var head: Join?
        var tail: Join?

        /// Frames that the file has before and after what `record` shows.
        var handles: (head: Int, tail: Int) {
            guard case .picture(let frames, _, _) = media.content else { return (0, 0) }
            return (source, frames - source - record.count)
        }
    }

    struct Join: Hashable {
        enum Kind: Hashable { case dissolve, dipToBlack, dipToWhite }
        var kind: Kind
        /// Frames of the film.
        var range: FrameRange
        /// First frame after the edit point; at an end of `range` where there is black on the other side.
        var edit: Int

        var framesBefore: Int { edit - range.start }
        var framesAfter: Int { range.end - edit }
    }

    private(set) var pieces: [Piece] = []
    /// Those of the film and one for each transition that became a cut, in order of time.
    private(set) var markers: [HandOff.Marker]
    var leftOut: [LeftOut] { lost.all }
    private var lost = LeftOutList()

    /// - Parameter dipsNeedFrames: whether a clip must have frames under the far half of a dip, where nobody sees it: then dips become as
    ///   short as the files ask for.
    init(_ film: HandOff, dipsNeedFrames: Bool = false) {
        markers = film.markers
        // Where the last transition ended: two of them never share a frame.
        var free = 0
        for (index, clip) in film.clips.enumerated() {
            guard let media = film.media(clip.media) else { continue }
            var piece = Piece(index: index, media: media, record: clip.record, source: clip.source)
            let meets = pieces.last.map { $0.record.end == clip.record.start } ?? false
            if let transition = clip.transition, let join = join(transition, of: clip, meets: meets) {
                let isFree = join.range.start >= free && (!meets || join.range.start >= (pieces.last?.record.start ?? 0))
                if isFree, join.range.end <= clip.record.end {
                    piece.head = join
                    piece.source += join.edit - clip.record.start
                    piece.record = FrameRange(join.edit..<clip.record.end)
                    free = join.range.end
                    if meets {
                        pieces[pieces.count - 1].record.count += join.edit - clip.record.start
                        pieces[pieces.count - 1].tail = join
                    }
                } else {
                    lose(transition, at: clip.record.start, "there is no room for it")
                }
            }
            pieces.append(piece)
        }
        if dipsNeedFrames { shortenDips(film) }
        fade(in: film.fadeIn)
        fade(out: film.fadeOut, end: film.frames, free: free)
        markers.sort { $0.frame < $1.frame }
    }

    private mutating func join(_ transition: HandOff.Transition, of clip: HandOff.Clip, meets: Bool) -> Join? {
        let kind: Join.Kind
        switch transition.kind {
        case .dissolve: kind = .dissolve
        case .dipToBlack: kind = .dipToBlack
        case .dipToWhite: kind = .dipToWhite
        case .other:
            lose(transition, at: clip.record.start, nil)
            return nil
        }
        let start = clip.record.start
        if !meets {
            if kind != .dissolve {
                lost.add("\(words(transition)) after black shows only its second half", at: start)
            }
            if start == 0 { lost.add("\(words(transition)) on the first frame is the film's fade in", at: start) }
            return Join(kind: kind, range: FrameRange(start: start, count: transition.framesAfter), edit: start)
        }
        let range = FrameRange(start: start - transition.framesBefore, count: transition.frames)
        return Join(kind: kind, range: range, edit: kind == .dissolve ? start + transition.frames / 2 : start)
    }

    private mutating func shortenDips(_ film: HandOff) {
        for index in pieces.indices.dropFirst() {
            guard var join = pieces[index].head, join.kind != .dissolve, pieces[index - 1].tail == join else { continue }
            guard let transition = film.clips[pieces[index].index].transition else { continue }
            let most = min(join.range.count, 2 * pieces[index].handles.head + 1, 2 * pieces[index - 1].handles.tail)
            if most == join.range.count { continue }
            if most < 1 {
                (pieces[index].head, pieces[index - 1].tail) = (nil, nil)
                lose(transition, at: join.edit, "the files have no frames for it")
            } else {
                join.range = FrameRange(start: join.edit - most / 2, count: most)
                (pieces[index].head, pieces[index - 1].tail) = (join, join)
                lost.add("\(words(transition)) became one of \(most): the files have no more frames", at: join.edit)
            }
        }
    }

    private mutating func fade(in frames: Int) {
        guard frames > 0 else { return }
        let room = pieces.first.map { min($0.record.count, ($0.tail?.range.start ?? .max) - $0.record.start) } ?? 0
        guard let first = pieces.first, first.record.start == 0, first.head == nil, frames <= room else {
            return lost.add("the fade in of \(frames) frames: the first clip has no room for it", at: 0)
        }
        pieces[0].head = Join(kind: .dissolve, range: FrameRange(start: 0, count: frames), edit: 0)
    }

    private mutating func fade(out frames: Int, end: Int, free: Int) {
        guard frames > 0 else { return }
        let taken = max(free, pieces.count == 1 ? pieces.first?.head?.range.end ?? 0 : 0)
        guard let last = pieces.last, last.record.end == end, end - frames >= max(taken, last.record.start) else {
            return lost.add("the fade out of \(frames) frames: the last clip has no room for it", at: max(0, end - frames))
        }
        pieces[pieces.count - 1].tail = Join(kind: .dissolve, range: FrameRange(start: end - frames, count: frames), edit: end)
    }
}

// MARK: - What is lost

extension CentredCut {
    /// A transition that becomes a cut, with a marker there.
    mutating func lose(_ transition: HandOff.Transition, at frame: Int, _ reason: String?) {
        let count = transition.frames == 1 ? "1 frame" : "\(transition.frames) frames"
        markers.append(HandOff.Marker(frame: frame, kind: .note, name: name(transition), note: "a transition of \(count)"))
        lost.add("\(words(transition)) became a cut, with a marker" + (reason.map { ": " + $0 } ?? ""), at: frame)
    }

    private func name(_ transition: HandOff.Transition) -> String {
        switch transition.kind {
        case .dissolve: "dissolve"
        case .dipToBlack: "dip to black"
        case .dipToWhite: "dip to white"
        case .other(let name): name.isEmpty ? "transition" : name
        }
    }

    private func words(_ transition: HandOff.Transition) -> String {
        let name = name(transition)
        let article = name.first.map { "aeiouAEIOU".contains($0) } ?? false ? "an" : "a"
        return "\(article) \(name) of \(transition.frames == 1 ? "1 frame" : "\(transition.frames) frames")"
    }
}
