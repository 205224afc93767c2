import Timebase

extension EDLList {
    /// What a dissolve comes from.
    private enum Origin {
        case black
        case clip(Int)
    }

    mutating func build() {
        let first = clips.first?.clip.record.start ?? film.frames
        if first > 0 { events.append(EDLEvent(lines: [line(nil, 0, FrameRange(start: 0, count: first))], comments: [])) }
        for (index, (clip, media)) in clips.enumerated() {
            let shown = line(media, clip.source, FrameRange(start: clip.record.start, count: clip.record.count - tails[index]))
            switch heads[index] {
            case .cut: events.append(EDLEvent(lines: [shown], comments: ["FROM CLIP NAME: \(media.fileName)", file(media)] + take(media)))
            case .dissolve(let frames): dissolve(from: .clip(index - 1), to: shown, media, frames)
            case .fromBlack(let frames): dissolve(from: .black, to: shown, media, frames)
            case .dip(let before, let after):
                if before > 0 { toBlack(index - 1) }
                dissolve(from: .black, to: shown, media, after)
            }
        }
        if let tail = tails.last, tail > 0 { toBlack(clips.count - 1) }
    }

    private mutating func toBlack(_ index: Int) {
        let record = FrameRange(start: clips[index].clip.record.end - tails[index], count: tails[index])
        dissolve(from: .clip(index), to: line(nil, 0, record), nil, tails[index])
    }

    /// An event of two lines: the last moment of what goes, without a length, and what comes.
    private mutating func dissolve(from origin: Origin, to shown: EDLEvent.Line, _ media: HandOff.Media?, _ frames: Int) {
        var (gone, end) = (HandOff.Media?.none, 0)
        if case .clip(let index) = origin {
            let clip = clips[index].clip
            (gone, end) = (clips[index].media, clip.source + clip.record.count - tails[index])
        }
        var shown = shown
        shown.dissolve = frames
        let names = [gone.map { "FROM CLIP NAME: \($0.fileName)" }, media.map { "TO CLIP NAME: \($0.fileName)" }].compactMap { $0 }
        let files = [gone, media].compactMap { $0 }.map(file)
        let lines = [line(gone, end, FrameRange(start: shown.record.start, count: 0)), shown]
        events.append(EDLEvent(lines: lines, comments: names + files + (media.map(take) ?? [])))
    }

    private func line(_ media: HandOff.Media?, _ source: Int, _ record: FrameRange) -> EDLEvent.Line {
        EDLEvent.Line(reel: media?.reel ?? Self.black, dissolve: nil, source: source, record: record)
    }

    /// The name alone where the path is not plain: a wrong path is worse than none.
    private func file(_ media: HandOff.Media) -> String {
        "SOURCE FILE: " + (EDLText.plain(media.path) == media.path ? media.path : media.fileName)
    }

    private func take(_ media: HandOff.Media) -> [String] { media.story.take.map { ["TAKE: \($0)"] } ?? [] }
}
