public import Editorial
public import Foundation

/// What another program heard in a song: `{"beats": [seconds], "downbeats": [seconds], "confidence": 0…1, "sections": [{"start":
/// seconds, "label": "B", "role": "chorus"}]}`, all but the beats optional; what `mv beats --json` prints is such a document.
public struct HeardElsewhere: Sendable, Hashable {
    public var beats: [BeatMark]
    /// Nil when the program does not say.
    public var confidence: Double?
    public var sections: [SectionMark]

    private struct Document: Decodable {
        struct Section: Decodable {
            var start: Double
            var label: String?
            var role: String?
        }
        var beats: [Double]
        var downbeats: [Double]?
        var confidence: Double?
        var sections: [Section]?
    }

    /// - Parameter source: what is named in errors.
    /// - Throws: `SongFileError`.
    public init(json data: Data, source: String) throws {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: data)
        } catch {
            throw SongFileError(file: source, message: "expected {\"beats\": [seconds], \"downbeats\": [seconds]}")
        }
        let times = document.beats
        guard times.allSatisfy({ $0.isFinite && $0 >= 0 }), zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw SongFileError(file: source, message: "the beats are not rising times from 0")
        }
        let starts = document.sections ?? []
        guard starts.allSatisfy({ $0.start.isFinite && $0.start >= 0 }) else {
            throw SongFileError(file: source, message: "a section starts before the song does")
        }
        beats = Self.marks(times, document.downbeats ?? [])
        confidence = document.confidence.map { min(1, max(0, $0)) }
        sections = starts.map { SectionMark(start: $0.start, label: $0.label, role: $0.role) }
    }

    private static func marks(_ times: [Double], _ downbeats: [Double]) -> [BeatMark] {
        let isDownbeat = times.map { time in downbeats.contains { abs($0 - time) < 0.03 } }
        guard let first = isDownbeat.firstIndex(of: true) else { return times.map { BeatMark(time: $0) } }
        let bar = isDownbeat.indices.dropFirst(first + 1).first { isDownbeat[$0] }.map { $0 - first } ?? times.count
        var place = 0
        return times.indices.map { index in
            place = isDownbeat[index] ? 1 : place + 1
            // A pick-up counts backwards from the first downbeat.
            return BeatMark(time: times[index], beatInBar: index < first ? max(1, bar - (first - index) + 1) : place)
        }
    }
}
