import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct ColourTableTests {
    /// Red and blue change places.
    private static let swapped = ["0 0 0", "0 0 1", "0 1 0", "0 1 1", "1 0 0", "1 0 1", "1 1 0", "1 1 1"].joined(separator: "\n") + "\n"
    private static let colour = (y: 110, u: 100, v: 160)

    private func lut(_ text: String, _ bench: Bench) throws -> Blob {
        let scratch = try bench.context.scratchPath(fileExtension: "cube")
        try Data(text.utf8).write(to: URL(filePath: scratch))
        return try bench.context.publish(scratch: scratch, fileExtension: "cube")
    }

    private func coloured(_ step: GradeStep, _ picture: consuming Frame, _ bench: Bench) throws -> [Double] {
        guard var grader = try Grader(step, in: bench.context) else { return [] }
        return Grey.colour(try grader.coloured(picture))
    }

    private func looked(_ text: String, strength: Int = 1000, format: String = "yuv420p", bench: Bench? = nil) throws -> [Double] {
        let bench = try bench ?? Bench()
        let step = GradeStep(lut: try lut(text, bench), lutStrength: strength)
        return try coloured(step, Grey.flat(Self.colour.y, Self.colour.u, Self.colour.v, format: format), bench)
    }

    private var plain: [Double] { get throws { Grey.colour(try Grey.flat(Self.colour.y, Self.colour.u, Self.colour.v)) } }

    private func near(_ one: [Double], _ two: [Double]) -> Bool { one.count == two.count && zip(one, two).allSatisfy { abs($0 - $1) < 0.004 } }

    @Test func coloursAreThoseOfTheTable() throws {
        let plain = try plain
        for format in Grey.formats { #expect(near(try looked("LUT_3D_SIZE 2\n" + Self.swapped, format: format), [plain[2], plain[1], plain[0]])) }
    }

    @Test func halfOfATableIsHalfWay() throws {
        let plain = try plain
        let half = (plain[0] + plain[2]) / 2
        #expect(near(try looked("LUT_3D_SIZE 2\n" + Self.swapped, strength: 500), [half, plain[1], half]))
    }

    @Test(arguments: [
        "TITLE \"A look\"\n# made by hand\nLUT_3D_SIZE 2\nDOMAIN_MIN 0.0 0.0 0.0\nDOMAIN_MAX 1.0 1.0 1.0\n\n",
        "DOMAIN_MIN 0 0 0\r\nDOMAIN_MAX 1 1 1\r\nLUT_3D_SIZE 2\r\n", "\u{FEFF}LUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0.0 1.0\n", "  LUT_3D_SIZE\t2\n",
    ])
    func tablesAreReadAsEditingProgramsWriteThem(head: String) throws {
        let plain = try plain
        #expect(near(try looked(head + Self.swapped), [plain[2], plain[1], plain[0]]))
    }

    @Test func aTableOfOneDimensionIsACurveForEachColour() throws {
        let plain = try plain
        #expect(near(try looked("LUT_1D_SIZE 2\n1 0 0\n0 1 1\n"), [1 - plain[0], plain[1], plain[2]]))
    }

    @Test func theTableComesAfterTheGains() throws {
        let bench = try Bench()
        let step = GradeStep(gains: [2000, 1000, 1000], lut: try lut("LUT_3D_SIZE 2\n" + Self.swapped, bench))
        let (grey, after) = ((90.0 - 16) / 219, try coloured(step, Grey.flat(90), bench))
        #expect(near(after, [grey, grey, grey * pow(2, 1 / 2.4)]))
    }

    @Test func aTableIsAnInputOfItsSegment() throws {
        let bench = try Bench()
        let (take, table) = (try bench.take([100]), try lut("LUT_3D_SIZE 2\n" + Self.swapped, bench))
        let run = SourceRun(take: take, start: 0, rate: .init(24), style: ClipStyle(grade: GradeStep(lut: table)))
        #expect(SegmentRecipe(format: .init(width: 64, height: 36), frames: 1, run: run).inputs == [take, table])
    }

    @Test func nothingIsLeftBesideTheStore() throws {
        let bench = try Bench()
        _ = try looked("LUT_3D_SIZE 2\n" + Self.swapped, bench: bench)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder + "/store/partial").isEmpty)
    }
}
