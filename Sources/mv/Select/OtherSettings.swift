import ArgumentParser
import Cutting
import Editorial
import Scoring

/// `sharpness=0.3,keep=40,gates.still=1,meant=blur+noise,diversity=0`: settings of `select` to try.
struct OtherSettings {
    private let changes: [(name: String, value: String)]

    init(_ text: String) throws {
        changes = try text.split(separator: ",").map { word in
            let halves = word.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
            guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
                throw ValidationError("'\(word)' says no change; write NAME=VALUE, such as sharpness=0.3")
            }
            return (String(halves[0]), String(halves[1]))
        }
        guard !changes.isEmpty else { throw ValidationError("--what-if says no change; write NAME=VALUE, such as sharpness=0.3") }
    }

    func applied(to project: Project) throws -> Project {
        var project = project
        for (name, value) in changes {
            switch name {
            case "keep":
                guard let keep = Int(value), (1...WantedClips.most).contains(keep) else {
                    throw ValidationError("'\(value)' is no number of takes to keep; write a whole number from 1 to \(WantedClips.most)")
                }
                project.select.keep = keep
            case "diversity": project.select.diversity = try Self.number(name, value, 0...3)
            case "meant":
                let defects = value.split(separator: "+").map(String.init)
                for defect in defects { _ = try Self.defect(defect) }
                project.select.meant += defects
            case let gate where gate.hasPrefix("gates."):
                project.select.gates[try Self.defect(String(gate.dropFirst(6)))] = try Self.number(name, value, 0.5...1)
            default:
                guard ScoreNames.known.contains(name) || name == TakeRanking.technical || project.select.weights[name] != nil else {
                    let known = ScoreNames.all.map(\.name).sorted().joined(separator: ", ")
                    throw ValidationError("there is no score '\(name)'; scores are \(TakeRanking.technical), \(known)")
                }
                project.select.weights[name] = try Self.number(name, value, 0...100)
            }
        }
        return project
    }

    private static func number(_ name: String, _ value: String, _ range: ClosedRange<Double>) throws -> Double {
        guard let number = Double(value), range.contains(number) else {
            throw ValidationError("'\(value)' cannot be \(name); write a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func defect(_ name: String) throws -> String {
        guard Defect(rawValue: name) != nil else {
            throw ValidationError("there is no defect '\(name)'; defects are \(Defect.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return name
    }
}
