import Editorial
import Foundation
import Timebase

/// What `mv beats` prints for people.
struct BeatsText {
    let grid: BeatGrid

    init(_ grid: BeatGrid) { self.grid = grid }

    var lines: [String] {
        var lines = ["length      \(ClockTime.text(grid.duration))"]
        if grid.beats.isEmpty {
            lines.append("beats       none found: nothing in it repeats like a beat")
            lines.append("            a film is divided evenly, or give the grid: song: {bpm: 120, offset: 0.5}, or beats_file")
        } else {
            lines += pulse
        }
        lines += silences + hits
        lines.append("sections")
        lines += grid.sections.map(section)
        guard !grid.beats.isEmpty else { return lines }
        lines.append("bars")
        for bar in Dictionary(grouping: grid.beats, by: \.bar).sorted(by: { $0.key < $1.key }) {
            lines.append("  \(bar.key)  " + bar.value.map { NumberText.fixed($0.time, 3) }.joined(separator: "  "))
        }
        return lines
    }

    private var pulse: [String] {
        let tempo = NumberText.fixed(grid.beatsPerMinute, 1)
        var lines = ["tempo       \(tempo) bpm, \(grid.beatsPerBar) beats a bar, confidence \(NumberText.fixed(grid.confidence, 2))"]
        for other in grid.alternatives where other.confidence >= 0.005 {
            lines.append(
                "  or        \(NumberText.fixed(other.beatsPerMinute, 1)) bpm, confidence \(NumberText.fixed(other.confidence, 2))")
        }
        if let slowest = grid.tempoCurve.min(), let fastest = grid.tempoCurve.max(), fastest / slowest > 1.04 {
            lines.append("  varies    from \(NumberText.fixed(slowest, 1)) to \(NumberText.fixed(fastest, 1)) bpm")
        }
        if grid.confidence < 0.2 {
            lines.append("  doubtful  the beats may be none; check with --click, or say what you know: song: {bpm: …, offset: …}")
        }
        lines.append("beats       \(grid.beats.count), the first at \(ClockTime.text(grid.beats[0].time))")
        return lines
    }

    private var silences: [String] {
        let silences = grid.details.silences
        guard !silences.isEmpty else { return [] }
        let shown = silences.prefix(8).map { "\(ClockTime.text($0.start)) – \(ClockTime.text($0.end))" }.joined(separator: ", ")
        return ["silent      " + shown + (silences.count > 8 ? " and \(silences.count - 8) more" : "")]
    }

    private var hits: [String] {
        let drops = grid.details.hits.filter { $0.kind == .drop }
        let accents = grid.details.hits.filter { $0.kind == .accent }.sorted { ($0.strength, $1.time) > ($1.strength, $0.time) }.prefix(8)
        let line = { (name: String, hits: [SongDetails.Hit]) in
            hits.isEmpty ? [] : [name + hits.map { ClockTime.text($0.time) }.joined(separator: ", ")]
        }
        return line("drops       ", drops) + line("hits        ", accents.sorted { $0.time < $1.time })
    }

    private func section(_ section: BeatGrid.Section) -> String {
        let bar = grid.beats.first { $0.time >= section.start - 0.05 }?.bar ?? 0
        let place = grid.beats.isEmpty ? "" : "  bar \(bar)"
        let role = section.role.map { $0 == section.label.lowercased() ? "" : " (\($0))" } ?? ""
        let times = "\(ClockTime.text(section.start)) – \(ClockTime.text(section.end))"
        return "  \(times)\(place)  \(section.label)\(role)  energy \(NumberText.fixed(section.energy, 2))"
    }
}
