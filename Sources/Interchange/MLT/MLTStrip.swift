import Timebase

/// What a producer says of the file that it shows.
struct MLTMedia: Hashable {
    var name: String
    var path: String?
    var reel: String?
    var takes: [String] = []
    var speed = Rational(1)
    /// Frames that it has as the producer shows it; nil where it does not say.
    var frames: Int?
    /// A white picture: no clip, but what dips are made of.
    var isWhite = false

    /// The frame of the file that is shown at a frame of the producer.
    func source(at frame: Int) -> Int {
        if speed >= .zero { return frame.times(speed) }
        guard let frames else { return 0 }
        return max(0, (frames - frame).times(Rational.zero - speed) - 1)
    }
}

/// A stretch of a file on a track.
struct MLTPiece {
    var media: MLTMedia
    /// Frame of the producer that is shown at `record.start`.
    var at: Int
    var record: FrameRange
    /// Frames at its ends in which it is not wholly there; `isClear` where one sees through it then.
    var fadeIn = 0
    var fadeOut = 0
    var isClear = false
    /// Whether the fades are those that the writer made for the film's own.
    var ownsFadeIn = false
    var ownsFadeOut = false
    var transition: Transition?
    /// Whether it is only what a dissolve shows of a clip that goes on in the next piece.
    var isHead = false

    /// At its start.
    struct Transition {
        var kind: HandOff.Transition.Kind
        var frames: Int
        /// What goes on below.
        var from: MLTMedia
        var at: Int
    }

    mutating func cut(to end: Int) {
        guard end < record.end else { return }
        record.count = max(0, end - record.start)
        fadeOut = 0
    }

    mutating func begin(at start: Int) {
        guard start > record.start else { return }
        at += start - record.start
        record = FrameRange(start..<max(start, record.end))
        (fadeIn, transition) = (0, nil)
    }
}

/// Pieces in order of time, from frame 0 on; they do not overlap.
struct MLTStrip {
    var pieces: [MLTPiece] = []
    /// White pictures over them.
    var flashes: [MLTFilm.Flash] = []
    var remarks: [(what: String, frame: Int)] = []
    var count = 0

    /// As much as it takes to keep it.
    var weight: Int { pieces.count + flashes.count + remarks.count + 1 }

    /// Only what is seen in a range, which begins at 0 then.
    func cropped(to range: FrameRange) -> MLTStrip {
        var strip = MLTStrip(count: range.count)
        strip.append(self, at: -range.start, within: FrameRange(start: 0, count: range.count))
        strip.count = range.count
        return strip
    }

    mutating func append(_ other: MLTStrip, at offset: Int) {
        append(other, at: offset, within: FrameRange(start: offset, count: other.count))
        count = max(count, offset + other.count)
    }

    private mutating func append(_ other: MLTStrip, at offset: Int, within range: FrameRange) {
        for var piece in other.pieces {
            piece.record.start += offset
            piece.begin(at: range.start)
            piece.cut(to: range.end)
            if !piece.record.isEmpty { pieces.append(piece) }
        }
        for var flash in other.flashes where range.indices.contains(flash.peak + offset) {
            flash.record.start += offset
            flash.peak += offset
            flashes.append(flash)
        }
        for remark in other.remarks where range.indices.contains(remark.frame + offset) {
            remarks.append((remark.what, remark.frame + offset))
        }
    }

    /// Takes a range out of what is there, so that other pieces may stand in it.
    mutating func clear(_ range: FrameRange) {
        var rest: [MLTPiece] = []
        for piece in pieces {
            guard piece.record.overlaps(range) else {
                rest.append(piece)
                continue
            }
            var (before, after) = (piece, piece)
            before.cut(to: range.start)
            after.begin(at: range.end)
            if piece.record.start < range.start { rest.append(before) }
            if piece.record.end > range.end { rest.append(after) }
        }
        pieces = rest
    }

    /// This one with another over it, whose pieces hide those below.
    func covered(by upper: MLTStrip) -> MLTStrip {
        var (seen, next) = ([MLTPiece](), 0)
        for piece in pieces {
            var rest: MLTPiece? = piece
            while next < upper.pieces.count, upper.pieces[next].record.end <= piece.record.start { next += 1 }
            var index = next
            while let lower = rest, index < upper.pieces.count, upper.pieces[index].record.start < lower.record.end {
                let cover = upper.pieces[index].record
                if cover.start > lower.record.start {
                    var before = lower
                    before.cut(to: cover.start)
                    seen.append(before)
                }
                var after = lower
                after.begin(at: cover.end)
                rest = after.record.isEmpty || cover.end >= lower.record.end ? nil : after
                index += 1
            }
            if let rest { seen.append(rest) }
        }
        var strip = MLTStrip(count: max(count, upper.count))
        strip.pieces = (seen + upper.pieces).sorted { $0.record.start < $1.record.start }
        strip.flashes = (flashes + upper.flashes).sorted { $0.peak < $1.peak }
        strip.remarks = remarks + upper.remarks
        return strip
    }
}
