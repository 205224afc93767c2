import Editorial
import Timebase

extension FilmStyling {
    /// The sections of the song that a deliverable shows; nil for one that is to have none, or shows one section only.
    ///
    /// - Parameter frames: of the film, that the deliverable shows.
    func chapters(for deliverable: DeliverableSpec, _ frames: FrameRange) -> [Chapter]? {
        guard deliverable.hasChapters else { return nil }
        let rate = cut.timeline.format.rate
        let start = (project.song.start ?? 0) + rate.seconds(at: frames.start)
        let length = milliseconds(rate.seconds(at: frames.count))
        let sections = heard.whole.sections
        let chapters = zip(sections, Self.names(sections)).compactMap { section, name -> Chapter? in
            let (from, to) = (max(0, milliseconds(section.start - start)), min(length, milliseconds(section.end - start)))
            return to - from >= Self.shortest ? Chapter(start: from, end: to, title: name) : nil
        }
        return chapters.count < 2 ? nil : Self.joined(chapters, length: length)
    }

    /// Milliseconds: what is shorter is no place to jump to.
    private static let shortest = 1000

    /// From the film's start to its end, without gaps.
    private static func joined(_ chapters: [Chapter], length: Int) -> [Chapter] {
        chapters.indices.map { index in
            Chapter(
                start: index == 0 ? 0 : chapters[index].start, end: index + 1 < chapters.count ? chapters[index + 1].start : length,
                title: chapters[index].title)
        }
    }

    /// As people call them: `Chorus 2`, with a number where there are several in the song.
    static func names(_ sections: [BeatGrid.Section]) -> [String] {
        let words = sections.map { section -> String in
            let isLetter = section.label.wholeMatch(of: /[A-Z][0-9]*'*/) != nil
            if !isLetter { return section.label.prefix(1).uppercased() + section.label.dropFirst() }
            return section.role.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "Part \(section.label)"
        }
        var counts: [String: Int] = [:]
        return words.map { word in
            counts[word, default: 0] += 1
            return words.count { $0 == word } > 1 ? "\(word) \(counts[word] ?? 1)" : word
        }
    }
}
