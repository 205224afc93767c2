import Foundation

/// A project of a few seconds in a folder of its own: a drum loop of 120 beats a minute, three shots, six takes of 160×90.
final class TinyProject: Sendable {
    let folder: String
    static let seconds = 8

    init(yaml: String = TinyProject.yaml(), in parent: String = NSTemporaryDirectory()) throws {
        folder = URL(filePath: parent).appending(path: "mv-e2e-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.song().write(to: URL(fileURLWithPath: folder + "/song.wav"))
        try write(yaml)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func yaml(window: String = "a window at night, push in", keep: Int = 5, more: String = "") -> String {
        """
        title: Tiny
        song: song.wav
        format: {width: 160, height: 90, fps: 24}
        generators:
          sketch: {kind: animatic, width: 160, height: 90}
        defaults: {takes: 2, seconds: 3, generator: sketch}
        shots:
          - {id: window, prompt: "\(window)"}
          - {id: road, prompt: "a desert road at dawn with a car, fly through"}
          - {id: sea, prompt: "the sea under a red sky, pan"}
        select: {keep: \(keep)}
        \(more)
        """
    }

    func write(_ yaml: String) throws { try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder + "/project.yaml")) }
    func data(_ name: String) -> Data? { FileManager.default.contents(atPath: folder + "/" + name) }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }

    func build(_ more: String...) async throws -> Program.Ended {
        try await Program.run(["build", "project.yaml", "--json"] + more, in: folder)
    }

    /// The clips of the cut, in order.
    func clips() throws -> [[String: Any]] {
        let cut = try JSONSerialization.jsonObject(with: data(".mv/cut.json") ?? Data()) as? [String: Any]
        return (cut?["timeline"] as? [String: Any])?["clips"] as? [[String: Any]] ?? []
    }

    /// Every file of a folder that is not finished.
    func unfinished() -> [String] {
        guard let walker = FileManager.default.enumerator(atPath: folder) else { return [] }
        return walker.compactMap { $0 as? String }.filter { name in
            (name.contains("/partial/") || name.hasSuffix(".partial")) && !name.hasSuffix("/partial")
        }
    }

    /// Kick on one and three, snare on two and four, hats on every eighth, a chord that changes with the bar, louder in the
    /// second half; mono, 16 bits.
    private static func song() -> Data {
        let rate = 22050
        var samples = [Int16](repeating: 0, count: rate * seconds)
        var noise: UInt32 = 1
        for eighth in 0..<seconds * 4 {
            let start = eighth * rate / 4
            let louder = eighth < seconds * 2 ? 0.5 : 1.0
            for n in 0..<min(rate / 4, samples.count - start) {
                let time = Double(n) / Double(rate)
                noise = noise &* 1_664_525 &+ 1_013_904_223
                let hiss = Double(noise >> 16) / 32768 - 1
                var value = 0.12 * exp(-time * 90) * hiss
                if eighth % 4 == 0 { value += (eighth % 8 == 0 ? 0.7 : 0.55) * exp(-time * 25) * sin(2 * .pi * 60 * time) }
                if eighth % 4 == 2 { value += 0.4 * exp(-time * 30) * hiss }
                let root = [220.0, 174.6, 261.6, 196.0][eighth / 8 % 4]
                let sinceBar = time + Double(eighth % 8) / 4
                for step in [0.5, 1.0, 1.25, 1.5] { value += 0.06 * exp(-sinceBar * 0.8) * sin(2 * .pi * root * step * sinceBar) }
                samples[start + n] = Int16(32000 * louder * value)
            }
        }
        var data = Data("RIFF".utf8)
        func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) } }
        append(UInt32(36 + samples.count * 2))
        data.append(contentsOf: "WAVEfmt ".utf8)
        append(UInt32(16))
        append(UInt16(1))
        append(UInt16(1))
        append(UInt32(rate))
        append(UInt32(rate * 2))
        append(UInt16(2))
        append(UInt16(16))
        data.append(contentsOf: "data".utf8)
        append(UInt32(samples.count * 2))
        samples.forEach(append)
        return data
    }
}
