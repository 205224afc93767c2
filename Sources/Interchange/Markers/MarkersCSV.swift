import Timebase

/// Markers as a table, `markers.csv`, for spreadsheets and scripts: RFC 4180, UTF-8, a line of names first.
public enum MarkersCSV {
    /// - Parameter dropsFrames: drop-frame code at 29.97 and 59.94.
    public static func write(_ film: HandOff, dropsFrames: Bool = true) -> WrittenEdit {
        let rows = film.markers.map { marker in
            [
                String(marker.frame), TimeCode.text(film.startFrame + marker.frame, at: film.rate, dropsFrames: dropsFrames),
                seconds(marker.frame, film.rate), marker.name, marker.kind.rawValue, marker.note,
            ]
        }
        let lines = ([["frame", "timecode", "seconds", "name", "kind", "note"]] + rows).map {
            $0.map(field).joined(separator: ",") + "\r\n"
        }
        let long = film.markers.filter { $0.frames != 1 }.map(\.frame)
        return WrittenEdit(
            files: [.init("markers.csv", lines.joined())], leftOut: long.isEmpty ? [] : [LeftOut("the length of markers", at: long)])
    }

    /// From the film's first frame on, to the microsecond.
    private static func seconds(_ frame: Int, _ rate: FrameRate) -> String {
        let value = (rate.seconds(exactlyAt: frame) * Rational(1_000_000)).rounded
        let digits = String(value.magnitude % 1_000_000)
        let sign = value < 0 ? "-" : ""
        return "\(sign)\(value.magnitude / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func field(_ text: String) -> String {
        // By scalars: to Swift a quote under an accent is no quote.
        let isPlain = text.unicodeScalars.allSatisfy { !"\",\r\n".unicodeScalars.contains($0) }
        let hasEdges = text.first?.isWhitespace == true || text.last?.isWhitespace == true
        if isPlain, !hasEdges { return text }
        return "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}
