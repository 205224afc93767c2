import Interchange
import Testing
import Timebase

@Suite struct HandOffTests {
    private func film(_ clips: [HandOff.Clip], frames: Int = 48) -> HandOff {
        let media = ["a", "b"].map {
            HandOff.Media(
                id: $0, fileName: $0 + ".mp4", path: "/media/\($0).mp4", reel: $0.uppercased(),
                content: .picture(frames: 100, width: 64, height: 36))
        }
        return HandOff(name: "film", rate: FrameRate(24), width: 64, height: 36, frames: frames, media: media, clips: clips)
    }

    @Test func aFilmThatEveryFormatCanHoldHasNoFaults() {
        let clips = [
            HandOff.Clip(media: "a", source: 10, record: FrameRange(start: 0, count: 24)),
            HandOff.Clip(media: "b", source: 0, record: FrameRange(start: 24, count: 24), transition: .init(.dissolve, frames: 12)),
        ]
        #expect(film(clips).faults == [])
        #expect(film(clips).seen(0) == FrameRange(start: 10, count: 36))
        #expect(film(clips).seen(1) == FrameRange(start: 0, count: 24))
    }

    @Test func aDissolveThatTheFileBeforeCannotFeedIsAFault() {
        let clips = [
            HandOff.Clip(media: "a", source: 70, record: FrameRange(start: 0, count: 24)),
            HandOff.Clip(media: "b", source: 0, record: FrameRange(start: 24, count: 24), transition: .init(.dissolve, frames: 12)),
        ]
        #expect(film(clips).faults == ["clip 1 asks for frames that a.mp4 does not have"])
    }

    @Test func clipsOverEachOtherAndOfUnknownFilesAreFaults() {
        let clips = [
            HandOff.Clip(media: "a", source: 0, record: FrameRange(start: 0, count: 24)),
            HandOff.Clip(media: "b", source: 0, record: FrameRange(start: 20, count: 40)),
            HandOff.Clip(media: "c", source: 0, record: FrameRange(start: 60, count: 4)),
        ]
        let faults = film(clips).faults
        #expect(faults.contains("clip 2 lies over the one before"))
        #expect(faults.contains("clip 3 shows 'c', which is no picture of the hand-off"))
        #expect(faults.contains("the last clip ends after the film"))
    }

    @Test func theSongsBrokenLastFrameIsNotCounted() {
        let song = HandOff.Media(
            id: "song", fileName: "song.wav", path: "/song.wav", reel: "SONG", content: .sound(samples: 48_000 * 10 - 1, sampleRate: 48_000, channels: 2))
        #expect(song.frames(at: FrameRate(24)) == 239)
    }
}
