import Editorial
import Pool

/// Counts takes as they are listed, for the line under the list.
struct TakeTally {
    private(set) var takes = 0
    private var shots: Set<String> = []
    private var kept = 0
    private var verdicts: [Verdict.State: Int] = [:]
    private var states: [TakeState: Int] = [:]

    mutating func count(_ take: TakeRecord) {
        takes += 1
        shots.insert(take.shot)
        if take.selection?.kept == true { kept += 1 }
        verdicts[take.verdict.state, default: 0] += 1
        states[take.state, default: 0] += 1
    }

    /// `120 takes of 14 shots; 30 kept; 2 rejected; 1 cannot be decoded`.
    var text: String {
        var parts = ["\(NumberText.counted(takes, "take")) of \(NumberText.counted(shots.count, "shot"))"]
        func add(_ count: Int?, _ words: String) { if let count, count > 0 { parts.append("\(count) \(words)") } }
        add(kept, "kept")
        add(verdicts[.pick], "picked")
        add(verdicts[.reject], "rejected")
        add(states[.unscored], "not measured yet")
        add(states[.broken], "cannot be decoded")
        add(states[.archived], "archived")
        return parts.joined(separator: "; ")
    }
}
