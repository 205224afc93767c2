import Editorial
import Scoring

/// What is wrong with takes, as far as the project does not mean it.
struct TechnicalView {
    /// Defects that nobody asks for and that nothing trims away, with the certainty from which they drop a take unasked. What may be
    /// style, such as blur, grain or bars, only ranks; black, standstills and cuts are trimmed.
    static let usualGates: [Defect: Double] = [.still: 0.7, .repeat: 0.7, .boomerang: 0.8, .flicker: 0.99]

    private let gates: [(defect: Defect, threshold: Double)]
    private let meant: MeantDefects

    init(select: SelectSpec, shots: [Shot]) {
        let asked = Dictionary(
            uniqueKeysWithValues: select.gates.compactMap { entry in Defect(rawValue: entry.key).map { ($0, entry.value) } })
        let all = Self.usualGates.merging(asked) { $1 }
        gates = Defect.allCases.compactMap { defect in all[defect].map { (defect, $0) } }
        meant = MeantDefects(select: select, shots: shots)
    }

    /// Nil when nothing of it was measured.
    func quality(of take: Candidate) -> Double? {
        guard let certainties = certainties(of: take) else { return nil }
        return Defect.quality(of: certainties)
    }

    /// The defects that drop a take, in words; empty for one that passes.
    func dropping(_ take: Candidate) -> [String] {
        guard let certainties = certainties(of: take) else { return [] }
        return gates.compactMap { gate in
            guard let certainty = certainties[gate.defect], certainty >= gate.threshold else { return nil }
            let name = gate.defect.rawValue
            return "\(name) \(Wording.fixed(certainty)), dropped from \(Wording.fixed(gate.threshold)) on (select.gates.\(name))"
        }
    }

    /// Those from a half on, the most certain first.
    func flags(of take: Candidate) -> [Defect] {
        guard let certainties = certainties(of: take) else { return [] }
        return Defect.allCases.filter { certainties[$0] ?? 0 >= 0.5 }.sorted { certainties[$0] ?? 0 > certainties[$1] ?? 0 }
    }

    private func certainties(of take: Candidate) -> [Defect: Double]? {
        guard let scores = take.scores else { return nil }
        let meant = meant[take.shot]
        var certainties: [Defect: Double] = [:]
        var isMeasured = false
        for defect in Defect.allCases {
            let certainty = defect.certainty(in: scores, seconds: 0, expected: nil)
            if certainty > 0 { isMeasured = true }
            if !meant.contains(defect) { certainties[defect] = certainty }
        }
        return isMeasured ? certainties : nil
    }
}
