import Editorial

/// The keys of choosing, cutting, paying and delivering.
package enum EditKeys {
    static let dollars = 0.0...1_000_000.0
    static let containers = ["mp4", "mov", "mkv", "webm", "gif", "webp"]
    private static let model = EditSpec()
    private static let file = DeliverableSpec()

    package static let select = Section(
        name: "select", doc: "How the takes that go into the film are chosen.",
        keys: [
            Key(
                "keep", .integer(1...Limits.takes), otherwise: "the sum of the shots' `keep`, or one of each shot",
                misnomers: ["count", "total", "max"],
                "How many takes to keep in all."),
            Key(
                "weights", .named(.number(0...100), key: "a score"), otherwise: "the usual ones", misnomers: ["weight"],
                "How much a score counts; scores that are not named keep their usual weight, 0 leaves one out."),
            Key(
                "gates", .named(.number(0.5...1), key: "a defect"), otherwise: "the usual ones",
                misnomers: ["gate", "thresholds", "limits"],
                "How certain a defect must be for a take to be dropped; 1 never drops one."),
            Key(
                "meant", .texts, otherwise: "none", misnomers: ["style", "allow", "allowed", "intended"],
                "Defects that are style here: they neither drop takes nor count against them."),
            Key(
                "diversity", .number(0...3), fallback: Numerals.text(SelectSpec().diversity), misnomers: ["variety"],
                "How much it counts against a take that it looks and moves like a better one of its shot."),
        ])

    /// What `gates` and `meant` may name.
    package static let defects = [
        "blur", "compress", "noise", "under", "over", "lowcontrast", "flicker", "wobble", "freeze", "stutter", "black", "letterbox",
        "hardcut", "boomerang", "repeat", "still", "watermark", "speed",
    ]

    package static let edit = Section(
        name: "edit", doc: "How the cut is made.",
        keys: [
            Key(
                "pace", words(EditSpec.Pace.self), fallback: model.pace.rawValue, misnomers: ["speed", "tempo"],
                "How much faster loud passages are cut than calm ones, and how much bars count against beats; `auto` goes by the song."),
            Key(
                "sections", .named(.section(part), key: "a section"), otherwise: "all alike", misnomers: ["parts"],
                "Parts of the song that are cut differently, by role (chorus) or by label as `mv beats` prints it (B')."),
            Key(
                "cut_on", words(EditSpec.Grid.self), fallback: model.cutOn.rawValue, misnomers: ["cuts", "grid", "snap"],
                "Where a cut may fall."),
            Key(
                "order", words(EditSpec.Order.self), fallback: model.order.rawValue,
                "`story` follows the file, `flow` matches motion, light and the song's energy."),
            Key(
                "continuity", words(EditSpec.Continuity.self), fallback: model.continuity.rawValue, misnomers: ["push", "infinite_zoom"],
                "`push`: each clip begins as the one before ends and the camera moves on, as in an infinite zoom."),
            Key(
                "retime", .number(0...0.5), fallback: Numerals.text(model.retime), misnomers: ["slow", "stretch", "speed_limit"],
                "The share by which a take may run slower or faster so that its strongest motion lands on a hit; 0 for never."),
            Key(
                "ramps", .boolean, fallback: "false", misnomers: ["ramp", "speed_ramps"],
                "Whether speed may change inside a clip to land its strongest motion, within `retime`."),
            Key(
                "slow_motion", words(EditSpec.SlowMotion.self), fallback: model.slowMotion.rawValue, misnomers: ["interpolation", "slowmo"],
                "What is shown between two frames of a slowed take: the first again, both through each other, or what moved between them."),
            Key(
                "hold", .boolean, fallback: "false", misnomers: ["freeze"],
                "Whether a picture may stand still where a take has no frames left for a transition."),
            Key(
                "pulse", .sectionOr(PictureKeys.pulse, words(Pulse.Moments.self)), otherwise: "nothing", misnomers: ["beat", "reactive", "on_beat"],
                "What the picture does on the beats of the song."),
            Key(
                "at_sections", .sectionOr(transition, .word(kinds)), fallback: "cut", misnomers: ["transition"],
                "The transition between sections of the song."),
            Key(
                "at_cuts", .sectionOr(transition, .word(kinds)), fallback: "cut", misnomers: ["between"],
                "The transition between clips inside a section."),
            Key(
                "transitions", .list(.section(placedTransition)), otherwise: "none",
                "Transitions at places of the song, before all others; a cut is made there."),
            Key(
                "dissolve", .number(0.04...10), fallback: Numerals.text(Transition.Kind.dissolve.usualSeconds), misnomers: ["crossfade"],
                "Length in seconds of dissolves that do not say theirs."),
            Key("lead", .integer(0...24), fallback: "\(model.lead)", "Frames by which the picture leads the beat."),
            Key(
                "shortest", .number(0.1...60), fallback: Numerals.text(model.shortest), misnomers: ["min", "minimum"],
                "Shortest clip in seconds."),
            Key("longest", .number(0.1...600), otherwise: "as the takes allow", misnomers: ["max", "maximum"], "Longest clip in seconds."),
            Key("fade_in", .number(0...60), fallback: Numerals.text(model.fadeIn), "Seconds of fade from black at the start."),
            Key("fade_out", .number(0...60), fallback: Numerals.text(model.fadeOut), "Seconds of fade to black at the end."),
        ])

    static let kinds = ["cut"] + Transition.Kind.allCases.map(\.rawValue)
    private static let lengths = [
        Key("frames", .integer(1...480), otherwise: "as is usual for the kind", misnomers: ["length"], "Its length in frames of the film."),
        Key("beats", .number(0.1...32), otherwise: "as is usual for the kind", "Its length in beats of the song."),
        Key("seconds", .number(0.04...20), otherwise: "as is usual for the kind", misnomers: ["duration"], "Its length in seconds."),
    ]
    package static let transition = Section(
        name: "edit.transition", doc: "How one clip gives way to the next. A transition that is only a word is its kind.",
        keys: [Key("kind", .word(kinds), required: true, misnomers: ["type"], "What is seen.")] + lengths)
    package static let placedTransition = Section(
        name: "edit.transitions", doc: "A transition at a place of the song.",
        keys: [
            Key("at", .text, required: true, misnomers: ["place", "time"], "Where, as a musical address such as `chorus 2` or `bar 17`."),
            Key("kind", .word(kinds), required: true, misnomers: ["type"], "What is seen."),
        ] + lengths)

    package static let part = Section(
        name: "edit.sections", doc: "How one part of the song is cut; what is not said is as for the whole film.",
        keys: [
            Key("pace", words(EditSpec.Pace.self), otherwise: "the film's", misnomers: ["speed", "tempo"], "As `pace` of `edit`, for this part."),
            Key(
                "density", .number(0.1...10), fallback: "1", misnomers: ["cuts", "rate"],
                "Times as many cuts as the part would have; the rest of the film has as many fewer."),
            Key("shortest", .number(0.1...60), otherwise: "the film's", misnomers: ["min", "minimum"], "Shortest clip in seconds."),
            Key("longest", .number(0.1...600), otherwise: "the film's", misnomers: ["max", "maximum"], "Longest clip in seconds."),
        ])

    package static let budget = Section(
        name: "budget", doc: "A ceiling on money. Nothing is asked of a service that could bring the spending above it.",
        keys: [Key("limit", .number(dollars), otherwise: "no limit", misnomers: ["max", "dollars", "usd", "total"], "Dollars.")])

    package static let deliverable = Section(
        name: "deliverables", doc: "A finished file. A deliverable that is only a text is its file name, or its `as`.",
        keys: [
            Key(
                "file", .fileName(containers), otherwise: "that of `as`", misnomers: ["name", "path"],
                "Name of the file in `out/`. Its end says what it is; `.gif` and `.webp` move without sound."),
            Key(
                "as", words(DeliverablePreset.self), otherwise: "nothing", misnomers: ["for", "profile"],
                "What the other keys are when they are missing."),
            Key(
                "codec", words(PictureCodec.self), otherwise: "`h264`; `vp9` in WebM", misnomers: ["video_codec", "vcodec", "encoder"],
                "What the picture is encoded with."),
            Key(
                "preset", .word(DeliverableSpec.presets), fallback: file.preset,
                "How much time the encoder takes: slower is smaller. In libx264's words, for all codecs but `prores` and `dnxhr`."),
            Key(
                "crf", .integer(0...63), otherwise: "18 for `h264`, 20 `hevc`, 26 `av1`, 28 `vp9`", misnomers: ["quality"],
                "Constant rate factor of the encoder: lower is better and larger."),
            Key(
                "size", .size, otherwise: "the film's; of `.gif` and `.webp` 480 across", misnomers: ["resolution"],
                "Pixels. Of another shape than the film's, each take is cropped anew."),
            Key(
                "aspect", .word(aspects), otherwise: "the film's", misnomers: ["ratio", "aspect_ratio"],
                "Instead of `size`: the shape, its shorter side being the film's."),
            PictureKeys.fit.other(fallback: nil, otherwise: "as in `frame`"), PictureKeys.anchor.other(fallback: nil, otherwise: "as in `frame`"),
            Key(
                "part", .text, otherwise: "all of it", misnomers: ["range", "excerpt", "from"],
                "The part of the film it shows, as musical addresses: chorus 1, or 0:30 - 0:45."),
            Key(
                "captions", words(DeliverableSpec.Captions.self), fallback: file.captions.rawValue, misnomers: ["subtitles"],
                "What becomes of the captions of `titles`: part of the picture, a track, or nothing."),
            Key("chapters", .boolean, fallback: "true", "Whether players can jump to the sections of the song."),
            Key(
                "poster", .either(.boolean, .time), otherwise: "none", misnomers: ["thumbnail", "cover"],
                "A picture beside it, as JPEG: of a time of the film, or of a frame that is found for `true`."),
            Key(
                "hardware", words(DeliverableSpec.Hardware.self), otherwise: "none", misnomers: ["gpu", "hwaccel"],
                "The processor of pictures that encodes it where there is one, `h264` and `hevc` only."),
            Key(
                "audio_bitrate", .bitRate(32_000...512_000), fallback: "\(file.audioBitRate / 1000)k", misnomers: ["bitrate", "audio"],
                "Bits per second of the sound."),
            Key(
                "loudness", .number(-40 ... -5), otherwise: "as loud as the song is", misnomers: ["lufs", "normalize", "volume"],
                "LUFS the sound is brought to, such as -14, as far as its peaks allow without a limiter."),
        ])

    static let oneDeliverable: Shape = .sectionOr(
        deliverable, .either(.fileName(containers), .word(DeliverablePreset.allCases.map(\.rawValue))))
    static let aspects = ["16:9", "9:16", "1:1", "4:5"]

    private static func words<Words: CaseIterable & RawRepresentable>(_: Words.Type) -> Shape where Words.RawValue == String {
        .word(Words.allCases.map(\.rawValue))
    }
}
