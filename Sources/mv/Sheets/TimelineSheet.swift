import Content
import Editorial
import Pipeline
import Recipes
import Timebase

/// The whole film on one page: line by line the song with its sections, beats and cuts, and under it one picture of each clip.
struct TimelineSheet {
    private static let (margin, width) = (24.0, 1600.0)
    private static let (band, wave, picture, foot) = (20.0, 56.0, 84.0, 20.0)
    private static let between = 18.0
    private static let head = 52.0
    private static let (grey, light, accent): (UInt32, UInt32, UInt32) = (0x8F9BB3, 0xE8EAF0, 0xE5B454)
    private static let free: UInt32 = 0x24262C
    private static let colours: [UInt32] = [0x5B8DEF, 0xE0823D, 0x4BB07A, 0xB86BD6, 0xD9B63C, 0x5FC3CF, 0xD65D7A, 0x8F9BB3]

    let cut: Cut
    let grid: BeatGrid
    /// Peaks of the film's part of the song, 0 to 255, and how many a second.
    let peaks: (values: [UInt8], rate: Double)
    /// Of each clip's middle, by slot, with width over height.
    let pictures: [Int: (file: Blob, shape: Double)]

    private var seconds: Double { cut.timeline.format.rate.seconds(at: cut.timeline.frames) }
    /// About twenty seconds a line, all lines alike.
    private var perLine: Double { seconds / max(1, (seconds / 20).rounded(.up)) }
    private var lines: Int { max(1, Int((seconds / perLine).rounded())) }
    private var scale: Double { Self.width / perLine }
    private static var lineHeight: Double { band + wave + picture + foot + between }

    var drawing: Drawing {
        let rate = cut.timeline.format.rate.doubleValue
        let facts =
            "\(cut.title): \(NumberText.counted(cut.timeline.clips.count, "clip")) in \(ClockTime.text(seconds)), \(NumberText.fixed(grid.beatsPerMinute, 1)) bpm, "
            + "\(NumberText.significant(rate)) fps" + (cut.version.map { ", version \($0)" } ?? "")
        return Drawing(
            width: Self.width + 2 * Self.margin, height: Self.head + Double(lines) * Self.lineHeight + Self.margin, background: 0x131314,
            marks: [.text(x: Self.margin, y: 32, size: 17, anchor: .start, colour: Self.light, words: facts)] + sections + curve + beats + clips)
    }

    /// The line a moment is on, and where; a moment at a line's end belongs to the next.
    private func place(_ time: Double) -> (line: Int, x: Double) {
        let line = min(lines - 1, max(0, Int((time / perLine + 1e-9).rounded(.down))))
        return (line, Self.margin + (time - Double(line) * perLine) * scale)
    }

    private func top(_ line: Int) -> Double { Self.head + Double(line) * Self.lineHeight }

    /// The parts of a stretch that are on one line each.
    private func parts(from start: Double, to end: Double) -> [(line: Int, x: Double, width: Double)] {
        (place(start).line...max(place(start).line, place(max(start, end - 1e-6)).line)).map { line in
            let (from, to) = (max(start, Double(line) * perLine), min(end, Double(line + 1) * perLine))
            return (line, Self.margin + (from - Double(line) * perLine) * scale, max(0, to - from) * scale)
        }
    }

    private var sections: [Drawing.Mark] {
        let letters = grid.sections.map { String($0.label.prefix { $0 != "'" }) }
        return grid.sections.indices.flatMap { index -> [Drawing.Mark] in
            let section = grid.sections[index]
            let colour = Self.colours[(letters.firstIndex(of: letters[index]) ?? 0) % Self.colours.count]
            return parts(from: section.start, to: min(section.end, seconds)).flatMap { part -> [Drawing.Mark] in
                let words = DisplayText.cut(section.role.map { "\(section.label) \($0)" } ?? section.label, to: max(1, Int(part.width / 8)))
                return [
                    .rectangle(x: part.x, y: top(part.line), width: max(0, part.width - 1), height: 16, colour: colour, opacity: 0.3 + 0.5 * section.energy),
                    .text(x: part.x + 5, y: top(part.line) + 12.5, size: 11, anchor: .start, colour: 0xFFFFFF, words: words),
                ]
            }
        }
    }

    private var curve: [Drawing.Mark] {
        stride(from: 0, to: peaks.values.count, by: max(1, Int(peaks.rate / scale * 2))).map { index in
            let (line, x) = place(Double(index) / peaks.rate)
            let high = max(0.5, Double(peaks.values[index]) / 255 * Self.wave / 2)
            return .rectangle(x: x, y: top(line) + Self.band + Self.wave / 2 - high, width: 1.5, height: 2 * high, colour: Self.grey, opacity: 0.55)
        }
    }

    private var beats: [Drawing.Mark] {
        grid.beats.filter { $0.time < seconds }.flatMap { beat -> [Drawing.Mark] in
            let (line, x) = place(beat.time)
            let (from, to) = (top(line) + Self.band + (beat.isDownbeat ? Self.wave * 0.62 : Self.wave * 0.8), top(line) + Self.band + Self.wave)
            return [.line(points: [x, from, x, to], width: 1, colour: beat.isDownbeat ? Self.light : Self.grey)]
        }
    }

    private var clips: [Drawing.Mark] {
        cut.timeline.clips.flatMap { clip -> [Drawing.Mark] in
            let rate = cut.timeline.format.rate
            let parts = parts(from: rate.seconds(at: clip.record.start), to: rate.seconds(at: clip.record.end))
            guard let first = parts.first else { return [] }
            // The picture goes where most of the clip is, and what it leaves free is filled: pictures lie below all else.
            let widest = parts.max { $0.width < $1.width } ?? first
            let (x, y) = (widest.x, top(widest.line) + Self.band + Self.wave)
            var (marks, wide, high): ([Drawing.Mark], Double, Double) = ([], 0, 0)
            if let picture = pictures[clip.slot], widest.width > 5 {
                wide = min(widest.width - 1, Self.picture * picture.shape)
                high = min(Self.picture, wide / picture.shape)
                marks.append(.picture(x: x, y: y, width: wide, height: high, file: picture.file))
                marks.append(.rectangle(x: x, y: y + high, width: wide, height: Self.picture - high, colour: Self.free, opacity: 1))
            }
            for part in parts {
                let taken = part.line == widest.line ? wide : 0
                let y = top(part.line) + Self.band + Self.wave
                marks.append(
                    .rectangle(x: part.x + taken, y: y, width: max(0, part.width - 1 - taken), height: Self.picture, colour: Self.free, opacity: 1))
            }
            let cutAt = top(first.line) + Self.band
            marks.append(.line(points: [first.x, cutAt, first.x, cutAt + Self.wave + Self.picture], width: 1.5, colour: Self.accent))
            let words = DisplayText.cut("\(clip.slot) \(clip.shot)", to: max(1, Int(widest.width / 6.6)))
            marks.append(.text(x: x + 2, y: y + Self.picture + 13, size: 11, anchor: .start, colour: 0xC3C8D4, words: words))
            return marks
        }
    }
}
