import Editorial
import Recipes

/// A picture of what was heard: sections, energy and novelty, bars and beats, onsets in three bands, tempo.
struct BeatsPlot {
    private static let margin = 60.0
    private static let height = 420.0
    private static let grey: UInt32 = 0x8f9bb3
    private static let colours: [UInt32] = [0x5b8def, 0xe0823d, 0x4bb07a, 0xb86bd6, 0xd9b63c, 0x5fc3cf, 0xd65d7a, 0x8f9bb3]
    private static let widest = 15_000.0

    let grid: BeatGrid
    let title: String
    /// Pixels a second: fewer where the picture would become wider than readers of pictures take.
    private let perSecond: Double

    init(_ grid: BeatGrid, title: String) {
        (self.grid, self.title) = (grid, title)
        perSecond = min(20, Self.widest / max(1, grid.duration))
    }

    var drawing: Drawing {
        let tempo = NumberText.fixed(grid.beatsPerMinute, 2)
        let heading = "\(title): \(tempo) bpm, \(grid.beatsPerBar) beats a bar, confidence \(NumberText.fixed(grid.confidence, 2))"
        return Drawing(
            width: Self.margin * 2 + grid.duration * perSecond, height: Self.height, background: 0x15171c,
            marks: [.text(x: Self.margin, y: 22, size: 15, anchor: .start, colour: 0xe8eaf0, words: heading)] + sections + curves + beats
                + onsets + tempoCurve + clock)
    }

    private var sections: [Drawing.Mark] {
        let letters = grid.sections.map { String($0.label.prefix { $0 != "'" }) }
        return grid.sections.indices.flatMap { index -> [Drawing.Mark] in
            let section = grid.sections[index]
            let kind = letters.firstIndex(of: letters[index]) ?? 0
            let name = section.role.map { "\(section.label) (\($0))" } ?? section.label
            return [
                .rectangle(
                    x: x(section.start), y: 34, width: max(0, section.end - section.start) * perSecond - 1, height: 26,
                    colour: Self.colours[kind % Self.colours.count], opacity: 0.4 + 0.6 * section.energy),
                .text(x: x(section.start) + 6, y: 51, size: 12, anchor: .start, colour: 0xffffff, words: name),
            ]
        }
    }

    private var curves: [Drawing.Mark] {
        let novelty: UInt32 = 0xe0823d
        return [name("energy", 100)] + curve(grid.energy, Self.colours[0]) + [name("novelty", 116, novelty)]
            + curve(grid.details.novelty, novelty)
    }

    private func curve(_ values: [Double], _ colour: UInt32) -> [Drawing.Mark] {
        guard values.count > 1 else { return [] }
        let points = values.enumerated().flatMap { step, value -> [Double] in
            let time = (Double(step) + 0.5) * grid.energyStep
            return [x(time), 140 - 70 * value]
        }
        return [.line(points: points, width: 1.5, colour: colour)]
    }

    private var beats: [Drawing.Mark] {
        [name("beats", 175)]
            + grid.beats.flatMap { beat -> [Drawing.Mark] in
                let tick = line(beat.time, beat.isDownbeat ? 152 : 166, 190, beat.isDownbeat ? 0xffffff : Self.grey)
                guard beat.isDownbeat, beat.bar % 4 == 1 else { return [tick] }
                return [tick, .text(x: x(beat.time), y: 204, size: 10, anchor: .middle, colour: Self.grey, words: "\(beat.bar)")]
            }
    }

    private var onsets: [Drawing.Mark] {
        let rows = [
            ("high", grid.details.onsets.high, 220.0), ("mid", grid.details.onsets.mid, 246), ("low", grid.details.onsets.low, 272),
        ]
        let ticks = rows.flatMap { label, times, top in [name(label, top + 13)] + times.map { line($0, top, top + 18, 0x4bb07a) } }
        let hits = grid.details.hits.map { hit in
            Drawing.Mark.dot(x: x(hit.time), y: 301, radius: 2 + 3 * hit.strength, colour: hit.kind == .drop ? 0xd65d7a : 0xd9b63c)
        }
        return ticks + [name("hits", 305)] + hits
    }

    private var tempoCurve: [Drawing.Mark] {
        let curve = grid.tempoCurve
        guard let lowest = curve.min(), let highest = curve.max() else { return [] }
        let (low, high) = (lowest - 2, highest + 2)
        let points = zip(grid.beats, curve).flatMap { beat, tempo -> [Double] in
            let share = (tempo - low) / (high - low)
            return [x(beat.time), 390 - 60 * share]
        }
        return [
            name(NumberText.fixed(highest, 2), 340), name(NumberText.fixed(lowest, 2) + " bpm", 388),
            .line(points: points, width: 1.5, colour: 0xb86bd6),
        ]
    }

    private var clock: [Drawing.Mark] {
        stride(from: 0.0, through: grid.duration, by: max(10, (200 / perSecond / 10).rounded() * 10)).map { time in
            let seconds = Int(time) % 60
            let words = "\(Int(time) / 60):\(seconds < 10 ? "0" : "")\(seconds)"
            return .text(x: x(time), y: 412, size: 10, anchor: .middle, colour: Self.grey, words: words)
        }
    }

    private func name(_ text: String, _ y: Double, _ colour: UInt32 = 0xc3c8d4) -> Drawing.Mark {
        .text(x: 4, y: y, size: 11, anchor: .start, colour: colour, words: text)
    }

    private func line(_ time: Double, _ top: Double, _ bottom: Double, _ colour: UInt32) -> Drawing.Mark {
        .line(points: [x(time), top, x(time), bottom], width: 1, colour: colour)
    }

    private func x(_ time: Double) -> Double { Self.margin + time * perSecond }
}
