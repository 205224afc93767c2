import Editorial
import Foundation
import Pool
import Synchronization

/// The takes that look most like a given one, by the perceptual hashes of their middles.
final class Neighbours: Sendable {
    private let known = Mutex<(rows: [Int64], prints: [TakeFingerprint])?>(nil)

    /// Bits of 64 that may differ.
    private static let farthest = 20
    private static let most = 6

    func nearest(to take: TakeRecord, in pool: Pool) throws -> [TakeDetailWire.Neighbour] {
        guard let own = take.scores?.fingerprint, !own.isEmpty else { return [] }
        let rows = try pool.pulse().rows
        let prints = try known.withLock { known in
            if let known, known.rows == rows { return known.prints }
            let prints = try Self.prints(pool)
            known = (rows, prints)
            return prints
        }
        let found = prints.compactMap { other -> TakeDetailWire.Neighbour? in
            guard other.take != take.id else { return nil }
            let distance = Self.distance(own, other.hashes)
            return distance <= Self.farthest ? .init(id: other.take, shot: other.shot, number: other.ordinal + 1, distance: distance) : nil
        }
        return Array(found.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(Self.most))
    }

    private static func prints(_ pool: Pool) throws -> [TakeFingerprint] {
        var all: [TakeFingerprint] = []
        try pool.eachFingerprint { all.append($0) }
        return all
    }

    /// Mean over hashes at the same place in both takes.
    private static func distance(_ a: [UInt64], _ b: [UInt64]) -> Int {
        let count = min(a.count, b.count)
        guard count > 0 else { return 64 }
        return (0..<count).reduce(0) { $0 + (a[$1 * a.count / count] ^ b[$1 * b.count / count]).nonzeroBitCount } / count
    }
}
