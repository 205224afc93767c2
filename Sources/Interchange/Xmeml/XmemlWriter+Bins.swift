import Timebase

extension XmemlWriting {
    /// Those that hold something: Premiere drops empty ones.
    mutating func bins() -> [XMLNode] {
        let used = Set(film.clips.map(\.media))
        let places = Dictionary(grouping: film.clips.flatMap { clip in clip.alternates.map { (clip, $0) } }) { $0.1.media }
        var bins: [(name: String, clips: [XMLNode])] = [("Takes", []), ("Alternates", []), ("Unused", []), ("Song", [])]
        for media in film.media {
            var (bin, marks, words): (Int, Range<Int>?, [String]) = (2, nil, [])
            if case .sound = media.content {
                if media.id != film.song?.media { continue }
                bin = 3
            } else {
                bin = used.contains(media.id) ? 0 : places[media.id] == nil ? 2 : 1
            }
            for (clip, alternate) in places[media.id] ?? [] {
                let range = alternate.source..<(alternate.source + clip.record.count)
                // In and out show the first place; the others are said.
                if bin == 1, marks == nil, range.upperBound <= media.frames(at: film.rate) { marks = range }
                words.append(place(clip, range))
            }
            bins[bin].clips.append(master(media, marks, words))
        }
        return bins.filter { !$0.clips.isEmpty }.map { XMLNode("bin", [XMLNode("name", text: $0.name), XMLNode("children", $0.clips)]) }
    }

    private func place(_ clip: HandOff.Clip, _ range: Range<Int>) -> String {
        let drops = TimeCode.dropsFrames(film.rate)
        let time = TimeCode.text(film.startFrame + clip.record.start, at: film.rate, dropsFrames: drops)
        return "instead of \(film.media(clip.media)?.fileName ?? clip.media) at \(time), from frame \(range.lowerBound) on"
    }

    private mutating func master(_ media: HandOff.Media, _ marks: Range<Int>?, _ words: [String]) -> XMLNode {
        let content: XMLNode
        if case .sound(_, _, let channels) = media.content {
            content = XMLNode("audio", (1...max(1, min(channels, 2))).map { masterTrack(media, channel: $0) })
        } else {
            content = XMLNode("video", [masterTrack(media, channel: nil)])
        }
        let range = marks.map { [number("in", $0.lowerBound), number("out", $0.upperBound)] } ?? []
        let id = masterID(media)
        return XMLNode(
            "clip", ["id": id, "explodedTracks": "true"],
            [XMLNode("masterclipid", text: id), flag("ismasterclip", true), number("duration", media.frames(at: film.rate)), rate[0]]
                + range
                + [XMLNode("name", text: media.fileName), XMLNode("media", [content])] + story(media, places: words))
    }

    private mutating func masterTrack(_ media: HandOff.Media, channel: Int?) -> XMLNode {
        let about =
            channel.map { [XMLNode("sourcetrack", [XMLNode("mediatype", text: "audio"), number("trackindex", $0)])] }
            ?? [XMLNode("alphatype", text: "none"), XMLNode("pixelaspectratio", text: "square"), flag("anamorphic", false)]
        return XMLNode(
            "track",
            [
                XMLNode(
                    "clipitem", ["id": nextItem()],
                    [XMLNode("masterclipid", text: masterID(media)), XMLNode("name", text: media.fileName), rate[0]] + about + [file(media)]
                )
            ])
    }

    /// What is known of a file, in the columns that Premiere shows of a clip.
    func story(_ media: HandOff.Media, places: [String] = []) -> [XMLNode] {
        let story = media.story
        let known = [
            story.take.map { "take \($0)" }, story.generator, story.model, story.seed.map { "seed \($0)" },
            story.bakedFrom.map { "from frame \($0) of the take" }, story.baked,
        ]
        let log = XMLNode(
            "logginginfo",
            [
                XMLNode("description", text: story.prompt ?? ""), XMLNode("scene", text: story.shot ?? ""),
                XMLNode("shottake", text: media.id),
                XMLNode("lognote", text: known.compactMap { $0 }.joined(separator: ", ")),
                XMLNode("good", text: story.isPicked ? "TRUE" : ""),
            ])
        let stars = story.stars == 1 ? "1 star" : "\(story.stars) stars"
        let comments = [story.note, story.stars > 0 ? stars : nil, places.isEmpty ? nil : places.joined(separator: "; ")]
        let numbered = comments.enumerated().compactMap { index, text in text.map { XMLNode("mastercomment\(index + 1)", text: $0) } }
        let label = XMLNode("labels", [XMLNode("label2", text: story.isPicked ? "Forest" : "Iris")])
        return [log, label] + (numbered.isEmpty ? [] : [XMLNode("comments", numbered)])
    }
}
