import Foundation

/// A WAV file as a case words it: `wav seconds=8 rate=8000 channels=6 sound=noise`.
struct MadeSound {
    var seconds = 8.0
    var rate = 22_050
    var channels = 1
    /// `drums`, `noise`, `silence`, `square` at full scale, `hole` for silence that takes no room, or, as floating point, `float` and `nan`.
    var sound = "drums"
    /// Seconds the header tells of, when others than there are.
    var claims: Double?
    /// The format's number; 1 is PCM, 3 floating point.
    var tag: UInt16?
    /// A chunk before the sound: its four letters and its length.
    var chunk: (name: String, bytes: Int)?

    init(_ options: [String: String]) {
        seconds = options["seconds"].flatMap(Double.init) ?? seconds
        rate = options["rate"].flatMap(Int.init) ?? rate
        channels = options["channels"].flatMap(Int.init) ?? channels
        sound = options["sound"] ?? sound
        claims = options["claims"].flatMap(Double.init)
        tag = options["tag"].flatMap(UInt16.init)
        if let words = options["chunk"]?.split(separator: "/"), words.count == 2 { chunk = (String(words[0]), Int(words[1]) ?? 0) }
    }

    private var isFloat: Bool { sound == "float" || sound == "nan" }
    private var sampleBytes: Int { isFloat ? 4 : 2 }

    /// Bytes of nothing that follow the data.
    var hole: Int { sound == "hole" ? Int(seconds * Double(rate)) * channels * sampleBytes : 0 }

    func data() -> Data {
        var body = Data()
        let count = sound == "hole" ? 0 : Int(seconds * Double(rate))
        body.reserveCapacity(count * channels * sampleBytes)
        var noise: UInt32 = 1
        for index in 0..<count {
            noise = noise &* 1_664_525 &+ 1_013_904_223
            let value = sample(Double(index) / Double(rate), hiss: Double(noise >> 16) / 32768 - 1)
            for _ in 0..<channels {
                if isFloat {
                    Self.append(Float(sound == "nan" && index % 1000 == 0 ? .nan : value).bitPattern, to: &body)
                } else {
                    Self.append(Int16(value * 32000), to: &body)
                }
            }
        }
        return header(told: claims.map { Int($0 * Double(rate)) * channels * sampleBytes } ?? body.count + hole) + body
    }

    private func sample(_ time: Double, hiss: Double) -> Double {
        switch sound {
        case "silence": 0
        case "noise": 0.5 * hiss
        case "square": Int(time * 440) % 2 == 0 ? 1 : -1
        default:
            // A kick on each beat of 120 a minute, hats on the eighths between.
            Self.hit(time, every: 0.5, decay: 25) * 0.7 * sin(2 * .pi * 60 * time) + Self.hit(time, every: 0.25, decay: 90) * 0.2 * hiss
        }
    }

    private static func hit(_ time: Double, every period: Double, decay: Double) -> Double {
        exp(-time.truncatingRemainder(dividingBy: period) * decay)
    }

    private func header(told bytes: Int) -> Data {
        var data = Data("RIFF".utf8)
        // Chunks begin at even places.
        let extra = chunk.map { ($0.bytes + 1) / 2 * 2 + 8 } ?? 0
        Self.append(UInt32(clamping: 36 + bytes + extra), to: &data)
        data.append(contentsOf: "WAVEfmt ".utf8)
        Self.append(UInt32(16), to: &data)
        Self.append(tag ?? (isFloat ? 3 : 1), to: &data)
        Self.append(UInt16(channels), to: &data)
        Self.append(UInt32(rate), to: &data)
        Self.append(UInt32(clamping: rate * channels * sampleBytes), to: &data)
        Self.append(UInt16(channels * sampleBytes), to: &data)
        Self.append(UInt16(sampleBytes * 8), to: &data)
        if let chunk {
            data.append(contentsOf: chunk.name.utf8)
            Self.append(UInt32(chunk.bytes), to: &data)
            data.append(Data(repeating: 0x2E, count: (chunk.bytes + 1) / 2 * 2))
        }
        data.append(contentsOf: "data".utf8)
        Self.append(UInt32(clamping: bytes), to: &data)
        return data
    }

    private static func append(_ value: some FixedWidthInteger, to data: inout Data) {
        withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
}
