/// Markers as one line of text: editors keep a name and a note, but no kind, and some drop the colour.
public enum MarkerText {
    /// `section: chorus`; a note's own name alone where nothing else could be read from it.
    public static func name(_ marker: HandOff.Marker) -> String {
        if marker.kind == .note, !marker.name.isEmpty, kind(marker.name) == (.note, marker.name) { return marker.name }
        return marker.name.isEmpty ? marker.kind.rawValue : marker.kind.rawValue + ": " + marker.name
    }

    /// What such a text says; anything else is a note of that name.
    public static func kind(_ text: String) -> (kind: HandOff.Marker.Kind, name: String) {
        for kind in HandOff.Marker.Kind.allCases {
            if text == kind.rawValue { return (kind, "") }
            if text.hasPrefix(kind.rawValue + ": ") { return (kind, String(text.dropFirst(kind.rawValue.count + 2))) }
        }
        return (.note, text)
    }
}
