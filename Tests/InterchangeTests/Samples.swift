import Interchange
import Timebase

/// Films to write: small ones made by hand, and any number by chance.
enum Samples {
    static let rates = [
        FrameRate(24), FrameRate(24000, 1001), FrameRate(25), FrameRate(30000, 1001), FrameRate(30), FrameRate(50), FrameRate(60000, 1001),
        FrameRate(60),
    ]

    /// Texts that break what is not escaped.
    static let nasty = [
        "plain", "with spaces", "quotes \" and '", "a & b < c > d", "100 % %20", "back\\slash /slash", "🎬 clap", "שלום עולם",
        "é and e\u{301}",
        "line\nends\r\nhere", "tab\there", "control\u{1}\u{7}\u{1B}", "|C:ResolveColorBlue |M:x |D:1", "* FROM CLIP NAME: other.mp4",
        "001  AX       V     C        00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00", "", " edges ", "a, b; c", "section: none",
        "a - b – c",
        String(repeating: "long ", count: 40), "\u{FEFF}mark", "]]>", "}\"]", "2. begins with a digit", "zero\u{0}",
    ]

    static func reel(_ index: Int) -> String {
        let digits = String(index, radix: 36, uppercase: true)
        return "MV" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    static func take(_ index: Int) -> String {
        let digits = String(index * 7919 + 1, radix: 16)
        return String(repeating: "ab", count: 24) + String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func picture(_ index: Int, frames: Int, folder: String = "/films/hand-off", story: HandOff.Story? = nil) -> HandOff.Media {
        let id = "s\(index)_t01"
        return HandOff.Media(
            id: id, fileName: id + ".mp4", path: "\(folder)/\(id).mp4", reel: reel(index),
            content: .picture(frames: frames, width: 64, height: 36),
            story: story ?? HandOff.Story(take: take(index), shot: "shot \(index)"))
    }

    static func song(seconds: Int, folder: String = "/films/hand-off") -> HandOff.Media {
        HandOff.Media(
            id: "song", fileName: "song.wav", path: "\(folder)/song.wav", reel: "SONG0000",
            content: .sound(samples: seconds * 48_000, sampleRate: 48_000, channels: 2))
    }

    /// Clips one after the other, each of a file of its own with 100 frames before and after what is shown.
    static func film(_ lengths: [Int], rate: FrameRate = FrameRate(24), transitions: [Int: HandOff.Transition] = [:]) -> HandOff {
        var clips: [HandOff.Clip] = []
        for (index, length) in lengths.enumerated() {
            let record = FrameRange(start: clips.last?.record.end ?? 0, count: length)
            clips.append(.init(media: "s\(index)_t01", source: 100, record: record, transition: transitions[index]))
        }
        let media = lengths.enumerated().map { picture($0.offset, frames: $0.element + 200) }
        return HandOff(
            name: "film", rate: rate, width: 64, height: 36, startFrame: 86400, frames: clips.last?.record.end ?? 0, media: media,
            clips: clips)
    }

    /// - Parameters:
    ///   - clips: how many; by chance when nil.
    ///   - isPlain: cuts and dissolves that have room, from the first frame to the last, and plain names.
    static func film(seed: UInt64, clips count: Int? = nil, rate: FrameRate? = nil, isPlain: Bool = false) -> HandOff {
        var random = SeededRandom(seed: seed, "films to write")
        let rate = rate ?? rates[Int(seed % UInt64(rates.count))]
        let text = { (random: inout SeededRandom) in isPlain ? "plain" : nasty[Int.random(in: 0..<nasty.count, using: &random)] }
        let folder = isPlain ? "/films/hand-off" : "/films/" + text(&random)
        var clips: [HandOff.Clip] = []
        for index in 0..<(count ?? Int.random(in: 0...12, using: &random)) {
            let gap = !isPlain && Int.random(in: 0..<6, using: &random) == 0 ? Int.random(in: 1...40, using: &random) : 0
            let record = FrameRange(start: (clips.last?.record.end ?? 0) + gap, count: Int.random(in: 1...90, using: &random))
            let transition = index == 0 && isPlain ? nil : transition(record.count, isPlain, text, &random)
            clips.append(.init(media: "", source: 0, record: record, transition: transition))
        }
        let end = (clips.last?.record.end ?? 0) + (isPlain || Int.random(in: 0..<4, using: &random) > 0 ? 0 : 20)
        var media = (0..<max(1, clips.count * 2 / 3)).map { index in
            let story = HandOff.Story(
                take: take(index), shot: text(&random), prompt: text(&random), seed: "18446744073709551615", generator: "http",
                model: text(&random),
                stars: Int.random(in: 0...5, using: &random), isPicked: index % 3 == 0, note: text(&random),
                baked: index % 4 == 0 ? "speed 1/2" : nil,
                bakedFrom: index % 4 == 0 ? 12 : nil)
            return picture(index, frames: Int.random(in: 1...400, using: &random), folder: folder, story: story)
        }
        var film = HandOff(
            name: text(&random), rate: rate, width: 64, height: 36, startFrame: isPlain ? 0 : [0, 86_400, 107_892][Int(seed % 3)],
            frames: end,
            media: [], clips: clips)
        for index in clips.indices {
            let file = Int.random(in: 0..<media.count, using: &random)
            film.clips[index].source = Int.random(in: 0...50, using: &random)
            film.clips[index].media = media[file].id
            let needed = film.clips[index].source + film.clips[index].record.count + film.tail(after: index)
            guard case .picture(let frames, let width, let height) = media[file].content else { continue }
            media[file].content = .picture(frames: max(frames, needed), width: width, height: height)
            if index % 5 == 1, let other = media.first { film.clips[index].alternates = [.init(media: other.id, source: 0)] }
        }
        if end > 0 {
            media.append(song(seconds: Int((Double(end) / rate.doubleValue).rounded(.up)) + 3, folder: folder))
            film.song = .init(media: "song", source: 7, frames: end)
        }
        film.media = media
        film.markers = markers(end, text, &random)
        if !isPlain {
            (film.fadeIn, film.fadeOut) = (Int.random(in: 0...1, using: &random) * 10, Int.random(in: 0...1, using: &random) * 12)
        }
        return film
    }

    private static func transition(
        _ count: Int, _ isPlain: Bool, _ text: (inout SeededRandom) -> String, _ random: inout SeededRandom
    ) -> HandOff.Transition? {
        let most = isPlain ? max(1, min(24, count)) : 24
        let frames = Int.random(in: 1...most, using: &random)
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<10: return nil
        case 10..<15: return .init(.dissolve, frames: frames)
        case _ where isPlain: return nil
        case 15..<17: return .init(.dipToBlack, frames: frames)
        case 17: return .init(.dipToWhite, frames: frames)
        default: return .init(.other(text(&random)), frames: frames)
        }
    }

    private static func markers(_ end: Int, _ text: (inout SeededRandom) -> String, _ random: inout SeededRandom) -> [HandOff.Marker] {
        guard end > 0 else { return [] }
        let kinds = HandOff.Marker.Kind.allCases
        let markers = (0..<Int.random(in: 0...10, using: &random)).map { index in
            HandOff.Marker(
                frame: Int.random(in: 0..<end, using: &random), frames: index % 4 == 3 ? 5 : 1, kind: kinds[index % kinds.count],
                name: text(&random),
                note: index % 2 == 0 ? "" : text(&random))
        }
        return markers.sorted { $0.frame < $1.frame }
    }
}

/// What of a clip has to come back.
struct CutClip: Hashable {
    var name: String
    var reel: String?
    var path: String?
    var takes: [String]
    var source: Int
    var record: FrameRange
    var transition: HandOff.Transition?

    init(_ clip: ReturnedEdit.Clip) {
        (name, reel, path, takes) = (clip.name, clip.reel, clip.path, clip.takes)
        (source, record, transition) = (clip.source, clip.record, clip.transition)
    }

    init(_ clip: HandOff.Clip, _ media: HandOff.Media) {
        (name, reel, path, takes) = (media.fileName, media.reel, media.path, media.story.take.map { [$0] } ?? [])
        (source, record, transition) = (clip.source, clip.record, clip.transition)
    }
}

extension HandOff {
    var cutClips: [CutClip] { clips.compactMap { clip in media(clip.media).map { CutClip(clip, $0) } } }
}
