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
            let offset = index == 0 ? "" : CostText.signed(cut.offset * 1000) + " ms"
            lines.append(
                "\(pad("\(slot.number)", 4, right: true))  \(pad("\(slot.record.start)", 6, right: true))  \(ClockTime.text(slot.start))  "
                    + "\(pad(NumberText.fixed(slot.seconds, 2), 6, right: true))  \(pad(place, 8))  \(pad(sections[index], width))  "
                    + "\(pad(offset, 7, right: true))  \(pad(cut.reason, reasons))  \(CostText.sum(cut.cost.parts))")
        }
        lines.append("")
        lines.append("the plan costs \(CostText.all(outlook.cuts.map(\.cost.parts)))")
        if outlook.clips == nil { lines.append("takes are still missing or not measured: another number of clips makes other cuts") }
        return lines
    }

    private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return right ? blanks + text : text + blanks
    }
}
