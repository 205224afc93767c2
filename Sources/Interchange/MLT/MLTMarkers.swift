import Timebase

/// Markers as the one text that MLT's editors keep of each: `section: chorus — sung low`.
enum MLTMarkers {
    private static let dash = " — "
    private static let bar = " | "

    /// On one line: they draw it beside others.
    static func text(_ marker: HandOff.Marker) -> String {
        let text = marker.note.isEmpty ? MarkerText.name(marker) : MarkerText.name(marker) + dash + marker.note
        return text.split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: " ")
    }

    static func marker(_ text: String, frame: Int, frames: Int) -> HandOff.Marker {
        let (head, note) = text.halves(at: dash)
        let (kind, name) = MarkerText.kind(head)
        return HandOff.Marker(frame: frame, frames: max(1, frames), kind: kind, name: name, note: note ?? "")
    }

    /// Several of one frame, of which the program shows one: `section: chorus | downbeat: 9.1`.
    static func text(of markers: [HandOff.Marker]) -> String {
        markers.map { marker in
            let text = text(marker)
            return markers.count == 1 || isMarked(text) ? text : "\(marker.kind): \(text)"
        }.joined(separator: bar)
    }

    /// - Parameter frames: of the first.
    static func markers(_ text: String, frame: Int, frames: Int) -> [HandOff.Marker] {
        var texts: [String] = []
        var rest: String? = text
        while let more = rest {
            let (head, tail) = more.halves(at: bar)
            // A bar may also be part of a name.
            if let last = texts.last, !isMarked(head) || !isMarked(texts[0]) {
                texts[texts.count - 1] = last + bar + head
            } else {
                texts.append(head)
            }
            rest = tail
        }
        return texts.enumerated().map { marker($0.element, frame: frame, frames: $0.offset == 0 ? frames : 1) }
    }

    /// Whether a text begins with a kind.
    private static func isMarked(_ text: String) -> Bool {
        let (kind, name) = MarkerText.kind(text.halves(at: dash).0)
        return kind != .note || name.utf8.count < text.halves(at: dash).0.utf8.count
    }

    static func colour(_ kind: HandOff.Marker.Kind) -> String {
        switch kind {
        case .beat: "#7f8c8d"
        case .downbeat: "#3daee9"
        case .section: "#9b59b6"
        case .hit: "#da4453"
        case .note: "#f39c1f"
        }
    }
}

extension String {
    /// Before and after the first such text; nil where there is none.
    fileprivate func halves(at separator: String) -> (String, String?) {
        guard let range = firstRange(of: separator) else { return (self, nil) }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
