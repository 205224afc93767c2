import Foundation
import Interchange
import Testing
import Timebase

/// The written file as any reader of JSON sees it.
private func tree(_ film: HandOff, bundled: Bool = false) throws -> [String: Any] {
    let text = OTIOWriter.write(film, bundled: bundled).files[0].text
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

private func tracks(_ film: HandOff, bundled: Bool = false) throws -> [[String: Any]] {
    let stack = try #require(try tree(film, bundled: bundled)["tracks"] as? [String: Any])
    return try #require(stack["children"] as? [[String: Any]])
}

private func pictures(_ film: HandOff, bundled: Bool = false) throws -> [[String: Any]] {
    try #require(try tracks(film, bundled: bundled)[0]["children"] as? [[String: Any]])
}

private func frames(_ item: [String: Any], _ path: String...) -> Double? {
    var value: Any? = item
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? [String: Any])?["value"] as? Double
}

private func kinds(_ items: [[String: Any]]) -> [String] { items.compactMap { $0["OTIO_SCHEMA"] as? String } }

@Suite struct OTIOWriterTests {
    @Test func timesAreWrittenWithADecimalPointAndTheRateInFull() {
        for (rate, text) in [
            (FrameRate(24), "24.0"), (FrameRate(24000, 1001), "23.976023976023978"), (FrameRate(30000, 1001), "29.97002997002997"),
            (FrameRate(60000, 1001), "59.94005994005994"),
        ] {
            let written = OTIOWriter.write(Samples.film([48, 24], rate: rate)).files[0].text
            let numbers = written.split(separator: "\n").filter { $0.contains("\"rate\": ") && !$0.contains("\"rate\": \"") }
            #expect(!numbers.isEmpty && numbers.allSatisfy { $0.hasSuffix("\"rate\": \(text),") })
            let values = written.split(separator: "\n").filter { $0.contains("\"value\": ") }
            #expect(values.allSatisfy { $0.contains(".0") })
        }
    }

    @Test func aClipIsNamedAsItsFileWhoseWholeLengthIsSaid() throws {
        var film = Samples.film([48])
        film.media[0].path = "/films/été & \"so\"/s0_t01.mp4"
        let clip = try pictures(film)[0]
        let files = try #require(clip["media_references"] as? [String: [String: Any]])
        #expect(clip["name"] as? String == "s0_t01.mp4")
        #expect(files["DEFAULT_MEDIA"]?["target_url"] as? String == "/films/été & \"so\"/s0_t01.mp4")
        #expect(frames(clip, "source_range", "start_time") == 100)
        #expect(frames(clip, "source_range", "duration") == 48)
        #expect(frames(clip, "media_references", "DEFAULT_MEDIA", "available_range", "start_time") == 0)
        #expect(frames(clip, "media_references", "DEFAULT_MEDIA", "available_range", "duration") == 248)
    }

    @Test func aDissolveIsCentredOnItsCut() throws {
        let items = try pictures(Samples.film([48, 24], transitions: [1: .init(.dissolve, frames: 13)]))
        #expect(kinds(items) == ["Clip.2", "Transition.1", "Clip.2"])
        #expect([frames(items[1], "in_offset"), frames(items[1], "out_offset")] == [6, 7])
        #expect([frames(items[0], "source_range", "start_time"), frames(items[0], "source_range", "duration")] == [100, 54])
        #expect([frames(items[2], "source_range", "start_time"), frames(items[2], "source_range", "duration")] == [106, 18])
    }

    @Test func fadesAreTransitionsOfOneSideAndBlackIsAGap() throws {
        var film = Samples.film([48, 24], transitions: [1: .init(.dissolve, frames: 5)])
        (film.fadeIn, film.fadeOut, film.clips[1].record.start, film.frames) = (10, 12, 60, 84)
        let items = try pictures(film)
        #expect(kinds(items) == ["Transition.1", "Clip.2", "Gap.1", "Transition.1", "Clip.2", "Transition.1"])
        #expect([frames(items[0], "in_offset"), frames(items[0], "out_offset")] == [0, 10])
        #expect(frames(items[2], "source_range", "duration") == 12)
        #expect([frames(items[3], "in_offset"), frames(items[3], "out_offset")] == [0, 5])
        #expect([frames(items[5], "in_offset"), frames(items[5], "out_offset")] == [12, 0])
    }

    @Test func theSongIsOnePieceOnItsOwnTrack() throws {
        var film = Samples.film([48])
        film.media.append(Samples.song(seconds: 60))
        film.song = .init(media: "song", source: 7, frames: 48)
        let tracks = try tracks(film)
        #expect(tracks.map { $0["kind"] as? String } == ["Video", "Audio"])
        let sounds = try #require(tracks[1]["children"] as? [[String: Any]])
        #expect(kinds(sounds) == ["Clip.2"])
        #expect([frames(sounds[0], "source_range", "start_time"), frames(sounds[0], "source_range", "duration")] == [7, 48])
        #expect(frames(sounds[0], "media_references", "DEFAULT_MEDIA", "available_range", "duration") == 1440)
    }

    @Test func whatHasNoFormBecomesACutWithAMarkerAndIsNamed() throws {
        let film = Samples.film([48, 48, 48], transitions: [1: .init(.dipToBlack, frames: 8), 2: .init(.other("iris wipe"), frames: 6)])
        #expect(kinds(try pictures(film)) == ["Clip.2", "Clip.2", "Clip.2"])
        #expect(
            OTIOWriter.write(film).leftOut == [
                LeftOut("a dip to black of 8 frames became a cut, with a marker", at: [48]),
                LeftOut("an iris wipe of 6 frames became a cut, with a marker", at: [96]),
            ])
        let stack = try #require(try tree(film)["tracks"] as? [String: Any])
        let markers = try #require(stack["markers"] as? [[String: Any]])
        #expect(markers.map { $0["name"] as? String } == ["dip to black", "iris wipe"])
        #expect(markers.map { frames($0, "marked_range", "start_time") } == [48, 96])
    }

    @Test func alternatesAreFurtherFilesOfTheirClip() throws {
        var film = Samples.film([48, 48])
        film.clips[0].alternates = [.init(media: "s1_t01", source: 100), .init(media: "s0_t01", source: 3)]
        let files = try #require(try pictures(film)[0]["media_references"] as? [String: [String: Any]])
        #expect(files.keys.sorted() == ["DEFAULT_MEDIA", "alternate 1", "alternate 2"])
        #expect(files["alternate 1"]?["target_url"] as? String == "/films/hand-off/s1_t01.mp4")
        #expect(OTIOWriter.write(film).leftOut.map(\.frames) == [[0]])
    }

    @Test func filesThatNoClipShowsAreNamed() {
        var film = Samples.film([48, 48])
        film.clips.removeLast()
        #expect(
            OTIOWriter.write(film).leftOut == [LeftOut("1 file that no clip shows is named in the metadata alone: the format has no bins")])
        #expect(OTIOWriter.write(film).files[0].text.contains(Samples.take(1)))
    }

    @Test func aBundleHasItsFilesBesideIt() throws {
        let film = Samples.film([48])
        let files = try #require(try pictures(film, bundled: true)[0]["media_references"] as? [String: [String: Any]])
        #expect(files["DEFAULT_MEDIA"]?["target_url"] as? String == "media/s0_t01.mp4")
        #expect(OTIOWriter.write(film, bundled: true).files.map(\.name) == ["content.otio"])
        #expect(OTIOWriter.write(film).files.map(\.name) == ["film.otio"])
    }

    @Test func whatIsKnownOfATakeGoesWithItsClip() throws {
        let story = HandOff.Story(
            take: Samples.take(7), shot: "s012", prompt: "a \"prompt\"\n🎬", seed: "18446744073709551615", generator: "g", model: "m",
            stars: 4,
            isPicked: true, note: "n", baked: "speed 1/2", bakedFrom: 3)
        var film = Samples.film([48])
        film.media[0].story = story
        let metadata = try #require(try pictures(film)[0]["metadata"] as? [String: [String: Any]])
        let own = try #require(metadata["mv"])
        #expect(own["take"] as? String == story.take)
        #expect(own["prompt"] as? String == story.prompt)
        #expect(own["seed"] as? String == "18446744073709551615")
        #expect(own["stars"] as? Int == 4)
        #expect(own["picked"] as? Bool == true)
        #expect(own["bakedFrom"] as? Int == 3)
        #expect(metadata["cmx_3600"]?["reel"] as? String == film.media[0].reel)
    }

    @Test func settingsAndStartAreWherePremiereLooks() throws {
        let tree = try tree(Samples.film([48]))
        #expect(frames(tree, "global_start_time") == 86_400)
        let stack = try #require(tree["tracks"] as? [String: Any])
        let metadata = try #require(stack["metadata"] as? [String: [String: Any]])
        #expect((metadata["PremierePro_OTIO"]?["VideoResolution"] as? [String: Int]) == ["width": 64, "height": 36])
        #expect(metadata["PremierePro_OTIO"]?["VideoFrameRate"] as? Double == 24)
    }

    @Test func aFilmOfAnyNameHasAPlainFileName() {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.")
        for name in Samples.nasty {
            var film = Samples.film([48])
            film.name = name
            let file = OTIOWriter.write(film).files[0].name
            #expect(file.allSatisfy(plain.contains) && file.hasSuffix(".otio") && file.count <= 65 && !file.hasPrefix("."), "\(file)")
        }
    }

    @Test func whateverTheTextsHoldItIsJSON() throws {
        for seed in 0..<100 as Range<UInt64> {
            #expect(try tree(Samples.film(seed: seed))["OTIO_SCHEMA"] as? String == "Timeline.1")
        }
    }
}
