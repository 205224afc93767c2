import Timebase

/// A film as MLT's editors hold it: dips are fades of the clips on both sides, white ones a white picture that lies over the cut.
struct MLTFilm {
    struct Shot {
        /// Its place in `HandOff.clips`.
        let index: Int
        let media: HandOff.Media
        let source: Int
        let record: FrameRange
        /// Frames at its start that it shares with the clip before, and those after its end that it shares with the next.
        var head = 0
        var tail = 0
        /// Frames at its start and at its end in which it is darkened.
        var fadeIn = 0
        var fadeOut = 0

        /// Frames that it does not share.
        var alone: FrameRange { FrameRange((record.start + head)..<record.end) }
        /// A fade needs one frame more than it darkens.
        var room: Int { max(0, alone.count - 1 - fadeIn - fadeOut) }
        func source(at frame: Int) -> Int { source + frame - record.start }
    }

    /// A white picture; nothing is seen through it at `peak`.
    struct Flash {
        var record: FrameRange
        var peak: Int
        /// Frames of the fades at both ends, as editors count them; 0 for none.
        var fadeIn: Int { peak > record.start ? peak - record.start + 1 : 0 }
        var fadeOut: Int { record.end - peak }
    }

    private(set) var shots: [Shot] = []
    private(set) var flashes: [Flash] = []
    /// Frames of the film's own fades, as far as its first and its last shot have them.
    private(set) var fadeIn = 0
    private(set) var fadeOut = 0
    /// Those of the film and one for each transition that became a cut, in order of time.
    private(set) var markers: [HandOff.Marker]
    var leftOut = LeftOutList()

    init(_ film: HandOff) {
        markers = film.markers
        for (index, clip) in film.clips.enumerated() {
            guard let media = film.media(clip.media) else { continue }
            let meets = shots.last.map { $0.record.end == clip.record.start } ?? false
            shots.append(Shot(index: index, media: media, source: clip.source, record: clip.record))
            if let transition = clip.transition { place(transition, meets: meets, end: film.frames) }
        }
        fade(film)
        markers.sort { $0.frame < $1.frame }
        if film.media.contains(where: { !$0.path.unicodeScalars.allSatisfy(XMLText.holds) }) {
            leftOut.add("characters in paths that XML cannot hold: the editor will ask for the files")
        }
        if film.startFrame != 0 {
            leftOut.add("the start time code \(TimeCode.text(film.startFrame, at: film.rate)): time is counted from 0")
        }
    }

    /// At the start of the last shot.
    private mutating func place(_ transition: HandOff.Transition, meets: Bool, end: Int) {
        let last = shots.count - 1
        let frames = max(1, transition.frames)
        switch transition.kind {
        case .dissolve where meets:
            let count = min(frames, shots[last].record.count)
            shots[last].head = count
            shots[last - 1].tail = count
            shorten(transition, to: count)
        case .dissolve:
            shots[last].fadeIn = min(frames, shots[last].room)
            shorten(transition, to: shots[last].fadeIn)
        case .dipToBlack where meets:
            // Odd lengths have their longer half after the cut, so both halves are cut alike.
            let count = min(frames, shots[last - 1].room * 2 + 1, shots[last].room * 2)
            shots[last - 1].fadeOut = count / 2
            shots[last].fadeIn = count - count / 2
            shorten(transition, to: count)
        case .dipToBlack:
            shots[last].fadeIn = min(transition.framesAfter, shots[last].room)
            leftOut.add("\(transition.words) after black became a dissolve of \(shots[last].fadeIn)", at: shots[last].record.start)
        case .dipToWhite: whiten(transition, meets: meets, end: end)
        case .other: cut(transition)
        }
    }

    private mutating func whiten(_ transition: HandOff.Transition, meets: Bool, end: Int) {
        let shot = shots[shots.count - 1].record
        // A frame more at both ends, where nothing is to be seen of it yet.
        let after = min(shot.end, end) - shot.start - 1
        if meets {
            let before = shot.start - (flashes.last?.record.end ?? 0) - 1
            let count = min(max(1, transition.frames), before * 2 + 1, after * 2)
            if count > 0 {
                let start = shot.start - count / 2 - 1
                flashes.append(Flash(record: FrameRange(start..<(start + count + 2)), peak: shot.start))
            }
            return shorten(transition, to: max(0, count))
        }
        // Shotcut does not blend over nothing.
        let count = min(transition.framesAfter, after)
        guard count > 0 else { return cut(transition) }
        flashes.append(Flash(record: FrameRange(start: shot.start, count: count + 1), peak: shot.start))
        leftOut.add("\(transition.words) after black shows only its second half", at: shot.start)
    }

    private mutating func fade(_ film: HandOff) {
        if film.fadeIn > 0 {
            let canFade = shots.first.map { $0.record.start == 0 && $0.fadeIn == 0 && $0.room >= film.fadeIn } ?? false
            if canFade {
                fadeIn = film.fadeIn
                shots[0].fadeIn = fadeIn
            } else {
                leftOut.add("the fade in of \(film.fadeIn.frames): the first clip has no room for it", at: 0)
            }
        }
        if film.fadeOut > 0 {
            let canFade = shots.last.map { $0.record.end == film.frames && $0.room >= film.fadeOut } ?? false
            if canFade {
                fadeOut = film.fadeOut
                shots[shots.count - 1].fadeOut = fadeOut
            } else {
                leftOut.add(
                    "the fade out of \(film.fadeOut.frames): the last clip has no room for it", at: max(0, film.frames - film.fadeOut))
            }
        }
    }
}

// MARK: - What is lost

extension MLTFilm {
    private mutating func shorten(_ transition: HandOff.Transition, to count: Int) {
        guard count < transition.frames else { return }
        if count == 0 { return cut(transition) }
        leftOut.add("\(transition.words) became one of \(count)", at: shots[shots.count - 1].record.start)
    }

    private mutating func cut(_ transition: HandOff.Transition) {
        let frame = shots[shots.count - 1].record.start
        markers.append(
            HandOff.Marker(frame: frame, kind: .note, name: transition.name, note: "a transition of \(transition.frames.frames)"))
        leftOut.add("\(transition.words) became a cut, with a marker", at: frame)
    }
}

extension HandOff.Transition {
    fileprivate var name: String {
        switch kind {
        case .dissolve: "dissolve"
        case .dipToBlack: "dip to black"
        case .dipToWhite: "dip to white"
        case .other(let name): name.isEmpty ? "transition" : name
        }
    }

    fileprivate var words: String {
        let article = name.first.map { "aeiouAEIOU".contains($0) } ?? false ? "an" : "a"
        return "\(article) \(name) of \(frames.frames)"
    }
}

extension Int {
    /// `1 frame`, `12 frames`.
    var frames: String { self == 1 ? "1 frame" : "\(self) frames" }
}
