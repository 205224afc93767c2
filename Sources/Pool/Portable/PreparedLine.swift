import Content
import Editorial
import GRDB

/// A line of a manifest with what can be made of it without looking into a pool, and so on another thread.
struct PreparedLine: Sendable {
    /// Of a row, with the reason why it may not be written, if there is one.
    struct Row: Sendable {
        var values: StatementArguments
        var check: Result<Void, any Error>
    }

    let line: PortableLine
    let number: Int
    private(set) var request: Row?
    /// So many rows at a time.
    private(set) var events: [(count: Int, values: StatementArguments)] = []
    private(set) var origins: [Row] = []
    private(set) var scores: Scores?
    /// Nil where the take names none.
    let blob: Blob?
    /// Of the take, with a place for when it was archived.
    private(set) var take: [DatabaseValue] = []
    static let archived = PortableColumns.take.firstIndex(of: "archived")!

    init(_ line: PortableLine, number: Int) {
        (self.line, self.number, blob) = (line, number, line.take.flatMap(Blob.init(portable:)))
        if let row = line.request, let id = row["id"] {
            request = Row(
                values: row.arguments(PortableColumns.request), check: Result { try PortableCheck.request(row, id: id.text ?? "") })
            let all = line.events ?? []
            for start in stride(from: 0, to: all.count, by: 16) {
                let part = all[start..<min(start + 16, all.count)]
                let values = part.flatMap { [id.databaseValue] + $0.values(PortableColumns.event) }
                events.append((part.count, StatementArguments(values)))
            }
        }
        if let row = line.take { take = row.values(PortableColumns.take) }
        for row in line.origins ?? [] {
            origins.append(Row(values: row.arguments(PortableColumns.origin), check: Result { try PortableCheck.origin(row) }))
        }
        scores = (line.scores?["scores"]?.text).flatMap(Scores.init(stored:))
    }
}
