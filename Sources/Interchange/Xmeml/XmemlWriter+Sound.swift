import Timebase

extension XmemlWriting {
    /// The song in one piece. Premiere holds a stereo track as two that belong together: without that it becomes two mono ones, and a mono
    /// file forced into such a pair is silent on one side.
    mutating func sound() -> XMLNode {
        var (tracks, sampleRate) = ([XMLNode](), 48_000)
        if let song = film.song, let media = film.media(song.media), case .sound(_, let samples, let channels) = media.content {
            sampleRate = samples
            if channels > 2 { lost.add("of the song's \(channels) channels only the first two are placed") }
            let count = min(max(channels, 1), 2)
            let ids = (0..<count).map { _ in nextItem() }
            tracks = (1...count).map { track(song, media, channel: $0, ids) }
        }
        let format = XMLNode("format", [XMLNode("samplecharacteristics", [number("depth", 16), number("samplerate", sampleRate)])])
        let groups = [1, 2].map { index in
            XMLNode(
                "group",
                [number("index", index), number("numchannels", 1), number("downmix", 0), XMLNode("channel", [number("index", index)])])
        }
        return XMLNode("audio", [number("numOutputChannels", 2), format, XMLNode("outputs", groups)] + tracks)
    }

    private mutating func track(_ song: HandOff.Song, _ media: HandOff.Media, channel: Int, _ ids: [String]) -> XMLNode {
        let isStereo = ids.count == 2
        // The two are cut and moved as one.
        let links = ids.enumerated().map { index, id in
            XMLNode(
                "link",
                [
                    XMLNode("linkclipref", text: id), XMLNode("mediatype", text: "audio"), number("trackindex", index + 1),
                    number("clipindex", 1), number("groupindex", 1),
                ])
        }
        let source = XMLNode("sourcetrack", [XMLNode("mediatype", text: "audio"), number("trackindex", channel)])
        let item = item(
            media, id: ids[channel - 1], (0, song.frames), song.source..<(song.source + song.frames),
            attributes: ["premiereChannelType": isStereo ? "stereo" : "mono"],
            [file(media), source] + (isStereo ? links : []) + story(media))
        return XMLNode(
            "track",
            [
                "currentExplodedTrackIndex": String(channel - 1), "totalExplodedTrackCount": String(ids.count),
                "premiereTrackType": isStereo ? "Stereo" : "Mono",
            ], [item, flag("enabled", true), flag("locked", false), number("outputchannelindex", channel)])
    }
}
