import CFFmpeg
import Editorial
import Foundation

/// How captions are written in a container.
enum CaptionFormat {
    /// Timed text of 3GPP TS 26.245, which ISO files have.
    case timedText
    case subRip
    case webVTT

    /// - Parameter container: a file's extension.
    init?(container: String) {
        switch container {
        case "mp4", "mov": self = .timedText
        case "mkv": self = .subRip
        case "webm": self = .webVTT
        default: return nil
        }
    }

    var codec: AVCodecID {
        switch self {
        case .timedText: AV_CODEC_ID_MOV_TEXT
        case .subRip: AV_CODEC_ID_SUBRIP
        case .webVTT: AV_CODEC_ID_WEBVTT
        }
    }

    /// What is written of a cue. The silence between two is libav's to write.
    ///
    /// - Parameter height: of the picture.
    func bytes(_ runs: [ScriptText.Run], _ height: Int) -> [UInt8] {
        switch self {
        case .timedText: Self.timedText(runs, height)
        case .subRip: Array(Self.tagged(runs) { $0 }.utf8)
        // https://www.w3.org/TR/webvtt1/#webvtt-cue-text
        case .webVTT:
            Array(
                Self.tagged(runs) { text in
                    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                }.utf8)
        }
    }

    /// An empty line would end the words.
    private static func tagged(_ runs: [ScriptText.Run], _ spelled: (String) -> String) -> String {
        let text = runs.map { run in
            var text = spelled(run.text)
            if run.isBold { text = "<b>\(text)</b>" }
            if run.isItalic { text = "<i>\(text)</i>" }
            return text
        }.joined()
        return text.split(separator: "\n").joined(separator: "\n")
    }

    /// Length, words, and a box `styl` with the runs that are not plain, in characters.
    private static func timedText(_ runs: [ScriptText.Run], _ height: Int) -> [UInt8] {
        let text = Array(runs.map(\.text).joined().utf8.prefix(Int(UInt16.max)))
        var styles: [[UInt8]] = []
        var place = 0
        for run in runs {
            let end = place + run.text.unicodeScalars.count
            if run.isBold || run.isItalic { styles.append(style(place..<end, (run.isBold ? 1 : 0) | (run.isItalic ? 2 : 0), height)) }
            place = end
        }
        let box = styles.isEmpty ? [] : big(10 + 12 * styles.count, 4) + Array("styl".utf8) + big(styles.count, 2) + styles.flatMap { $0 }
        return big(text.count, 2) + text + box
    }

    private static func style(_ letters: Range<Int>, _ face: Int, _ height: Int) -> [UInt8] {
        big(letters.lowerBound, 2) + big(letters.upperBound, 2) + big(1, 2) + [UInt8(face), size(height), 255, 255, 255, 255]
    }

    private static func size(_ height: Int) -> UInt8 { UInt8(min(255, max(8, height / 18))) }

    /// What a decoder has to know: for timed text its sample description, with the words centred at the bottom of the whole picture.
    func header(width: Int, height: Int) -> [UInt8] {
        guard self == .timedText else { return [] }
        let name = Array("Sans-Serif".utf8)
        let font = Self.big(1, 2) + [UInt8(name.count)] + name
        let box = [0, 0, height, width].flatMap { Self.big($0, 2) }
        return [0, 0, 0, 0, 1, 255, 0, 0, 0, 0] + box + Self.style(0..<0, 0, height) + Self.big(10 + font.count, 4) + Array("ftab".utf8)
            + Self.big(1, 2) + font
    }

    private static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
