import Content
import Editorial
public import Execution
import Foundation
import Media
public import Recipes

extension SongRecipe: RunnableRecipe {
    /// A cut into sounding music clicks; five milliseconds of ramp do not.
    private static let ramp = 240

    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: fileExtension)
        var reader = try AudioReader(path: context.path(of: song), rate: Self.rate, channels: 2)
        var writer = try AudioFileWriter(path: scratch, rate: Self.rate, bitRate: bitRate, codec: codec, isWave: isWave == true)
        let last = count.map { start + $0 } ?? .max
        let gain = Float(pow(10, Double(gain) / 2000))
        var (position, written) = (0, 0)
        var piece: [Float] = []
        while position < last, try reader.next(into: &piece) {
            let count = piece.count / 2
            let from = min(max(0, start - position), count)
            let to = min(max(0, last - position), count)
            if from < to {
                for index in from..<to {
                    let level = gain * level(at: position + index - start)
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
            let end = count.map { "\((start + $0) * 1000 / Self.rate) ms" } ?? "its end"
            throw MediaError(
                .decode, "the song",
                "there is no sound between \(start * 1000 / Self.rate) ms and \(end); it lasts \(position * 1000 / Self.rate) ms")
        }
        while written < count ?? least ?? 0 {
            let silent = min(Self.rate, (count ?? least ?? 0) - written)
            try writer.write(repeatElement(0, count: 2 * silent))
            written += silent
        }
        try writer.finish()
        let loudness = try LoudnessMeter.measured(scratch, rate: Self.rate).loudness
        return Output(
            sound: try context.publish(scratch: scratch, fileExtension: fileExtension), samples: written, rate: Self.rate,
            loudness: loudness?.integrated, loudnessRange: loudness?.range, truePeak: loudness?.truePeak)
    }

    private var fileExtension: String { isWave == true ? "wav" : codec == .pcm ? "mov" : "m4a" }

    /// - Parameter sample: counted from the first that is heard.
    private func level(at sample: Int) -> Float {
        var level = (fadeIn?.level(at: sample) ?? 1) * (fadeOut?.level(at: sample) ?? 1)
        if start > 0, sample < Self.ramp { level *= Float(sample) / Float(Self.ramp) }
        if let count, count - sample < Self.ramp { level *= Float(count - sample) / Float(Self.ramp) }
        return level
    }
}
