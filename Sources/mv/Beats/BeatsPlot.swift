import Editorial
import Foundation

/// A picture of what was heard, as SVG: sections, energy and novelty, bars and beats, onsets in three bands, tempo.
struct BeatsPlot {
    private static let perSecond = 20.0
    private static let margin = 60.0
    private static let height = 420.0
    private static let colours = ["#5b8def", "#e0823d", "#4bb07a", "#b86bd6", "#d9b63c", "#5fc3cf", "#d65d7a", "#8f9bb3"]

    let grid: BeatGrid
    let title: String

    init(_ grid: BeatGrid, title: String) { (self.grid, self.title) = (grid, title) }

    var svg: String {
        let width = Self.margin * 2 + grid.duration * Self.perSecond
        let parts = [sections, energy, beats, onsets, tempo, clock].joined(separator: "\n")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(n(width))" height="\(n(Self.height))" viewBox="0 0 \(n(width)) \(n(Self.height))" \
            font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#15171c"/>
            <text x="\(n(Self.margin))" y="22" fill="#e8eaf0" font-size="15">\(Self.escaped(title)): \(n(grid.beatsPerMinute)) bpm, \
            \(grid.beatsPerBar) beats a bar, confidence \(n(grid.confidence))</text>
            \(parts)
            </svg>

            """
    }

    private var sections: String {
        let letters = grid.sections.map { String($0.label.prefix { $0 != "'" }) }
        return grid.sections.indices.map { index in
            let section = grid.sections[index]
            let kind = letters.firstIndex(of: letters[index]) ?? 0
            let name = section.role.map { "\(section.label) (\($0))" } ?? section.label
            return """
                <rect x="\(x(section.start))" y="34" width="\(n(max(0, section.end - section.start) * Self.perSecond - 1))" height="26" \
                fill="\(Self.colours[kind % Self.colours.count])" opacity="\(n(0.4 + 0.6 * section.energy))"/>
                <text x="\(n(Self.margin + section.start * Self.perSecond + 6))" y="51" fill="#fff">\(Self.escaped(name))</text>
                """
        }.joined(separator: "\n")
    }

    private var energy: String {
        name("energy", 100) + curve(grid.energy, from: 140, height: 70, "#5b8def") + name("novelty", 116, "#e0823d")
            + curve(grid.details.novelty, from: 140, height: 70, "#e0823d")
    }

    private func curve(_ values: [Double], from base: Double, height: Double, _ colour: String) -> String {
        guard !values.isEmpty else { return "" }
        let points = values.enumerated().map { "\(x((Double($0) + 0.5) * grid.energyStep)),\(n(base - $1 * height))" }
        return "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\" points=\"\(points.joined(separator: " "))\"/>\n"
    }

    private var beats: String {
        name("beats", 175)
            + grid.beats.map { beat in
                let top = beat.isDownbeat ? 152.0 : 166
                let colour = beat.isDownbeat ? "#ffffff" : "#8f9bb3"
                return line(beat.time, top, 190, colour)
                    + (beat.isDownbeat && beat.bar % 4 == 1
                        ? "<text x=\"\(x(beat.time))\" y=\"204\" fill=\"#8f9bb3\" font-size=\"10\" text-anchor=\"middle\">\(beat.bar)</text>" : "")
            }.joined()
    }

    private var onsets: String {
        let rows = [("high", grid.details.onsets.high, 220.0), ("mid", grid.details.onsets.mid, 246), ("low", grid.details.onsets.low, 272)]
        let ticks = rows.map { label, times, top in name(label, top + 13) + times.map { line($0, top, top + 18, "#4bb07a") }.joined() }
        let hits = grid.details.hits.map { hit in
            "<circle cx=\"\(x(hit.time))\" cy=\"301\" r=\"\(n(2 + 3 * hit.strength))\" fill=\"\(hit.kind == .drop ? "#d65d7a" : "#d9b63c")\"/>"
        }
        return ticks.joined() + name("hits", 305) + hits.joined()
    }

    private var tempo: String {
        let curve = grid.tempoCurve
        guard let lowest = curve.min(), let highest = curve.max() else { return "" }
        let (low, high) = (lowest - 2, highest + 2)
        let points = zip(grid.beats, curve).map { "\(x($0.time)),\(n(390 - ($1 - low) / (high - low) * 60))" }
        return name("\(n(highest))", 340) + name("\(n(lowest)) bpm", 388)
            + "<polyline fill=\"none\" stroke=\"#b86bd6\" stroke-width=\"1.5\" points=\"\(points.joined(separator: " "))\"/>\n"
    }

    private var clock: String {
        stride(from: 0.0, through: grid.duration, by: 10).map { time in
            "<text x=\"\(x(time))\" y=\"412\" fill=\"#8f9bb3\" font-size=\"10\" text-anchor=\"middle\">\(Int(time) / 60):\(Int(time) % 60 < 10 ? "0" : "")\(Int(time) % 60)</text>"
        }.joined(separator: "\n")
    }

    private func name(_ text: String, _ y: Double, _ colour: String = "#c3c8d4") -> String {
        "<text x=\"4\" y=\"\(n(y))\" fill=\"\(colour)\" font-size=\"11\">\(Self.escaped(text))</text>\n"
    }

    private func line(_ time: Double, _ top: Double, _ bottom: Double, _ colour: String) -> String {
        "<line x1=\"\(x(time))\" x2=\"\(x(time))\" y1=\"\(n(top))\" y2=\"\(n(bottom))\" stroke=\"\(colour)\"/>"
    }

    private func x(_ time: Double) -> String { n(Self.margin + time * Self.perSecond) }

    private func n(_ value: Double) -> String { NumberText.fixed(value, 2) }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
