import Content
import Foundation
import Recipes

extension Drawing {
    var svg: String { svg(pictures: [:]) }

    /// As SVG, a line for each mark.
    /// - Parameter pictures: the JPEGs that are named; others are left out.
    func svg(pictures: [Blob: Data]) -> String {
        let (wide, high) = (Self.number(width), Self.number(height))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(wide)" height="\(high)" viewBox="0 0 \(wide) \(high)" font-family="sans-serif">
            <rect width="100%" height="100%" fill="\(Self.colour(background))"/>
            \(marks.compactMap { Self.svg($0, pictures) }.joined(separator: "\n"))
            </svg>

            """
    }

    private static func svg(_ mark: Mark, _ pictures: [Blob: Data]) -> String? {
        switch mark {
        case .picture(let x, let y, let width, let height, let file):
            return pictures[file].map { data in
                "<image x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" preserveAspectRatio=\"none\" "
                    + "href=\"data:image/jpeg;base64,\(data.base64EncodedString())\"/>"
            }
        case .rectangle(let x, let y, let width, let height, let fill, let opacity):
            return
                "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" fill=\"\(colour(fill))\" opacity=\"\(number(opacity))\"/>"
        case .line(let points, let width, let stroke):
            let places = stride(from: 0, to: points.count - 1, by: 2).map { "\(number(points[$0])),\(number(points[$0 + 1]))" }
            return
                "<polyline fill=\"none\" stroke=\"\(colour(stroke))\" stroke-width=\"\(number(width))\" points=\"\(places.joined(separator: " "))\"/>"
        case .dot(let x, let y, let radius, let fill):
            return "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\" fill=\"\(colour(fill))\"/>"
        case .text(let x, let y, let size, let anchor, let fill, let words):
            let middle = anchor == .middle ? " text-anchor=\"middle\"" : ""
            return
                "<text x=\"\(number(x))\" y=\"\(number(y))\" fill=\"\(colour(fill))\" font-size=\"\(number(size))\"\(middle)>\(escaped(words))</text>"
        }
    }

    private static func number(_ value: Double) -> String { NumberText.fixed(value, 2) }

    private static func colour(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
