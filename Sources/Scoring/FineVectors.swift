/// The vectors of 18×10 cells of the takes that were added last: takes of one shot come one after the other and are mostly alike among themselves.
/// Those of all takes of a large pool would be more than half a gigabyte; these are 140 MB at most.
struct FineVectors: Sendable {
    private static let most = 16_384

    private var kept: [[Float]] = []

    /// - Parameter index: where the take was added, one after the other; of one without a filmstrip there are no vectors.
    mutating func keep(_ vectors: [Float], at index: Int) {
        if index < Self.most { kept.append(vectors) } else { kept[index % Self.most] = vectors }
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
