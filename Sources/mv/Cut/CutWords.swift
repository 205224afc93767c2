import ArgumentParser
import Content
import Cutting
import Editorial
import Pipeline

/// `[PROJECT] WORD…`: the words of commands that change the cut, and the desk they change it at.
struct CutWords {
    /// All but the project.
    let rest: [String]
    /// How the project is named on the command line, for telling the next step; empty when it was left out.
    let project: String
    var desk: CutDesk

    static let slots = ArgumentHelp(
        "The project (when not ./project.yaml), then slots: 12, 3-7, all, or a place in the song such as \"chorus 2\".",
        valueName: "project> <slot")

    /// - Parameter isLooking: for commands that leave the cut as it is.
    init(_ words: [String], isLooking: Bool = false) throws {
        let (project, rest) = PoolWords.split(words)
        self.rest = rest
        self.project = project.map { " " + ($0.contains(" ") ? "'\($0)'" : $0) } ?? ""
        desk = try CutDesk(session: Running.session(ProjectArgument.resolve(project)), isLooking: isLooking)
    }

    /// The words without the project, as many as a command takes.
    static func check(_ words: [String], _ range: ClosedRange<Int>, _ expected: String) throws {
        let count = PoolWords.split(words).rest.count
        guard !range.contains(count) else { return }
        throw ValidationError(count < range.lowerBound ? "\(expected) is missing" : "expected \(expected), and nothing after it")
    }

    /// The slots that words name, in order, each once.
    func slots(_ words: [String]) throws -> [Int] {
        if words == ["all"] { return desk.cut.timeline.clips.map(\.slot) }
        for word in words { try Self.checkNumbers(word) }
        let ranges = words.map(Self.numbers)
        if ranges.allSatisfy({ $0 != nil }) { return Set(ranges.compactMap { $0 }.joined()).sorted() }
        return try Self.placed { try desk.slots(at: MusicalRange(parsing: words.joined(separator: " "))) }
    }

    func slot(_ word: String) throws -> Int {
        let slots = try slots([word])
        guard let first = slots.first, slots.count == 1 else {
            throw Refusal("'\(word)' is \(slots.count) slots (\(slots.map(String.init).joined(separator: ", "))); name one by its number")
        }
        return first
    }

    /// Second of the film.
    func time(_ text: String) throws -> Double { try Self.placed { try desk.seconds(of: MusicalRange(parsing: text)).lowerBound } }

    private static func placed<Value>(_ find: () throws -> Value) throws -> Value {
        do {
            return try find()
        } catch let error as AddressError {
            throw Refusal("\(error.description): \(error.hint)")
        }
    }

    /// Numbers that are no slots are not taken for times of the song.
    private static func checkNumbers(_ word: String) throws {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else { return }
        if first < 1 { throw Refusal("there is no slot \(first); slots count from 1, and times are written as 0:00") }
        if first > last { throw Refusal("the slots \(word) end before they begin; write \(last)-\(first)") }
    }

    private static func numbers(_ word: String) -> ClosedRange<Int>? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first >= 1, first <= last else {
            return nil
        }
        return first...last
    }

    /// Says what was done and what comes next.
    func report(_ change: CutDesk.Change, json: Bool) throws {
        if json { return Say.document(try CutChangeText.json(change)) }
        for line in CutChangeText.lines(change) { Say.result(line) }
        for warning in change.cut.warnings { Say.warning(warning) }
        Say.next("'mv build\(project)' renders what changed; 'mv cut undo\(project)' takes it back")
    }
}

/// A change as people and scripts read it.
enum CutChangeText {
    private struct Written: Encodable {
        var version: Int64?
        var what: String
        var changes: [CutDifference.Change]
        var warnings: [String]
    }

    static func lines(_ change: CutDesk.Change) -> [String] {
        ["version \(change.cut.version ?? 0): \(change.what)"] + CutDiffText.lines(change.difference)
    }

    static func json(_ change: CutDesk.Change) throws -> String {
        try CanonicalJSON.text(
            Written(version: change.cut.version, what: change.what, changes: change.difference.changes, warnings: change.cut.warnings))
    }
}
