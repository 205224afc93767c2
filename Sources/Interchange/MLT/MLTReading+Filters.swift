import Timebase

extension MLTReading {
    /// Fades of what is shown; anything else is told.
    func filter(_ strip: inout MLTStrip, by filters: [XMLTree]) {
        for filter in filters {
            let service = filter.property("mlt_service") ?? ""
            let isInner = filter.property("internal_added") == "237" || filter.property("_loader") == "1"
            if isInner || filter.property("disable") == "1" || Self.isSound(service) { continue }
            let name = filter.property(["shotcut:filter", "kdenlive_id"]) ?? service
            guard let fade = Fade(name: name), let count = frames(of: filter, fade) else {
                if !strip.pieces.isEmpty { strip.remarks.append(("the effect '\(name)' is left out", strip.pieces[0].record.start)) }
                continue
            }
            // One frame of it is whole already.
            let hidden = max(0, count - 1)
            let isOwn = filter.property("mv:own") == String(hidden)
            let isClear = filter.property("alpha").map { $0.contains("=") } ?? false
            if fade == .up, let first = strip.pieces.first, first.record.start == 0 {
                strip.pieces[0].fadeIn = min(hidden, first.record.count)
                (strip.pieces[0].isClear, strip.pieces[0].ownsFadeIn) = (isClear, isOwn)
            } else if fade == .down, let last = strip.pieces.last, last.record.end == strip.count {
                let index = strip.pieces.count - 1
                strip.pieces[index].fadeOut = min(hidden, last.record.count)
                (strip.pieces[index].isClear, strip.pieces[index].ownsFadeOut) = (isClear, isOwn)
            }
        }
    }

    private enum Fade {
        case up, down

        init?(name: String) {
            switch name {
            case "fadeInBrightness", "fadeInMovit", "fade_from_black": self = .up
            case "fadeOutBrightness", "fadeOutMovit", "fade_to_black": self = .down
            default: return nil
            }
        }
    }

    /// Shotcut's filters last as long as the clip and say how long they ramp, Kdenlive's last as long as they ramp.
    private func frames(of filter: XMLTree, _ fade: Fade) -> Int? {
        let ramp = filter.property(fade == .up ? "shotcut:animIn" : "shotcut:animOut").flatMap { MLTTime.frame($0, at: document.rate) }
        if let ramp, ramp > 0 { return ramp }
        let (first, last) = (filter.attributes["in"] ?? "0", filter.attributes["out"] ?? "")
        guard let start = MLTTime.frame(first, at: document.rate), let end = MLTTime.frame(last, at: document.rate), end >= start else {
            return nil
        }
        return end - start + 1
    }

    private static func isSound(_ service: String) -> Bool {
        let names = [
            "volume", "mute", "panner", "audiolevel", "audiochannels", "audiomap", "audioconvert", "channelcopy", "channelswap", "loudness",
            "dynamic_loudness", "loudness_meter", "rbpitch", "resample", "swresample", "audiolevelgraph", "audiowaveform",
        ]
        return names.contains(service) || ["sox", "ladspa", "lv2", "vst2", "avfilter.a"].contains { service.hasPrefix($0) }
    }
}
