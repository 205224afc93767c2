import Editorial
import Recipes
import Scoring
import Testing
import Timebase

private let maker = ClipMaker()

private func scores(_ paint: @escaping ClipMaker.Painter, crf: Int = 16) throws -> Scores {
    try #require(ClipMaker(crf: crf).measured(frames: 48, paint).scores)
}

private func changed(_ paint: @escaping ClipMaker.Painter, _ place: @escaping (Double, Double) -> (Double, Double)) -> ClipMaker.Painter {
    { frame, x, y in
        let (u, v) = place(Double(x), Double(y))
        return paint(frame, min(319, max(0, Int(u.rounded()))), min(179, max(0, Int(v.rounded()))))
    }
}

@Test func copiesOfATakeAreAlikeHoweverTheyWereMade() throws {
    let scene = Paint.scene(seed: 171, speed: 3)
    let original = try scores(scene)
    let copies: [(String, ClipMaker.Painter, Int)] = [
        ("encoded again", scene, 34),
        ("cropped to nine tenths at a corner", changed(scene) { ($0 * 0.9, $1 * 0.9) }, 16),
        ("cropped to 96 % in the middle", changed(scene) { (6.4 + $0 * 0.96, 3.6 + $1 * 0.96) }, 16),
        ("mirrored", changed(scene) { (319 - $0, $1) }, 16),
        ("brightened", Paint.changed(scene) { _, _, _, luma in 16 + (luma - 16) * 1.15 }, 16),
        ("with bars", { frame, x, y in (12..<168).contains(y) ? scene(frame, x, y) : Paint.black }, 16),
        ("some frames later", { frame, x, y in scene(frame + 5, x, y) }, 16),
    ]
    for (how, paint, crf) in copies {
        let match = Likeness.match(original, try scores(paint, crf: crf))
        #expect(match.likeness >= Likeness.same, "\(how): \(match.likeness)")
        #expect(match.isMirrored == (how == "mirrored"), "\(how)")
    }
}

@Test func differentPicturesAreNotAlikeAndLikenessGoesBothWays() throws {
    let takes = try (0..<4).map { try scores(Paint.scene(seed: 180 + UInt64($0), speed: 2)) } + [scores(Paint.night)]
    for a in takes.indices {
        if a < 4 { #expect(Likeness.of(takes[a], takes[a]) > 0.9) }
        for b in takes.indices where b > a {
            #expect(Likeness.of(takes[a], takes[b]) < Likeness.similar, "\(a), \(b)")
            #expect(Likeness.of(takes[a], takes[b]) == Likeness.of(takes[b], takes[a]))
        }
    }
}

@Test func takesThatWereNotMeasuredAreLikeNothing() {
    let none = Scores(parts: [:], usable: .init(start: 0, count: 1))
    #expect(Likeness.of(none, none) == 0)
}

@Test func scoresOfEarlierVersionsAreComparedByTheirHashes() {
    func old(_ hash: UInt64) -> Scores { Scores(parts: [:], usable: .init(start: 0, count: 1), fingerprint: [hash, hash]) }
    #expect(Likeness.of(old(0), old(0)) == 1)
    #expect(Likeness.of(old(0), old(0b111111)) >= Likeness.same - 1e-9)
    #expect(Likeness.of(old(0), old(0xffff_ffff)) < Likeness.similar)
}

@Test func anIndexOfManyTakesFindsTheCopiesAmongThem() throws {
    var chance = SplitMix(state: 5)
    func strip() -> Filmstrip {
        Filmstrip(bytes: (0..<Filmstrip.most).flatMap { _ in soft(&chance) })!
    }
    func scores(_ strip: Filmstrip) -> Scores { Scores(parts: [:], usable: .init(start: 0, count: 1), strip: strip) }
    let strips = (0..<600).map { _ in strip() }
    var index = LikenessIndex()
    for strip in strips { index.add(scores(strip)) }
    for place in stride(from: 0, to: 600, by: 37) {
        let noisy = Filmstrip(bytes: strips[place].bytes.map { UInt8(max(0, min(255, Int($0) + Int(chance.next() % 9) - 4))) })!
        #expect(index.find(scores(noisy)).map(\.index) == [place])
    }
    #expect(index.find(scores(strip())).isEmpty)
}

/// A picture of large soft shapes, as films are and white noise is not.
private func soft(_ chance: inout SplitMix) -> [UInt8] {
    let corners = (0..<24).map { _ in Double(chance.next() % 256) }
    return (0..<Filmstrip.height).flatMap { y in
        (0..<Filmstrip.width).map { x -> UInt8 in
            let (u, v) = (Double(x) / 5, Double(y) / 5)
            let (column, row) = (Int(u), Int(v))
            let (p, q) = (u - Double(column), v - Double(row))
            func corner(_ a: Int, _ b: Int) -> Double { corners[min(3, b) * 6 + min(5, a)] }
            let top = corner(column, row) * (1 - p) + corner(column + 1, row) * p
            let bottom = corner(column, row + 1) * (1 - p) + corner(column + 1, row + 1) * p
            return UInt8(top * (1 - q) + bottom * q)
        }
    } + [128, 128]
}

private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
