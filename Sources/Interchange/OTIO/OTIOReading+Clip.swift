import Timebase

extension OTIOReading {
    /// A clip as the cut has it; nil for what is no picture of a file, with a note.
    mutating func clip(_ item: JSONTree, place: FrameRange, isUpper: Bool) -> ReturnedEdit.Clip? {
        let reference = reference(of: item)
        let label = item["name"]?.string ?? ""
        readMarkers(of: item) { [first = firstFrame(of: item)] frame in place.start + frame - first }
        let path = path(of: reference)
        let takes = TakeIDs.found(in: (item["metadata"]?.texts ?? []) + (reference?["metadata"]?.texts ?? []))
        if reference?.schema == "GeneratorReference" {
            let kind = reference?["generator_kind"]?.string ?? ""
            if kind.lowercased() != "black" { notes.add("the made picture '\(kind.isEmpty ? label : kind)'", at: place.start) }
            return nil
        }
        // Titles have no file; nor has a clip whose file the editor did not find.
        if path == nil, takes.isEmpty, isUpper, !label.contains(".") {
            notes.add("the title '\(label)'", at: place.start)
            return nil
        }
        readEffects(of: item, "the clip '\(label)'", at: place.start)
        let speed = speed(of: item)
        var source = firstFrame(of: item)
        if let fileStart = frames(reference?["available_range"]?["start_time"]).map({ Int($0.rounded()) }), fileStart <= source {
            source -= fileStart
        }
        if speed < .zero {
            source += max(0, Int((abs(speed.doubleValue) * Double(place.count)).rounded()) - 1)
            notes.add("the clip '\(label)' runs backwards: compare its frames", at: place.start)
        }
        let files = [label, reference?["name"]?.string ?? "", path.map { String($0.split(separator: "/").last ?? "") } ?? ""]
        return ReturnedEdit.Clip(
            name: files.first { !$0.isEmpty } ?? "", path: path, reel: reel(of: item, reference), takes: takes, source: source,
            record: place,
            speed: speed, transition: ownTransition(item))
    }

    /// The file in use, of those that a clip may have.
    func reference(of item: JSONTree) -> JSONTree? {
        guard case .object(let files)? = item["media_references"] else { return resolved(item["media_reference"]) }
        let key = item["active_media_reference_key"]?.string ?? "DEFAULT_MEDIA"
        return resolved(files.first { $0.key == key }?.value ?? files.first?.value)
    }

    private func firstFrame(of item: JSONTree) -> Int {
        let start = item["source_range"] == nil ? nil : frames(item["source_range"]?["start_time"])
        return Int((start ?? frames(reference(of: item)?["available_range"]?["start_time"]) ?? 0).rounded())
    }

    private func path(of reference: JSONTree?) -> String? {
        switch reference?.schema {
        case "ExternalReference":
            return reference?["target_url"]?.string.flatMap { $0.isEmpty ? nil : FileURL.path($0) }
        case "ImageSequenceReference":
            guard let base = reference?["target_url_base"]?.string.map({ FileURL.path($0) }) else { return nil }
            let digits = String(reference?["start_frame"]?.integer ?? 0)
            let width = min(max(reference?["frame_zero_padding"]?.integer ?? 0, 0), 20)
            let number = String(repeating: "0", count: max(0, width - digits.count)) + digits
            return base + (base.hasSuffix("/") ? "" : "/") + (reference?["name_prefix"]?.string ?? "") + number
                + (reference?["name_suffix"]?.string ?? "")
        default: return nil
        }
    }

    private func reel(of item: JSONTree, _ reference: JSONTree?) -> String? {
        let places = [item["metadata"], reference?["metadata"]]
        let names = places.flatMap { [$0?["mv"]?["reel"], $0?["cmx_3600"]?["reel"], $0?["Resolve_OTIO"]?["Reel Name"]] }
        return names.lazy.compactMap { $0?.string }.first { !$0.isEmpty }
    }

    /// The transition that our writer made a cut of; one that the editor put there counts instead.
    private func ownTransition(_ item: JSONTree) -> HandOff.Transition? {
        guard let own = item["metadata"]?["mv"]?["transition"], let name = own["kind"]?.string,
            let frames = own["frames"]?.integer, (1...1_000_000).contains(frames)
        else { return nil }
        let kinds: [HandOff.Transition.Kind] = [.dissolve, .dipToBlack, .dipToWhite]
        return HandOff.Transition(kinds.first { OTIODocument.name($0) == name } ?? .other(name), frames: frames)
    }

    // MARK: - Effects

    func isOfPremiere(_ item: JSONTree) -> Bool { item["metadata"]?["PremierePro_OTIO"] != nil }

    func speed(of item: JSONTree) -> Rational {
        var speed = 1.0
        for effect in item["effects"]?.items ?? [] where effect["enabled"]?.bool != false {
            switch effect.schema {
            case "FreezeFrame": speed = 0
            case "LinearTimeWarp": speed *= effect["time_scalar"]?.double ?? 1
            default: break
            }
        }
        return Self.speed(speed)
    }

    /// Notes those that change something.
    mutating func readEffects(of item: JSONTree, _ what: String, at frame: Int? = nil) {
        for effect in item["effects"]?.items ?? [] where effect["enabled"]?.bool != false {
            let resolve = effect["metadata"]?["Resolve_OTIO"]
            let names = [resolve?["Effect Name"], effect["effect_name"], effect["name"]].compactMap { $0?.string }
            let name = names.first { !$0.isEmpty } ?? "without a name"
            switch effect.schema {
            case "FreezeFrame", "LinearTimeWarp": continue
            case "TimeEffect": notes.add("a speed that changes within \(what)", at: frame)
            case _ where OTIOEffects.isAtRest(effect): continue
            default: notes.add("the effect '\(name)' on \(what)", at: frame)
            }
        }
    }

    // MARK: - Markers

    /// - Parameter place: the frame of the sequence for one of the item's own.
    mutating func readMarkers(of item: JSONTree, _ place: (Int) -> Int) {
        for marker in item["markers"]?.items ?? [] {
            let metadata = marker["metadata"]
            guard metadata?["mv"]?["transition"] == nil, let start = frames(marker["marked_range"]?["start_time"]) else { continue }
            // Kdenlive counts those of a clip from its first frame in the edit.
            let isRelative = item.schema == "Clip" && metadata?["kdenlive"] != nil
            let frame = place(Int(start.rounded()) + (isRelative ? firstFrame(of: item) : 0))
            let length = max(1, Int((frames(marker["marked_range"]?["duration"]) ?? 1).rounded()))
            if let own = metadata?["mv"], let kind = own["kind"]?.string.flatMap(HandOff.Marker.Kind.init) {
                let (name, note) = (own["name"]?.string ?? "", own["note"]?.string ?? "")
                markers.append(HandOff.Marker(frame: frame, frames: length, kind: kind, name: name, note: note))
                continue
            }
            let texts = OTIOMarkerText.parts(of: marker["comment"]?.string ?? "", name: marker["name"]?.string ?? "")
            let (kind, name) = MarkerText.kind(texts.name)
            let note = metadata?["Resolve_OTIO"]?["Note"]?.string ?? texts.note
            markers.append(HandOff.Marker(frame: frame, frames: length, kind: kind, name: name, note: note))
        }
    }
}

/// Effects that programs write on every clip, also where nothing was changed.
enum OTIOEffects {
    /// Whether it shows no difference.
    static func isAtRest(_ effect: JSONTree) -> Bool {
        if let resolve = effect["metadata"]?["Resolve_OTIO"] {
            return resolve["Parameters"]?.items.isEmpty ?? true || resolve["Enabled"]?.bool == false
        }
        guard let premiere = effect["metadata"]?["PremierePro_OTIO"] else { return false }
        let parameters = premiere["Parameters"]?.items ?? []
        if parameters.contains(where: { $0["Keyframes"]?.items.isEmpty == false }) { return false }
        guard premiere["IsIntrinsic"]?.bool == true else { return ["AudioFader", "PanProcessor"].contains(premiere["MatchName"]?.string) }
        return parameters.allSatisfy { parameter in
            guard let name = parameter["DisplayName"]?.string, let value = parameter["StartValue"]?["Value"] else { return true }
            if let rest = atRest[name] { return value.double.map { abs($0 - rest) < 1e-6 } ?? true }
            guard name == "Position" else { return true }
            return ["X", "Y"].allSatisfy { value[$0]?.double.map { abs($0 - 0.5) < 1e-6 } ?? true }
        }
    }

    private static let atRest = [
        "Opacity": 100.0, "Scale": 100, "Rotation": 0, "Crop Left": 0, "Crop Top": 0, "Crop Right": 0, "Crop Bottom": 0,
    ]
}
