import Editorial
import ProjectFile
import Testing

/// `deliverables`: what is made of words and numbers, and what is answered to those that do not fit.
struct DeliverableReadingTests {
    private func read(_ text: String, format: String = "1920x1080") throws -> [DeliverableSpec] {
        try Sample.project("format: {size: \(format)}\ndeliverables: \(text)").deliverables
    }

    @Test func presetsAreFilesWithSettingsOfTheirOwn() throws {
        let all = try read("[youtube, vertical, square, master, preview]")
        #expect(all.map(\.file) == ["youtube.mp4", "vertical.mp4", "square.mp4", "master.mov", "preview.mp4"])
        #expect(all.map(\.codec) == [.h264, .h264, .h264, .prores, .h264])
        #expect(all.map(\.crf) == [16, 18, 18, nil, 26])
        #expect(all[0].loudness == -14 && all[0].audioBitRate == 384_000 && all[0].size == nil)
        #expect(all[1].size == PictureSize(width: 1080, height: 1920))
        #expect(all[2].size == PictureSize(width: 1080, height: 1080))
        #expect(all[3].sound == .pcm)
        #expect(all[4].size == PictureSize(width: 960, height: 540))
    }

    @Test func whatIsWrittenBesideAPresetGoesBeforeIt() throws {
        let one = try read("[{as: youtube, file: upload.mp4, crf: 20, loudness: -16, size: 1280x720}]")[0]
        #expect((one.file, one.preset, one.crf, one.loudness) == ("upload.mp4", "slow", 20, -16))
        #expect(one.size == PictureSize(width: 1280, height: 720))
        #expect(one.audioBitRate == 384_000)
    }

    @Test(arguments: [("16:9", 1920, 1080), ("9:16", 1080, 1920), ("1:1", 1080, 1080), ("4:5", 1080, 1350)])
    func anAspectIsAShapeAsHighAsTheFilmsShorterSide(aspect: String, width: Int, height: Int) throws {
        #expect(try read("[{file: a.mp4, aspect: \"\(aspect)\"}]")[0].size == PictureSize(width: width, height: height))
    }

    @Test func aVerticalFilmHasVerticalVersionsOfItsOwnWidth() throws {
        let all = try read("[vertical, square]", format: "720x1280")
        #expect(all.map(\.size) == [PictureSize(width: 720, height: 1280), PictureSize(width: 720, height: 720)])
    }

    @Test(arguments: [
        ("a.webm", PictureCodec.vp9, SoundCodec.opus), ("a.mp4", .h264, .aac), ("a.mov", .h264, .aac), ("a.mkv", .h264, .aac),
    ])
    func aContainerBringsItsUsualCodecs(file: String, codec: PictureCodec, sound: SoundCodec) throws {
        let one = try read("[\(file)]")[0]
        #expect((one.codec, one.sound) == (codec, sound))
    }

    @Test func aCodecInTheWrongContainerIsToldTheRightOne() {
        #expect(
            Sample.faults("deliverables: [{file: a.mp4, codec: prores}]\n")
                == ["1:37: error: deliverables[0].codec: prores is not kept in .mp4; write file: a.mov"])
        #expect(
            Sample.faults("deliverables: [{file: a.webm, codec: h264}]\n")
                == ["1:38: error: deliverables[0].codec: h264 is not kept in .webm; write file: a.mp4"])
    }

    @Test func qualityIsInTheCodecsOwnRange() {
        #expect(
            Sample.faults("deliverables: [{file: a.mp4, codec: hevc, crf: 60}]\n")
                == ["1:48: error: deliverables[0].crf: expected a whole number from 0 to 51 for hevc, found 60"])
        #expect(
            Sample.faults("deliverables: [{file: a.mov, codec: prores, crf: 12}]\n")
                == ["1:50: warning: deliverables[0].crf: has no effect: prores has one quality; leave it out"])
    }

    @Test func aPictureTooSmallForItsCodecIsRefused() {
        #expect(
            Sample.faults("format: {size: 240x136}\ndeliverables: [{file: a.mov, codec: dnxhr}]\n")
                == [
                    "2:37: error: deliverables[0].codec: dnxhr has pictures of 256x120 and larger, this one is 240x136; give it a larger size or another codec"
                ])
    }

    @Test func hardwareIsForTheCodecsItKnows() throws {
        #expect(try read("[{file: a.mp4, codec: hevc, hardware: auto}]")[0].hardware == .auto)
        #expect(
            Sample.faults("deliverables: [{file: a.webm, hardware: vaapi}]\n")
                == ["1:41: error: deliverables[0].hardware: vp9 is encoded by no hardware here; keep it for h264 and hevc"])
    }

    @Test(arguments: [("true", DeliverableSpec.Poster.found), ("1:02.5", .at(62.5)), ("0", .at(0))])
    func aPosterIsFoundOrOfATime(text: String, poster: DeliverableSpec.Poster) throws {
        #expect(try read("[{file: a.mp4, poster: \(text)}]")[0].poster == poster)
    }

    @Test func noPosterIsNone() throws { #expect(try read("[{file: a.mp4, poster: false}]")[0].poster == nil) }

    @Test func anAnimationIsSmallUnlessItSaysOtherwise() throws {
        let all = try read("[teaser.gif, {file: b.webp, size: 640x640}, {file: c.gif, aspect: \"9:16\"}]")
        let film = PictureFormat(width: 1920, height: 1080)
        #expect(all.map(\.isAnimation) == [true, true, true])
        #expect(all.map { $0.animationSize(of: film) } == [(480, 270), (640, 640), (1080, 1920)].map { PictureSize(width: $0.0, height: $0.1) })
        #expect(all[0].animationSize(of: PictureFormat(width: 320, height: 180)) == PictureSize(width: 320, height: 180))
    }

    @Test func whatAnAnimationHasNotIsSaid() {
        #expect(
            Sample.faults("deliverables: [{file: a.gif, codec: h264, hardware: auto, captions: track}]\n")
                == [
                    "1:37: error: deliverables[0].codec: a gif has an encoding of its own; leave out 'codec'",
                    "1:53: error: deliverables[0].hardware: a gif has an encoding of its own; leave out 'hardware'",
                    "1:69: error: deliverables[0].captions: a gif has no tracks; write captions: burn",
                ])
        #expect(
            Sample.faults("deliverables: [{file: a.webp, crf: 20, loudness: -14}]\n")
                == [
                    "1:36: warning: deliverables[0].crf: has no effect: a webp is encoded in one way; leave it out; a smaller size makes it smaller",
                    "1:50: warning: deliverables[0].loudness: has no effect: a webp has no sound; leave it out",
                ])
    }

    @Test func theSoundsFadesAreTheSongs() throws {
        let song = try Sample.project("song: {file: song.flac, fade_in: 0.5, fade_out: 3}").song
        #expect((song.fadeIn, song.fadeOut) == (0.5, 3))
        let plain = try Sample.project("song: {file: song.flac, fade_in: 0}").song
        #expect(plain.fadeIn == nil && plain.fadeOut == nil)
    }
}
