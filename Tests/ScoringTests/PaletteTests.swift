import Editorial
import Recipes
import Scoring
import Testing

@Test func theColoursOfAPictureAreFoundWithTheirShares() throws {
    // Two thirds blue, one third orange, in BT.709.
    let take = try ClipMaker().measured(frames: 9) { _, x, _ in x < 213 ? (63, 200, 110) : (150, 60, 180) }
    let palette = try #require(take.scores?.palette)
    #expect(palette.count >= 2)
    #expect(abs(palette[0].share - 0.66) < 0.05 && abs(palette[1].share - 0.33) < 0.05)
    let channels = try palette.prefix(2).map { swatch in
        try [1, 3, 5].map { at in
            let start = swatch.colour.index(swatch.colour.startIndex, offsetBy: at)
            return try #require(Int(swatch.colour[start..<swatch.colour.index(start, offsetBy: 2)], radix: 16))
        }
    }
    #expect(channels[0][2] > channels[0][0] + 60 && channels[1][0] > channels[1][2] + 60, "\(palette)")
}
