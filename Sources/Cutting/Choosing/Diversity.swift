import Editorial
import Foundation
import Scoring

/// How much takes of one shot resemble better ones of it: maximal marginal relevance (Carbonell and Goldstein, "The use of MMR,
/// diversity-based reranking for reordering documents and producing summaries", 1998).
///
/// The next take is the one with the greatest standing − d·s, s being its greatest resemblance to those before it and d the project's
/// `diversity`. This order is made once, as if nobody had decided anything, and each take keeps its deduction: so one decision moves one take.
struct Diversity {
    let strength: Double
    /// Takes beyond this many keep the deduction against these: a shot hardly gives more to a film.
    private static let most = 40

    /// Deductions by take.
    /// - Parameter takes: takes that may be used, no two the same, with their standings.
    func deductions(_ takes: [(take: Candidate, standing: Double)]) -> [String: Double] {
        guard strength > 0, takes.count > 1 else { return [:] }
        let looks = takes.map { Look($0.take) }
        var nearest = [Double](repeating: 0, count: takes.count)
        var waiting = Array(takes.indices)
        var result: [String: Double] = [:]
        while !waiting.isEmpty, result.count < Self.most {
            var best = 0
            for place in waiting.indices where worth(takes, nearest, waiting[place]) > worth(takes, nearest, waiting[best]) { best = place }
            let next = waiting.remove(at: best)
            result[takes[next].take.take] = strength * nearest[next]
            for index in waiting { nearest[index] = max(nearest[index], Look.resemblance(looks[index], looks[next])) }
        }
        for index in waiting { result[takes[index].take.take] = strength * nearest[index] }
        return result
    }

    /// Of a take that was not among them: against those that stand higher.
    func deduction(of take: Candidate, standing: Double, among takes: [(take: Candidate, standing: Double)]) -> Double {
        guard strength > 0 else { return 0 }
        let look = Look(take)
        let better = takes.filter { $0.standing > standing && $0.take.take != take.take }.prefix(Self.most)
        return strength * (better.map { Look.resemblance(look, Look($0.take)) }.max() ?? 0)
    }

    private func worth(_ takes: [(take: Candidate, standing: Double)], _ nearest: [Double], _ index: Int) -> Double {
        takes[index].standing - strength * nearest[index]
    }
}

/// Tone, colour and composition of a take, and how it and its camera move.
private struct Look {
    private var picture: [Double] = []
    private var moves: [Double] = []

    private static let cells = (columns: 6, rows: 4)

    init(_ take: Candidate) {
        guard let scores = take.scores else { return }
        if let strip = scores.strip { picture = Self.picture(strip) }
        // Per cent of the width a second; what nearly fills the range of films comes out as 1.
        let scales = [("motion", 20.0), ("subject", 15), ("pan", 15), ("tilt", 10), ("zoom", 15)]
        if scales.allSatisfy({ scores.parts[$0.0] != nil }) {
            moves = scales.map { max(-1.5, min(1.5, (scores.parts[$0.0]?.raw ?? 0) / $0.1)) }
        }
    }

    /// 1 for takes that look and move alike, 0 for takes that have nothing in common or were not measured for it: three parts look
    /// to two parts motion.
    static func resemblance(_ a: Look, _ b: Look) -> Double {
        func alike(_ a: [Double], _ b: [Double], _ scale: Double) -> Double {
            guard !a.isEmpty, a.count == b.count else { return 0 }
            let distance = zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(a.count)
            return exp(-distance / scale)
        }
        return 0.6 * alike(a.picture, b.picture, 20) + 0.4 * alike(a.moves, b.moves, 0.25)
    }

    /// Means over the strip's pictures of 6×4 fields of luma, and of Cb and Cr, which count as six fields each.
    private static func picture(_ strip: Filmstrip) -> [Double] {
        var sums = [Double](repeating: 0, count: cells.columns * cells.rows)
        var colours = (cb: 0.0, cr: 0.0)
        for picture in 0..<strip.count {
            let start = picture * Filmstrip.size
            for y in 0..<Filmstrip.height {
                for x in 0..<Filmstrip.width {
                    let field = y * cells.rows / Filmstrip.height * cells.columns + x * cells.columns / Filmstrip.width
                    sums[field] += Double(strip.bytes[start + y * Filmstrip.width + x])
                }
            }
            colours.cb += Double(strip.bytes[start + Filmstrip.size - 2])
            colours.cr += Double(strip.bytes[start + Filmstrip.size - 1])
        }
        let pixels = Double(strip.count * Filmstrip.width * Filmstrip.height / sums.count)
        let colour = [colours.cb, colours.cr].flatMap { Array(repeating: 2 * $0 / Double(strip.count), count: 6) }
        return sums.map { $0 / pixels } + colour
    }
}
