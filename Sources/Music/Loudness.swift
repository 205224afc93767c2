import Editorial

/// Where a song sounds and where it is silent, from its loudness in dB at the rate of the onset frames.
struct Loudness {
    /// Below the loudest moment by this many dB nothing is heard.
    private static let range: Float = 50
    private static let shortestSilence = 0.25

    private let heard: [Bool]
    private let duration: Double

    init(_ loudness: [Float], duration: Double) {
        let floor = (loudness.max() ?? 0) - Self.range
        heard = loudness.map { $0 > floor }
        self.duration = duration
    }

    var sounding: SongDetails.Stretch? {
        guard let first = heard.firstIndex(of: true), let last = heard.lastIndex(of: true) else { return nil }
        let rate = Double(OnsetBands.framesPerSecond)
        return .init(start: Double(first) / rate, end: min(duration, Double(last + 1) / rate))
    }

    var silences: [SongDetails.Stretch] {
        let rate = Double(OnsetBands.framesPerSecond)
        var found: [SongDetails.Stretch] = []
        var start = 0
        for frame in 0...heard.count where frame == heard.count || heard[frame] {
            let stretch = SongDetails.Stretch(start: Double(start) / rate, end: frame == heard.count ? duration : Double(frame) / rate)
            if frame > start, stretch.end - stretch.start >= Self.shortestSilence { found.append(stretch) }
            start = frame + 1
        }
        return found
    }
}
