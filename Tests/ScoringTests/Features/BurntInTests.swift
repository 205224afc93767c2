import Editorial
import Recipes
import Scoring
import Testing

@Test func aLogoOverAMovingPictureIsFoundAndMoreOfItCountsMore() throws {
    let scene = Paint.scene(seed: 121, speed: 4, detail: 6)
    func marked(_ letters: Int) throws -> Double {
        try ClipMaker().measured(frames: 32) { frame, x, y in
            let pixel = scene(frame, x, y)
            // Bars of four pixels with as much between them, as the strokes of letters.
            let isStroke = (140..<164).contains(y) && (20..<20 + 16 * letters).contains(x) && (x / 4) % 2 == 0
            return isStroke ? (225, 128, 128) : pixel
        }.raw("burnt_in")
    }
    let raws = try [0, 2, 6].map(marked)
    #expect(raws[0] < 0.5)
    #expect(raws == raws.sorted() && raws[2] > 3, "\(raws)")
}

@Test func theEdgesOfAPictureThatStandsStillAreNoLogo() throws {
    #expect(try ClipMaker().measured(frames: 32, Paint.scene(seed: 122, speed: 0)).raw("burnt_in") < 0.5)
    #expect(try ClipMaker().measured(frames: 32, Paint.scene(seed: 123, speed: 3)).raw("burnt_in") < 0.5)
}
