import Editorial
import Timebase

/// Reads scores as this program writes them. Foundation's decoder is slow enough at it to be seen in every list and import,
/// so it is left what is not as expected here: this reader gives nil for that, never other scores.
struct ScoresReader {
    private var bytes: JSONBytes

    static func read(_ text: String) -> Scores? {
        var text = text
        return text.withUTF8 { utf8 in
            var reader = ScoresReader(bytes: JSONBytes(utf8))
            guard let scores = reader.scores() else { return nil }
            reader.bytes.blanks()
            return reader.bytes.isAtEnd ? scores : nil
        }
    }

    /// The fingerprint alone, of the beginning of a text; nil where it is not all there.
    static func fingerprint(beginning text: [UInt8]) -> [UInt64]? {
        value(of: "fingerprint", in: text) { reader in reader.list { $0.integer() } }
    }

    /// The range alone, of the end of a text; nil where it is not the last that is there.
    static func usable(end text: [UInt8]) -> FrameRange? {
        value(of: "usable", in: text) { reader in
            guard let range = reader.range(), reader.bytes.taken(UInt8(ascii: "}")) else { return nil }
            return reader.bytes.isAtEnd ? range : nil
        }
    }

    private static func value<Value>(of key: String, in text: [UInt8], _ read: (inout ScoresReader) -> Value?) -> Value? {
        text.end(of: Array("\"\(key)\":".utf8)).flatMap { start in
            text[start...].withUnsafeBufferPointer { rest in
                var reader = ScoresReader(bytes: JSONBytes(rest))
                return read(&reader)
            }
        }
    }

    private mutating func scores() -> Scores? {
        var (parts, defects, usable) = ([String: Scores.Part]?.none, [String]?.none, FrameRange?.none)
        var (fingerprint, peak, opening, closing) = ([UInt64]?.none, Int?.none, Double?.none, Double?.none)
        var (strip, openingPrint, closingPrint, palette) = (Filmstrip?.none, UInt64?.none, UInt64?.none, [Swatch]?.none)
        var blemishes = [Scores.Blemish]?.none
        let isRead = object { reader, key in
            switch key {
            case "parts" where parts == nil: parts = reader.parts()
            case "defects" where defects == nil: defects = reader.list { $0.bytes.text() }
            case "usable" where usable == nil: usable = reader.range()
            case "fingerprint" where fingerprint == nil: fingerprint = reader.list { $0.integer() }
            case "motionPeak" where peak == nil: peak = reader.integer()
            case "openingLuma" where opening == nil: opening = reader.double()
            case "closingLuma" where closing == nil: closing = reader.double()
            case "strip" where strip == nil:
                strip = reader.bytes.text().flatMap { Filmstrip(text: $0) }
                return strip != nil
            case "openingPrint" where openingPrint == nil:
                openingPrint = reader.integer()
                return openingPrint != nil
            case "closingPrint" where closingPrint == nil:
                closingPrint = reader.integer()
                return closingPrint != nil
            case "palette" where palette == nil:
                palette = reader.list { $0.swatch() }
                return palette != nil
            case "blemishes" where blemishes == nil:
                blemishes = reader.list { $0.blemish() }
                return blemishes != nil
            default: return false
            }
            return true
        }
        guard isRead, let parts, let defects, let usable, let fingerprint, let peak, let opening, let closing else { return nil }
        return Scores(
            parts: parts, defects: defects, usable: usable, fingerprint: fingerprint, motionPeak: peak, openingLuma: opening,
            closingLuma: closing, strip: strip, openingPrint: openingPrint, closingPrint: closingPrint, palette: palette,
            blemishes: blemishes)
    }

    private mutating func blemish() -> Scores.Blemish? {
        var (defect, range, text) = (String?.none, FrameRange?.none, String?.none)
        let isRead = object { reader, key in
            switch key {
            case "defect" where defect == nil: defect = reader.bytes.text()
            case "range" where range == nil: range = reader.range()
            case "text" where text == nil: text = reader.bytes.text()
            default: return false
            }
            return true
        }
        guard isRead, let defect, let range, let text else { return nil }
        return Scores.Blemish(defect: defect, range: range, text: text)
    }

    private mutating func swatch() -> Swatch? {
        var (colour, share) = (String?.none, Double?.none)
        let isRead = object { reader, key in
            switch key {
            case "colour" where colour == nil: colour = reader.bytes.text()
            case "share" where share == nil: share = reader.double()
            default: return false
            }
            return true
        }
        guard isRead, let colour, let share else { return nil }
        return Swatch(colour: colour, share: share)
    }

    private mutating func parts() -> [String: Scores.Part]? {
        var parts: [String: Scores.Part] = [:]
        let isRead = object { reader, name in
            var (score, raw) = (Double?.none, Double?.none)
            let isPart = reader.object { reader, key in
                switch key {
                case "score" where score == nil: score = reader.double()
                case "raw" where raw == nil: raw = reader.double()
                default: return false
                }
                return true
            }
            guard isPart, let score, let raw else { return false }
            return parts.updateValue(Scores.Part(score: score, raw: raw), forKey: name) == nil
        }
        return isRead ? parts : nil
    }

    private mutating func range() -> FrameRange? {
        var (start, count) = (Int?.none, Int?.none)
        let isRead = object { reader, key in
            switch key {
            case "start" where start == nil: start = reader.integer()
            case "count" where count == nil: count = reader.integer()
            default: return false
            }
            return true
        }
        guard isRead, let start, let count, count >= 0, !start.addingReportingOverflow(count).overflow else { return nil }
        return FrameRange(start: start, count: count)
    }

    private mutating func integer<Value: FixedWidthInteger>() -> Value? {
        bytes.number().flatMap { Value(String(decoding: $0, as: UTF8.self)) }
    }

    private mutating func double() -> Double? {
        guard let value = bytes.number().flatMap({ Double(String(decoding: $0, as: UTF8.self)) }), value.isFinite else { return nil }
        return value
    }

    private mutating func list<Item>(_ item: (inout ScoresReader) -> Item?) -> [Item]? {
        guard bytes.taken(UInt8(ascii: "[")) else { return nil }
        var items: [Item] = []
        bytes.blanks()
        if bytes.taken(UInt8(ascii: "]")) { return items }
        repeat {
            bytes.blanks()
            guard let value = item(&self) else { return nil }
            items.append(value)
            bytes.blanks()
        } while bytes.taken(UInt8(ascii: ","))
        return bytes.taken(UInt8(ascii: "]")) ? items : nil
    }

    /// Gives each key to `field`, which reads the value after it.
    private mutating func object(_ field: (inout ScoresReader, String) -> Bool) -> Bool {
        guard bytes.taken(UInt8(ascii: "{")) else { return false }
        bytes.blanks()
        if bytes.taken(UInt8(ascii: "}")) { return true }
        repeat {
            bytes.blanks()
            guard let key = bytes.text() else { return false }
            bytes.blanks()
            guard bytes.taken(UInt8(ascii: ":")) else { return false }
            bytes.blanks()
            guard field(&self, key) else { return false }
            bytes.blanks()
        } while bytes.taken(UInt8(ascii: ","))
        return bytes.taken(UInt8(ascii: "}"))
    }
}
