import Foundation
import Interchange
import Testing
import Timebase

/// Files of MLT's, made by hand; `body` stands after three files of 200 frames, `a`, `b` and `c`.
enum MLTText {
    static func file(_ body: String, rate: (Int, Int) = (24, 1), root: String = "") -> String {
        let producers = ["a", "b", "c"].map { id in
            """
            <producer id='\(id)' in='0' out='199'><property name='length'>200</property>
            <property name='resource'>/m/\(id).mp4</property></producer>
            """
        }
        return """
            <mlt LC_NUMERIC='C' \(root)><profile width='64' height='36' frame_rate_num='\(rate.0)' frame_rate_den='\(rate.1)'/>
            \(producers.joined(separator: "\n"))
            \(body)
            </mlt>
            """
    }

    /// Shotcut's: entries on one track over black.
    static func track(_ entries: String, rate: (Int, Int) = (24, 1), before: String = "") -> String {
        file(
            """
            \(before)<playlist id='v'>\(entries)</playlist>
            <tractor id='t'><property name='shotcut'>1</property><track producer='v'/></tractor>
            """,
            rate: rate)
    }

    static func read(_ text: String) throws -> ReturnedEdit { try MLTReader.read(text) }

    /// `a 10 0..<24 dissolve 12`, without the last part for a cut.
    static func words(_ edit: ReturnedEdit) -> [String] {
        edit.clips.map { clip in
            let speed = clip.speed == Rational(1) ? "" : " x\(clip.speed)"
            let transition = clip.transition.map { " \($0.kind) \($0.frames)" } ?? ""
            return "\(clip.name.prefix { $0 != "." }) \(clip.source) \(clip.record)\(speed)\(transition)"
        }
    }

    static func words(_ text: String) throws -> [String] { words(try read(text)) }

    static func fault(_ text: String) -> EditFileError? {
        do throws(EditFileError) {
            _ = try MLTReader.read(text)
            return nil
        } catch {
            return error
        }
    }

    static func fixture(_ name: String, from file: String = #filePath) throws -> String {
        let folder = URL(filePath: file).deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: "Fixtures/" + name), encoding: .utf8)
    }
}

@Suite struct MLTReaderTests {
    /// A film of nine clips was written, opened in Shotcut 22.12; there the last clip was deleted, the seventh made shorter at its end.
    @Test func whatShotcutSavedAfterAnEditIsUnderstood() throws {
        let edit = try MLTText.read(try MLTText.fixture("shotcut-edited.mlt"))
        #expect(
            MLTText.words(edit) == [
                "b001 50 0..<21", "b002 2 21..<68 dissolve 12", "b003 52 79..<122", "b004 5 122..<141 dipToBlack 9",
                "b005 50 141..<155 dissolve 7", "b006 16 155..<180 dissolve 10", "b007 49 180..<211", "b008 34 224..<246 dipToWhite 8",
            ])
        #expect(edit.rate == FrameRate(24000, 1001) && edit.name == "Test & \"film\" é")
        #expect(edit.clips.map(\.path).prefix(2) == ["media/b001.mp4", "media/b002.mp4"])
        #expect(edit.clips.map(\.reel).prefix(2) == ["R0000001", "R0000002"])
        #expect(edit.clips.allSatisfy { $0.takes.count == 1 })
        #expect(edit.markers.contains(.init(frame: 24, frames: 48, kind: .section, name: "verse \"1\" <&>", note: "sung low")))
        #expect(edit.markers.count == 29 && edit.leftOut == [])
    }

    @Test func clocksBecomeTheNearestFrame() throws {
        let text = MLTText.track(
            "<entry producer='a' in='00:00:00.083' out='00:00:02.002'/><blank length='00:00:00,459'/><entry producer='b' in='0' out='9'/>",
            rate: (24000, 1001))
        #expect(try MLTText.words(text) == ["a 2 0..<47", "b 0 58..<68"])
        for rate in Samples.rates {
            for frame in [1, 2, 3, 17, 999, 86_399, 123_457] {
                let milliseconds = Int((rate.seconds(at: frame) * 1000).rounded())
                let digits = String(1000 + milliseconds % 1000).dropFirst()
                let clock = "\(milliseconds / 3_600_000):\(milliseconds / 60_000 % 60):\(milliseconds / 1000 % 60).\(digits)"
                let (numerator, denominator) = (rate.framesPerSecond.numerator, rate.framesPerSecond.denominator)
                let text = MLTText.track(
                    "<blank length='\(clock)'/><entry producer='a' in='0' out='0'/>", rate: (Int(numerator), Int(denominator)))
                #expect(try MLTText.read(text).clips.map(\.record.start) == [frame])
            }
        }
    }

    @Test func timeCodeIsUnderstoodToo() throws {
        #expect(try MLTText.words(MLTText.track("<blank length='00:00:01:12'/><entry producer='a' in='0' out='9'/>")) == ["a 0 36..<46"])
    }

    @Test func pathsCountFromTheRootThatTheFileNames() throws {
        let entries = ["one.mp4", "../b/two.mp4", "./three.mp4", "/abs/four.mp4", "file:///f%20g/five.mp4", "C:/six.mp4"]
        let producers = entries.enumerated().map {
            "<producer id='p\($0.offset)'><property name='resource'>\($0.element)</property></producer>"
        }
        let places = entries.indices.map { "<entry producer='p\($0)' in='0' out='9'/>" }
        let body = producers.joined() + "<playlist id='v'>\(places.joined())</playlist><tractor id='t'><track producer='v'/></tractor>"
        let paths = try MLTText.read(MLTText.file(body, root: "root='/films/x'")).clips.map(\.path)
        #expect(paths == ["/films/x/one.mp4", "/films/b/two.mp4", "/films/x/three.mp4", "/abs/four.mp4", "/f g/five.mp4", "C:/six.mp4"])
        #expect(try MLTText.read(MLTText.file(body)).clips.map(\.path).prefix(2) == ["one.mp4", "../b/two.mp4"])
    }

    @Test func aDissolveOfShotcutBelongsToTheClipThatComesIn() throws {
        let mix = """
            <tractor id='m' in='0' out='11'><property name='shotcut:transition'>lumaMix</property>
            <track producer='a' in='34' out='45'/><track producer='b' in='50' out='61'/>
            <transition in='0' out='11'><property name='a_track'>0</property><property name='b_track'>1</property>
            <property name='mlt_service'>luma</property><property name='resource'>WIPE</property></transition>
            <transition in='0' out='11'><property name='mlt_service'>mix</property></transition></tractor>
            """
        let entries = "<entry producer='a' in='10' out='33'/><entry producer='m' in='0' out='11'/><entry producer='b' in='62' out='85'/>"
        #expect(
            try MLTText.words(MLTText.track(entries, before: mix.replacing("WIPE", with: ""))) == [
                "a 10 0..<24", "b 50 24..<60 dissolve 12",
            ])
        let wipe = try MLTText.read(MLTText.track(entries, before: mix.replacing("WIPE", with: "%luma01.pgm")))
        #expect(MLTText.words(wipe) == ["a 10 0..<24", "b 50 24..<60 other(\"wipe\") 12"])
        #expect(wipe.leftOut == ["the transition 'wipe' is not known at 00:00:01:00"])
        // Without what comes before it, it has nothing to come from.
        let alone = try MLTText.read(MLTText.track("<entry producer='m' in='0' out='11'/>", before: mix.replacing("WIPE", with: "")))
        #expect(MLTText.words(alone) == ["b 50 0..<12"])
        #expect(alone.leftOut == ["a dissolve from a clip that is not seen by itself became a cut at 00:00:00:00"])
    }

    @Test func speedsAreThoseOfTheFile() throws {
        let warps = [("0.5", 400, 10, 29), ("-2", 100, 3, 20), ("1.333333", 150, 30, 59)].enumerated().map { index, warp in
            """
            <producer id='w\(index)'><property name='length'>\(warp.1)</property><property name='resource'>\(warp.0):/m/w.mp4</property>
            <property name='warp_speed'>\(warp.0)</property><property name='mlt_service'>timewarp</property></producer>
            """
        }
        let entries = "<entry producer='w0' in='10' out='29'/><entry producer='w1' in='3' out='20'/><entry producer='w2' in='30' out='59'/>"
        let edit = try MLTText.read(MLTText.track(entries, before: warps.joined()))
        #expect(MLTText.words(edit) == ["w 5 0..<20 x1/2", "w 193 20..<38 x-2", "w 40 38..<68 x4/3"])
        #expect(edit.clips.map(\.path) == ["/m/w.mp4", "/m/w.mp4", "/m/w.mp4"])
        #expect(edit.leftOut == ["'w.mp4' runs backwards: compare its frames at 00:00:00:20"])
    }

    @Test func framesOfAProducerCountFromItsOwnFirst() throws {
        let body = "<producer id='p' in='10' out='99'><property name='resource'>/m/p.mp4</property></producer>"
        #expect(
            try MLTText.words(MLTText.track("<entry producer='p' in='5' out='9'/><entry producer='p'/>", before: body)) == [
                "p 15 0..<5", "p 10 5..<95",
            ])
    }

    @Test func theUppermostTrackThatIsSeenCounts() throws {
        let body = """
            <playlist id='one'><entry producer='a' in='10' out='109'/></playlist>
            <playlist id='two'><blank length='20'/><entry producer='b' in='0' out='29'/></playlist>
            <playlist id='three'><property name='shotcut:name'>V3</property><entry producer='c' in='0' out='99'/></playlist>
            <playlist id='sound'><property name='shotcut:audio'>1</property><entry producer='c' in='0' out='99'/></playlist>
            <tractor id='t'><track producer='one'/><track producer='two'/><track producer='three' hide='both'/>
            <track producer='sound' hide='video'/></tractor>
            """
        let edit = try MLTText.read(MLTText.file(body))
        #expect(MLTText.words(edit) == ["a 10 0..<20", "b 0 20..<50", "a 60 50..<100"])
        #expect(
            edit.leftOut == [
                "the hidden track 'V3' with 1 clip is left out at 00:00:00:00",
                "a clip lies over another, which is not seen there at 00:00:00:20",
            ])
    }

    @Test func aClipThatFadesInOverAnotherDissolves() throws {
        func fade(_ name: String, _ length: String) -> String {
            """
            <filter in='0' out='29'><property name='mlt_service'>brightness</property><property name='shotcut:filter'>\(name)</property>
            <property name='alpha'>0=0;8=1</property><property name='\(length)'>9</property></filter>
            """
        }
        let body = """
            <producer id='over'><property name='resource'>/m/over.mp4</property><property name='length'>200</property>
            \(fade("fadeInBrightness", "shotcut:animIn"))\(fade("fadeOutBrightness", "shotcut:animOut"))</producer>
            <playlist id='one'><entry producer='a' in='10' out='109'/></playlist>
            <playlist id='two'><blank length='20'/><entry producer='over' in='0' out='29'/></playlist>
            <tractor id='t'><track producer='one'/><track producer='two'/></tractor>
            """
        #expect(try MLTText.words(MLTText.file(body)) == ["a 10 0..<20", "over 0 20..<42 dissolve 8", "a 52 42..<100 dissolve 8"])
    }

    @Test func sequencesInSequencesAreLaidOutFlat() throws {
        let body = """
            <playlist id='in'><entry producer='a' in='10' out='29'/><entry producer='b' in='0' out='19'/></playlist>
            <tractor id='inner' in='0' out='39'><track producer='in'/></tractor>
            <playlist id='out'><entry producer='c' in='0' out='9'/><entry producer='inner' in='5' out='24'/></playlist>
            <tractor id='t'><track producer='out'/></tractor>
            """
        #expect(try MLTText.words(MLTText.file(body)) == ["c 0 0..<10", "a 15 10..<25", "b 0 25..<30"])
    }

    @Test func fadesBecomeDipsAndWhatIsNoneIsTold() throws {
        func clip(_ id: String, _ name: String, _ length: String) -> String {
            """
            <producer id='\(id)'><property name='resource'>/m/\(id).mp4</property><filter><property name='mlt_service'>brightness</property>
            <property name='shotcut:filter'>\(name)</property><property name='alpha'>1</property>
            <property name='\(length)'>7</property></filter></producer>
            """
        }
        let clips = clip("up", "fadeInBrightness", "shotcut:animIn") + clip("down", "fadeOutBrightness", "shotcut:animOut")
        func edit(_ ids: [String]) throws -> ReturnedEdit {
            let entries = ids.map { $0 == "-" ? "<blank length='10'/>" : "<entry producer='\($0)' in='0' out='19'/>" }
            return try MLTText.read(MLTText.track(entries.joined(), before: clips))
        }
        #expect(MLTText.words(try edit(["down", "up"])) == ["down 0 0..<20", "up 0 20..<40 dipToBlack 12"])
        #expect(try edit(["down"]).leftOut == ["a fade to black of 6 frames at 00:00:00:14"])
        #expect(MLTText.words(try edit(["a", "-", "up"])) == ["a 0 0..<20", "up 0 30..<50 dissolve 6"])
        let half = try edit(["a", "up"])
        #expect(MLTText.words(half) == ["a 0 0..<20", "up 0 20..<40 dipToBlack 6"])
        #expect(half.leftOut == ["fades of 0 and 6 frames became a dip with both alike at 00:00:00:20"])
    }

    @Test func effectsTitlesAndColoursAreTold() throws {
        let before = """
            <producer id='e'><property name='resource'>/m/e.mp4</property>
            <filter><property name='mlt_service'>frei0r.glow</property></filter>
            <filter><property name='mlt_service'>volume</property></filter>
            <filter><property name='mlt_service'>sepia</property><property name='disable'>1</property></filter></producer>
            <producer id='title'><property name='mlt_service'>kdenlivetitle</property></producer>
            <producer id='red'><property name='mlt_service'>color</property><property name='resource'>red</property></producer>
            <producer id='black'><property name='mlt_service'>color</property><property name='resource'>black</property></producer>
            """
        let entries = ["e", "title", "red", "black"].map { "<entry producer='\($0)' in='0' out='9'/>" }.joined()
        let edit = try MLTText.read(MLTText.track(entries, before: before))
        #expect(MLTText.words(edit) == ["e 0 0..<10"])
        #expect(
            edit.leftOut == [
                "the effect 'frei0r.glow' is left out at 00:00:00:00", "a title is left out at 00:00:00:10",
                "a picture of the colour red is left out at 00:00:00:20",
            ])
    }

    @Test func takesAreFoundInAnyPropertyAndNamesInTheirs() throws {
        let take = String(repeating: "0123456789abcdef", count: 4)
        let before = """
            <chain id='p'><property name='resource'>/m/proxy.mp4</property><property name='shotcut:originalResource'>/m/p.mp4</property>
            <property name='shotcut:caption'>my name</property><property name='shotcut:comment'>see \(take.uppercased())!</property>
            <property name='mv:reel'>R0000001</property></chain>
            """
        let clip = try #require(try MLTText.read(MLTText.track("<entry producer='p' in='0' out='9'/>", before: before)).clips.first)
        #expect(clip.name == "my name" && clip.path == "/m/p.mp4" && clip.takes == [take] && clip.reel == "R0000001")
    }

    @Test func aFileWithoutARateIsReadAtTheOneOfMLT() throws {
        let edit = try MLTText.read(
            """
            <mlt><producer id='p'><property name='resource'>/m/p.mp4</property></producer>
            <playlist id='v'><entry producer='p' in='0' out='00:00:00.960'/></playlist></mlt>
            """)
        #expect(edit.rate == FrameRate(25) && MLTText.words(edit) == ["p 0 0..<25"])
        #expect(edit.leftOut == ["the file says no frame rate: it is read at 25"])
    }

    @Test(arguments: [
        ("<xmeml/>", "the file begins with 'xmeml', not with 'mlt'", 1, 1), ("<mlt/>", "the file has no timeline", 1, 1),
        ("<mlt>\n<playlist id='v'><entry producer='v'/></playlist></mlt>", "'v' holds itself", 2, 1),
        ("<mlt><producer id='p'/>\n<playlist id='v'><entry producer='p' in='x'/></playlist></mlt>", "'x' in 'entry' is no time", 2, 18),
        (
            "<mlt><playlist id='v'><blank length='99999999999999999999'/></playlist></mlt>", "'99999999999999999999' in 'blank' is no time",
            1, 23
        ),
    ])
    func whatIsNoTimelineIsToldWithItsPlace(_ text: String, _ message: String, _ line: Int, _ column: Int) {
        let fault = MLTText.fault(text)
        #expect(fault?.message == message && fault?.line == line && fault?.column == column)
    }

    @Test func playlistsThatMultiplyAreRefused() {
        let levels = (1...12).map { level in
            "<playlist id='l\(level)'>\(String(repeating: "<entry producer='l\(level - 1)'/>", count: 10))</playlist>"
        }
        let text = MLTText.file("<playlist id='l0'><entry producer='a' in='0' out='0'/></playlist>" + levels.joined())
        #expect(MLTText.fault(text)?.message == "the timeline has more pieces than can be read")
    }

    @Test func tracksWithoutNumberAreRefused() {
        let tracks = String(repeating: "<track producer='v'/>\n", count: 2000)
        let entries = String(repeating: "<entry producer='a' in='0' out='0'/>\n", count: 1000)
        let text = MLTText.file("<playlist id='v'>\(entries)</playlist><tractor id='t'>\(tracks)</tractor>")
        #expect(MLTText.fault(text)?.message == "the timeline has more pieces than can be read")
    }

    @Test func spoiledFilesNeverBringItDown() {
        for text in [
            MLTWriter.write(Samples.film(seed: 5, clips: 9)).files[0].text,
            KdenliveWriter.write(Samples.film(seed: 6, clips: 9)).files[0].text,
        ] {
            #expect(Spoiling.survives(Array(text.utf8), rounds: 60, MLTText.read))
        }
    }
}
