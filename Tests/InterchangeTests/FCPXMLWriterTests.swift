import Interchange
import Testing
import Timebase

private func take(_ id: String, frames: Int = 100, path: String? = nil, width: Int = 1920, story: HandOff.Story = .init()) -> HandOff.Media
{
    .init(
        id: id, fileName: id + ".mp4", path: path ?? "/takes/\(id).mp4", reel: id.uppercased(),
        content: .picture(frames: frames, width: width, height: 1080), story: story)
}

private let song = HandOff.Media(
    id: "song", fileName: "song.wav", path: "/song.wav", reel: "SONG", content: .sound(samples: 480_000, sampleRate: 44_100, channels: 2))

/// `a` from 0, `b` from 48, black from 96 and `c` from 100 to 124.
private func film(
    _ b: HandOff.Transition? = nil, media: [HandOff.Media] = [take("a"), take("b"), take("c")], rate: FrameRate = FrameRate(24000, 1001)
) -> HandOff {
    HandOff(
        name: "film", rate: rate, width: 1920, height: 1080, startFrame: 86_400, frames: 130, media: media,
        clips: [
            .init(media: "a", source: 10, record: FrameRange(start: 0, count: 48)),
            .init(media: "b", source: 20, record: FrameRange(start: 48, count: 48), transition: b),
            .init(media: "c", source: 0, record: FrameRange(start: 100, count: 24)),
        ])
}

private struct Written {
    let edit: WrittenEdit
    let root: XMLTree
    let rate: FrameRate

    init(_ film: HandOff, _ flavour: FCPXMLWriter.Flavour = .finalCut) throws {
        edit = FCPXMLWriter.write(film, for: flavour)
        root = try XMLTree.parse(edit.files[0].text)
        rate = film.rate
    }

    var sequence: XMLTree? { root.everywhere("sequence").first }
    var spine: [XMLTree] { sequence?.first("spine")?.children ?? [] }
    func assets(_ attribute: String) -> [String?] { root.everywhere("asset").map { $0.attributes[attribute] } }

    /// In frames; nil where it is between two.
    func frames(_ element: XMLTree?, _ attribute: String) -> Int? {
        let text = element?.attributes[attribute] ?? ""
        guard text.hasSuffix("s"), let seconds = Rational(String(text.dropLast())) else { return nil }
        let frames = seconds * rate.framesPerSecond
        return frames.denominator == 1 ? Int(frames.numerator) : nil
    }
}

@Suite struct FCPXMLWriterTests {
    @Test func theSpineHoldsClipsAndBlackOneAfterTheOther() throws {
        let written = try Written(film())
        #expect(written.spine.map(\.name) == ["asset-clip", "asset-clip", "gap", "asset-clip", "gap"])
        // Offsets are time of the sequence, which begins with its time code.
        #expect(written.spine.map { written.frames($0, "offset") } == [86_400, 86_448, 86_496, 86_500, 86_524])
        #expect(written.spine.map { written.frames($0, "duration") } == [48, 48, 4, 24, 6])
        #expect(written.spine.map { written.frames($0, "start") } == [10, 20, 0, 0, 0])
        #expect(written.sequence?.attributes["tcStart"] == "86486400/24000s")
        #expect(written.sequence?.attributes["tcFormat"] == "NDF")
        #expect(written.frames(written.sequence, "duration") == 130)
    }

    @Test func aDissolveStraddlesItsCut() throws {
        let written = try Written(film(.init(.dissolve, frames: 12)))
        #expect(written.spine.map(\.name).prefix(3) == ["asset-clip", "transition", "asset-clip"])
        #expect(written.spine.prefix(3).map { written.frames($0, "offset") } == [86_400, 86_448, 86_454])
        #expect(written.spine.prefix(3).map { written.frames($0, "duration") } == [54, 12, 42])
        #expect(written.frames(written.spine[2], "start") == 26)
        #expect(written.root.everywhere("effect").map { $0.attributes["name"] } == ["Cross Dissolve"])
    }

    @Test func aDipIsAsLongAsTheFilesHaveFramesForIt() throws {
        let long = try Written(film(.init(.dipToBlack, frames: 8)))
        #expect(long.spine.map(\.name).prefix(3) == ["asset-clip", "transition", "asset-clip"])
        #expect([long.frames(long.spine[1], "offset"), long.frames(long.spine[1], "duration")] == [86_444, 8])
        #expect(long.edit.leftOut == [])
        // 58 of its frames are shown: two are left for the far half.
        let short = try Written(film(.init(.dipToBlack, frames: 8), media: [take("a", frames: 60), take("b"), take("c")]))
        #expect([short.frames(short.spine[1], "offset"), short.frames(short.spine[1], "duration")] == [86_446, 4])
        #expect(short.edit.leftOut == [LeftOut("a dip to black of 8 frames became one of 4: the files have no more frames", at: [48])])
        let none = try Written(film(.init(.dipToBlack, frames: 8), media: [take("a", frames: 58), take("b"), take("c")]))
        #expect(none.spine.map(\.name).prefix(2) == ["asset-clip", "asset-clip"])
        #expect(
            none.edit.leftOut == [
                LeftOut("a dip to black of 8 frames became a cut, with a marker: the files have no frames for it", at: [48])
            ])
        #expect(none.root.everywhere("marker").map { $0.attributes["value"] } == ["dip to black"])
    }

    @Test func coloursAreWrittenAsEachProgramReadsThem() throws {
        let dip = HandOff.Transition(.dipToWhite, frames: 4)
        let ours = try Written(film(dip)).root.everywhere("param").first
        #expect([ours?.attributes["name"], ours?.attributes["value"]] == ["Color", "1 1 1"])
        let resolve = try Written(film(dip), .resolve)
        let theirs = resolve.root.everywhere("param").first
        #expect([theirs?.attributes["name"], theirs?.attributes["value"]] == ["color", "1 1 1 1"])
        #expect(resolve.edit.leftOut == [LeftOut("a dip to white may have another colour in Resolve, look at it", at: [48])])
    }

    @Test(arguments: RandomFilm.rates, FCPXMLWriter.Flavour.allCases)
    func everyTimeIsAWholeFrame(rate: FrameRate, flavour: FCPXMLWriter.Flavour) throws {
        let written = try Written(RandomFilm.make(seed: 9, clips: 12, rate: rate), flavour)
        func times(_ tree: XMLTree) -> [Int?] {
            let own = ["offset", "start", "duration", "tcStart"].filter { tree.attributes[$0] != nil }.map { written.frames(tree, $0) }
            return own + tree.children.flatMap { times($0) }
        }
        #expect(times(written.root).count > 100)
        #expect(times(written.root).allSatisfy { $0 != nil })
        // What is seen of a file is in it, with what a transition shows of it beyond its edges.
        let lengths = Dictionary(
            uniqueKeysWithValues: written.root.everywhere("asset").map { ($0.attributes["id"], written.frames($0, "duration")) })
        for clip in written.root.everywhere("asset-clip") {
            let (start, count) = (written.frames(clip, "start") ?? -1, written.frames(clip, "duration") ?? 0)
            #expect(start >= 0 && start + count <= (lengths[clip.attributes["ref"]] ?? 0) ?? 0)
        }
    }

    @Test func theSongHangsOnTheFirstClipWithItsBeats() throws {
        var sung = film(media: [take("a"), take("b"), take("c"), song])
        sung.song = .init(media: "song", source: 5, frames: 120)
        sung.markers = [
            .init(frame: 0, kind: .section, name: "verse"), .init(frame: 12, kind: .beat, name: "1.2"),
            .init(frame: 60, kind: .hit, name: "", note: "bang"),
            .init(frame: 97, kind: .section, name: "black"), .init(frame: 125, kind: .beat, name: "after the song"),
        ]
        let written = try Written(sung)
        let hung = try #require(written.spine[0].first("asset-clip"))
        #expect(hung.attributes["lane"] == "-1")
        #expect(hung.attributes["audioRole"] == "music")
        // In the time of the clip that it hangs on.
        #expect(["offset", "start", "duration"].map { written.frames(hung, $0) } == [10, 5, 120])
        #expect(hung.all("marker").map { [written.frames($0, "start"), written.frames($0, "duration")] } == [[17, 1]])
        #expect(written.spine.map { $0.all("marker").map { written.frames($0, "start") } } == [[10], [32], [1], [], [1]])
        #expect(written.spine[1].first("marker")?.attributes["note"] == "bang")
        #expect(written.sequence?.attributes["audioRate"] == "44.1k")
        let asset = written.root.everywhere("asset").first { $0.attributes["hasAudio"] == "1" }
        #expect(written.frames(asset, "duration") == 260)
        #expect(asset?.attributes["audioRate"] == "44100")
    }

    @Test func otherTakesAreAuditionsInFinalCutAlone() throws {
        var rich = film(
            .init(.dissolve, frames: 12), media: [take("a"), take("b"), take("c"), take("d"), take("e", frames: 50), take("f")])
        rich.clips[1].alternates = [.init(media: "d", source: 7), .init(media: "e", source: 7)]
        let written = try Written(rich)
        let audition = try #require(written.spine.first { $0.name == "audition" })
        #expect(written.frames(audition, "offset") == 86_454)
        #expect(audition.children.map { $0.attributes["name"] } == ["b", "d"])
        #expect(audition.children.map { written.frames($0, "start") } == [26, 13])
        #expect(audition.children.map { written.frames($0, "duration") } == [42, 42])
        #expect(written.edit.leftOut == [LeftOut("other takes that are too short for a clip's place", at: [48])])
        #expect(written.assets("name") == ["a", "b", "c", "d", "e", "f"])
        let resolve = try Written(rich, .resolve)
        #expect(!resolve.spine.contains { $0.name == "audition" })
        #expect(resolve.assets("name") == ["a.mp4", "b.mp4", "c.mp4"])
        #expect(
            resolve.edit.leftOut == [
                LeftOut("other takes for a clip's place: Resolve has no auditions", at: [48]), LeftOut("1 file that no clip shows"),
            ])
    }

    @Test func addressesAreEscapedAsEachProgramReadsThem() throws {
        let path = "/my takes/it's 100% é & co/a.mp4"
        let media = [take("a", path: path), take("b"), take("c")]
        let addresses = try FCPXMLWriter.Flavour.allCases.map {
            try Written(film(media: media), $0).root.everywhere("media-rep")[0].attributes["src"]
        }
        #expect(
            addresses == [
                "file:///my%20takes/it%27s%20100%25%20é%20%26%20co/a.mp4", "file:///my%20takes/it%27s%20100%25%20%C3%A9%20%26%20co/a.mp4",
            ])
    }

    @Test func formatsHaveTheNamesThatFinalCutKnows() throws {
        let sizes = [take("a"), take("b", width: 608), take("c")]
        let ours = try Written(film(media: sizes)).root.everywhere("format")
        #expect(ours.map { $0.attributes["name"] } == ["FFVideoFormat1080p2398", nil])
        #expect(ours.map { $0.attributes["frameDuration"] } == ["1001/24000s", "1001/24000s"])
        let resolve = try Written(film(media: sizes), .resolve)
        #expect(
            resolve.root.everywhere("format").map { $0.attributes["name"] } == ["FFVideoFormat1080p2398", "FFVideoFormatRateUndefined"])
        #expect(resolve.assets("format") == ["r1", "r2", "r1"])
    }

    @Test func fadesBeginAndEndTheStoryline() throws {
        var faded = film()
        (faded.fadeIn, faded.fadeOut) = (10, 14)
        let written = try Written(faded)
        #expect(written.spine.first?.name == "transition")
        #expect(written.frames(written.spine.first, "offset") == 86_400)
        // It ends in black: there is nothing to fade out.
        #expect(written.edit.leftOut == [LeftOut("the fade out of 14 frames: the last clip has no room for it", at: [116])])
        faded.frames = 124
        #expect(try Written(faded).spine.last?.name == "transition")
    }

    @Test func whatIsKnownOfATakeIsMetadataKeywordsAndARating() throws {
        let id = String(repeating: "0123456789abcdef", count: 4)
        let story = HandOff.Story(take: id, shot: "s,1", prompt: "a \"cat\"\nasleep", stars: 1, isPicked: true, note: "good")
        let clip = try #require(try Written(film(media: [take("a", story: story), take("b"), take("c")])).spine.first)
        #expect(clip.children.map(\.name) == ["note", "keyword", "rating", "metadata"])
        #expect(clip.first("keyword")?.attributes["value"] == "shot s 1, picked, 1 star")
        let known = Dictionary(
            uniqueKeysWithValues: (clip.first("metadata")?.children ?? []).map { ($0.attributes["key"], $0.attributes["value"]) })
        #expect(known["mv.take"] == id)
        #expect(known["com.apple.proapps.studio.reel"] == "A")
        #expect(known["mv.prompt"] == "a \"cat\"\nasleep")
    }

    /// The DTD has one order; a document in another one is refused as a whole.
    @Test(arguments: FCPXMLWriter.Flavour.allCases) func childrenKeepTheOrderOfTheDTD(flavour: FCPXMLWriter.Flavour) throws {
        let order = ["note": 0, "asset-clip": 1, "marker": 2, "keyword": 2, "rating": 2, "metadata": 3]
        for seed in 0..<4 as Range<UInt64> {
            let written = try Written(RandomFilm.make(seed: seed, clips: 8, rate: FrameRate(25)), flavour)
            for clip in written.root.everywhere("asset-clip") + written.root.everywhere("gap") {
                let places = clip.children.map { order[$0.name] ?? -1 }
                #expect(places == places.sorted() && !places.contains(-1))
            }
        }
    }
}
