import Interchange
import Timebase

/// Films of chance that every format can be written from: the same for the same seed.
struct RandomFilm {
    static let rates = [
        FrameRate(24), FrameRate(24000, 1001), FrameRate(25), FrameRate(30000, 1001), FrameRate(30), FrameRate(50), FrameRate(60000, 1001),
        FrameRate(60),
    ]
    /// Names that break careless writers.
    static let nasty = [
        "plain", "two words", "a & b", "<b>bold</b>", "\"quoted\" 'n' all", "100%", "%41%", "ünïcode é", "🎬 film", "שלום", "tab\tand\nline",
        " edges ",
        "semi;colon, comma", "#hash?query=1", "back\\slash", String(repeating: "long ", count: 40), "e\u{301}", "]]>", "beat", "section: x",
        "",
    ]

    private var random: SeededRandom
    private let clips: Int
    private let rate: FrameRate

    static func make(seed: UInt64, clips: Int, rate: FrameRate) -> HandOff {
        var maker = RandomFilm(random: SeededRandom(seed: seed, "film"), clips: clips, rate: rate)
        return maker.film()
    }

    private mutating func film() -> HandOff {
        let folder = "/media/" + name().replacing("/", with: "") + "/takes"
        var media: [HandOff.Media] = []
        var places: [HandOff.Clip] = []
        var end = 0
        for index in 0..<clips {
            let gap = chance(0.15) ? Int.random(in: 1...20, using: &random) : 0
            let count = Int.random(in: 6...60, using: &random)
            let transition = chance(0.45) ? transition(within: count) : nil
            places.append(.init(media: "", source: 0, record: FrameRange(start: end + gap, count: count), transition: transition))
            if index > 0, gap == 0, chance(0.1) { places[index].transition = .init(.dissolve, frames: count) }
            end += gap + count
        }
        var film = HandOff(
            name: name(), rate: rate, width: 1920, height: 1080, startFrame: chance(0.5) ? 0 : 3600 * Int(rate.doubleValue.rounded()),
            frames: end + (chance(0.3) ? 12 : 0), media: [], clips: places)
        for index in places.indices {
            let needed = places[index].record.count + film.tail(after: index)
            // Some takes are used twice.
            let known = media.filter { $0.frames(at: rate) >= needed }
            let file: HandOff.Media
            if chance(0.2), let again = known.randomElement(using: &random) {
                file = again
            } else {
                file = take(media.count, folder, frames: needed + (chance(0.3) ? 0 : Int.random(in: 0...40, using: &random)))
                media.append(file)
            }
            film.clips[index].media = file.id
            film.clips[index].source = Int.random(in: 0...(file.frames(at: rate) - needed), using: &random)
            if chance(0.4) {
                let other = take(media.count, folder, frames: needed + Int.random(in: 0...5, using: &random))
                media.append(other)
                film.clips[index].alternates = [.init(media: other.id, source: other.frames(at: rate) - needed)]
            }
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) { media.append(take(media.count, folder, frames: 48)) }
        let samples = Int((FrameRange(start: 0, count: end + 100).count * 48_000 * 1001) / (1000 * TimeCode.framesPerSecond(rate)))
        let song = HandOff.Media(
            id: "song", fileName: "song.wav", path: "/music/" + name().replacing("/", with: "") + "/song.wav", reel: "SONG0000",
            content: .sound(samples: samples, sampleRate: 48_000, channels: chance(0.8) ? 2 : 1))
        film.media = media + [song]
        film.song = .init(media: "song", source: chance(0.7) ? 0 : 24, frames: end)
        film.markers = (0..<Int.random(in: 0...30, using: &random)).map { _ in marker(within: end) }.sorted { $0.frame < $1.frame }
        film.fadeIn = chance(0.3) ? 5 : 0
        film.fadeOut = chance(0.3) ? 5 : 0
        return film
    }

    private mutating func transition(within count: Int) -> HandOff.Transition {
        let kinds: [HandOff.Transition.Kind] = [.dissolve, .dissolve, .dissolve, .dipToBlack, .dipToWhite, .other("whip pan")]
        return .init(kinds.randomElement(using: &random) ?? .dissolve, frames: Int.random(in: 1...max(1, count / 3), using: &random))
    }

    private mutating func take(_ number: Int, _ folder: String, frames: Int) -> HandOff.Media {
        let id = "s\(number / 2)_t\(number)"
        let take = (0..<4).map { _ in String(random.next() | 1 << 63, radix: 16) }.joined()
        let story = HandOff.Story(
            take: take, shot: "shot-\(number / 2)", prompt: chance(0.7) ? name() : nil, seed: "18446744073709551615", generator: "fal",
            model: "model/v2", stars: number % 6, isPicked: number % 3 == 0, note: chance(0.3) ? name() : nil)
        return .init(
            id: id, fileName: id + ".mp4", path: folder + "/" + id + ".mp4", reel: reel(number),
            content: .picture(frames: frames, width: number % 4 == 0 ? 1080 : 1920, height: 1080), story: story)
    }

    private func reel(_ number: Int) -> String { "R" + String(repeating: "0", count: 7 - String(number).count) + String(number) }

    private mutating func marker(within end: Int) -> HandOff.Marker {
        .init(
            frame: Int.random(in: 0..<end, using: &random), frames: chance(0.8) ? 1 : Int.random(in: 2...20, using: &random),
            kind: HandOff.Marker.Kind.allCases.randomElement(using: &random) ?? .note, name: name(), note: chance(0.5) ? name() : "")
    }

    private mutating func name() -> String { Self.nasty.randomElement(using: &random) ?? "" }

    private mutating func chance(_ share: Double) -> Bool { random.unit() < share }
}

/// What comes back is what was written, or the writer said so.
struct RoundTrip {
    let film: HandOff
    let written: WrittenEdit
    let edit: ReturnedEdit

    /// Clips as they are to come back.
    var clips: [ReturnedEdit.Clip] {
        film.clips.compactMap { clip in
            guard let media = film.media(clip.media) else { return nil }
            var transition = clip.transition
            for loss in written.leftOut where loss.frames.contains(clip.record.start) {
                if loss.what.contains("became a cut") || loss.what.contains("is the film's fade in") { transition = nil }
                if loss.what.contains("shows only its second half"), let known = transition {
                    transition = .init(known.kind, frames: known.framesAfter * 2)
                }
                if let frames = shortened(loss.what) { transition?.frames = frames }
            }
            return ReturnedEdit.Clip(
                name: media.fileName, path: media.path, reel: media.reel, takes: media.story.take.map { [$0] } ?? [], source: clip.source,
                record: clip.record, transition: transition)
        }
    }

    /// `a dip to black of 12 frames became one of 4`
    private func shortened(_ what: String) -> Int? {
        what.firstMatch(of: /became one of (\d+)/).flatMap { Int($0.1) }
    }

    /// Markers as they are to come back, each as text, in order.
    var markers: [String] {
        let cuts = film.clips.filter { clip in
            written.leftOut.contains { $0.what.contains("became a cut") && $0.frames.contains(clip.record.start) }
        }
        let lost = cuts.map { HandOff.Marker(frame: $0.record.start, kind: .note, name: name($0), note: note($0)) }
        return (film.markers + lost).map(Self.text).sorted()
    }

    static func text(_ marker: HandOff.Marker) -> String {
        "\(marker.frame)+\(marker.frames) \(marker.kind) '\(marker.name)' '\(marker.note)'"
    }

    private func name(_ clip: HandOff.Clip) -> String {
        switch clip.transition?.kind {
        case .dissolve, nil: "dissolve"
        case .dipToBlack: "dip to black"
        case .dipToWhite: "dip to white"
        case .other(let name): name
        }
    }

    private func note(_ clip: HandOff.Clip) -> String {
        let frames = clip.transition?.frames ?? 0
        return frames == 1 ? "a transition of 1 frame" : "a transition of \(frames) frames"
    }
}
