import Timebase

/// A film's events. Dissolves begin on the frame they do in the film, so nothing is moved. A dip to black is two of them, by the reel `BL`:
/// down to black, and up from it. There is no white reel, and no wipe is like a whip pan: those become cuts with a marker.
struct EDLList {
    enum Head {
        case cut
        case dissolve(Int)
        case fromBlack(Int)
        case dip(before: Int, after: Int)

        /// Frames of the clip under it.
        var frames: Int {
            switch self {
            case .cut: 0
            case .dissolve(let frames), .fromBlack(let frames): frames
            case .dip(_, let after): after
            }
        }
    }

    /// The longest that three digits can say.
    private static let longest = 999
    static let black = "BL"

    var events: [EDLEvent] = []
    var leftOut = LeftOutList()
    let film: HandOff
    let clips: [(clip: HandOff.Clip, media: HandOff.Media)]
    private(set) var heads: [Head] = []
    /// Frames at each clip's end that belong to the dissolve down to black.
    private(set) var tails: [Int]
    private var notes: [HandOff.Marker] = []

    init(_ film: HandOff, _ code: EDLCode) {
        self.film = film
        clips = film.clips.compactMap { clip in film.media(clip.media).map { (clip, $0) } }
        tails = clips.map { _ in 0 }
        for index in clips.indices { heads.append(head(of: index)) }
        fade()
        build()
        let locators = EDLLocators(film.markers + notes, code)
        locators.add(to: &events)
        for loss in locators.leftOut.all { leftOut.add(loss.what, at: loss.frames) }
    }

    // MARK: - Transitions

    private mutating func head(of index: Int) -> Head {
        let clip = clips[index].clip
        guard let transition = clip.transition else { return .cut }
        let meets = index > 0 && clips[index - 1].clip.record.end == clip.record.start
        let isShort = transition.frames <= Self.longest && transition.framesAfter <= clip.record.count
        switch transition.kind {
        case .dissolve where isShort && meets: return .dissolve(transition.frames)
        case .dissolve where isShort, .dipToBlack where isShort && !meets:
            if clip.record.start == 0 {
                leftOut.add("\(words(transition)) on the first frame is the film's fade in", at: 0)
            } else if transition.kind == .dipToBlack {
                leftOut.add("\(words(transition)) after black shows only its second half", at: clip.record.start)
            }
            return .fromBlack(transition.framesAfter)
        case .dipToBlack where isShort && room(in: index - 1) >= transition.framesBefore:
            tails[index - 1] = transition.framesBefore
            return .dip(before: transition.framesBefore, after: transition.framesAfter)
        case .dissolve, .dipToBlack: lose(transition, at: clip.record.start, ": there is no room for it")
        case .dipToWhite, .other: lose(transition, at: clip.record.start, "")
        }
        return .cut
    }

    /// Frames at a clip's end that a dissolve may take; the first one is the clip's own.
    private func room(in index: Int) -> Int { clips[index].clip.record.count - max(1, heads[index].frames) }

    private mutating func fade() {
        if film.fadeIn > 0 {
            if let first = clips.first?.clip, first.record.start == 0, case .cut = heads[0], film.fadeIn <= first.record.count - tails[0],
                film.fadeIn <= Self.longest
            {
                heads[0] = .fromBlack(film.fadeIn)
            } else {
                leftOut.add("the fade in of \(frames(film.fadeIn)): the first clip has no room for it", at: 0)
            }
        }
        if film.fadeOut > 0 {
            if let last = clips.last?.clip, last.record.end == film.frames, film.fadeOut <= min(room(in: clips.count - 1), Self.longest) {
                tails[clips.count - 1] = film.fadeOut
            } else {
                let start = max(0, film.frames - film.fadeOut)
                leftOut.add("the fade out of \(frames(film.fadeOut)): the last clip has no room for it", at: start)
            }
        }
    }

    private mutating func lose(_ transition: HandOff.Transition, at frame: Int, _ reason: String) {
        leftOut.add("\(words(transition)) became a cut, with a marker\(reason)", at: frame)
        let name = OTIODocument.name(transition.kind)
        notes.append(.init(frame: frame, kind: .note, name: "\(name.isEmpty ? "transition" : name) of \(frames(transition.frames))"))
    }

    private func words(_ transition: HandOff.Transition) -> String {
        let name = OTIODocument.name(transition.kind)
        let article = name.first.map { "aeiouAEIOU".contains($0) } ?? false ? "an" : "a"
        return "\(article) \(name.isEmpty ? "transition" : name) of \(frames(transition.frames))"
    }

    private func frames(_ count: Int) -> String { count == 1 ? "1 frame" : "\(count) frames" }
}
