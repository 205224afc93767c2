import Editorial
import Foundation
import Recipes
import Scoring
import Timebase

/// What `mv score` says of clips.
struct ClipReport {
    struct Line {
        var name: String
        /// Why the clip cannot be used; nil for one that can be played.
        var broken: String?
        var scores: Scores?
        var seconds: Double
        var rate: Double
        var shape: ClipShape
        var certainties: [Defect: Double] = [:]

        var flags: [String] { Defect.allCases.filter { certainties[$0] ?? 0 >= 0.5 }.map(\.rawValue) }
        var quality: Double { scores == nil ? 0 : Defect.quality(of: certainties) }
    }

    private(set) var lines: [Line]
    private let duplicates: [(a: String, b: String, similarity: Double, isMirrored: Bool)]

    init(_ clips: [ClipScores.Clip]) {
        lines = clips.map { clip in
            let facts = clip.facts?.facts
            let broken = clip.failure ?? clip.score?.broken ?? clip.facts?.broken
            return Line(
                name: clip.name, broken: broken, scores: broken == nil ? clip.score?.scores : nil, seconds: facts?.seconds ?? 0,
                rate: facts?.rate.doubleValue ?? 0,
                shape: ClipShape(
                    width: facts?.width ?? 0, height: facts?.height ?? 0, frames: facts?.frames ?? 0, seconds: facts?.seconds ?? 0))
        }
        let lengths = UsualLength(lines.compactMap { $0.scores == nil ? nil : $0.shape })
        for index in lines.indices {
            guard let scores = lines[index].scores else { continue }
            let expected = lengths.seconds(of: lines[index].shape)
            for defect in Defect.allCases {
                lines[index].certainties[defect] = defect.certainty(in: scores, seconds: lines[index].seconds, expected: expected)
            }
        }
        duplicates = Self.duplicates(lines)
    }

    private static func duplicates(_ lines: [Line]) -> [(String, String, Double, Bool)] {
        var index = LikenessIndex()
        var known: [String] = []
        var pairs: [(String, String, Double, Bool)] = []
        for line in lines {
            guard let scores = line.scores else { continue }
            pairs += index.find(scores).map { (known[$0.index], line.name, $0.match.likeness, $0.match.isMirrored) }
            index.add(scores)
            known.append(line.name)
        }
        return pairs.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }
}

extension ClipReport {
    var json: String {
        let clips = lines.map { line -> (key: String, value: JSONText) in
            guard let scores = line.scores else {
                return (
                    line.name,
                    .object([("ok", .boolean(false)), ("quality", .number(0)), ("flags", .list([.text(line.broken ?? "broken")]))])
                )
            }
            let defects = Defect.allCases.map { (key: $0.rawValue, value: JSONText.number(line.certainties[$0] ?? 0)) }
            let features = scores.parts.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSONText.number($0.value.raw)) }
            let rate = line.rate > 0 ? line.rate : 1
            return (
                line.name,
                .object([
                    ("ok", .boolean(true)), ("quality", .number(line.quality)), ("defects", .object(defects)),
                    ("flags", .list(line.flags.map { .text($0) })), ("features", .object(features)),
                    ("usable", .list([.number(Double(scores.usable.start) / rate), .number(Double(scores.usable.end) / rate)])),
                ])
            )
        }
        let pairs = duplicates.map { JSONText.list([.text($0.a), .text($0.b), .number($0.similarity)]) }
        return JSONText.object([("clips", .object(clips)), ("duplicates", .list(pairs)), ("dup_threshold", .number(Likeness.same))]).written
    }

    func describe() {
        for line in lines.sorted(by: { ($1.quality, $0.name) < ($0.quality, $1.name) }) {
            let what = line.broken ?? (line.flags.isEmpty ? "" : line.flags.joined(separator: ", "))
            Say.result("\(NumberText.fixed(line.quality, 2))  \(DisplayText.line(line.name))" + (what.isEmpty ? "" : "  \(what)"))
        }
        for pair in duplicates { Say.result("same: \(DisplayText.line(pair.a)) and \(DisplayText.line(pair.b))") }
    }
}
