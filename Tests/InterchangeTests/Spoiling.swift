import Foundation
import Interchange
import Timebase

/// Files as they come out of accidents.
enum Spoiling {
    /// Whether reading a file that was spoiled in many ways always ends in a cut that makes sense, or in a fault.
    static func survives(_ text: [UInt8], rounds: Int, _ read: (String) throws -> ReturnedEdit) -> Bool {
        var random = SeededRandom(seed: 1, "spoiling")
        // The nightly script asks for many times as many.
        let times = ProcessInfo.processInfo.environment["MV_FUZZ_TIMES"].flatMap { Int($0) } ?? 1
        return (0..<rounds * times).allSatisfy { round in
            let spoiled = spoil(text, round, &random)
            guard let edit = try? read(String(decoding: spoiled, as: UTF8.self)) else { return true }
            let clips = edit.clips
            return clips.allSatisfy { !$0.record.isEmpty && $0.record.start >= 0 && $0.source >= 0 && $0.transition?.frames ?? 1 > 0 }
                && zip(clips, clips.dropFirst()).allSatisfy { $0.record.end <= $1.record.start }
        }
    }

    private static let numbers = [
        "-1", "0", "1", "9223372036854775807", "-9223372036854775808", "99999999999", "1e9", "", "NaN", "1/0s", "-5/7s",
    ]

    private static func spoil(_ text: [UInt8], _ round: Int, _ random: inout SeededRandom) -> [UInt8] {
        var spoiled = text
        for _ in 0...(round % 4) {
            let place = Int.random(in: 0..<spoiled.count, using: &random)
            switch round % 5 {
            case 0: spoiled[place] = UInt8.random(in: 0...255, using: &random)
            case 1: spoiled.removeSubrange(place..<min(spoiled.count, place + Int.random(in: 1...200, using: &random)))
            case 2: spoiled.insert(contentsOf: spoiled[place..<min(spoiled.count, place + 100)], at: place)
            default:
                // Another number in the stead of the next one.
                guard let start = spoiled[place...].firstIndex(where: { ("0"..."9").contains(Character(Unicode.Scalar($0))) }) else {
                    continue
                }
                let end = spoiled[start...].firstIndex { !("0"..."9").contains(Character(Unicode.Scalar($0))) } ?? spoiled.endIndex
                spoiled.replaceSubrange(start..<end, with: Array((numbers.randomElement(using: &random) ?? "").utf8))
            }
            if spoiled.isEmpty { return spoiled }
        }
        return spoiled
    }
}
