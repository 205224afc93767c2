import Editorial

/// The keys of choosing, cutting, paying and delivering.
package enum EditKeys {
    static let dollars = 0.0...1_000_000.0
    static let containers = ["mp4", "mov", "mkv"]
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
                "The share by which a take may be slowed so that its strongest motion lands on a hit; 0 for never."),
            Key(
                "at_sections", words(EditSpec.Transition.self), fallback: model.atSections.rawValue,
                misnomers: ["transition", "transitions"],
                "The transition between sections of the song; cuts inside one are always hard."),
            Key(
                "dissolve", .number(0.04...10), fallback: Numerals.text(model.dissolveSeconds), misnomers: ["crossfade"],
                "Length of a dissolve in seconds."),
            Key("lead", .integer(0...24), fallback: "\(model.lead)", "Frames by which the picture leads the beat."),
            Key(
                "shortest", .number(0.1...60), fallback: Numerals.text(model.shortest), misnomers: ["min", "minimum"],
                "Shortest clip in seconds."),
            Key("longest", .number(0.1...600), otherwise: "as the takes allow", misnomers: ["max", "maximum"], "Longest clip in seconds."),
            Key("fade_in", .number(0...60), fallback: Numerals.text(model.fadeIn), "Seconds of fade from black at the start."),
            Key("fade_out", .number(0...60), fallback: Numerals.text(model.fadeOut), "Seconds of fade to black at the end."),
        ])

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
        name: "deliverables", doc: "A finished file. A deliverable that is only a text is its file name.",
        keys: [
            Key("file", .fileName(containers), required: true, misnomers: ["name", "path"], "Name of the file in `out/`."),
            Key("preset", .word(presets), fallback: file.preset, "Preset of x264: slower is smaller."),
            Key(
                "crf", .integer(0...51), fallback: "\(file.crf)", misnomers: ["quality"],
                "Constant rate factor of x264: lower is better and larger."),
            Key(
                "audio_bitrate", .bitRate(32_000...512_000), fallback: "\(file.audioBitRate / 1000)k", misnomers: ["bitrate", "audio"],
                "Bits per second of the sound."),
            Key(
                "loudness", .number(-40 ... -5), otherwise: "as loud as the song is", misnomers: ["lufs", "normalize", "volume"],
                "LUFS the sound is brought to, such as -14, as far as its peaks allow without a limiter."),
        ])

    /// https://trac.ffmpeg.org/wiki/Encode/H.264#Preset
    private static let presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
    ]

    private static func words<Words: CaseIterable & RawRepresentable>(_: Words.Type) -> Shape where Words.RawValue == String {
        .word(Words.allCases.map(\.rawValue))
    }
}
