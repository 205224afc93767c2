import Cutting
import Editorial
import Pipeline
import Timebase

/// What `mv plan --cuts` prints: a line for each cut, then what all of them cost.
struct CutsText {
    let outlook: CutOutlook

    init(_ outlook: CutOutlook) { self.outlook = outlook }

    var lines: [String] {
        let sections = outlook.slots.map { slot in slot.section + (slot.role.map { " " + $0 } ?? "") }
        let width = max(7, sections.map(\.count).max() ?? 0)
        let reasons = max(6, outlook.cuts.map(\.reason.count).max() ?? 0)
        var lines = ["slot   frame  start     length  bar.beat  \(pad("section", width))  off      \(pad("why", reasons))  cost"]
        for (index, slot) in outlook.slots.enumerated() {
            guard index < outlook.cuts.count else { break }
            let cut = outlook.cuts[index]
            let place = slot.bar > 0 ? "\(slot.bar).\(slot.beat)" : "–"
            let offset = index == 0 ? "" : signed(cut.offset * 1000, 1) + " ms"
            lines.append(
                "\(pad("\(slot.number)", 4, right: true))  \(pad("\(slot.record.start)", 6, right: true))  \(ClockTime.text(slot.start))  "
                    + "\(pad(NumberText.fixed(slot.seconds, 2), 6, right: true))  \(pad(place, 8))  \(pad(sections[index], width))  "
                    + "\(pad(offset, 7, right: true))  \(pad(cut.reason, reasons))  \(cost(cut.cost))")
        }
        lines.append("")
        lines.append("the plan costs \(NumberText.fixed(outlook.cost, 1)): \(sum)")
        if outlook.clips == nil { lines.append("takes are still missing or not measured: another number of clips makes other cuts") }
        return lines
    }

    /// `-1.2 = place -1.6, length +0.4`: the parts that are not nothing.
    private func cost(_ cost: CutCost) -> String { "\(signed(cost.total, 1)) = \(parts(cost.parts))" }

    private func parts(_ parts: [(name: String, cost: Double)]) -> String {
        let spoken = parts.filter { abs($0.cost) >= 0.05 }.map { "\($0.name) \(signed($0.cost, 1))" }
        return spoken.isEmpty ? "nothing" : spoken.joined(separator: ", ")
    }

    private var sum: String {
        guard let first = outlook.cuts.first else { return "nothing" }
        return parts(
            first.cost.parts.indices.map { part in
                (first.cost.parts[part].name, outlook.cuts.reduce(0) { $0 + $1.cost.parts[part].cost })
            })
    }

    private func signed(_ value: Double, _ digits: Int) -> String {
        let text = NumberText.fixed(value, digits)
        return value >= 0 && !text.hasPrefix("-") ? "+" + text : text
    }

    private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return right ? blanks + text : text + blanks
    }
}
