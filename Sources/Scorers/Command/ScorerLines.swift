import Editorial
import Foundation
import Web

/// The lines that this program and a scorer exchange. The contract is in docs/scorers.md, version 1.
enum ScorerLines {
    static let protocolVersion = 1

    /// A line that breaks the contract; what was expected.
    struct Fault: Error, Equatable {
        var reason: String
    }

    struct Reply: Equatable {
        var id: String
        var answer: ScorerAnswer
    }

    /// The first line: who the scorer is.
    static func hello(_ line: String) throws(Fault) -> ScorerFacts {
        guard let json = try? JSONValue(parsing: Data(line.utf8)), json.map != nil else {
            throw Fault(
                reason: "its first line is no JSON object but '\(line.prefix(80))'; everything that is no answer belongs on standard error")
        }
        guard let version = json["protocol"]?.int else {
            throw Fault(reason: "its first line has no \"protocol\"; expected {\"protocol\":1,…}")
        }
        guard version == protocolVersion else {
            throw Fault(reason: "it speaks protocol \(version), and this program speaks protocol \(protocolVersion)")
        }
        guard let name = json["name"]?.text, !name.isEmpty, let own = json["version"]?.text, !own.isEmpty else {
            throw Fault(reason: "its first line needs a \"name\" and a \"version\"")
        }
        let wants: ScorerFacts.Wants
        if json["wants"]?["clip"]?.bool == true {
            wants = .clip
        } else if let count = json["wants"]?["frames"]?.int, (1...64).contains(count) {
            let side = json["wants"]?["long_side"]?.int ?? 512
            let format = json["wants"]?["format"]?.text ?? "jpeg"
            guard (16...4096).contains(side) else { throw Fault(reason: "\"long_side\" is \(side); expected 16 to 4096") }
            guard format == "jpeg" else { throw Fault(reason: "it wants frames as '\(format)'; only jpeg is made") }
            wants = .frames(count: count, longSide: side)
        } else {
            throw Fault(reason: "\"wants\" is neither {\"frames\":1…64,…} nor {\"clip\":true}")
        }
        var scores: [ScoreRange] = []
        for entry in json["scores"]?.list ?? [] {
            guard let key = entry["key"]?.text, isName(key), !scores.contains(where: { $0.key == key }) else {
                throw Fault(reason: "each of its \"scores\" needs a \"key\" of its own, of letters, digits, '-' and '_'")
            }
            let (low, high) = (entry["min"]?.double ?? 0, entry["max"]?.double ?? 1)
            guard low < high else { throw Fault(reason: "its score '\(key)' reaches from \(low) to \(high); expected min below max") }
            scores.append(ScoreRange(key, min: low, max: high, higherIsBetter: entry["higher_is_better"]?.bool ?? true))
        }
        guard !scores.isEmpty else { throw Fault(reason: "its first line names no \"scores\"") }
        return ScorerFacts(name: name, version: own, wants: wants, scores: scores, batch: min(256, max(1, json["batch"]?.int ?? 1)))
    }

    /// What one take is asked with, without the line's end.
    static func request(_ question: ScorerQuestion) -> String {
        var fields: [String: JSONValue] = [
            "id": .string(question.id), "clip": .string(question.clip), "prompt": .string(question.prompt), "shot": .string(question.shot),
        ]
        if !question.frames.isEmpty {
            fields["frames"] = .array(question.frames.map { .string($0) })
            fields["times"] = .array(question.times.map { .number($0) })
        }
        return JSONValue.object(fields).description
    }

    static func reply(_ line: String, _ facts: ScorerFacts) throws(Fault) -> Reply {
        guard let json = try? JSONValue(parsing: Data(line.utf8)), let id = json["id"]?.text else {
            throw Fault(
                reason: "it answered '\(line.prefix(80))'; "
                    + "expected {\"id\":\"…\",\"scores\":{…}} or {\"id\":\"…\",\"error\":\"…\"}")
        }
        if let error = json["error"] { return Reply(id: id, answer: .failed(error.text ?? "it gave an error without words")) }
        guard let scores = json["scores"]?.map else {
            return Reply(id: id, answer: .failed("its answer holds neither scores nor an error"))
        }
        var opinion = Opinion(parts: [:], notes: line1(json["notes"]), description: line1(json["description"]))
        for range in facts.scores {
            // A score may be missing: its weight then goes to the others.
            guard let value = scores[range.key], value != .null else { continue }
            guard let number = value.double, number.isFinite else {
                return Reply(id: id, answer: .failed("its score '\(range.key)' is no number but '\(value.description.prefix(40))'"))
            }
            opinion.parts[range.key] = range.part(number)
        }
        if let unknown = scores.keys.filter({ key in !facts.scores.contains { $0.key == key } }).min() {
            return Reply(id: id, answer: .failed("it gave a score '\(unknown)' that its first line does not name"))
        }
        return Reply(id: id, answer: .opinion(opinion))
    }

    private static func line1(_ value: JSONValue?) -> String? {
        guard let words = value?.text?.split(whereSeparator: \.isWhitespace), !words.isEmpty else { return nil }
        return String(words.joined(separator: " ").prefix(500))
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_")
            }
    }
}
