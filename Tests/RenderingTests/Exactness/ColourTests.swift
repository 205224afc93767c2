import CFFmpeg
import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import TakesForTests
import Testing
import Timebase

/// Known patches in, known patches out.
struct ColourTests {
    typealias Colour = (red: Double, green: Double, blue: Double)

    /// White, black, the six colours of a test card at three quarters, and below them a ramp of eight greys.
    static let patches: [[Colour]] = [
        [(1, 1, 1), (0.75, 0.75, 0), (0, 0.75, 0.75), (0, 0.75, 0)],
        [(0.75, 0, 0.75), (0.75, 0, 0), (0, 0, 0.75), (0, 0, 0)],
        [(0.05, 0.05, 0.05), (0.2, 0.2, 0.2), (0.35, 0.35, 0.35), (0.5, 0.5, 0.5)],
        [(0.6, 0.6, 0.6), (0.7, 0.7, 0.7), (0.8, 0.8, 0.8), (0.95, 0.95, 0.95)],
    ]

    private static func patch(_ x: Double, _ y: Double) -> Colour { patches[min(3, Int(y * 4))][min(3, Int(x * 4))] }

    /// What the patches of the first frame of a segment look like on an ordinary display.
    private func seen(_ take: Blob, in bench: Bench, width: Int = 128, height: Int = 96, codec: PictureCodec = .h264) throws -> [[Colour]] {
        let recipe = SegmentRecipe(
            format: PictureFormat(width: width, height: height, rate: FrameRate(24)), frames: 2,
            run: SourceRun(take: take, start: 0, rate: FrameRate(24)),
            encoding: PictureEncoding(codec: codec, preset: "medium", quality: codec.quality == nil ? nil : 4))
        var seen: [[Colour]] = []
        try Decoded.all(bench.context.path(of: recipe.run(in: bench.context).segment)) { frame, _ in
            guard seen.isEmpty else { return }
            seen = (0..<4).map { row in
                (0..<4).map { column in
                    let (x, y) = ((Double(column) + 0.5) * Double(width) / 4, (Double(row) + 0.5) * Double(height) / 4)
                    let means = (0..<3).map { Samples.mean(of: frame, component: $0, aroundX: x, y: y) }
                    return ColourCoding.bt709.decoded(means[0], means[1], means[2])
                }
            }
        }
        return seen
    }

    private func furthest(_ seen: [[Colour]], from wanted: [[Colour]] = patches) -> Double {
        zip(seen.joined(), wanted.joined()).map { seen, wanted in
            max(abs(seen.red - 255 * wanted.red), abs(seen.green - 255 * wanted.green), abs(seen.blue - 255 * wanted.blue))
        }.max() ?? 255
    }

    private static func card(
        _ name: String, _ encoder: String = "libx264", in container: String = "mp4", _ change: (inout TestTake) -> Void
    ) -> TestTake {
        TestTake(name, encoder, in: container) {
            ($0.width, $0.height, $0.frames) = (128, 96, 3)
            if encoder == "libx264" { $0.options = ["preset": "ultrafast", "crf": "2"] }
            change(&$0)
        }
    }

    static let standard: [TestTake] = [
        card("BT.601, said so") { $0.tags = .init(matrix: AVCOL_SPC_SMPTE170M, primaries: AVCOL_PRI_SMPTE170M, transfer: AVCOL_TRC_SMPTE170M) },
        card("BT.601 of European television") {
            $0.tags = .init(matrix: AVCOL_SPC_BT470BG, primaries: AVCOL_PRI_BT470BG, transfer: AVCOL_TRC_SMPTE170M)
        },
        card("small and not said") { _ in },
        card("small and odd and not said", "ffv1", in: "matroska") { ($0.width, $0.height) = (127, 95) },
        card("BT.601 4:2:2 of 10 bits, full range", "ffv1", in: "matroska") {
            ($0.pixelFormat, $0.coding) = ("yuv422p10le", ColourCoding.bt601.full)
            $0.tags = .init(matrix: AVCOL_SPC_SMPTE170M, range: AVCOL_RANGE_JPEG)
        },
        card("BT.709, said so") {
            $0.coding = .bt709
            $0.tags = .init(matrix: AVCOL_SPC_BT709, primaries: AVCOL_PRI_BT709, transfer: AVCOL_TRC_BT709, range: AVCOL_RANGE_MPEG)
        },
        card("large and not said") { ($0.width, $0.height, $0.coding) = (1280, 720, .bt709) },
        card("BT.709, full range by its tag") {
            $0.coding = ColourCoding.bt709.full
            $0.tags = .init(matrix: AVCOL_SPC_BT709, primaries: AVCOL_PRI_BT709, transfer: AVCOL_TRC_BT709, range: AVCOL_RANGE_JPEG)
        },
        card("full range by its format", "mjpeg", in: "mov") {
            ($0.pixelFormat, $0.coding) = ("yuvj420p", ColourCoding.bt601.full)
            $0.tags.range = AVCOL_RANGE_JPEG
        },
        card("BT.709 4:2:2") { ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuv422p", .bt709, AVCOL_SPC_BT709) },
        card("BT.709 4:4:4") { ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuv444p", .bt709, AVCOL_SPC_BT709) },
        card("BT.709 4:2:0 of 10 bits") { ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuv420p10le", .bt709, AVCOL_SPC_BT709) },
        card("BT.709 4:4:4 of 10 bits, full range", "ffv1", in: "matroska") {
            ($0.pixelFormat, $0.coding) = ("yuv444p10le", ColourCoding.bt709.full)
            $0.tags = .init(matrix: AVCOL_SPC_BT709, range: AVCOL_RANGE_JPEG)
        },
        card("RGB of PNG", "png", in: "mov") { $0.pixelFormat = "rgb24" },
        card("RGB with alpha of PNG", "png", in: "mov") { $0.pixelFormat = "rgba" },
        card("RGB of 16 bits of PNG", "png", in: "mov") { $0.pixelFormat = "rgb48be" },
        card("RGB of FFV1", "ffv1", in: "matroska") { $0.pixelFormat = "bgr0" },
        card("RGB of 10 bits of FFV1", "ffv1", in: "matroska") { $0.pixelFormat = "gbrp10le" },
        card("RGB of H.264", "libx264rgb") {
            ($0.pixelFormat, $0.options, $0.tags.matrix) = ("rgb24", ["preset": "ultrafast", "crf": "2"], AVCOL_SPC_RGB)
        },
        card("QuickTime Animation with alpha", "qtrle", in: "mov") { $0.pixelFormat = "argb" },
        card("ProRes", "prores_ks", in: "mov") { ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuv422p10le", .bt709, AVCOL_SPC_BT709) },
        card("ProRes 4444 with alpha", "prores_ks", in: "mov") {
            ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuva444p10le", .bt709, AVCOL_SPC_BT709)
        },
    ]

    @Test(arguments: standard) func patchesKeepTheirColours(kind: TestTake) throws {
        let bench = try Bench()
        let seen = try seen(try bench.add(kind) { _, x, y in Self.patch(x, y) }, in: bench)
        let off = furthest(seen)
        #expect(off <= 2.5, "off by \(off) of 255: \(seen)")
    }

    @Test(arguments: [PictureCodec.h264, .hevc, .vp9, .av1, .prores, .dnxhr]) func everyFilmCodecKeepsThem(codec: PictureCodec) throws {
        let bench = try Bench()
        let kind = Self.card("") { ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuv444p", .bt709, AVCOL_SPC_BT709) }
        let seen = try seen(try bench.add(kind) { _, x, y in Self.patch(x, y) }, in: bench, width: 256, height: 192, codec: codec)
        let off = furthest(seen)
        #expect(off <= 2.5, "off by \(off) of 255: \(seen)")
    }

    /// Linear light of BT.709 primaries in those of BT.2020: ITU-R BT.2087.
    private static func wide(_ colour: Colour) -> Colour {
        (
            0.6274 * colour.red + 0.3293 * colour.green + 0.0433 * colour.blue, 0.0691 * colour.red + 0.9195 * colour.green + 0.0114 * colour.blue,
            0.0164 * colour.red + 0.0880 * colour.green + 0.8956 * colour.blue
        )
    }

    /// Near black a step of 10 bits is many of the light: colours with something of everything are compared.
    private static func pale(_ colour: Colour) -> Colour { each(colour) { 0.2 + 0.8 * $0 } }

    private static func each(_ colour: Colour, _ body: (Double) -> Double) -> Colour { (body(colour.red), body(colour.green), body(colour.blue)) }

    @Test(arguments: [
        card("all said") { $0.tags = .init(matrix: AVCOL_SPC_BT2020_NCL, primaries: AVCOL_PRI_BT2020, transfer: AVCOL_TRC_BT2020_10) },
        card("no transfer said") { $0.tags = .init(matrix: AVCOL_SPC_BT2020_NCL, primaries: AVCOL_PRI_BT2020) },
        card("primaries alone") { $0.tags = .init(primaries: AVCOL_PRI_BT2020) },
        card("matrix alone") { $0.tags = .init(matrix: AVCOL_SPC_BT2020_NCL) },
    ])
    func wideColoursBecomeOrdinaryOnes(kind: TestTake) throws {
        let bench = try Bench()
        var kind = kind
        (kind.pixelFormat, kind.coding) = ("yuv420p10le", .bt2020)
        // A display's light is the signal to the power of 2.4: ITU-R BT.1886.
        let take = try bench.add(kind) { _, x, y in
            Self.each(Self.wide(Self.each(Self.pale(Self.patch(x, y))) { pow($0, 2.4) })) { pow($0, 1 / 2.4) }
        }
        let seen = try seen(take, in: bench)
        let off = furthest(seen, from: Self.patches.map { $0.map(Self.pale) })
        #expect(off <= 2.5, "off by \(off) of 255: \(seen)")
    }

    /// SMPTE ST 2084: the signal of a light in candela per square metre.
    private static func perceptual(_ light: Double) -> Double {
        let power = pow(light / 10000, 2610.0 / 16384)
        return pow((3424.0 / 4096 + 2413.0 / 128 * power) / (1 + 2392.0 / 128 * power), 2523.0 / 32)
    }

    private static func greys(_ signals: [Double]) -> @Sendable (Int, Double, Double) -> Colour {
        { _, x, y in
            let signal = signals[min(3, Int(y * 4)) * 4 + min(3, Int(x * 4))]
            return (signal, signal, signal)
        }
    }

    private func requireOrdinaryGreys(_ seen: [[Colour]], white: Int) throws {
        let greys = Array(seen.joined())
        for grey in greys { #expect(max(abs(grey.red - grey.green), abs(grey.blue - grey.green)) <= 2, "\(grey) is not neutral") }
        let lights = greys.map(\.green)
        #expect(zip(lights, lights.dropFirst()).allSatisfy { $1 >= $0 - 0.6 }, "\(lights)")
        #expect(lights[0] < 3 && lights[15] <= 256.5 && lights[15] > 240, "\(lights)")
        // White of ordinary pictures: light enough to be white, with something left above it.
        #expect((185...240).contains(lights[white]), "\(lights)")
    }

    @Test(arguments: [
        card("all said") { $0.tags = .init(matrix: AVCOL_SPC_BT2020_NCL, primaries: AVCOL_PRI_BT2020, transfer: AVCOL_TRC_SMPTE2084) },
        card("transfer alone") { $0.tags = .init(transfer: AVCOL_TRC_SMPTE2084) },
    ])
    func brightPicturesAreBroughtToOrdinaryLight(kind: TestTake) throws {
        let bench = try Bench()
        var kind = kind
        (kind.pixelFormat, kind.coding) = ("yuv420p10le", .bt2020)
        let lights: [Double] = [0, 1, 3, 7, 15, 25, 40, 60, 80, 100, 150, 203, 400, 800, 1500, 4000]
        let take = try bench.add(kind, colour: Self.greys(lights.map(Self.perceptual)))
        try requireOrdinaryGreys(try seen(take, in: bench), white: 11)
    }

    @Test(arguments: [
        card("all said") { $0.tags = .init(matrix: AVCOL_SPC_BT2020_NCL, primaries: AVCOL_PRI_BT2020, transfer: AVCOL_TRC_ARIB_STD_B67) },
        card("transfer alone") { $0.tags = .init(transfer: AVCOL_TRC_ARIB_STD_B67) },
    ])
    func picturesOfHybridLogGammaAreBroughtToOrdinaryLight(kind: TestTake) throws {
        let bench = try Bench()
        var kind = kind
        (kind.pixelFormat, kind.coding) = ("yuv420p10le", .bt2020)
        // White of ordinary pictures is at three quarters: ITU-R BT.2408.
        let signals = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.38, 0.46, 0.54, 0.62, 0.75, 0.82, 0.88, 0.94, 1]
        try requireOrdinaryGreys(try seen(try bench.add(kind, colour: Self.greys(signals)), in: bench), white: 11)
    }

    @Test(arguments: PictureCodec.allCases) func theColoursAreSaidInTheFileAndInThePictures(codec: PictureCodec) throws {
        let bench = try Bench()
        let take = try bench.add(Self.card("") { _ in })
        let recipe = SegmentRecipe(
            format: PictureFormat(width: 256, height: 192, rate: FrameRate(24)), frames: 2,
            run: SourceRun(take: take, start: 0, rate: FrameRate(24)),
            encoding: PictureEncoding(codec: codec, preset: "ultrafast", quality: codec.quality?.usual))
        let path = try bench.context.path(of: recipe.run(in: bench.context).segment)
        try Decoded.container(path) { stream in
            #expect(stream.color_space == AVCOL_SPC_BT709 && stream.color_primaries == AVCOL_PRI_BT709 && stream.color_trc == AVCOL_TRC_BT709)
            // QuickTime's own box of colours has no word for the range: limited is understood.
            #expect(stream.color_range == AVCOL_RANGE_MPEG || codec == .prores)
        }
        var pictures = 0
        try Decoded.all(path, isBare: true) { frame, _ in
            pictures += 1
            // Pictures of DNxHR say only the matrix, those of VP9 neither primaries nor transfer.
            #expect(frame.pointee.colorspace == AVCOL_SPC_BT709)
            if codec != .vp9, codec != .dnxhr {
                #expect(frame.pointee.color_primaries == AVCOL_PRI_BT709 && frame.pointee.color_trc == AVCOL_TRC_BT709)
            }
            if codec != .dnxhr { #expect(frame.pointee.color_range == AVCOL_RANGE_MPEG) }
        }
        #expect(pictures == 2)
    }

    /// Where the colour differences of a picture, red on the left and blue on the right, change over, in pixels of luma.
    private func edge(_ take: Blob, in bench: Bench, width: Int) throws -> Double {
        let recipe = SegmentRecipe(
            format: PictureFormat(width: width, height: width * 3 / 4, rate: FrameRate(24)), frames: 1,
            run: SourceRun(take: take, start: 0, rate: FrameRate(24)), encoding: PictureEncoding(preset: "medium", quality: 2))
        var edge = 0.0
        try Decoded.all(bench.context.path(of: recipe.run(in: bench.context).segment)) { frame, _ in
            let row = Samples.row(width * 3 / 16, of: frame, component: 1, count: width / 2).map(Double.init)
            func mean(_ range: Range<Int>) -> Double { row[range].reduce(0, +) / Double(range.count) }
            let (middle, near) = (width / 4, 10)
            let (left, right) = (mean(2..<(middle - near)), mean((middle + near)..<(width / 2 - 2)))
            // Sides that are a step of 255 off their mean, over many samples, would count as much as the edge.
            let shares = row[(middle - near)..<(middle + near)].map { ($0 - right) / (left - right) }
            // The first sample lies on the first column and stands for half a column before it too.
            edge = 2 * (Double(middle - near) + shares.reduce(0, +)) - 0.5
        }
        return edge
    }

    @Test(arguments: [
        card("RGB", "png", in: "mov") { $0.pixelFormat = "rgb24" },
        card("4:4:4") { ($0.pixelFormat, $0.coding, $0.tags.matrix) = ("yuv444p", .bt709, AVCOL_SPC_BT709) },
        card("4:2:0") { ($0.coding, $0.tags.matrix) = (.bt709, AVCOL_SPC_BT709) },
        card("4:2:0 of BT.601") { $0.tags.matrix = AVCOL_SPC_SMPTE170M },
        card("4:2:2 of BT.601, 10 bits") { ($0.pixelFormat, $0.tags.matrix) = ("yuv422p10le", AVCOL_SPC_SMPTE170M) },
    ], [128, 256, 64]) func coloursStayWhereTheirLightIs(kind: TestTake, width: Int) throws {
        let bench = try Bench()
        // An edge that fine colours and coarse ones can both have in the same place: a slope over four columns.
        let take = try bench.add(kind) { _, x, _ in
            let share = min(1, max(0, (x * 128 - 62) / 4))
            return (0.75 * (1 - share), 0.2, 0.75 * share)
        }
        let found = try edge(take, in: bench, width: width)
        #expect(abs(found - Double(width) / 2) < 0.3, "at \(found) of \(width)")
    }
}
