import Editorial
import Pool

/// The columns of `mv pool list`, from the most to the least needed when the terminal is narrow.
struct TakeColumns {
    typealias Cell = (text: String, style: TextStyle)
    private struct Column {
        var layout: TableLayout.Column
        var cell: (TakeRecord) -> Cell
    }
    private var columns: [Column] = []

    /// Scores that are shown without being asked for.
    static let usualScores = ["sharpness", "exposure", "motion", "flicker"]

    /// - Parameters:
    ///   - digits: of an id.
    ///   - named: scores the list is filtered or sorted by, which are shown first.
    ///   - all: says which takes answer an older prompt or belong to a removed shot.
    ///   - blocks: stars may be drawn as stars.
    ///   - grouped: the shot is named by a heading.
    init(digits: Int, named: [String], all: Bool, blocks: Bool, grouped: Bool) {
        if grouped { add("", priority: 99) { Self.mark($0.verdict.state, blocks) } }
        add("take", priority: 100) { (String($0.id.prefix(digits)), .plain) }
        if !grouped { add("shot", priority: 95, narrowest: 8) { (DisplayText.line($0.shot), .plain) } }
        add("no", .right, priority: 90) { ("\($0.origin.ordinal + 1)", .plain) }
        add("state", priority: 85) { ($0.state.rawValue, Self.style($0.state)) }
        if all { add("asked", priority: 84) { Self.asked($0) } }
        add("verdict", priority: 83) { Self.verdict($0.verdict, blocks) }
        add("kept", .right, priority: 82) { ($0.selection?.rank.map { "#\($0)" } ?? "", .green) }
        add("quality", .right, priority: 80) { (Self.share($0.selection?.quality), .plain) }
        for (place, name) in (named + Self.usualScores.filter { !named.contains($0) }).enumerated() {
            let priority = (place < named.count ? 89 : 50) - place
            add(DisplayText.line(name), .right, priority: priority) { (Self.share($0.scores?.parts[name]?.score), .plain) }
        }
        add("length", .right, priority: 60) { ($0.facts.map { NumberText.fixed($0.seconds, 1) + " s" } ?? "", .plain) }
        add("size", .right, priority: 30) { ($0.facts.map { "\($0.width)×\($0.height)" } ?? "", .plain) }
        add("seed", .right, priority: 29) { ($0.origin.seed.map { "\($0)" } ?? "", .plain) }
        add("generator", priority: 28, narrowest: 6) { (DisplayText.line($0.origin.generator), .plain) }
        add("why", priority: 55, narrowest: 16) { (DisplayText.line(Self.why($0)), .dim) }
    }

    var layout: [TableLayout.Column] { columns.map(\.layout) }

    func cells(_ take: TakeRecord) -> [Cell] { columns.map { $0.cell(take) } }

    private mutating func add(
        _ title: String, _ side: DisplayText.Side = .left, priority: Int, narrowest: Int? = nil, cell: @escaping (TakeRecord) -> Cell
    ) {
        columns.append(Column(layout: .init(title, side, priority: priority, narrowest: narrowest), cell: cell))
    }

    private static func share(_ value: Double?) -> String { value.map { NumberText.fixed($0, 2) } ?? "" }

    private static func asked(_ take: TakeRecord) -> Cell {
        guard take.shotActive else { return ("removed", .dim) }
        return take.current ? ("today", .plain) : ("once", .dim)
    }

    private static func style(_ state: TakeState) -> TextStyle {
        switch state {
        case .broken: .red
        case .archived, .unscored: .dim
        case .scored: .plain
        }
    }

    /// What a person made of it, at a glance.
    private static func mark(_ state: Verdict.State, _ blocks: Bool) -> Cell {
        switch state {
        case .pick: (blocks ? "✓" : "+", .green)
        case .reject: (blocks ? "✗" : "x", .red)
        case .unset: (blocks ? "·" : ".", .dim)
        }
    }

    private static func verdict(_ verdict: Verdict, _ blocks: Bool) -> Cell {
        let stars = BarText.stars(verdict.stars, blocks: blocks)
        let word = verdict.state == .unset ? "" : verdict.state.rawValue
        let text = [word, stars].filter { !$0.isEmpty }.joined(separator: " ")
        return (text, verdict.state == .pick ? .green : verdict.state == .reject ? .red : .plain)
    }

    /// What most explains what became of the take: why it is broken, rejected or dropped, else a person's note, else why it was kept.
    static func why(_ take: TakeRecord) -> String {
        if let broken = take.broken { return broken }
        if take.verdict.state == .reject { return take.verdict.reason ?? "rejected without a reason" }
        if let selection = take.selection, !selection.kept { return selection.reasons.joined(separator: "; ") }
        return take.verdict.note ?? take.selection?.reasons.joined(separator: "; ") ?? ""
    }
}
