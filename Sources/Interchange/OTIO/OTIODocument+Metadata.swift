import Timebase

extension OTIODocument {
    /// What is known of a file, with what else is to be said at its place.
    func story(_ media: HandOff.Media, _ more: JSONTree = [:]) -> JSONTree {
        let story = media.story
        let texts = [
            ("reel", media.reel), ("take", story.take), ("shot", story.shot), ("prompt", story.prompt), ("seed", story.seed),
            ("generator", story.generator), ("model", story.model), ("note", story.note), ("baked", story.baked),
        ]
        var members: [(key: String, value: JSONTree)] = texts.compactMap { key, text in text.map { (key, .string($0)) } }
        if let first = story.bakedFrom { members.append(("bakedFrom", .integer(first))) }
        if story.stars > 0 { members.append(("stars", .integer(story.stars))) }
        if story.isPicked { members.append(("picked", true)) }
        if case .object(let others) = more { members += others }
        return .object(members)
    }

    /// Those of the film, and one for each transition that became a cut.
    var markers: [JSONTree] {
        var own = film.markers
        return cut.markers.map { marker in
            let place = own.firstIndex(of: marker)
            if let place { own.remove(at: place) }
            return self.marker(marker, standsForTransition: place == nil)
        }
    }

    /// Its name says the kind, as editors drop what they do not know. Kdenlive shows the comment alone, Resolve the note.
    private func marker(_ marker: HandOff.Marker, standsForTransition: Bool) -> JSONTree {
        let label = MarkerText.name(marker)
        let about: JSONTree =
            standsForTransition
            ? ["transition": true]
            : ["kind": .string(marker.kind.rawValue), "name": .string(marker.name), "note": .string(marker.note)]
        return [
            "OTIO_SCHEMA": "Marker.2", "metadata": ["Resolve_OTIO": ["Note": .string(marker.note)], "mv": about], "name": .string(label),
            "color": .string(Self.color(marker.kind)), "marked_range": range(marker.frame, marker.frames),
            "comment": .string(OTIOMarkerText.comment(label, note: marker.note)),
        ]
    }

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

/// A marker's comment: its name and its note as one text.
enum OTIOMarkerText {
    static func comment(_ name: String, note: String) -> String { note.isEmpty ? name : name + separator + note }

    /// - Parameter name: the marker's own; empty in what Kdenlive writes.
    /// - Returns: name and note.
    static func parts(of comment: String, name: String) -> (name: String, note: String) {
        if !name.isEmpty {
            if comment == name || comment.isEmpty { return (name, "") }
            return (name, comment.hasPrefix(name + separator) ? String(comment.dropFirst((name + separator).count)) : comment)
        }
        guard let place = comment.ranges(of: separator).first else { return (comment, "") }
        return (String(comment[..<place.lowerBound]), String(comment[place.upperBound...]))
    }

    private static let separator = " – "
}
