import CFFmpeg
import Content
import Editorial
import Execution
import Media
import Recipes
import Rendering
import TakesForTests
import Testing
import Timebase

/// Takes of forty frames of every kind, looked into at several places.
struct KindsOfTakeTests {
    static let kinds: [TestTake] = [
        TestTake("H.264 without B-frames"),
        TestTake("H.264 with B-frames") { $0.bFrames = 3 },
        TestTake("H.264 with open groups") {
            $0.bFrames = 3
            $0.options["x264-params"] = "open-gop=1:scenecut=0:b-adapt=0"
        },
        TestTake("H.264 with one key frame") { ($0.bFrames, $0.keyFrames) = (2, 250) },
        TestTake("H.264 of a preset that reorders much") {
            $0.bFrames = 8
            $0.options = ["preset": "medium", "x264-params": "b-pyramid=normal:ref=4"]
        },
        TestTake("H.264 that refreshes line by line") { $0.options["x264-params"] = "intra-refresh=1" },
        TestTake("H.264 of 10 bits") { ($0.pixelFormat, $0.bFrames) = ("yuv420p10le", 2) },
        TestTake("H.264 4:2:2") { $0.pixelFormat = "yuv422p" },
        TestTake("H.264 4:4:4") { $0.pixelFormat = "yuv444p" },
        TestTake("H.264 RGB", "libx264rgb") { $0.pixelFormat = "rgb24" },
        TestTake("H.264 in pieces") { $0.muxing["movflags"] = "frag_keyframe+empty_moov" },
        TestTake("H.265", "libx265") { $0.bFrames = 3 },
        TestTake("H.265 of 10 bits with open groups", "libx265") {
            $0.pixelFormat = "yuv420p10le"
            $0.options["x265-params"] = "open-gop=1:keyint=12:bframes=4:log-level=none:pools=none"
        },
        TestTake("AV1", "libsvtav1") { ($0.keyFrames, $0.width, $0.height) = (20, 128, 96) },
        TestTake("VP9 in WebM, its times in milliseconds", "libvpx-vp9", in: "webm") { $0.rate = FrameRate(60) },
        TestTake("VP9 at 29.97 in WebM", "libvpx-vp9", in: "webm") { $0.rate = FrameRate(30000, 1001) },
        TestTake("MPEG-4 with B-frames", "mpeg4") { $0.bFrames = 2 },
        TestTake("MPEG-4 with B-frames in AVI, which has no times", "mpeg4", in: "avi") { $0.bFrames = 2 },
        TestTake("H.264 with B-frames in AVI") { ($0.container, $0.bFrames) = ("avi", 3) },
        TestTake("Motion JPEG in AVI", "mjpeg", in: "avi") { ($0.pixelFormat, $0.coding) = ("yuvj420p", ColourCoding.bt601.full) },
        TestTake("MPEG-2 with B-frames in a program stream", "mpeg2video", in: "mpeg") { ($0.bFrames, $0.rate) = (2, FrameRate(25)) },
        TestTake("H.264 in a transport stream") { ($0.container, $0.bFrames) = ("mpegts", 3) },
        TestTake("H.264 in Matroska") { ($0.container, $0.bFrames) = ("matroska", 3) },
        TestTake("ProRes", "prores_ks", in: "mov") { $0.pixelFormat = "yuv422p10le" },
        TestTake("ProRes 4444 with alpha", "prores_ks", in: "mov") { $0.pixelFormat = "yuva444p10le" },
        TestTake("QuickTime Animation with alpha", "qtrle", in: "mov") { $0.pixelFormat = "argb" },
        TestTake("PNG with alpha", "png", in: "mov") { $0.pixelFormat = "rgba" },
        TestTake("FFV1", "ffv1", in: "matroska"),
        TestTake("Motion JPEG, full range", "mjpeg", in: "mov") {
            ($0.pixelFormat, $0.coding) = ("yuvj420p", ColourCoding.bt601.full)
            $0.tags.range = AVCOL_RANGE_JPEG
        },
        TestTake("GIF", "gif", in: "gif") { ($0.pixelFormat, $0.rate, $0.coding) = ("gray", FrameRate(25), .bt601.full) },
        TestTake("interlaced, top field first") { ($0.topFieldFirst, $0.bFrames, $0.rate) = (true, 2, FrameRate(25)) },
        TestTake("interlaced, bottom field first") { $0.topFieldFirst = false },
        TestTake("interlaced MPEG-2", "mpeg2video", in: "mpegts") { ($0.topFieldFirst, $0.bFrames, $0.rate) = (true, 2, FrameRate(25)) },
        TestTake("on its side") { ($0.rotation, $0.width, $0.height) = (90, 48, 64) },
        TestTake("upside down") { $0.rotation = 180 },
        TestTake("on its other side, and upright in a wide film") { $0.rotation = 270 },
        TestTake("mirrored") { $0.isMirrored = true },
        TestTake("on its side and mirrored") { ($0.rotation, $0.isMirrored) = (90, true) },
        TestTake("with long pixels") { ($0.width, $0.pixelAspect) = (60, Rational(64, 45)) },
        TestTake("with long pixels, on its side") { ($0.rotation, $0.pixelAspect) = (90, Rational(4, 3)) },
        TestTake("of odd sides") { ($0.width, $0.height, $0.pixelFormat) = (61, 47, "yuv444p") },
        TestTake("of odd sides, as PNG", "png", in: "mov") { ($0.width, $0.height, $0.pixelFormat) = (67, 45, "rgb24") },
        TestTake("starting late") { ($0.shift, $0.bFrames) = (11, 2) },
    ]

    @Test(arguments: kinds) func aTakeOfAnyKindShowsTheFramesAskedFor(kind: TestTake) throws {
        let bench = try Bench()
        let take = try bench.add(kind)
        let facts = try MediaFacts(probing: bench.context.path(of: take))
        #expect(facts.frames == kind.frames)
        #expect(facts.rate == kind.rate)
        for start in [0, 1, 11, 12, 23, 31] {
            let numbers = try bench.numbers(take, facts.rate, from: start, frames: 9, geometry: kind.geometry)
            #expect(numbers == Array(start..<start + 9), "from frame \(start)")
        }
        // Twice as fast: frames between those that are shown may be left out by the decoder.
        let fast = try bench.numbers(take, facts.rate, from: 3, frames: 15, speed: Rational(2), geometry: kind.geometry)
        #expect(fast == (0..<15).map { 3 + 2 * $0 })
    }

    @Test(arguments: [
        TestTake("H.264") { ($0.shift, $0.bFrames) = (-7, 3) },
        TestTake("H.264, more than a group hidden") { ($0.shift, $0.bFrames) = (-15, 2) },
        TestTake("H.265", "libx265") { $0.shift = -5 },
        TestTake("AV1", "libsvtav1") { ($0.shift, $0.keyFrames, $0.width, $0.height) = (-7, 20, 128, 96) },
        TestTake("MPEG-4", "mpeg4") { ($0.shift, $0.bFrames) = (-4, 2) },
    ])
    func framesThatAnEditListHidesAreNotCounted(kind: TestTake) throws {
        let bench = try Bench()
        let take = try bench.add(kind)
        let facts = try MediaFacts(probing: bench.context.path(of: take))
        #expect(facts.frames == kind.shown.count)
        #expect(facts.rate == kind.rate)
        for start in [0, 1, 5, 9, 16] {
            let numbers = try bench.numbers(take, facts.rate, from: start, frames: 8)
            #expect(numbers == (start..<start + 8).map { $0 + kind.shown.lowerBound }, "from frame \(start)")
        }
    }

    @Test(arguments: [
        TestTake("H.264 with open groups") {
            $0.bFrames = 3
            $0.options["x264-params"] = "open-gop=1:scenecut=0:b-adapt=0"
        },
        TestTake("H.264 with one key frame") { ($0.bFrames, $0.keyFrames) = (2, 250) },
        TestTake("MPEG-4 with B-frames in AVI", "mpeg4", in: "avi") { $0.bFrames = 2 },
        TestTake("H.264 in a transport stream") { ($0.container, $0.bFrames) = ("mpegts", 3) },
        TestTake("interlaced") { ($0.topFieldFirst, $0.bFrames) = (true, 2) },
    ])
    func backwardsATakeShowsTheSameFramesTheOtherWay(kind: TestTake) throws {
        let bench = try Bench()
        let take = try bench.add(kind)
        for speed in [Rational(1), Rational(3, 2)] {
            let numbers = try bench.numbers(take, kind.rate, from: 37, frames: 24, speed: speed, isReversed: true)
            #expect(numbers == (0..<24).map { 37 - $0 * Int(speed.numerator) / Int(speed.denominator) }, "at speed \(speed)")
        }
    }

    @Test(arguments: PictureCodec.allCases) func everyFilmCodecKeepsTheFramesInTheirOrder(codec: PictureCodec) throws {
        let bench = try Bench()
        let take = try bench.add(TestTake("") { ($0.bFrames, $0.width, $0.height) = (3, 256, 144) })
        let run = SourceRun(take: take, start: 5, rate: FrameRate(24))
        let format = PictureFormat(width: 256, height: 144, rate: FrameRate(24))
        let encoding = PictureEncoding(codec: codec, preset: "ultrafast", quality: codec.quality?.usual)
        let output = try SegmentRecipe(format: format, frames: 30, run: run, encoding: encoding).run(in: bench.context)
        var (numbers, times): ([Int?], [Double]) = ([], [])
        try Decoded.all(bench.context.path(of: output.segment)) { frame, time in
            numbers.append(BarCode.number(in: frame))
            times.append(time)
        }
        #expect(numbers == Array(5..<35))
        #expect(zip(times, 0...).allSatisfy { abs($0 - Double($1) / 24) < 1e-9 })
    }
}
