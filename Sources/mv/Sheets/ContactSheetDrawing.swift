import Content
import Editorial
import Pool
import Recipes

/// The contact sheet as a picture: a strip of each shot, its takes best first, with name, score and verdict under each.
struct ContactSheetDrawing {
    private static let (margin, columns) = (24.0, 8)
    private static let (wide, high, foot, gap, head) = (196.0, 110.0, 34.0, 10.0, 34.0)
    private static let (light, grey, kept, pick, reject): (UInt32, UInt32, UInt32, UInt32, UInt32) = (0xE8EAF0, 0x8F9BB3, 0x5FB37A, 0xE5B454, 0xB4505F)

    struct Card {
        var take: TakeRecord
        var quality: Double?
        var isKept: Bool
        /// With width over height.
        var picture: (file: Blob, shape: Double)?
    }

    let title: String
    /// Of each shot, in the order of the story.
    let shots: [(shot: String, prompt: String, cards: [Card])]

    /// As many drawings as are needed for none to be taller than pictures may be.
    func pages() -> [Drawing] {
        var (pages, marks): ([Drawing], [Drawing.Mark]) = ([], [])
        var y = 0.0
        func begin() {
            marks = [.text(x: Self.margin, y: 34, size: 18, anchor: .start, colour: Self.light, words: title)]
            y = 56
        }
        func end() {
            guard marks.count > 1 else { return }
            pages.append(Drawing(width: 2 * Self.margin + Double(Self.columns) * (Self.wide + Self.gap) - Self.gap, height: y + 8, background: 0x131314, marks: marks))
        }
        begin()
        for shot in shots where !shot.cards.isEmpty {
            for row in stride(from: 0, to: shot.cards.count, by: Self.columns) {
                let height = Self.high + Self.foot + (row == 0 ? Self.head : 0)
                if y + height > Double(DrawingRecipe.longest) - 40 {
                    end()
                    begin()
                }
                if row == 0 {
                    let kept = shot.cards.count { $0.isKept }
                    let words = "\(shot.shot)   \(kept) of \(shot.cards.count) kept   \(DisplayText.cut(DisplayText.line(shot.prompt), to: 150))"
                    marks.append(.text(x: Self.margin, y: y + 20, size: 13, anchor: .start, colour: Self.light, words: words))
                    y += Self.head
                }
                for (column, card) in shot.cards[row..<min(row + Self.columns, shot.cards.count)].enumerated() {
                    marks += draw(card, Self.margin + Double(column) * (Self.wide + Self.gap), y)
                }
                y += Self.high + Self.foot
            }
        }
        end()
        return pages
    }

    private func draw(_ card: Card, _ x: Double, _ y: Double) -> [Drawing.Mark] {
        let verdict = card.take.verdict
        var marks: [Drawing.Mark] = [.rectangle(x: x, y: y, width: Self.wide, height: Self.high, colour: 0x1D2026, opacity: card.picture == nil ? 1 : 0)]
        if let picture = card.picture {
            let width = min(Self.wide, Self.high * picture.shape)
            let height = min(Self.high, Self.wide / picture.shape)
            marks.append(.picture(x: x + (Self.wide - width) / 2, y: y + (Self.high - height) / 2, width: width, height: height, file: picture.file))
        } else {
            marks.append(.text(x: x + Self.wide / 2, y: y + Self.high / 2, size: 11, anchor: .middle, colour: Self.grey, words: "no picture"))
        }
        let frame: UInt32? = verdict.state == .pick ? Self.pick : verdict.state == .reject ? Self.reject : card.isKept ? Self.kept : nil
        if let frame {
            let (right, bottom) = (x + Self.wide - 1, y + Self.high - 1)
            marks.append(.line(points: [x + 1, y + 1, right, y + 1, right, bottom, x + 1, bottom, x + 1, y + 1], width: 2, colour: frame))
        }
        let state = verdict.state == .pick ? "picked" : verdict.state == .reject ? "rejected" : card.isKept ? "kept" : ""
        let stars = verdict.stars > 0 ? "  \(verdict.stars)/5" : ""
        marks.append(
            .text(
                x: x + 1, y: y + Self.high + 14, size: 11, anchor: .start, colour: card.isKept ? Self.light : Self.grey,
                words: "\(card.take.origin.ordinal + 1)  \(card.take.id.prefix(8))  \(card.quality.map { NumberText.fixed($0, 2) } ?? "")"))
        marks.append(.text(x: x + 1, y: y + Self.high + 27, size: 10, anchor: .start, colour: frame ?? Self.grey, words: state + stars))
        return marks
    }
}
