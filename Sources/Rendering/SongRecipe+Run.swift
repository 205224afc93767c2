import Content
public import Execution
import Foundation
import Media
public import Recipes

extension SongRecipe: RunnableRecipe {
    /// What video players and services expect.
    static let rate = 48000
    /// A cut into sounding music clicks; five milliseconds of ramp do not.
    private static let ramp = 240

    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: "m4a")
        var reader = try AudioReader(path: context.path(of: song), rate: Self.rate, channels: 2)
        var writer = try AudioFileWriter(path: scratch, rate: Self.rate, bitRate: bitRate)
        let (first, last) = (start * Self.rate / 1000, end.map { $0 * Self.rate / 1000 } ?? .max)
        let gain = Float(pow(10, Double(gain) / 2000))
        var (position, written) = (0, 0)
        var piece: [Float] = []
        while position < last, try reader.next(into: &piece) {
            let count = piece.count / 2
            let from = min(max(0, first - position), count)
            let to = min(max(0, last - position), count)
            if from < to {
                for index in from..<to {
                    let level = gain * level(at: position + index, first: first, last: last)
                    if level != 1 {
                        piece[2 * index] *= level
                        piece[2 * index + 1] *= level
                    }
                }
                try writer.write(piece[2 * from..<2 * to])
                written += to - from
            }
            position += count
        }
        guard written > 0 else {
            throw MediaError(
                .decode, "the song",
                "there is no sound between \(start) ms and \(end.map { "\($0) ms" } ?? "its end"); it lasts \(position * 1000 / Self.rate) ms"
            )
        }
        try writer.finish()
        let loudness = try LoudnessMeter.measured(scratch, rate: Self.rate).loudness
        return Output(
            sound: try context.publish(scratch: scratch, fileExtension: "m4a"), samples: written, rate: Self.rate,
            loudness: loudness?.integrated, loudnessRange: loudness?.range, truePeak: loudness?.truePeak)
    }

    private func level(at sample: Int, first: Int, last: Int) -> Float {
        var level: Float = 1
        if first > 0 { level = min(level, Float(sample - first) / Float(Self.ramp)) }
        if last < .max { level = min(level, Float(last - sample) / Float(Self.ramp)) }
        return level
    }
}
