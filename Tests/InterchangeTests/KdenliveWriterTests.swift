import Interchange
import Testing
import Timebase

@Suite struct KdenliveWriterTests {
    private func root(_ film: HandOff) throws -> XMLTree { try XMLTree.parse(KdenliveWriter.write(film).files[0].text) }

    private func playlist(_ id: String, of film: HandOff) throws -> [String] {
        try #require(try root(film).all("playlist").first { $0.attributes["id"] == id }).children.filter { $0.name != "property" }.map {
            $0.name == "blank" ? "blank \($0.attributes["length"] ?? "")" : "\($0.attributes["in"] ?? "")-\($0.attributes["out"] ?? "")"
        }
    }

    private func mixes(of film: HandOff) throws -> [XMLTree] {
        try root(film).all("tractor").first { $0.attributes["id"] == "picture" }?.all("transition") ?? []
    }

    @Test(arguments: RandomFilm.rates) func whatIsWrittenComesBack(rate: FrameRate) throws {
        for seed in 0..<8 as Range<UInt64> {
            let film = RandomFilm.make(seed: seed, clips: seed == 0 ? 55 : 5, rate: rate)
            let returned = try MLTTrip(film, KdenliveWriter.write(film))
            #expect(returned.trip.edit.clips == returned.clips, "seed \(seed)")
            #expect(returned.trip.edit.rate == rate)
            #expect(returned.trip.edit.name == MLTTrip.inXML(film.name))
            #expect(returned.trip.edit.leftOut == [], "seed \(seed)")
            // Of several on one frame only the first has a length; the writer names the others.
            let lost = Set(returned.trip.written.leftOut.filter { $0.what.contains("became a moment") }.flatMap(\.frames))
            func kept(_ texts: [String]) -> [String] { texts.filter { text in !lost.contains { text.hasPrefix("\($0)+") } } }
            #expect(kept(returned.returnedMarkers) == kept(returned.markers), "seed \(seed)")
            #expect(returned.returnedMarkers.count == returned.markers.count, "seed \(seed)")
        }
    }

    @Test func filmsOfEveryShapeComeBackOrAreNamed() throws {
        for seed in 0..<80 as Range<UInt64> {
            let film = Samples.film(seed: seed)
            let written = KdenliveWriter.write(film)
            let edit = try MLTReader.read(written.files[0].text)
            let named = Set(written.leftOut.flatMap(\.frames))
            #expect(edit.clips.count == film.clips.count)
            for (clip, want) in zip(edit.clips.map(CutClip.init), film.cutClips) {
                var expected = want
                expected.path = want.path.map(MLTTrip.inXML)
                if named.contains(want.record.start) { expected.transition = clip.transition }
                #expect(clip == expected, "seed \(seed)")
            }
            #expect(edit.leftOut == [], "seed \(seed)")
        }
    }

    @Test func aDissolveIsWhereThePlaylistsOfATrackOverlap() throws {
        let film = Samples.film([48, 48, 48, 48], transitions: [1: .init(.dissolve, frames: 12), 2: .init(.dissolve, frames: 8)])
        #expect(try playlist("picture_0", of: film) == ["100-159", "blank 36", "100-147", "100-147"])
        #expect(try playlist("picture_1", of: film) == ["blank 48", "100-155"])
        let mixes = try mixes(of: film)
        #expect(mixes.map { $0.attributes["in"] } == ["48", "96"])
        #expect(mixes.map { $0.value("kdenlive:mixcut") } == ["12", "8"])
        #expect(mixes.map { $0.value("reverse") } == ["0", "1"])
    }

    @Test func aMixEndsAFrameLateAsKdenliveWritesItButWhereTheNextOneBegins() throws {
        let transitions: [Int: HandOff.Transition] = [1: .init(.dissolve, frames: 10), 2: .init(.dissolve, frames: 10)]
        #expect(try mixes(of: Samples.film([48, 10, 48], transitions: transitions)).map { $0.attributes["out"] } == ["57", "68"])
    }

    @Test func aClipWithoutADissolveAtItsStartStandsOnTheFirstPlaylist() throws {
        let film = Samples.film([48, 48, 48], transitions: [1: .init(.dissolve, frames: 12)])
        #expect(try playlist("picture_0", of: film) == ["100-159", "blank 36", "100-147"])
        #expect(try playlist("picture_1", of: film) == ["blank 48", "100-147"])
    }

    @Test func aDipToBlackIsAFadeOnEachSideOfTheCut() throws {
        let filters = try root(Samples.film([48, 48], transitions: [1: .init(.dipToBlack, frames: 9)])).everywhere("filter")
        #expect(filters.map { $0.value("kdenlive_id") } == ["fade_to_black", "fade_from_black"])
        #expect(filters.map { $0.attributes["in"] } == ["143", "100"] && filters.map { $0.attributes["out"] } == ["147", "105"])
    }

    @Test func theBinHoldsAllMediaAndWhatNoClipShowsLiesInAFolder() throws {
        var film = Samples.film([48])
        film.media += [Samples.picture(7, frames: 30), Samples.song(seconds: 10)]
        film.clips[0].alternates = [.init(media: "s7_t01", source: 10)]
        film.song = .init(media: "song", source: 0, frames: 48)
        let tree = try root(film)
        let bin = try #require(tree.all("playlist").first { $0.attributes["id"] == "main_bin" })
        #expect(bin.value("kdenlive:docproperties.version") == "1.04")
        #expect(bin.value("kdenlive:folder.-1.2") == "not in the film")
        let filed = tree.all("producer").filter { $0.attributes["id"]?.hasPrefix("bin") == true }
        #expect(bin.all("entry").compactMap { $0.attributes["producer"] } == filed.compactMap { $0.attributes["id"] })
        #expect(filed.map { $0.value("kdenlive:folderid") } == ["-1", "2", "-1"])
        #expect(filed[1].value("kdenlive:clipzones")?.contains("\"in\": 10") == true)
    }

    @Test func usesOfAFileHaveTheNumberOfItsPlaceInTheBin() throws {
        let tree = try root(Samples.film([48, 48, 48]))
        let numbers = tree.all("producer").filter { $0.attributes["id"]?.hasPrefix("bin") == true }.compactMap { $0.value("kdenlive:id") }
        #expect(Set(numbers).count == 3)
        let track = try #require(tree.all("playlist").first { $0.attributes["id"] == "picture_0" })
        #expect(track.all("entry").compactMap { $0.value("kdenlive:id") } == numbers)
    }

    @Test func markersOfOneFrameAreOneGuideThatTellsOfAll() throws {
        var film = Samples.film([48])
        film.markers = [
            .init(frame: 12, kind: .downbeat, name: "2.1"), .init(frame: 12, frames: 24, kind: .section, name: "chorus", note: "loud"),
            .init(frame: 12, kind: .note, name: "look"),
        ]
        let written = KdenliveWriter.write(film)
        let bin = try #require(try XMLTree.parse(written.files[0].text).all("playlist").first)
        let guides = try #require(bin.value("kdenlive:docproperties.guides"))
        #expect(guides.contains("\"section: chorus — loud | note: look | downbeat: 2.1\""))
        #expect(written.leftOut.contains(LeftOut("a marker of 24 frames became a moment in Kdenlive older than 2025", at: [12])))
        #expect(Set(try MLTReader.read(written.files[0].text).markers) == Set(film.markers))
    }

    @Test func aFilmOfNothingIsWrittenToo() throws {
        let film = HandOff(name: "", rate: FrameRate(25), width: 64, height: 36, frames: 0, media: [], clips: [])
        let edit = try MLTReader.read(KdenliveWriter.write(film).files[0].text, name: "given")
        #expect(edit.clips == [] && edit.rate == FrameRate(25) && edit.name == "given")
    }
}
