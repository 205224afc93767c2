import Cutting
import Editorial
import Testing
import Timebase

/// Takes on the way between two pictures: near ones are copies of each other, far ones are not, so that a copy of a copy need be none.
private func take(_ shot: String, _ ordinal: Int, from first: UInt64, to second: UInt64, way: Double, sharpness: Double) -> Candidate {
    func corners(_ seed: UInt64) -> [Double] {
        var chance = SeededRandom(seed: seed)
        return (0..<24).map { _ in Double(chance.next() % 160) }
    }
    let (one, other) = (corners(first), corners(second))
    let picture = (0..<Filmstrip.width * Filmstrip.height).map { index -> UInt8 in
        let field = index / Filmstrip.width / 4 * 6 + index % Filmstrip.width / 4
        return UInt8(40 + one[field] * (1 - way) + other[field] * way)
    }
    let strip = Filmstrip(bytes: (0..<Filmstrip.most).flatMap { _ in picture + [128, 128] })
    return Made.take(
        shot, ordinal,
        scores: Scores(
            parts: ["sharpness": .init(score: sharpness, raw: 0), "motion": .init(score: 0.5, raw: 10)], usable: FrameRange(start: 0, count: 96), strip: strip))
}

/// Where nobody decided anything in a shot, copies inside it are found from those across shots; after a decision they are looked for anew.
@Test(arguments: 0..<12) func aVerdictOnATakeThatCannotBeUsedChangesNothing(seed: Int) {
    var chance = SeededRandom(seed: UInt64(seed))
    let shots = Made.shots(5, keep: 4)
    var pool = shots.flatMap { shot in
        (0..<24).map { ordinal in
            take(
                shot.id, ordinal, from: chance.next() % 3, to: 10 + chance.next() % 2, way: Double(chance.next() % 100) / 100,
                sharpness: Double(chance.next() % 1000) / 1000)
        }
    }
    for index in stride(from: 0, to: pool.count, by: 24) { pool[index].broken = "cut off" }
    let project = Made.project(shots, keep: 12)
    let before = Selector(project: project).select(from: pool)
    #expect(before.dropped.contains { $0.reason.hasPrefix("near-duplicate") })
    let ids = pool.filter { $0.broken != nil }.map(\.take)
    let after = Selector(project: project).select(from: ids.reduce(pool) { $0.deciding(.reject(reason: nil), on: $1) })
    #expect(after.kept == before.kept)
    #expect(after.dropped.filter { !ids.contains($0.take) } == before.dropped.filter { !ids.contains($0.take) })
}
