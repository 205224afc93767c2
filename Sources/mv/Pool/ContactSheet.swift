import Editorial
import Foundation
import Pool

/// A page of small pictures, shot by shot and best first, with what speaks for and against each take. One file without scripts or links.
struct ContactSheet {
    let title: String
    let selection: Selection
    let takes: [String: TakeRecord]
    /// Take -> JPEG.
    let pictures: [String: Data]
    let shots: [Shot]

    private struct Card {
        var take: String
        var quality: Double?
        var isKept: Bool
        var words: [String]
    }

    var html: String {
        let sections = shots.map { shot in section(shot, cards(shot.id)) }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.safe(title))</title>
            <style>
            :root { color-scheme: dark; }
            body { margin: 0; padding: 1.5rem; background: #14161a; color: #d8dbe0; font: 14px/1.45 system-ui, sans-serif; }
            h1 { font-size: 1.4rem; margin: 0 0 .2rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .2rem; }
            p { margin: 0 0 .8rem; color: #9aa1ab; max-width: 70ch; }
            ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
            li { background: #1d2026; border: 1px solid #2a2e36; border-radius: 6px; overflow: hidden; }
            li.kept { border-color: #5fb37a; } li.out img { opacity: .55; }
            img, .none { display: block; width: 100%; aspect-ratio: 16 / 9; object-fit: contain; background: #000; }
            .none { display: grid; place-items: center; color: #9aa1ab; }
            div.text { padding: .5rem .7rem .7rem; } b { color: #f0f2f5; } .kept b { color: #7fd39a; }
            small { display: block; font-size: 12.5px; color: #b3b9c2; overflow-wrap: anywhere; }
            </style></head><body>
            <h1>\(Self.safe(title))</h1>
            <p>\(NumberText.counted(selection.kept.count, "take")) kept of \(selection.wanted) wanted, \(selection.dropped.count) not kept. \
            Each shot's takes stand best first.</p>
            \(sections.joined(separator: "\n"))
            </body></html>

            """
    }

    private func cards(_ shot: String) -> [Card] {
        let kept = selection.kept.filter { $0.shot == shot }.sorted { $0.rankInShot < $1.rankInShot }
            .map { Card(take: $0.take, quality: $0.quality, isKept: true, words: $0.reasons) }
        let dropped = selection.dropped.filter { $0.shot == shot }
            .map { Card(take: $0.take, quality: $0.quality, isKept: false, words: [$0.reason]) }
        return kept + dropped
    }

    private func section(_ shot: Shot, _ cards: [Card]) -> String {
        let items = cards.map(item).joined(separator: "\n")
        let kept = cards.count { $0.isKept }
        return """
            <h2>\(Self.safe(shot.id)) · \(kept) of \(cards.count)</h2><p>\(Self.safe(shot.prompt))</p>
            <ol>
            \(items)
            </ol>
            """
    }

    private func item(_ card: Card) -> String {
        let name = String(card.take.prefix(8))
        let picture = pictures[card.take].map { data in
            "<img loading=\"lazy\" alt=\"take \(name)\" src=\"data:image/jpeg;base64,\(data.base64EncodedString())\">"
        }
        let quality = card.quality.map { " · \(NumberText.fixed($0, 2))" } ?? ""
        let verdict = takes[card.take].map(Self.verdict) ?? ""
        let words = card.words.map { "<small>\(Self.safe($0))</small>" }.joined()
        return "<li class=\"\(card.isKept ? "kept" : "out")\">\(picture ?? "<span class=\"none\">no picture</span>")"
            + "<div class=\"text\"><b>\(card.isKept ? "kept" : "not kept")</b> \(name)\(quality)\(verdict)\(words)</div></li>"
    }

    private static func verdict(_ take: TakeRecord) -> String {
        let stars = take.verdict.stars > 0 ? " " + BarText.stars(take.verdict.stars) : ""
        switch take.verdict.state {
        case .pick: return stars + " · picked"
        case .reject: return stars + " · rejected"
        default: return stars
        }
    }

    private static func safe(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
