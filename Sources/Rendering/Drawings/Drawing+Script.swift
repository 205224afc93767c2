import Editorial
import Recipes

/// A drawing in the language of Advanced SubStation Alpha, which libass draws with soft edges and real letters.
extension Drawing {
    /// Pixels are divided so finely.
    private static let fine = 8.0

    /// Everything but the pictures.
    package func script(width: Int, height: Int) -> String {
        let lines = marks.compactMap(Self.line).enumerated().map { number, text in
            "Dialogue: \(number),0:00:00.00,0:00:10.00,Plain,,0,0,0,,\(text)"
        }
        return """
            [Script Info]
            ScriptType: v4.00+
            PlayResX: \(width)
            PlayResY: \(height)
            WrapStyle: 2
            ScaledBorderAndShadow: yes

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, \
            Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
            Style: Plain,sans-serif,20,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,1

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            \(lines.joined(separator: "\n"))

            """
    }

    private static func line(_ mark: Mark) -> String? {
        switch mark {
        case .picture: nil
        case .rectangle(let x, let y, let width, let height, let colour, let opacity):
            shape(colour, opacity, ring([(x, y), (x + width, y), (x + width, y + height), (x, y + height)]))
        case .line(let points, let width, let colour): shape(colour, 1, strokes(points, width / 2))
        case .dot(let x, let y, let radius, let colour): shape(colour, 1, circle(x, y, radius))
        case .text(let x, let y, let size, let anchor, let colour, let words):
            // libass counts a font's size from its highest to its lowest letter, about 1.17 of what others call its size, and sets the lowest on
            // the line that is named.
            "{\\an\(anchor == .middle ? 2 : 1)\\pos(\(number(x)),\(number(y + size * 0.22)))\\fs\(number(size * 1.17))\(ink(colour, 1))}"
                + ScriptText.plain(words)
        }
    }

    private static func shape(_ colour: UInt32, _ opacity: Double, _ path: String) -> String {
        "{\\an7\\pos(0,0)\(ink(colour, opacity))\\p4}\(path){\\p0}"
    }

    /// Scripts have blue before green before red, and 0 for what covers.
    private static func ink(_ colour: UInt32, _ opacity: Double) -> String {
        let swapped = (colour & 255) << 16 | (colour & 0xFF00) | colour >> 16 & 255
        return "\\1c&H\(digits(swapped, 6))&\\1a&H\(digits(UInt32(((1 - min(1, max(0, opacity))) * 255).rounded()), 2))&"
    }

    private static func ring(_ points: [(Double, Double)]) -> String {
        points.enumerated().map { ($0.offset == 0 ? "m " : $0.offset == 1 ? "l " : "") + "\(place($0.element.0)) \(place($0.element.1))" }.joined(separator: " ")
    }

    /// Each piece of a line as a slim shape of its own, a little longer than it is so that corners close.
    private static func strokes(_ points: [Double], _ half: Double) -> String {
        stride(from: 0, to: points.count - 3, by: 2).map { index in
            let (x, y, toX, toY) = (points[index], points[index + 1], points[index + 2], points[index + 3])
            let length = max(((toX - x) * (toX - x) + (toY - y) * (toY - y)).squareRoot(), 1e-6)
            let (along, across) = (((toX - x) / length * half * 0.5, (toY - y) / length * half * 0.5), (-(toY - y) / length * half, (toX - x) / length * half))
            return ring([
                (x - along.0 + across.0, y - along.1 + across.1), (toX + along.0 + across.0, toY + along.1 + across.1),
                (toX + along.0 - across.0, toY + along.1 - across.1), (x - along.0 - across.0, y - along.1 - across.1),
            ])
        }.joined(separator: " ")
    }

    /// Four curves: https://spencermortensen.com/articles/bezier-circle/.
    private static func circle(_ x: Double, _ y: Double, _ radius: Double) -> String {
        let bend = radius * 0.5519
        func point(_ dx: Double, _ dy: Double) -> String { "\(place(x + dx)) \(place(y + dy))" }
        return "m \(point(radius, 0)) b \(point(radius, bend)) \(point(bend, radius)) \(point(0, radius)) "
            + "b \(point(-bend, radius)) \(point(-radius, bend)) \(point(-radius, 0)) b \(point(-radius, -bend)) \(point(-bend, -radius)) \(point(0, -radius)) "
            + "b \(point(bend, -radius)) \(point(radius, -bend)) \(point(radius, 0))"
    }

    private static func place(_ value: Double) -> Int { Int((value * fine).rounded()) }
    private static func number(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    private static func digits(_ value: UInt32, _ count: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
