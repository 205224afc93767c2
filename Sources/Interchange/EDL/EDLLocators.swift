import Timebase

/// Markers as comments of the event that they stand in: `* LOC: 01:00:10:00 GREEN   section: chorus`.
struct EDLLocators {
    private(set) var leftOut = LeftOutList()
    private var locators: [(frame: Int, comment: String)] = []

    init(_ markers: [HandOff.Marker], _ code: EDLCode) {
        for marker in markers.sorted(by: { $0.frame < $1.frame }) {
            if marker.frames != 1 { leftOut.add("the length of markers", at: marker.frame) }
            let text = EDLText.plain(Self.text(marker))
            var back = marker
            (back.kind, back.name, back.note) = Self.parts(of: text)
            if back != marker {
                leftOut.add("what is not plain ASCII, or reads like a note, in names and notes of markers", at: marker.frame)
            }
            let color = Self.color(marker.kind)
            let space = String(repeating: " ", count: max(1, 8 - color.count))
            locators.append((marker.frame, "LOC: \(code.record(marker.frame)) \(color)\(space)\(text)"))
        }
    }

    /// - Parameter events: in order of time. What stands before the first one goes to it.
    func add(to events: inout [EDLEvent]) {
        guard !events.isEmpty else { return }
        var index = 0
        for (frame, comment) in locators {
            while index + 1 < events.count, events[index + 1].start <= frame { index += 1 }
            events[index].comments.append(comment)
        }
    }

    private static func text(_ marker: HandOff.Marker) -> String {
        MarkerText.name(marker) + (marker.note.isEmpty ? "" : separator + marker.note)
    }

    static func parts(of text: String) -> (kind: HandOff.Marker.Kind, name: String, note: String) {
        let place = text.firstRange(of: separator)
        let (kind, name) = MarkerText.kind(place.map { String(text[..<$0.lowerBound]) } ?? text)
        return (kind, name, place.map { String(text[$0.upperBound...]) } ?? "")
    }

    private static let separator = " - "

    /// Of those that Avid knows.
    private static func color(_ kind: HandOff.Marker.Kind) -> String {
        switch kind {
        case .beat: "CYAN"
        case .downbeat: "BLUE"
        case .section: "GREEN"
        case .hit: "RED"
        case .note: "YELLOW"
        }
    }
}
