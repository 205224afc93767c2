import Editorial
import Foundation
import Media
import Music
import Testing

@Suite struct LongRecordingTests {
    @Test func aRecordingLongerThanAPieceHasAllItsBeatsAndBarsInOrder() throws {
        // Twenty minutes and a half: the band plays at both ends, and between them nothing is heard.
        let path = NSTemporaryDirectory() + "music-" + UUID().uuidString + ".m4a"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (band, beats) = Band.rock(tempo: 120, bars: 14)
        let rest = Double(Listener.longest) - 0.75 * Double(band.samples.count) / Double(band.rate)
        let second = (0.25 * Double(band.samples.count) / Double(band.rate) + rest).rounded()
        var writer = try AudioFileWriter(path: path, rate: band.rate, bitRate: 96_000)
        let played = band.samples.flatMap { [$0, $0] }
        try writer.write(played)
        let gap = Int(second * Double(band.rate)) - band.samples.count
        let silence = [Float](repeating: 0, count: 2 * band.rate)
        for start in stride(from: 0, to: gap, by: band.rate) { try writer.write(Array(silence.prefix(2 * min(band.rate, gap - start)))) }
        try writer.write(played)
        try writer.finish()

        let grid = try Listener().listen(path: path)
        let length = Double(band.samples.count) / Double(band.rate)
        #expect(abs(grid.duration - (second + length)) < 0.05)
        #expect(grid.duration > Double(Listener.longest) && second < Double(Listener.longest))
        let times = grid.beats.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(grid.beats, grid.beats.dropFirst()).allSatisfy { $0.bar <= $1.bar })
        #expect(agreement(beats, times.filter { $0 < length }, within: 0.03) > 0.9)
        let seam = Double(Listener.longest)
        let later = times.filter { $0 > seam + 1 }
        let truth = beats.map { $0 + second }.filter { $0 > seam + 1 }
        #expect(!truth.isEmpty && agreement(truth, later, within: 0.03) > 0.9)
        #expect(grid.sections.contains { $0.label.hasPrefix("2") } && grid.sections.last?.end == grid.duration)
        #expect(zip(grid.sections, grid.sections.dropFirst()).allSatisfy { abs($0.end - $1.start) < 1e-6 })
        #expect(abs(Double(grid.energy.count) * grid.energyStep - grid.duration) < 2 * grid.energyStep)
    }
}
