import Editorial

/// How titles and captions look in a raster: sizes go by its shorter side, so that they are as easy to read in vertical versions.
struct WordStyles {
    let width: Int
    let height: Int
    /// Name of a family of fonts.
    let family: String

    static let opening = "Opening"
    static let credits = "Credits"
    static let caption = "Caption"

    private var side: Double { Double(min(width, height)) }
    private var isUpright: Bool { height > width }

    /// Heights of lines, in pixels.
    var title: Int { pixels(0.098) }
    var line: Int { pixels(0.052) }
    private var words: Int { pixels(0.058) }

    private func pixels(_ share: Double) -> Int { max(4, Int((side * share).rounded())) }

    /// A script up to its events.
    var header: String {
        // Apps lay their buttons over the lower fifth of upright films.
        let bottom = Int((Double(height) * (isUpright ? 0.2 : 0.075)).rounded())
        // Above two lines of captions.
        let lower = bottom + words * 12 / 5
        let aside = Int((Double(width) * 0.07).rounded())
        return """
            [Script Info]
            ScriptType: v4.00+
            PlayResX: \(width)
            PlayResY: \(height)
            ScaledBorderAndShadow: yes
            WrapStyle: 0

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, \
            ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
            \(style(Self.opening, line, bold: false, outline: 0.0022, alignment: 2, aside, lower))
            \(style(Self.credits, line, bold: false, outline: 0.0022, alignment: 5, aside, bottom))
            \(style(Self.caption, words, bold: false, outline: 0.0034, alignment: 2, aside, bottom))

            """
    }

    /// White within black that is seen through a little, above a soft shadow.
    private func style(
        _ name: String, _ size: Int, bold: Bool, outline: Double, alignment: Int, _ aside: Int, _ margin: Int
    ) -> String {
        func tenths(_ share: Double) -> String {
            let tenths = Int((side * share * 10).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
        return "Style: \(name),\(family),\(size),&H00FFFFFF,&H00FFFFFF,&H30000000,&H90000000,\(bold ? -1 : 0),0,0,0,100,100,0,0,1,"
            + "\(tenths(outline)),\(tenths(0.0016)),\(alignment),\(aside),\(aside),\(margin),1"
    }

    /// The words of a card, the first line larger; all of them smaller where there are more than the picture has room for.
    ///
    /// - Parameter length: milliseconds it is seen.
    func card(_ lines: [String], length: Int) -> String {
        let wanted = title + line * max(0, lines.count - 1)
        let room = height * 8 / 10
        func fitting(_ size: Int) -> Int { wanted > room ? max(4, size * room / wanted) : size }
        let (rise, fall) = (min(500, length / 4), min(800, length / 4))
        let words = lines.enumerated().map { index, words in
            index == 0 ? "{\\fs\(fitting(title))\\b1}\(ScriptText.plain(words))" : "{\\fs\(fitting(line))\\b0}\(ScriptText.plain(words))"
        }
        return "{\\fad(\(rise),\(fall))}" + words.joined(separator: "\\N")
    }
}
