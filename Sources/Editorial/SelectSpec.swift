/// How the selector chooses.
public struct SelectSpec: Hashable, Sendable, Codable {
    /// How many takes to keep in all. Nil: the sum of the shots' `keep`, or one of each shot.
    public var keep: Int?
    /// Score name -> weight in the ranking; scores that are not named keep their usual weight.
    public var weights: [String: Double]
    /// Defect -> certainty from which a take is dropped, ½ to 1; 1 never. Defects that are not named keep their usual gate, if they have one.
    public var gates: [String: Double]
    /// Defects that are meant as style: they neither drop takes nor count against them.
    public var meant: [String]
    /// How much it counts against a take that it looks and moves like a better one of its shot: spreads of the ranking for one that does
    /// so wholly. 0 leaves it out.
    public var diversity: Double

    public init(
        keep: Int? = nil, weights: [String: Double] = [:], gates: [String: Double] = [:], meant: [String] = [], diversity: Double = 0.6
    ) {
        self.keep = keep
        self.weights = weights
        self.gates = gates
        self.meant = meant
        self.diversity = diversity
    }
}
