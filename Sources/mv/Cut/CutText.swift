import Cutting
import Editorial
import Pipeline
import Timebase

/// What `mv cut show` prints.
struct CutText {
    let cut: Cut
    let filmStart: Double
    let why: Bool

    init(_ cut: Cut, filmStart: Double, why: Bool) { (self.cut, self.filmStart, self.why) = (cut, filmStart, why) }

    var lines: [String] {
        let width = max(4, cut.timeline.clips.map(\.shot.count).max() ?? 4)
        var lines = ["slot  start     length  bar.beat  section   \(pad("shot", width))  take      in"]
        for (index, clip) in cut.timeline.clips.enumerated() {
            guard let slot = cut.slots.first(where: { $0.number == clip.slot }) else { continue }
            let section = slot.section + (slot.role.map { " " + $0 } ?? "")
            lines.append(
                "\(pad("\(slot.number)", 4, right: true))\(mark(slot)) \(ClockTime.text(slot.start))  \(pad("\(clip.record.count)", 4, right: true)) f  "
                    + "\(pad("\(slot.bar).\(slot.beat)", 8))  \(pad(section, 8))  \(pad(clip.shot, width))  \(clip.take.prefix(8))  "
                    + "\(clip.firstFrame)\(pace(clip))")
            if why { lines += reasons(slot, index) }
        }
        if why { lines += sums }
        if cut.edits?.bounds != nil { lines.append("the cuts were set by hand: 'mv cut replan' plans them anew around what is locked") }
        return lines
    }

    private func mark(_ slot: Slot) -> String {
        guard let pin = cut.pin(of: slot, filmStart: filmStart) else { return " " }
        return pin.isLocked ? "L" : "H"
    }

    private func pace(_ clip: Clip) -> String { clip.pace(filmRate: cut.timeline.format.rate).map { " " + $0 } ?? "" }

    private func reasons(_ slot: Slot, _ index: Int) -> [String] {
        var lines: [String] = []
        if let planned = cut.cuts?.first(where: { $0.slot == slot.number }) {
            lines.append("        cut here: \(planned.reason)  (\(CostText.sum(planned.cost.parts)))")
        }
        if let placings = cut.placings, index < placings.count {
            lines.append("        this take: \(placings[index].reason)  (\(CostText.sum(placings[index].cost.parts)))")
        }
        return lines
    }

    private var sums: [String] {
        var lines = [""]
        if let cuts = cut.cuts { lines.append("all cuts cost \(CostText.all(cuts.map(\.cost.parts)))") }
        if let placings = cut.placings { lines.append("all takes cost \(CostText.all(placings.map(\.cost.parts)))") }
        return lines
    }

    private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return right ? blanks + text : text + blanks
    }
}

/// Prices with the names of their parts.
enum CostText {
    typealias Part = (name: String, cost: Double)

    /// `-1.2 = place -1.6, length +0.4`: the parts that are not nothing.
    static func sum(_ parts: [Part]) -> String { "\(signed(parts.reduce(0) { $0 + $1.cost })) = \(spoken(parts))" }

    /// The same of many, part by part.
    static func all(_ costs: [[Part]]) -> String {
        guard let first = costs.first else { return "nothing" }
        return sum(first.indices.map { part in (first[part].name, costs.reduce(0) { $0 + $1[part].cost }) })
    }

    static func spoken(_ parts: [Part]) -> String {
        let spoken = parts.filter { abs($0.cost) >= 0.05 }.map { "\($0.name) \(signed($0.cost))" }
        return spoken.isEmpty ? "nothing" : spoken.joined(separator: ", ")
    }

    static func signed(_ value: Double, _ digits: Int = 1) -> String {
        let text = NumberText.fixed(value, digits)
        return value >= 0 && !text.hasPrefix("-") ? "+" + text : text
    }
}
