import Interchange
import Testing
import Timebase

private func take(_ id: String, frames: Int = 100, path: String? = nil, story: HandOff.Story = .init()) -> HandOff.Media {
    .init(
        id: id, fileName: id + ".mp4", path: path ?? "/takes/\(id).mp4", reel: id.uppercased(),
        content: .picture(frames: frames, width: 1280, height: 720), story: story)
}

private func song(channels: Int = 2) -> HandOff.Media {
    .init(
        id: "song", fileName: "song.wav", path: "/song.wav", reel: "SONG",
        content: .sound(samples: 480_000, sampleRate: 48_000, channels: channels))
}

/// `a` from 0, then `b` from 48 and `c` from 96 to 120.
private func film(
    _ b: HandOff.Transition? = nil, _ c: HandOff.Transition? = nil, media: [HandOff.Media] = [take("a"), take("b"), take("c")],
    rate: FrameRate = FrameRate(24)
) -> HandOff {
    HandOff(
        name: "film", rate: rate, width: 1920, height: 1080, frames: 120, media: media,
        clips: [
            .init(media: "a", source: 10, record: FrameRange(start: 0, count: 48)),
            .init(media: "b", source: 20, record: FrameRange(start: 48, count: 48), transition: b),
            .init(media: "c", source: 0, record: FrameRange(start: 96, count: 24), transition: c),
        ])
}

private struct Written {
    let edit: WrittenEdit
    let root: XMLTree

    init(_ film: HandOff) throws {
        edit = XmemlWriter.write(film)
        root = try XMLTree.parse(edit.files[0].text)
    }

    var sequence: XMLTree? { root.everywhere("sequence").first }
    var pictures: [XMLTree] { sequence?.first("media")?.first("video")?.first("track")?.children ?? [] }
    var clips: [XMLTree] { pictures.filter { $0.name == "clipitem" } }
    var transitions: [XMLTree] { pictures.filter { $0.name == "transitionitem" } }
    var bins: [XMLTree] { root.everywhere("bin") }
    func edges(_ index: Int) -> [Int?] { ["start", "end", "in", "out"].map { clips[index].int($0) } }
}

@Suite struct XmemlWriterTests {
    @Test func aDissolveIsCentredOnItsCutAndItsEdgesAreUnderIt() throws {
        let written = try Written(film(.init(.dissolve, frames: 12)))
        #expect(written.edges(0) == [0, -1, 10, 70])
        #expect(written.edges(1) == [-1, 96, 20, 68])
        #expect(written.pictures.map(\.name).prefix(3) == ["clipitem", "transitionitem", "clipitem"])
        let transition = try #require(written.transitions.first)
        #expect(["start", "end", "cutPointTicks"].map { transition.int($0) } == [48, 60, 6 * 10_584_000_000])
        #expect(transition.text("alignment") == "center")
        #expect(transition.first("effect")?.text("effectid") == "Cross Dissolve")
        #expect(written.edit.leftOut == [])
    }

    @Test func aDipLiesAroundItsCutAndSaysItsColour() throws {
        let written = try Written(film(.init(.dipToWhite, frames: 7)))
        #expect(written.edges(0) == [0, -1, 10, 62])
        #expect(written.edges(1) == [-1, 96, 17, 68])
        let effect = try #require(written.transitions.first?.first("effect"))
        #expect(["start", "end"].map { written.transitions.first?.int($0) } == [45, 52])
        #expect(effect.text("name") == "Dip to Color Dissolve")
        let color = effect.all("parameter").first { $0.text("parameterid") == "dipcolor" }?.first("value")
        #expect(["alpha", "red", "green", "blue"].map { color?.int($0) } == [255, 255, 255, 255])
    }

    @Test func anEdgeWithoutFramesBehindItStaysWhereItIs() throws {
        let written = try Written(film(nil, .init(.dipToBlack, frames: 8)))
        #expect(written.edges(2) == [96, 120, 0, 24])
        #expect(written.edges(1) == [48, -1, 20, 72])
        #expect(written.transitions.map { $0.int("start") } == [92])
    }

    @Test func fadesHaveBlackOnOneSide() throws {
        var faded = film()
        (faded.fadeIn, faded.fadeOut) = (10, 14)
        let written = try Written(faded)
        #expect(written.transitions.map { $0.text("alignment") } == ["start-black", "end-black"])
        #expect(written.transitions.map { [$0.int("start"), $0.int("end")] } == [[0, 10], [106, 120]])
        #expect(written.edges(0) == [-1, 48, 10, 58])
        #expect(written.edges(2) == [96, -1, 0, 24])
    }

    @Test func oneLossIsSaidOnceWithAllItsPlaces() throws {
        let written = try Written(film(.init(.other("whip pan"), frames: 8), .init(.other("whip pan"), frames: 8)))
        #expect(written.edit.leftOut == [LeftOut("a whip pan of 8 frames became a cut, with a marker", at: [48, 96])])
        #expect(written.sequence?.all("marker").map { $0.text("name") } == ["whip pan", "whip pan"])
        #expect(written.transitions == [])
    }

    @Test func transitionsThatNeedTheSameFramesAreNotBothWritten() throws {
        var crowded = film(.init(.dissolve, frames: 40), .init(.dipToBlack, frames: 20))
        crowded.clips[2].source = 30
        let written = try Written(crowded)
        #expect(written.transitions.map { $0.int("start") } == [48])
        #expect(written.edit.leftOut.map(\.frames) == [[96]])
        let longer = try Written(film(nil, .init(.dissolve, frames: 30)))
        #expect(longer.transitions == [])
        #expect(
            longer.edit.leftOut == [LeftOut("a dissolve of 30 frames became a cut, with a marker: there is no room for it", at: [96])])
    }

    @Test func aFileIsDescribedOnceAndNamedAfterwards() throws {
        var again = film()
        again.clips[2].media = "a"
        let written = try Written(again)
        let files = written.root.everywhere("file")
        let described = files.filter { !$0.children.isEmpty }.compactMap { $0.attributes["id"] }
        #expect(described.count == Set(described).count)
        #expect(Set(described) == Set(files.compactMap { $0.attributes["id"] }))
        let first = try #require(written.clips.first?.first("file"))
        #expect(first.text("name") == "a.mp4")
        #expect(first.text("pathurl") == "file://localhost/takes/a.mp4")
        #expect(first.int("duration") == 100)
        #expect(first.first("timecode")?.first("reel")?.text("name") == "A")
        let size = first.first("media")?.first("video")?.first("samplecharacteristics")
        #expect([size?.int("width"), size?.int("height")] == [1280, 720])
    }

    @Test func theSequenceSaysItsSettings() throws {
        var late = film(rate: FrameRate(30000, 1001))
        late.startFrame = 107_892
        let sequence = try #require(try Written(late).sequence)
        #expect(sequence.int("duration") == 120)
        #expect(sequence.first("rate")?.children.map(\.text) == ["30", "TRUE"])
        #expect(sequence.first("timecode")?.text("string") == "01;00;00;00")
        #expect(sequence.first("timecode")?.int("frame") == 107_892)
        #expect(sequence.first("timecode")?.text("displayformat") == "DF")
        let size = sequence.first("media")?.first("video")?.first("format")?.first("samplecharacteristics")
        #expect([size?.int("width"), size?.int("height")] == [1920, 1080])
    }

    @Test(arguments: RandomFilm.rates) func ticksAreExact(rate: FrameRate) throws {
        let clip = try #require(try Written(film(rate: rate)).clips.first)
        let ticks = try #require(clip.int("pproTicksIn"))
        #expect(Rational(Int64(ticks)) == Rational(10) / rate.framesPerSecond * Rational(254_016_000_000))
    }

    @Test(arguments: [1, 2, 6]) func theSongIsOnePieceWithItsChannels(channels: Int) throws {
        var sung = film(media: [take("a"), take("b"), take("c"), song(channels: channels)])
        sung.song = .init(media: "song", source: 3, frames: 118)
        let written = try Written(sung)
        let tracks = written.sequence?.first("media")?.first("audio")?.all("track") ?? []
        let placed = min(channels, 2)
        #expect(tracks.count == placed)
        #expect(tracks.map { $0.attributes["totalExplodedTrackCount"] } == Array(repeating: String(placed), count: placed))
        #expect(tracks.map { $0.attributes["premiereTrackType"] } == Array(repeating: placed == 2 ? "Stereo" : "Mono", count: placed))
        for (index, clip) in tracks.compactMap({ $0.first("clipitem") }).enumerated() {
            #expect(["start", "end", "in", "out"].map { clip.int($0) } == [0, 118, 3, 121])
            #expect(clip.first("sourcetrack")?.int("trackindex") == index + 1)
            #expect(clip.all("link").count == (placed == 2 ? 2 : 0))
        }
        let file = written.root.everywhere("file").first { $0.text("name") == "song.wav" }
        #expect(file?.first("media")?.first("audio")?.int("channelcount") == channels)
        #expect(file?.int("duration") == 240)
        #expect(written.edit.leftOut.isEmpty == (channels <= 2))
        let ids = Set(written.root.everywhere("clipitem").compactMap { $0.attributes["id"] })
        #expect(ids.count == written.root.everywhere("clipitem").count)
        #expect(written.root.everywhere("linkclipref").allSatisfy { ids.contains($0.text) })
    }

    @Test func binsHoldTheTakesTheAlternatesAndTheRest() throws {
        var rich = film(media: [take("a"), take("b"), take("c"), take("d"), take("e"), song()])
        rich.clips[1].alternates = [.init(media: "d", source: 5), .init(media: "a", source: 0)]
        rich.song = .init(media: "song", source: 0, frames: 120)
        let written = try Written(rich)
        #expect(written.bins.map { $0.text("name") } == ["Takes", "Alternates", "Unused", "Song"])
        let clips = written.bins.map { $0.first("children")?.all("clip").compactMap { $0.text("name") } }
        #expect(clips == [["a.mp4", "b.mp4", "c.mp4"], ["d.mp4"], ["e.mp4"], ["song.wav"]])
        let alternate = try #require(written.bins[1].everywhere("clip").first)
        #expect([alternate.int("in"), alternate.int("out")] == [5, 53])
        #expect(alternate.first("comments")?.text("mastercomment3") == "instead of b.mp4 at 00:00:02:00, from frame 5 on")
        let masters = Set(written.root.everywhere("clip").compactMap { $0.attributes["id"] })
        #expect(written.clips.allSatisfy { masters.contains($0.text("masterclipid") ?? "") })
    }

    @Test func emptyBinsAreLeftOut() throws {
        #expect(try Written(film()).bins.map { $0.text("name") } == ["Takes"])
    }

    @Test func pathsAreEscapedAsPremiereDoes() throws {
        let path = "/my takes/100% é:&,'(1)#?/a.mp4"
        let written = try Written(film(media: [take("a", path: path), take("b"), take("c")]))
        #expect(written.clips.first?.first("file")?.text("pathurl") == "file://localhost/my%20takes/100%25%20%c3%a9%3a&,'(1)#?/a.mp4")
    }

    @Test func markersSayTheirKindInTheirName() throws {
        var marked = film()
        marked.markers = [
            .init(frame: 0, kind: .section, name: "verse", note: "quiet"), .init(frame: 12, kind: .beat, name: "1.2"),
            .init(frame: 24, frames: 6, kind: .note, name: "look here"), .init(frame: 48, kind: .note, name: "beat"),
            .init(frame: 500, kind: .hit, name: ""),
        ]
        let written = try Written(marked)
        let markers = written.sequence?.all("marker") ?? []
        #expect(markers.map { $0.text("name") } == ["section: verse", "beat: 1.2", "look here", "note: beat"])
        #expect(markers.map { [$0.int("in"), $0.int("out")] } == [[0, -1], [12, -1], [24, 30], [48, -1]])
        #expect(markers.first?.text("comment") == "quiet")
        #expect(written.edit.leftOut == [LeftOut("markers outside of the film", at: [500])])
    }

    @Test func whatIsKnownOfATakeStandsInPremieresColumns() throws {
        let id = String(repeating: "0123456789abcdef", count: 4)
        let story = HandOff.Story(take: id, shot: "s1", prompt: "a <cat>", seed: "7", stars: 4, isPicked: true, note: "good\u{1}")
        let clip = try #require(try Written(film(media: [take("a", story: story), take("b"), take("c")])).clips.first)
        let log = clip.first("logginginfo")
        #expect(log?.text("description") == "a <cat>")
        #expect(log?.text("scene") == "s1")
        #expect(log?.text("lognote") == "take \(id), seed 7")
        #expect(log?.text("good") == "TRUE")
        #expect(clip.first("comments")?.children.map(\.text) == ["good", "4 stars"])
    }
}
