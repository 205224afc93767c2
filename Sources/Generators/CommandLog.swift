import Foundation
import Synchronization
package import Web

/// The last 64 KiB a program wrote, for people who look why it failed.
package final class CommandLog: Sendable {
    private static let mostBytes = 1 << 16
    private struct Lines {
        var kept: [String] = []
        var bytes = 0
        /// The state of a progress bar, until the next one is written over it.
        var last: String?
    }
    private let lines = Mutex(Lines())

    package init() {}

    package func add(_ line: String, isOverwritten: Bool) {
        lines.withLock { lines in
            guard !isOverwritten else {
                lines.last = line.isEmpty ? lines.last : line
                return
            }
            lines.last = nil
            lines.kept.append(line)
            lines.bytes += line.utf8.count + 1
            guard lines.bytes > 2 * Self.mostBytes else { return }
            let first = Self.first(of: lines.kept)
            lines.bytes -= lines.kept[..<first].reduce(0) { $0 + $1.utf8.count + 1 }
            lines.kept.removeFirst(first)
        }
    }

    /// Without colours, control characters and secrets.
    package func text(_ redactor: Redactor) -> String {
        let (kept, last) = lines.withLock { ($0.kept, $0.last) }
        let all = kept + (last.map { [$0] } ?? [])
        return all[Self.first(of: all)...].map { redactor.clean(Self.withoutColours($0)) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Where the last lines begin that fit.
    private static func first(of lines: [String]) -> Int {
        var (first, bytes) = (lines.count, 0)
        while first > 0, bytes + lines[first - 1].utf8.count < mostBytes || first == lines.count {
            first -= 1
            bytes += lines[first].utf8.count + 1
        }
        return first
    }

    /// A terminal's commands begin with escape and a bracket and end with a letter.
    private static func withoutColours(_ line: String) -> String {
        var (plain, rest) = ("", Substring(line))
        while let start = rest.range(of: "\u{1b}[") {
            plain += rest[..<start.lowerBound]
            rest = rest[start.upperBound...].drop { !("@"..."~").contains($0) }.dropFirst()
        }
        return plain + rest
    }
}
