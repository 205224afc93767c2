import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct WordsTests {
    private static let size = (width: 128, height: 96)

    private func header(_ style: String = "&H00FFFFFF") -> String {
        """
        [Script Info]
        ScriptType: v4.00+
        PlayResX: 128
        PlayResY: 96

        [V4+ Styles]
        Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, BorderStyle, Outline, Shadow, Alignment, MarginV
        Style: Box,Boxes,40,\(style),0,0,1,0,0,5,0

        """
    }

    private func words(_ events: [FilmWords.Event], _ font: Blob, style: String = "&H00FFFFFF") -> FilmWords {
        FilmWords(scripts: [.init(header: header(style), events: events)], fonts: [font])
    }

    /// A grey film of some frames with words on it, kept without loss.
    private func pictures(
        _ words: FilmWords?, frames: Range<Int> = 0..<24, rate: FrameRate = FrameRate(24), codec: PictureCodec = .h264, _ bench: Bench
    ) throws -> [Picture] {
        let take = try bench.take([Int](repeating: 90, count: 24), rate: rate, width: Self.size.width, height: Self.size.height)
        let format = PictureFormat(width: Self.size.width, height: Self.size.height, rate: rate)
        let output = try SegmentRecipe(
            format: format, frames: frames.count, run: SourceRun(take: take, start: 0, rate: rate),
            words: words?.step(in: FrameRange(frames), rate: rate),
            encoding: PictureEncoding(codec: codec, preset: codec == .h264 ? "ultrafast" : "", quality: codec == .h264 ? 0 : nil)
        ).run(in: bench.context)
        var reader = try VideoReader(path: bench.context.path(of: output.segment))
        let frame = Frame()
        var all: [Picture] = []
        while try reader.next(into: frame) { all.append(Picture(frame)) }
        return all
    }

    private struct Picture: Equatable {
        var planes: [[Int]] = []
        var widths: [Int] = []

        init(_ frame: borrowing Frame) {
            for plane in 0..<3 {
                let size = frame.size(ofPlane: plane)
                widths.append(size.width)
                planes.append((0..<size.height).flatMap { row in
                    let bytes = frame.plane(plane) + row * frame.stride(plane)
                    return (0..<size.width).map { frame.depth == 8 ? Int(bytes[$0]) : Int(bytes[2 * $0]) | Int(bytes[2 * $0 + 1]) << 8 }
                })
            }
        }

        /// In the middle, where a box in the middle is.
        var middle: [Int] { planes.indices.map { planes[$0][planes[$0].count / 2 + widths[$0] / 2] } }
    }

    private func font(_ bench: Bench) throws -> Blob { try bench.context.store.publish(TinyFont.data(), fileExtension: "ttf") }

    @Test(arguments: [FrameRate(24), FrameRate(30000, 1001), FrameRate(60), FrameRate(24000, 1001)], [(0, 5), (1, 2), (7, 16), (23, 24)])
    func wordsAreSeenInTheirFramesAndInNoOthers(rate: FrameRate, shown: (Int, Int)) throws {
        let bench = try Bench()
        func milliseconds(_ frame: Int) -> Int { Int((rate.seconds(at: frame) * 1000).rounded()) }
        let event = FilmWords.Event(start: milliseconds(shown.0), end: milliseconds(shown.1), style: "Box", text: "A")
        let lumas = try pictures(words([event], font(bench)), rate: rate, bench).map { $0.middle[0] }
        #expect(lumas == (0..<24).map { (shown.0..<shown.1).contains($0) ? 235 : 90 })
    }

    @Test func whereNoWordIsThePictureStaysAsItWas() throws {
        let bench = try Bench()
        let event = FilmWords.Event(start: 250, end: 500, style: "Box", text: "A")
        let (plain, written) = (try pictures(nil, bench), try pictures(words([event], font(bench)), bench))
        for frame in [0, 5, 12, 23] { #expect(plain[frame] == written[frame]) }
        // The box is 20 by 28 pixels; its edges lie within one pixel more on each side.
        let changed = zip(plain[8].planes[0], written[8].planes[0]).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
        let (columns, rows) = (changed.map { $0 % 128 }, changed.map { $0 / 128 })
        #expect(columns.max()! - columns.min()! <= 21 && rows.max()! - rows.min()! <= 29 && changed.count >= 540)
    }

    @Test(arguments: [
        ("&H00FFFFFF", [235, 128, 128]), ("&H00000000", [16, 128, 128]), ("&H000000FF", [63, 102, 240]), ("&H0000FF00", [173, 42, 26]),
        ("&H00FF0000", [32, 240, 118]), ("&H80FFFFFF", [162, 128, 128]),
    ])
    func coloursAreThoseOfBT709(style: String, expected: [Int]) throws {
        let bench = try Bench()
        let event = FilmWords.Event(start: 0, end: 1000, style: "Box", text: "A")
        let seen = try pictures(words([event], font(bench), style: style), frames: 0..<2, bench)[1].middle
        for (value, wanted) in zip(seen, expected) { #expect(abs(value - wanted) <= 1) }
    }

    @Test func tenBitsAreWrittenInTenBits() throws {
        let bench = try Bench()
        let event = FilmWords.Event(start: 0, end: 1000, style: "Box", text: "A")
        let seen = try pictures(words([event], font(bench), style: "&H000000FF"), frames: 0..<2, codec: .prores, bench)[1].middle
        for (value, wanted) in zip(seen, [250, 409, 960]) { #expect(abs(value - wanted) <= 6) }
    }

    @Test func aFadeGoesOnOverACut() throws {
        let bench = try Bench()
        let event = FilmWords.Event(start: 83, end: 917, style: "Box", text: "{\\fad(400,300)}A")
        let all = try words([event], font(bench))
        let whole = try pictures(all, bench).map { $0.middle[0] }
        let cut = try pictures(all, frames: 0..<9, bench).map { $0.middle[0] } + pictures(all, frames: 9..<24, bench).map { $0.middle[0] }
        #expect(whole == cut)
        #expect(whole[..<2].allSatisfy { $0 == 90 } && whole[22...].allSatisfy { $0 == 90 })
        #expect(zip(whole[2...12], whole[3...12]).allSatisfy { $0 <= $1 } && zip(whole[14..<22], whole[15..<22]).allSatisfy { $0 >= $1 })
        #expect(whole[13] == 235)
    }

    @Test func aSegmentWithoutWordsHasNone() throws {
        let font = Blob(digest: Digest(of: "font"), bytes: 1, fileExtension: "ttf")
        let all = words([.init(start: 1000, end: 2000, style: "Box", text: "A")], font)
        #expect(all.step(in: FrameRange(start: 0, count: 24), rate: FrameRate(24)) == nil)
        #expect(all.step(in: FrameRange(start: 48, count: 24), rate: FrameRate(24)) == nil)
        let line = try #require(all.step(in: FrameRange(start: 36, count: 24), rate: FrameRate(24))?.scripts.first?.lines.first)
        #expect((line.first, line.end) == (-12, 12))
    }

    @Test func wordsThatMoveWithTheirClipNeedNothingNew() {
        let font = Blob(digest: Digest(of: "font"), bytes: 1, fileExtension: "ttf")
        let all = words([.init(start: 1000, end: 2000, style: "Box", text: "A")], font)
        let here = all.step(in: FrameRange(start: 20, count: 24), rate: FrameRate(24))
        #expect(here == all.moved(by: 3000).step(in: FrameRange(start: 92, count: 24), rate: FrameRate(24)))
    }

    @Test(arguments: ["it's, a [folder]; 50%: \\ «x»", "plain"]) func aFolderMayHaveAnyName(name: String) throws {
        let bench = try Bench()
        let store = Store(root: bench.folder + "/" + name)
        let context = WorkContext(store: store)
        let take = try bench.take([Int](repeating: 90, count: 4), width: Self.size.width, height: Self.size.height)
        let copied = try store.adopt(bench.context.path(of: take), fileExtension: "mp4")
        let all = words(
            [.init(start: 0, end: 1000, style: "Box", text: "A")], try store.publish(TinyFont.data(), fileExtension: "ttf"))
        let output = try SegmentRecipe(
            format: PictureFormat(width: 128, height: 96, rate: FrameRate(24)), frames: 2, run: SourceRun(take: copied, start: 0, rate: FrameRate(24)),
            words: all.step(in: FrameRange(start: 0, count: 2), rate: FrameRate(24)), encoding: PictureEncoding(quality: 0)
        ).run(in: context)
        var reader = try VideoReader(path: context.path(of: output.segment))
        let frame = Frame()
        #expect(try reader.next(into: frame))
        #expect(Picture(frame).middle[0] == 235)
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.root + "/partial").isEmpty)
    }

    /// Boxes side by side in a row of the picture.
    private func boxes(_ text: String) throws -> Int {
        let bench = try Bench()
        let event = FilmWords.Event(start: 0, end: 1000, style: "Box", text: "{\\fs16\\q2}" + text)
        let picture = try pictures(words([event], font(bench)), frames: 0..<1, bench)[0]
        // Words of several lines are counted in the row that has most.
        return (0..<96).map { row in
            let lumas = picture.planes[0][row * 128..<row * 128 + 128].map { $0 > 160 }
            return zip(lumas, lumas.dropFirst()).count { !$0 && $1 }
        }.max() ?? 0
    }

    @Test(arguments: [("{\\i1}a", 6), ("a\\Nb", 4), ("a\\hb", 4), ("\\", 1), ("{}", 2), ("  ab", 2), ("ab\ncd", 2), ("}{\\b", 4)])
    func signsThatMeanSomethingInScriptsAreWrittenAsTheyAre(text: String, letters: Int) throws {
        #expect(try boxes(ScriptText.plain(text)) == letters)
    }
}
