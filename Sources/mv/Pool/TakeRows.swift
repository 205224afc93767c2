import Pool

/// Writes takes as they come, so that a list of any length takes no room.
protocol TakeRows: AnyObject {
    func add(_ take: TakeRecord) throws
    func end() throws
}

/// Standard output in pieces of some size.
final class BufferedOutput {
    private var buffer = ""

    func write(_ text: String) throws {
        buffer += text
        if buffer.utf8.count > 1 << 15 { try flush() }
    }

    func flush() throws {
        defer { buffer = "" }
        Say.documentBegins()
        guard Terminal.standardOutput.write(buffer) else {
            throw Refusal("standard output cannot be written: the reader has gone or the disk is full")
        }
    }
}

/// A table. Its columns are as wide as the first takes need; what is wider later is cut on a terminal. A
/// column with nothing in it is left out.
final class TableRows: TakeRows {
    private enum Line {
        case take([TakeColumns.Cell])
        /// As it is, over the whole width.
        case text(String)
    }
    private static let measured = 400
    private let columns: TakeColumns
    private let output = BufferedOutput()
    private let colour = Terminal.standardOutput.colour
    private var waiting: [Line] = []
    private var layout: TableLayout?

    /// - Parameter grouped: takes come shot by shot, under headings that name it.
    init(_ folder: PoolFolder, _ filter: TakeFilter, grouped: Bool = false) throws {
        columns = TakeColumns(
            digits: try folder.pool.digitsNeeded(), named: filter.namedScores, all: filter.all, blocks: Terminal.standardOutput.blocks,
            grouped: grouped)
    }

    func add(_ take: TakeRecord) throws { try add(.take(columns.cells(take))) }

    /// A line between takes.
    func add(line: String) throws { try add(.text(line)) }

    private func add(_ line: Line) throws {
        if let layout { return try output.write(written(line, layout)) }
        waiting.append(line)
        if waiting.count >= Self.measured { try begin() }
    }

    private func written(_ line: Line, _ layout: TableLayout) -> String {
        switch line {
        case .take(let cells): layout.row(cells, colour: colour) + "\n"
        case .text(let text): text
        }
    }

    func end() throws {
        if layout == nil, !waiting.isEmpty { try begin() }
        try output.flush()
    }

    private func begin() throws {
        let titles = columns.layout
        let isAll = waiting.count < Self.measured
        let natural = titles.indices.map { index -> Int? in
            let width = waiting.reduce(0) { widest, line in
                guard case .take(let cells) = line else { return widest }
                return max(widest, DisplayText.width(cells[index].text))
            }
            return width == 0 && isAll ? nil : width
        }
        let layout = TableLayout(titles, natural: natural, available: Terminal.standardOutput.columns)
        self.layout = layout
        try output.write(TextStyle.bold.paint(layout.header, colour) + "\n")
        for line in waiting { try output.write(written(line, layout)) }
        waiting = []
    }
}

/// One array, one take a line.
final class JSONRows: TakeRows {
    private let json: TakeJSON
    private let output = BufferedOutput()
    private var isEmpty = true

    init(_ folder: PoolFolder) { json = TakeJSON(folder: folder) }

    func add(_ take: TakeRecord) throws {
        try output.write((isEmpty ? "[\n" : ",\n") + json.object(take).written)
        isEmpty = false
    }

    func end() throws {
        try output.write(isEmpty ? "[]\n" : "\n]\n")
        try output.flush()
    }
}

final class CSVRows: TakeRows {
    private let csv: TakeCSV
    private let output = BufferedOutput()
    private var isEmpty = true

    init(_ folder: PoolFolder) throws { csv = TakeCSV(json: TakeJSON(folder: folder), scores: try folder.pool.scoreNames()) }

    func add(_ take: TakeRecord) throws {
        if isEmpty { try output.write(csv.header(take)) }
        isEmpty = false
        try output.write(csv.record(take))
    }

    func end() throws { try output.flush() }
}
