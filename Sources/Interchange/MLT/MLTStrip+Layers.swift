import Timebase

extension MLTStrip {
    /// Parts a piece so that it begins at a frame, and changes that part.
    mutating func split(_ piece: MLTPiece, at start: Int, _ change: (inout MLTPiece) -> Void) {
        guard let index = pieces.firstIndex(where: { $0.record == piece.record }) else { return }
        var (before, after) = (pieces[index], pieces[index])
        before.cut(to: start)
        after.begin(at: start)
        change(&after)
        pieces.replaceSubrange(index...index, with: start <= piece.record.start ? [after] : [before, after])
    }

    /// White pictures are no clips that hide what is below, but flashes over it.
    mutating func raiseFlashes() {
        for piece in pieces where piece.media.isWhite {
            let peak = min(piece.record.start + piece.fadeIn, piece.record.end - 1)
            flashes.append(MLTFilm.Flash(record: piece.record, peak: peak))
        }
        pieces.removeAll { $0.media.isWhite }
    }

    /// Clips that fade into and out of what is below them are joined to that by dissolves.
    mutating func dissolve(over below: inout MLTStrip) {
        for index in pieces.indices where pieces[index].isClear {
            let piece = pieces[index]
            let fadeIn = FrameRange(start: piece.record.start, count: piece.fadeIn)
            if !fadeIn.isEmpty, let lower = below.pieces.first(where: { $0.record.contains(fadeIn) }), lower.record.start < fadeIn.start {
                let at = lower.at + fadeIn.start - lower.record.start
                pieces[index].transition = .init(kind: .dissolve, frames: fadeIn.count, from: lower.media, at: at)
                pieces[index].fadeIn = 0
            }
            let fadeOut = FrameRange(start: max(piece.record.start, piece.record.end - piece.fadeOut), count: piece.fadeOut)
            if !fadeOut.isEmpty, fadeOut.start > piece.record.start, let lower = below.pieces.first(where: { $0.record.contains(fadeOut) })
            {
                let at = piece.at + fadeOut.start - piece.record.start
                below.split(lower, at: fadeOut.start) {
                    $0.transition = .init(kind: .dissolve, frames: fadeOut.count, from: piece.media, at: at)
                }
                pieces[index].cut(to: fadeOut.start)
            }
        }
    }

    func firstCovered(by upper: MLTStrip) -> Int? {
        var next = 0
        for piece in pieces {
            while next < upper.pieces.count, upper.pieces[next].record.end <= piece.record.start { next += 1 }
            if next < upper.pieces.count, upper.pieces[next].record.overlaps(piece.record) {
                return max(upper.pieces[next].record.start, piece.record.start)
            }
        }
        return nil
    }
}
