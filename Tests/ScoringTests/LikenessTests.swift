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

/// So many takes of families that are more or less alike: soft pictures, brighter and darker, with more and less grain, some in a mirror.
private func families(_ count: Int) -> [Scores] {
    var chance = SplitMix(state: 11)
    let founders = (0..<24).map { _ in (0..<Filmstrip.most).map { _ in soft(&chance) } }
    return (0..<count).map { place in
        let (grain, light, isMirrored) = (Int(chance.next() % 48), Int(chance.next() % 21) - 10, chance.next() % 5 == 0)
        let bytes = founders[place % founders.count].flatMap { picture -> [UInt8] in
            let cells = (0..<Filmstrip.height * Filmstrip.width).map { cell -> UInt8 in
                let (x, y) = (cell % Filmstrip.width, cell / Filmstrip.width)
                let value = Int(picture[y * Filmstrip.width + (isMirrored ? Filmstrip.width - 1 - x : x)])
                return UInt8(max(0, min(255, value + light + Int(chance.next() % UInt64(2 * grain + 1)) - grain)))
            }
            return cells + picture.suffix(2)
        }
        return Scores(parts: [:], usable: .init(start: 0, count: 1), strip: Filmstrip(bytes: bytes)!)
    }
}

@Test(arguments: [0.83, 0.92]) func anIndexFindsWhatComparingWithEveryTakeFinds(least: Double) {
    let takes = families(600)
    var index = LikenessIndex()
    // Up to 200 takes are all compared.
    var parts = [LikenessIndex(), LikenessIndex(), LikenessIndex()]
    for (place, take) in takes.enumerated() {
        index.add(take)
        parts[place / 200].add(take)
    }
    var (pairs, mirrored) = (0, 0)
    for asking in stride(from: 0, to: 600, by: 13) {
        let found = index.find(takes[asking], least: least)
        let all = parts.enumerated().flatMap { part, index in
            index.find(takes[asking], least: least).map { one in
                var one = one
                one.index += 200 * part
                return one
            }
        }.sorted { ($1.match.likeness, $0.index) < ($0.match.likeness, $1.index) }
        #expect(found == all, "take \(asking)")
        pairs += found.count
        mirrored += found.count { $0.match.isMirrored }
    }
    #expect(pairs > 300 && mirrored > 50 && pairs < 47 * 30)
}

@Test func takingUpOnlyWhatIsNewGivesTheSameHoweverManyAreComparedAtOnce() {
    let takes = families(700)
    var (index, kept): (LikenessIndex, [Int]) = (LikenessIndex(), [])
    var alone: [LikenessIndex] = []
    var prepared: [LikenessIndex.Prepared?] = []
    for (place, take) in takes.enumerated() {
        if place.isMultiple(of: 100) { prepared += index.prepare(takes[place..<place + 100].map(\.strip), least: 0.92) }
        let all = alone.enumerated().compactMap { other, one -> LikenessIndex.Found? in
            var found = one.find(take, least: 0.92).first
            found?.index = other
            return found
        }
        let best = all.min { ($1.match.likeness, $0.index) < ($0.match.likeness, $1.index) }
        #expect(prepared[place].flatMap { index.addUnlessFound($0) } == best, "take \(place)")
        guard best == nil else { continue }
        kept.append(place)
        var one = LikenessIndex()
        one.add(take)
        alone.append(one)
    }
    #expect(kept.count > 200 && kept.count < 650, "\(kept.count)")
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
