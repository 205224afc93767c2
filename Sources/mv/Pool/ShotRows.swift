import Editorial
import Foundation
import Pool

/// Takes under a heading for each shot, which says how it stands with it and draws the quality of its takes.
final class ShotRows: TakeRows {
    private let table: TableRows
    private let overview: ShotOverview
    private let pictures: TakePictures?
    private let isOverviewOnly: Bool
    private var group: [TakeRecord] = []
    private var isFirst = true

    /// - Parameters:
    ///   - isOverviewOnly: only the headings.
    ///   - pictures: shown before each take.
    init(_ folder: PoolFolder, _ filter: TakeFilter, isOverviewOnly: Bool, pictures: TakePictures?) throws {
        table = try TableRows(folder, filter, grouped: true)
        overview = ShotOverview(Terminal.standardOutput, widest: try folder.pool.shots(includingRemoved: true).map { DisplayText.width($0.shot.id) }.max() ?? 0)
        (self.isOverviewOnly, self.pictures) = (isOverviewOnly, pictures)
    }

    func add(_ take: TakeRecord) throws {
        if let shot = group.first?.shot, shot != take.shot { try flush() }
        group.append(take)
    }

    func end() throws {
        try flush()
        try table.end()
    }

    private func flush() throws {
        guard !group.isEmpty else { return }
        if isOverviewOnly {
            Terminal.standardOutput.write(overview.line(group) + "\n")
        } else {
            try table.add(line: (isFirst ? "" : "\n") + overview.line(group) + "\n")
            for take in group {
                if let picture = pictures?.text(take) { try table.add(line: picture) }
                try table.add(take)
            }
        }
        isFirst = false
        group = []
    }
}

/// A shot's takes on one line: `window    12 takes  2 picked  3 rejected  4 kept  best 0.81  ▃▅█▂▁▆`.
struct ShotOverview {
    private let terminal: Terminal
    private let widest: Int

    init(_ terminal: Terminal, widest: Int) { (self.terminal, self.widest) = (terminal, min(24, widest)) }

    func line(_ takes: [TakeRecord]) -> String {
        func count(_ number: Int, _ word: String, _ style: TextStyle) -> String {
            let text = DisplayText.pad(number == 0 ? "" : "\(number) \(word)", to: word.count + 5)
            return style.paint(text, terminal.colour)
        }
        let qualities = takes.map { $0.selection?.quality }
        let best = qualities.compactMap { $0 }.max().map { "best \(NumberText.fixed($0, 2))" } ?? ""
        let name = DisplayText.pad(DisplayText.cut(DisplayText.line(takes[0].shot), to: widest), to: widest)
        let text =
            TextStyle.bold.paint(name, terminal.colour) + DisplayText.pad("  \(NumberText.counted(takes.count, "take"))", to: 12)
            + count(takes.count { $0.verdict.state == .pick }, "picked", .green)
            + count(takes.count { $0.verdict.state == .reject }, "rejected", .red)
            + count(takes.count { $0.selection?.kept == true }, "kept", .cyan) + DisplayText.pad(best, to: 11)
        let room = min(60, (terminal.columns ?? 120) - widest - 66)
        return room > 4 ? text + BarText.spark(qualities, columns: room, blocks: terminal.blocks) : text
    }
}
