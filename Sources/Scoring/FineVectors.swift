/// The vectors of 18×10 cells of the takes that were added last: takes of one shot come one after the other and are mostly alike among themselves.
/// Those of all takes of a large pool would be more than half a gigabyte; these are 140 MB at most.
struct FineVectors: Sendable {
    private static let most = 16_384

    private var kept: [[Float]] = []

    mutating func keep(_ print: LikenessPrint, at index: Int) {
        while kept.count < min(index, Self.most) { kept.append([]) }
        if index < Self.most { kept.append(print.fine()) } else { kept[index % Self.most] = print.fine() }
        newest = index
    }

    private var newest = -1

    /// Of the take that was added there; nil when that is too long ago.
    subscript(index: Int) -> [Float]? {
        guard index <= newest, index > newest - Self.most, index % Self.most < kept.count else { return nil }
        let vectors = kept[index % Self.most]
        return vectors.isEmpty ? nil : vectors
    }
}
