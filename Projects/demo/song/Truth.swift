import Foundation

/// Where the beats, bars and sections of the song are, for those who want to check an ear. Seconds from the start of the file.
struct Truth: Encodable {
    struct Part: Encodable {
        var name: String
        var start: Double
        var end: Double
        /// 1-based.
        var firstBar: Int
        var bars: Int
    }

    var title: String
    var medianBpm: Double
    var beatsPerBar: Int
    var duration: Double
    var beats: [Double]
    var downbeats: [Double]
    var sections: [Part]

    init(_ form: Form, frames: Int) {
        func rounded(_ time: Double) -> Double { (time * 1_000_000).rounded() / 1_000_000 }
        let clock = form.clock
        let bars = form.bars
        title = form.title
        medianBpm = clock.beatsPerMinute
        beatsPerBar = Clock.beatsPerBar
        duration = rounded(Double(frames) / sampleRate)
        beats = (0..<bars * Clock.beatsPerBar).map { rounded(clock.firstBeat + Double($0) * clock.beat) }
        downbeats = (0..<bars).map { rounded(clock.time(bar: $0)) }
        sections = form.placed.map { section, firstBar in
            Part(
                name: section.name, start: rounded(clock.time(bar: firstBar)), end: rounded(clock.time(bar: firstBar + section.bars)),
                firstBar: firstBar + 1, bars: section.bars)
        }
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        var data = try encoder.encode(self)
        data.append(10)
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
