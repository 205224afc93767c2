import Interchange
import Testing
import Timebase

/// What has to come back of a film that `.mlt` or `.kdenlive` was written of.
struct MLTTrip {
    let trip: RoundTrip

    init(_ film: HandOff, _ written: WrittenEdit) throws {
        trip = RoundTrip(film: film, written: written, edit: try MLTReader.read(written.files[0].text))
    }

    var clips: [ReturnedEdit.Clip] {
        trip.clips.map { clip in
            var clip = clip
            clip.path = clip.path.map(Self.inXML)
            for loss in trip.written.leftOut where loss.frames.contains(clip.record.start) {
                guard let match = loss.what.firstMatch(of: /after black became a dissolve of (\d+)/), let frames = Int(match.1) else {
                    continue
                }
                clip.transition = frames > 0 ? .init(.dissolve, frames: frames) : nil
            }
            return clip
        }
    }

    /// Names stand on one line, and a moment in the place of some stretches.
    var markers: [String] {
        let lost = trip.film.clips.filter { clip in
            trip.written.leftOut.contains { $0.what.contains("became a cut") && $0.frames.contains(clip.record.start) }
        }
        let texts = trip.markers.filter { text in
            !lost.contains { text.hasPrefix("\($0.record.start)+1 note '") && text.contains("a transition of") }
        }
        return texts.map { Self.inXML($0).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: " ") }
            .sorted()
    }

    var returnedMarkers: [String] {
        trip.edit.markers.filter { !$0.note.hasPrefix("a transition of") }.map(RoundTrip.text).sorted()
    }

    static func inXML(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || "\n\t\r".unicodeScalars.contains($0) }))
    }
}

extension XMLTree {
    /// Of MLT's properties.
    func value(_ name: String) -> String? { all("property").last { $0.attributes["name"] == name }?.text }
}

@Suite struct MLTWriterTests {
    private func root(_ film: HandOff, in folder: String? = nil) throws -> XMLTree {
        try XMLTree.parse(MLTWriter.write(film, in: folder).files[0].text)
    }

    private func track(_ id: String, of film: HandOff) throws -> [String] {
        try #require(try root(film).all("playlist").first { $0.attributes["id"] == id }).children.filter { $0.name != "property" }.map {
            $0.name == "blank" ? "blank \($0.attributes["length"] ?? "")" : "\($0.attributes["in"] ?? "")-\($0.attributes["out"] ?? "")"
        }
    }

    @Test(arguments: RandomFilm.rates) func whatIsWrittenComesBack(rate: FrameRate) throws {
        for seed in 0..<8 as Range<UInt64> {
            let film = RandomFilm.make(seed: seed, clips: seed == 0 ? 55 : 5, rate: rate)
            let returned = try MLTTrip(film, MLTWriter.write(film))
            #expect(returned.trip.edit.clips == returned.clips, "seed \(seed)")
            #expect(returned.returnedMarkers == returned.markers, "seed \(seed)")
            #expect(returned.trip.edit.rate == rate)
            #expect(returned.trip.edit.name == MLTTrip.inXML(film.name))
            #expect(returned.trip.edit.leftOut == [], "seed \(seed)")
        }
    }

    @Test func filmsOfEveryShapeComeBackOrAreNamed() throws {
        for seed in 0..<80 as Range<UInt64> {
            let film = Samples.film(seed: seed)
            let written = MLTWriter.write(film)
            let edit = try MLTReader.read(written.files[0].text)
            let named = Set(written.leftOut.flatMap(\.frames))
            var wanted = film.cutClips
            for frame in written.leftOut.filter({ $0.what.hasPrefix("a cut between frames") }).flatMap(\.frames) {
                guard let index = wanted.firstIndex(where: { $0.record.start == frame }) else { continue }
                wanted[index - 1].record.count += wanted.remove(at: index).record.count
            }
            #expect(edit.clips.count == wanted.count)
            for (clip, want) in zip(edit.clips.map(CutClip.init), wanted) {
                var expected = want
                expected.path = want.path.map(MLTTrip.inXML)
                if named.contains(want.record.start) { expected.transition = clip.transition }
                #expect(clip == expected, "seed \(seed)")
            }
            #expect(edit.leftOut == [], "seed \(seed)")
        }
    }

    @Test func theProfileSaysSizeAndRateExactly() throws {
        let profile = try #require(try root(Samples.film([24], rate: FrameRate(24000, 1001))).first("profile")).attributes
        #expect(profile["frame_rate_num"] == "24000" && profile["frame_rate_den"] == "1001" && profile["progressive"] == "1")
        #expect(profile["width"] == "64" && profile["height"] == "36")
        #expect(profile["display_aspect_num"] == "16" && profile["display_aspect_den"] == "9")
    }

    @Test func aDissolveIsAnEntryBetweenWhatItsClipsShowAlone() throws {
        let film = Samples.film([48, 48], transitions: [1: .init(.dissolve, frames: 12)])
        #expect(try track("video", of: film) == ["100-147", "0-11", "112-147"])
        let tractor = try #require(try root(film).all("tractor").first)
        #expect(tractor.value("shotcut:transition") == "lumaMix")
        #expect(tractor.all("track").map(\.attributes["in"]) == ["148", "100"])
        #expect(tractor.all("track").map(\.attributes["out"]) == ["159", "111"])
    }

    @Test func aClipThatIsAllDissolveHasNoEntryOfItsOwn() throws {
        let transitions: [Int: HandOff.Transition] = [1: .init(.dissolve, frames: 10), 2: .init(.dissolve, frames: 10)]
        #expect(try track("video", of: Samples.film([48, 10, 48], transitions: transitions)) == ["100-147", "0-9", "0-9", "110-147"])
    }

    @Test func aHoleIsABlank() throws {
        var film = Samples.film([48, 48])
        film.clips[1].record.start += 7
        film.frames += 7
        #expect(try track("video", of: film) == ["100-147", "blank 7", "100-147"])
    }

    @Test func aDipToBlackIsAFadeOnEachSideOfTheCut() throws {
        let filters = try root(Samples.film([48, 48], transitions: [1: .init(.dipToBlack, frames: 9)])).everywhere("filter")
        #expect(filters.map { $0.value("shotcut:filter") } == ["fadeOutBrightness", "fadeInBrightness"])
        #expect(filters.map { $0.value("level") } == ["43=1;47=0", "0=0;5=1"])
        #expect(filters.map { $0.attributes["in"] } == ["100", "100"])
    }

    @Test func aDipToWhiteIsAPictureOverTheCut() throws {
        let film = Samples.film([48, 48], transitions: [1: .init(.dipToWhite, frames: 8)])
        #expect(try track("white", of: film) == ["blank 43", "0-9"])
        #expect(try track("video", of: film) == ["100-147", "100-147"])
    }

    @Test func aTransitionThatDoesNotFitIsMadeShorterAndNamed() {
        let film = Samples.film([48, 4], transitions: [1: .init(.dipToBlack, frames: 20)])
        #expect(MLTWriter.write(film).leftOut.contains(LeftOut("a dip to black of 20 frames became one of 6", at: [48])))
        let dissolve = Samples.film([48, 4], transitions: [1: .init(.dissolve, frames: 20)])
        #expect(MLTWriter.write(dissolve).leftOut.contains(LeftOut("a dissolve of 20 frames became one of 4", at: [48])))
    }

    @Test func whatNoEditorHasBecomesACutWithAMarker() throws {
        let film = Samples.film([48, 48], transitions: [1: .init(.other("whip pan"), frames: 8)])
        let written = MLTWriter.write(film)
        #expect(written.leftOut.contains(LeftOut("a whip pan of 8 frames became a cut, with a marker", at: [48])))
        let marker = HandOff.Marker(frame: 48, kind: .note, name: "whip pan", note: "a transition of 8 frames")
        #expect(try MLTReader.read(written.files[0].text).markers == [marker])
    }

    @Test func theStartTimeCodeIsNamedAsLost() {
        #expect(MLTWriter.write(Samples.film([48])).leftOut == [LeftOut("the start time code 01:00:00:00: time is counted from 0")])
    }

    @Test func pathsStandAsTheyAre() throws {
        var film = Samples.film([48])
        film.media[0].path = "/films/a & b/50%25 <é>/s0_t01.mp4"
        let resources = try root(film).everywhere("producer").compactMap { $0.value("resource") }
        #expect(resources == [film.media[0].path, "0", film.media[0].path])
    }

    @Test func mediaBelowTheFilesFolderIsNamedFromThere() throws {
        var film = Samples.film([24, 24, 24, 24])
        film.media[0].path = "/films/x/media/s0_t01.mp4"
        film.media[1].path = "/films/xy/s1_t01.mp4"
        film.media[2].path = "/films/x/s2:t01.mp4"
        let resources = try root(film, in: "/films/x").everywhere("producer").compactMap { $0.value("resource") }
        #expect(resources.prefix(4) == ["media/s0_t01.mp4", film.media[1].path, film.media[2].path, film.media[3].path])
    }

    @Test func everyPlaceHasAProducerOfItsOwn() throws {
        var film = Samples.film([48, 48, 48], transitions: [1: .init(.dissolve, frames: 12)])
        for index in film.clips.indices { film.clips[index].media = film.media[0].id }
        let tree = try root(film)
        let places =
            tree.everywhere("entry").compactMap { $0.attributes["producer"] }
            + tree.everywhere("track").compactMap { $0.attributes["producer"] }
        #expect(Set(places).count == places.count)
    }

    @Test func thePlaylistHoldsAllMediaAndTheNextBestTakes() throws {
        var film = Samples.film([48, 24])
        film.media += [Samples.picture(7, frames: 30), Samples.song(seconds: 10)]
        film.clips[1].alternates = [.init(media: "s7_t01", source: 10)]
        let tree = try root(film)
        let bin = try #require(tree.all("playlist").first { $0.attributes["id"] == "main_bin" })
        #expect(bin.all("entry").count == 5)
        #expect(bin.all("entry").last?.attributes["in"] == "10" && bin.all("entry").last?.attributes["out"] == "29")
        #expect(bin.all("entry").compactMap { $0.attributes["out"] }.prefix(4) == ["247", "223", "29", "239"])
    }

    @Test func theSongLiesUnbrokenOnATrackOfItsOwn() throws {
        var film = Samples.film([48, 48])
        film.media.append(Samples.song(seconds: 10))
        film.song = .init(media: "song", source: 12, frames: 96)
        #expect(try track("audio", of: film) == ["12-107"])
    }

    @Test func aFilmOfNothingIsWrittenToo() throws {
        let film = HandOff(name: "", rate: FrameRate(25), width: 64, height: 36, frames: 0, media: [], clips: [])
        let edit = try MLTReader.read(MLTWriter.write(film).files[0].text, name: "given")
        #expect(edit.clips == [] && edit.rate == FrameRate(25))
    }
}
