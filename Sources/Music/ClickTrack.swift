public import Editorial
import Foundation
import Media

/// The song with a click on every beat, to judge a beat grid by ear: higher on downbeats, highest and longest where a section
/// starts.
public struct ClickTrack {
    private static let rate = 44100
    private static let songGain: Float = 0.6

    /// Writes a stereo 16-bit WAV file of the song's length.
    ///
    /// - Throws: `MediaError` when the song cannot be decoded, `MusicError` when the file cannot be written.
    public static func write(song path: String, grid: BeatGrid, to wavPath: String) throws {
        var reader = try AudioReader(path: path, rate: rate, channels: 2)
        var file = try WAVFile(path: wavPath, rate: rate, channels: 2)
        let clicks = self.clicks(grid)
        var next = 0
        var position = 0
        var piece: [Float] = []
        while try reader.next(into: &piece) {
            for index in piece.indices { piece[index] *= songGain }
            let end = position + piece.count / 2
            while next < clicks.count, clicks[next].start + clicks[next].sound.count <= position { next += 1 }
            for click in clicks[next...] {
                if click.start >= end { break }
                add(click, to: &piece, at: position)
            }
            try file.write(piece)
            position = end
        }
        try file.finish()
    }

    private struct Click {
        var start: Int
        var sound: [Float]
    }

    private static func clicks(_ grid: BeatGrid) -> [Click] {
        let beat = tone(frequency: 1000, seconds: 0.03, gain: 0.35)
        let downbeat = tone(frequency: 1600, seconds: 0.04, gain: 0.5)
        let section = tone(frequency: 2400, seconds: 0.12, gain: 0.6)
        return grid.beats.map { point in
            let starts = grid.sections.contains { abs($0.start - point.time) < 0.02 && $0.start > 0 }
            return Click(
                start: max(0, Int((point.time * Double(rate)).rounded())), sound: starts ? section : point.isDownbeat ? downbeat : beat)
        }
    }

    private static func tone(frequency: Double, seconds: Double, gain: Float) -> [Float] {
        (0..<Int(seconds * Double(rate))).map { index in
            let time = Double(index) / Double(rate)
            return gain * Float(sin(2 * .pi * frequency * time) * exp(-5 * time / seconds))
        }
    }

    private static func add(_ click: Click, to piece: inout [Float], at position: Int) {
        for (offset, value) in click.sound.enumerated() {
            let frame = click.start + offset - position
            guard frame >= 0, frame < piece.count / 2 else { continue }
            piece[2 * frame] += value
            piece[2 * frame + 1] += value
        }
    }
}
