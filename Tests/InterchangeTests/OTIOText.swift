/// For suites that read what other programs write: the text of OpenTimelineIO's objects.
protocol OTIOText {}

extension OTIOText {
    func time(_ value: Double, _ rate: Double = 24) -> String {
        #"{"OTIO_SCHEMA": "RationalTime.1", "rate": \#(rate), "value": \#(value)}"#
    }

    func range(_ start: Double, _ count: Double, _ rate: Double = 24) -> String {
        #"{"OTIO_SCHEMA": "TimeRange.1", "start_time": \#(time(start, rate)), "duration": \#(time(count, rate))}"#
    }

    func file(_ path: String, _ available: String = "null") -> String {
        #"{"OTIO_SCHEMA": "ExternalReference.1", "target_url": "\#(path)", "available_range": \#(available), "metadata": {}}"#
    }

    func clip(_ name: String, _ source: String, _ reference: String? = nil, more: String = "") -> String {
        #"{"OTIO_SCHEMA": "Clip.1", "name": "\#(name)", "source_range": \#(source), "media_reference": \#(reference ?? file("/m/" + name))\#(more)}"#
    }

    func gap(_ count: Double) -> String { #"{"OTIO_SCHEMA": "Gap.1", "source_range": \#(range(0, count))}"# }

    func dissolve(_ before: Double, _ after: Double, type: String = "SMPTE_Dissolve", more: String = "") -> String {
        #"{"OTIO_SCHEMA": "Transition.1", "transition_type": "\#(type)", "in_offset": \#(time(before)), "out_offset": \#(time(after))\#(more)}"#
    }

    func track(_ items: String..., kind: String = "Video", name: String = "V", more: String = "") -> String {
        #"{"OTIO_SCHEMA": "Track.1", "kind": "\#(kind)", "name": "\#(name)", "children": [\#(items.joined(separator: ","))]\#(more)}"#
    }

    func timeline(_ tracks: String..., start: String = "null", more: String = "") -> String {
        #"{"OTIO_SCHEMA": "Timeline.1", "name": "t", "global_start_time": \#(start), "tracks": {"OTIO_SCHEMA": "Stack.1", "children": [\#(tracks.joined(separator: ","))]\#(more)}}"#
    }
}
