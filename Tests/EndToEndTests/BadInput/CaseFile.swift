import Foundation

/// A file of cases: lines of `key: value`, a case beginning with each `case:`. What stands before the first holds for all of them.
struct CaseFile {
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    private(set) var cases: [BadInputCase] = []

    /// - Throws: `Fault` with the line that cannot be read.
    init(family: String, text: String) throws {
        var common = BadInputCase(family: family, line: 0, name: "")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        while index < lines.count {
            let (line, number) = (lines[index], index + 1)
            index += 1
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let colon = line.firstIndex(of: ":"), line.first != " " else {
                throw Fault(description: "\(family).cases:\(number): expected 'key: value', found '\(line)'")
            }
            let words = line[..<colon].split(separator: " ", maxSplits: 1).map(String.init)
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            var below: [String] = []
            while index < lines.count, lines[index].hasPrefix("    ") || (lines[index].isEmpty && Self.goesOn(lines, index)) {
                below.append(String(lines[index].dropFirst(4)))
                index += 1
            }
            if words.first == "case" {
                var next = common
                (next.line, next.name) = (number, String(value))
                cases.append(next)
                continue
            }
            do {
                var subject = cases.popLast() ?? common
                try subject.take(words[0], words.count > 1 ? words[1] : nil, String(value), below)
                if subject.line == 0 { common = subject } else { cases.append(subject) }
            } catch {
                throw Fault(description: "\(family).cases:\(number): \(error)")
            }
        }
    }

    /// An empty line within an indented text.
    private static func goesOn(_ lines: [String], _ index: Int) -> Bool {
        lines[index...].first { !$0.isEmpty }?.hasPrefix("    ") == true
    }
}

extension BadInputCase {
    fileprivate mutating func take(_ key: String, _ path: String?, _ value: String, _ below: [String]) throws {
        let file = path ?? "project.yaml"
        switch key {
        case "start": start = value
        case "write": steps.append(.write(path: file, text: below.joined(separator: "\n") + "\n"))
        case "make": steps.append(.make(path: file, recipe: value))
        case "change":
            let halves = value.components(separatedBy: " => ")
            guard halves.count == 2 else { throw CaseFile.Fault(description: "expected 'change PATH: old => new'") }
            steps.append(.change(path: file, old: Self.plain(halves[0]), new: Self.plain(halves[1])))
        case "append": steps.append(.append(path: file, text: Self.plain(value) + "\n"))
        case "remove": steps.append(.remove(path: value))
        case "sql": steps.append(.sql(path: path ?? ".mv/pool.sqlite", text: value))
        case "first": steps.append(.run(value))
        case "run": command = value
        case "exit":
            guard let code = Int32(value) else { throw CaseFile.Fault(description: "expected an exit code") }
            exit = code
        case "says": says.append(value)
        case "prints": prints.append(value)
        case "never": never.append(value)
        case "changes": changes.append(value)
        case "makes":
            makes.append(value)
            changes.append(value)
        case "set":
            let halves = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            environment[halves[0]] = .some(halves.count > 1 ? halves[1] : "")
        case "unset": environment[value] = .some(nil)
        case "input": input += Self.plain(value) + "\n"
        default: throw CaseFile.Fault(description: "unknown key '\(key)'")
        }
    }

    /// `\n`, `\t`, `\e` (escape), `\0` and `\\` as the characters they stand for.
    static func plain(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(["n": "\n", "r": "\r", "t": "\t", "e": "\u{1B}", "0": "\0"][character] ?? character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
