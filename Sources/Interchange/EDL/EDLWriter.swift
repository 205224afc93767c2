import Timebase

/// CMX3600, `.edl`: one picture track of numbered events, which every editor reads. It knows no files, only reels of up to eight letters and
/// digits (`HandOff.Media.reel`); what else is known of a clip stands in comments.
///
/// The lines are as https://xmil.biz/EDL-X/CMX3600.pdf has them: fields of fixed width, the frame after the last as the end, CR LF, ASCII.
public enum EDLWriter {
    /// Events of one list: their numbers have three digits.
    static let most = 999

    /// A film of more than 999 events becomes several lists, in order.
    /// - Parameter dropsFrames: drop-frame code at 29.97 and 59.94, as is usual there.
    public static func write(_ film: HandOff, dropsFrames: Bool = true) -> WrittenEdit {
        let code = EDLCode(film: film, dropsFrames: dropsFrames)
        var list = EDLList(film, code)
        let paths = film.clips.compactMap { film.media($0.media)?.path }
        if paths.contains(where: { EDLText.plain($0) != $0 }) {
            list.leftOut.add("folders whose names are not plain ASCII: files go by their names alone")
        }
        let title = EDLText.plain(film.name, most: 70)
        if title != film.name { list.leftOut.add("the film's name beyond 70 plain ASCII characters") }
        let lists = split(list.events)
        if lists.count > 1 {
            list.leftOut.add(
                "\(list.events.count) events are more than a list can number: they are in \(lists.count) lists, to be laid one after the other",
                at: lists.dropFirst().compactMap { $0.first?.start })
        }
        let files = lists.enumerated().map { index, events in
            WrittenEdit.File(
                film.fileBase + (lists.count > 1 ? "_\(index + 1)" : "") + ".edl",
                text(title: title.isEmpty ? "UNTITLED" : title, events, code))
        }
        return WrittenEdit(files: files, leftOut: list.leftOut.all + unheld(film))
    }

    private static func text(title: String, _ events: ArraySlice<EDLEvent>, _ code: EDLCode) -> String {
        var lines = ["TITLE: \(title)", "FCM: \(code.drops ? "DROP FRAME" : "NON-DROP FRAME")"]
        for (index, event) in events.enumerated() {
            lines.append("")
            lines += event.lines.map { $0.written(number: index + 1, code) } + event.comments.map { "* " + $0 }
        }
        return lines.map { $0 + "\r\n" }.joined()
    }

    /// A list begins with a cut where there is one: the clip that a dissolve comes from is in the same list then.
    private static func split(_ events: [EDLEvent]) -> [ArraySlice<EDLEvent>] {
        var (lists, rest) = ([ArraySlice<EDLEvent>](), events[...])
        while rest.count > most {
            let cut = rest.indices[(rest.startIndex + 1)...(rest.startIndex + most)].last { rest[$0].lines.count == 1 }
            let end = cut ?? rest.startIndex + most
            lists.append(rest[..<end])
            rest = rest[end...]
        }
        return lists + [rest]
    }

    /// What concerns the whole.
    private static func unheld(_ film: HandOff) -> [LeftOut] {
        var leftOut = LeftOutList()
        leftOut.add("the frame rate and the size of the picture: the list has no place for them")
        if film.song != nil { leftOut.add("the song: lay it under the first frame") }
        let alternates = film.clips.filter { !$0.alternates.isEmpty }
        if !alternates.isEmpty { leftOut.add("the alternates of clips", at: alternates.map(\.record.start)) }
        let shown = Set(film.clips.map(\.media))
        let others = film.media.count { media in
            if case .picture = media.content { !shown.contains(media.id) } else { false }
        }
        if others > 0 { leftOut.add(others == 1 ? "1 file that no clip shows" : "\(others) files that no clip shows") }
        let isTold = film.media.contains { media in
            let story = media.story
            return [story.shot, story.prompt, story.seed, story.generator, story.model, story.note, story.baked].contains { $0 != nil }
                || story.stars > 0 || story.isPicked
        }
        if isTold { leftOut.add("what is known of the takes but their ids: shots, prompts, seeds, models, stars and notes") }
        return leftOut.all
    }
}
