import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension FilmRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: fileExtension)
        func join(soundShift: Int = 0) throws {
            _ = try FilmJoiner.join(
                segments: segments.map { (try context.path(of: $0.blob), $0.frames) }, sound: context.path(of: sound), soundLength: samples,
                soundShift: soundShift, rate: rate, to: scratch, metadata: metadata,
                captions: captions, chapters: chapters ?? [])
        }
        try join()
        // Some versions of libav's WebM muxer write sound that has a lead-in as much too early as the lead-in is long.
        let lead = fileExtension == "webm" ? try FilmJoiner.soundLead(of: scratch) : 0
        if lead > sampleRate / 500 { try join(soundShift: lead) }
        // Before the film is looked at, so that what is looked at is what is kept.
        if let xmp { try XMPBox.append(xmp, toFile: scratch) }
        let wanted = segments.reduce(0) { $0 + $1.frames }
        let facts = try MediaFacts(probing: scratch)
        guard facts.frames == wanted, facts.rate == rate else {
            throw MediaError(
                .mux, "the film",
                "it holds \(facts.frames) frames at \(facts.rate) fps where \(wanted) at \(rate) were joined; the file was not kept")
        }
        try Self.requireOpenings(of: segments, in: scratch)
        try requireTracks(in: scratch)
        let heard = try AudioReader.length(ofFile: scratch, rate: sampleRate)
        // Matroska has no edit list: times are rounded to milliseconds, and AAC's padding at both ends is heard by some readers. Of WebM's Opus
        // the padding is told.
        guard abs(heard - samples) <= (fileExtension == "mkv" ? sampleRate / 500 + 2048 : 0) else {
            throw MediaError(.mux, "the film", "its sound has \(heard) samples where the song has \(samples); the file was not kept")
        }
        return Output(
            film: try context.publish(scratch: scratch, fileExtension: fileExtension), frames: wanted, samples: fileExtension == "mkv" ? samples : heard)
    }

    /// Chapters and captions are there and begin when they should.
    private func requireTracks(in path: String) throws {
        guard chapters != nil || captions != nil else { return }
        let tracks = try FilmTracks(reading: path)
        if let chapters, !tracks.chapters.map(\.start).elementsEqual(chapters.map(\.start)) {
            throw MediaError(.mux, "the film", "it has \(tracks.chapters.count) of \(chapters.count) chapters where they should be; the file was not kept")
        }
        if let captions, !(tracks.captions ?? []).map(\.start).elementsEqual(captions.cues.map(\.start)) {
            throw MediaError(.mux, "the film", "it has other captions than the \(captions.cues.count) it was given; the file was not kept")
        }
    }

    /// Every segment begins where it should: its first picture is decoded from the film and compared with the one that was encoded.
    private static func requireOpenings(of segments: [Segment], in path: String) throws {
        var reader = try VideoReader(path: path, isSparse: true)
        let frame = Frame()
        var start = 0
        for segment in segments {
            try reader.seek(toKeyFrameBefore: start)
            guard try reader.next(into: frame), reader.index(of: frame) == start else {
                throw MediaError(.mux, "the film", "no key frame is found at frame \(start), where a clip begins; the file was not kept")
            }
            let seen = SmallLuma.small(frame, width: 32, height: 18)
            let off = zip(seen, segment.opening).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            guard off <= seen.count * Self.mostOff else {
                throw MediaError(.mux, "the film", "another picture than planned is seen at frame \(start); the file was not kept")
            }
            start += segment.frames
        }
    }

    /// Code values of luma, on average, that encoding may change of a picture 32 pixels wide. Of two takes of the same shot that look alike the
    /// wrong one is not noticed by this; that their frames are where they should be is known from counting.
    private static let mostOff = 8
}
