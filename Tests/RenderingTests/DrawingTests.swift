import CFFmpeg
import Content
import Execution
import Foundation
import Recipes
import Rendering
import TakesForTests
import Testing

@Suite struct DrawingTests {
    /// Red, green and blue of a pixel.
    private func colours(_ drawing: Drawing, at places: [(x: Int, y: Int)], in bench: Bench) throws -> [[Int]] {
        let path = try bench.context.path(of: DrawingRecipe(drawing).run(in: bench.context).picture)
        var found: [[Int]] = []
        try Decoded.all(path, isBare: true) { frame, _ in
            for place in places {
                let pixel = frame.pointee.data.0! + place.y * Int(frame.pointee.linesize.0) + place.x * 3
                found.append((0..<3).map { Int(pixel[$0]) })
            }
        }
        return found
    }

    private func isNear(_ a: [Int], _ b: [Int], by most: Int = 3) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) <= most } }

    @Test func shapesHaveTheirPlacesAndColours() throws {
        let bench = try Bench()
        let drawing = Drawing(
            width: 100, height: 60, background: 0x102030,
            marks: [
                .rectangle(x: 10, y: 10, width: 20, height: 10, colour: 0xFF8000, opacity: 1),
                .rectangle(x: 40, y: 10, width: 20, height: 10, colour: 0xFFFFFF, opacity: 0.5),
                .line(points: [10, 50, 90, 50], width: 4, colour: 0x00FF00), .dot(x: 80, y: 20, radius: 6, colour: 0x0000FF),
            ])
        let seen = try colours(drawing, at: [(5, 5), (11, 11), (28, 18), (31, 15), (50, 15), (50, 50), (50, 54), (80, 20), (80, 27)], in: bench)
        let wanted = [
            [16, 32, 48], [255, 128, 0], [255, 128, 0], [16, 32, 48], [136, 144, 152], [0, 255, 0], [16, 32, 48], [0, 0, 255], [16, 32, 48],
        ]
        for (seen, wanted) in zip(seen, wanted) { #expect(isNear(seen, wanted), "\(seen), not \(wanted)") }
    }

    @Test(arguments: ["plain", "{\\b1}braces", "back\\slash", "Ærøskøbing ☂ 東京"]) func wordsStandOnTheirLine(words: String) throws {
        let bench = try Bench()
        let drawing = Drawing(
            width: 200, height: 60, background: 0, marks: [.text(x: 10, y: 40, size: 20, anchor: .start, colour: 0xFFFFFF, words: words)])
        let places = (0..<60).flatMap { y in (0..<200).map { (x: $0, y: y) } }
        let lit = try zip(places, colours(drawing, at: places, in: bench)).filter { $0.1[0] > 128 }.map(\.0)
        #expect(lit.count > 100)
        // Letters begin where they should, most of them above the line and none far below.
        #expect(try #require(lit.map(\.x).min()) >= 8 && lit.allSatisfy { $0.y <= 47 && $0.y >= 18 })
        #expect(lit.count { $0.y <= 40 } * 10 > lit.count * 8)
    }

    @Test func aPictureLiesWhereItIsPutBelowTheRest() throws {
        let bench = try Bench()
        let red = Drawing(width: 32, height: 32, background: 0xFF0000)
        let file = try DrawingRecipe(red, format: .jpg).run(in: bench.context).picture
        let drawing = Drawing(
            width: 100, height: 60, background: 0,
            marks: [
                .rectangle(x: 20, y: 20, width: 10, height: 10, colour: 0x00FF00, opacity: 1), .picture(x: 10, y: 10, width: 40, height: 30, file: file),
                .picture(x: 90, y: 50, width: 40, height: 30, file: file),
            ])
        let seen = try colours(drawing, at: [(9, 9), (12, 12), (48, 38), (51, 41), (25, 25), (98, 58)], in: bench)
        let wanted = [[0, 0, 0], [255, 0, 0], [255, 0, 0], [0, 0, 0], [0, 255, 0], [255, 0, 0]]
        for (seen, wanted) in zip(seen, wanted) { #expect(isNear(seen, wanted, by: 6), "\(seen), not \(wanted)") }
    }
}
