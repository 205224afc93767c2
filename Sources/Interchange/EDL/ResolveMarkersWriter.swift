import Timebase

/// Markers for DaVinci Resolve, as it writes them itself: a list of events of one frame with a line `note |C:colour |M:name |D:frames` below
/// each. They come in by Timelines > Import > Timeline Markers from EDL.
public enum ResolveMarkersWriter {
    /// - Parameter dropsFrames: drop-frame code at 29.97 and 59.94; to be as the timeline has it.
    /// - Returns: `markers_resolve.edl`; several files where there are more than 999 markers.
    public static func write(_ film: HandOff, dropsFrames: Bool = true) -> WrittenEdit {
        let code = EDLCode(film: film, dropsFrames: dropsFrames)
        var leftOut = LeftOutList()
        var moments: [[HandOff.Marker]] = []
        for marker in film.markers.sorted(by: { $0.frame < $1.frame }) {
            if moments.last?.first?.frame == marker.frame { moments[moments.count - 1].append(marker) } else { moments.append([marker]) }
        }
        let title = EDLText.plain(film.name, most: 70)
        let count = max(1, (moments.count + EDLWriter.most - 1) / EDLWriter.most)
        let files = (0..<count).map { part in
            let events = moments.dropFirst(part * EDLWriter.most).prefix(EDLWriter.most).enumerated().map { index, markers in
                event(index + 1, markers, code, &leftOut)
            }
            let head = "TITLE: \(title.isEmpty ? "UNTITLED" : title)\r\nFCM: \(code.drops ? "DROP FRAME" : "NON-DROP FRAME")\r\n"
            return WrittenEdit.File("markers_resolve\(part == 0 ? "" : "_\(part + 1)").edl", head + events.joined())
        }
        if count > 1 {
            leftOut.add("\(moments.count) markers are more than a list can number: they are in \(count) lists")
        }
        return WrittenEdit(files: files, leftOut: leftOut.all)
    }

    private static func event(_ number: Int, _ markers: [HandOff.Marker], _ code: EDLCode, _ leftOut: inout LeftOutList) -> String {
        let byWeight = markers.sorted { weight($0.kind) < weight($1.kind) }
        guard let first = byWeight.first else { return "" }
        if markers.count > 1 { leftOut.add("markers on one frame became one: Resolve has room for no more", at: first.frame) }
        let names = byWeight.map(MarkerText.name).joined(separator: ", ")
        let notes = byWeight.map(\.note).filter { !$0.isEmpty }.joined(separator: ", ")
        if plain(names) != names || plain(notes) != notes {
            leftOut.add("line ends and '|' in names and notes of markers became spaces and '/'", at: first.frame)
        }
        var note = plain(notes)
        // Resolve takes a line that begins with a digit for an event.
        if note.first?.isNumber == true { note = "- " + note }
        let (start, end) = (code.record(first.frame), code.record(first.frame + 1))
        let line = "\(EDLText.padded(number, 3))  001      V     C        \(start) \(end) \(start) \(end)  "
        let length = markers.map(\.frames).max() ?? 1
        return "\r\n\(line)\r\n\(note) |C:ResolveColor\(color(first.kind)) |M:\(plain(names)) |D:\(length)\r\n"
    }

    private static func plain(_ text: String) -> String {
        var letters = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            letters.append(scalar == "|" ? "/" : isControl(scalar) ? " " : scalar)
        }
        let ends = letters.drop { $0 == " " || $0 == "*" }
        return String(ends[..<(ends.lastIndex { $0 != " " }.map { ends.index(after: $0) } ?? ends.startIndex)])
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    private static func weight(_ kind: HandOff.Marker.Kind) -> Int {
        let order: [HandOff.Marker.Kind] = [.section, .hit, .note, .downbeat, .beat]
        return order.firstIndex(of: kind) ?? order.count
    }

    private static func color(_ kind: HandOff.Marker.Kind) -> String {
        switch kind {
        case .beat: "Cyan"
        case .downbeat: "Blue"
        case .section: "Green"
        case .hit: "Red"
        case .note: "Yellow"
        }
    }
}
