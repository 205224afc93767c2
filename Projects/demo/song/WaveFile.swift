import Foundation

/// RIFF WAVE, 16 bits, two channels.
enum WaveFile {
    /// Writes with triangular dither of one step, so that quiet endings do not crackle.
    static func write(_ bus: Bus, to path: String) throws {
        var random = Random(0xd17)
        var data = Data(capacity: 44 + bus.count * 4)
        func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) } }
        func append(_ value: UInt16) { withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) } }
        let rate = UInt32(sampleRate), bytes = UInt32(bus.count * 4)
        data.append(contentsOf: "RIFF".utf8)
        append(36 + bytes)
        data.append(contentsOf: "WAVEfmt ".utf8)
        append(UInt32(16))
        append(UInt16(1))
        append(UInt16(2))
        append(rate)
        append(rate * 4)
        append(UInt16(4))
        append(UInt16(16))
        data.append(contentsOf: "data".utf8)
        append(bytes)
        var samples = [Int16]()
        samples.reserveCapacity(bus.count * 2)
        for index in 0..<bus.count {
            for value in [bus.left[index], bus.right[index]] {
                let dithered = Double(value) * 32767 + random.unit() - random.unit()
                samples.append(Int16(max(-32768, min(32767, dithered.rounded()))).littleEndian)
            }
        }
        samples.withUnsafeBytes { data.append(contentsOf: $0) }
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
