import Editorial

/// The keys of how pictures look: how takes fill the film's, colours, what happens on the beats, words.
package enum PictureKeys {
    private static let framingModel = Framing()
    private static let gradeModel = Grade()
    private static let pulseModel = Pulse()
    private static let share = 0.0...1.0

    static let anchors = ["auto", "centre", "left", "right", "top", "bottom"]

    static let fit = Key(
        "fit", words(Framing.Fit.self), fallback: framingModel.fit.rawValue, misnomers: ["mode", "crop", "scale"],
        "How a take of another shape fills the picture: cropped, between black bars, before itself out of focus, or distorted.")
    static let anchor = Key(
        "anchor", .either(.word(anchors), .list(.number(share))), fallback: "centre", misnomers: ["center", "focus", "gravity", "position"],
        "What stays in the picture when the rest is cropped: a side, a point as [across, down] in shares, or `auto` for what draws the eye.")

    package static let frame = Section(
        name: "frame", doc: "How a take fills the film's picture. For the whole film, or in a shot for its takes.",
        keys: [
            fit, anchor,
            Key("zoom", .number(1...4), fallback: "1", misnomers: ["punch", "punch_in"], "How much larger than it has to be: a punch-in."),
            Key(
                "push", .number(-0.5...0.5), fallback: "0", misnomers: ["ken_burns", "move"],
                "What the picture grows by over each clip, as a share; below 0 it shrinks."),
            Key(
                "push_stills", .number(-0.5...0.5), fallback: "0", misnomers: ["stills"],
                "The same for takes in which nothing moves."),
        ])

    package static let grade = Section(
        name: "grade", doc: "What is done to colours and light, in this order. For the whole film, or in a shot for its takes.",
        keys: [
            Key(
                "match", .number(share), fallback: "0", misnomers: ["balance"],
                "How far light and colour are brought to those of the clips around: takes of several models sit together."),
            Key("exposure", .number(-3...3), fallback: "0", misnomers: ["brightness", "gain"], "Stops of light."),
            Key("contrast", .number(0.2...3), fallback: "1", "1 leaves it as it is."),
            Key("saturation", .number(0...3), fallback: "1", misnomers: ["colour", "color"], "1 leaves it as it is, 0 is black and white."),
            Key("lut", .file, otherwise: "none", misnomers: ["cube", "lut3d"], "A table of colours, a `.cube` file."),
            Key("lut_strength", .number(share), fallback: "1", misnomers: ["strength", "lut_mix"], "How much of the table is taken."),
            Key("bloom", .number(share), fallback: "0", misnomers: ["glow"], "Light that spreads from what is bright."),
            Key("vignette", .number(share), fallback: "0", "Darkness towards the corners."),
            Key("grain", .number(share), fallback: "0", misnomers: ["noise", "film_grain"], "Grain of film."),
        ])

    package static let pulse = Section(
        name: "edit.pulse", doc: "What the picture does on the beats. A pulse that is only a word is its `on`, with a small punch-in.",
        keys: [
            Key("on", words(Pulse.Moments.self), fallback: pulseModel.on.rawValue, misnomers: ["at", "beats"], "On which moments of the song."),
            Key(
                "punch", .number(0...0.5), fallback: Numerals.text(pulseModel.punch), misnomers: ["zoom"],
                "What the picture grows by at once, as a share, before it falls back."),
            Key("flash", .number(share), fallback: "0", "How white it gets."),
            Key("shake", .number(0...0.2), fallback: "0", "How far it is shaken, as a share of its width."),
            Key("sections", .texts, otherwise: "all", misnomers: ["section", "in"], "Sections in which it does, by part or label."),
        ])

    package static let titles = Section(
        name: "titles", doc: "Words on the picture.",
        keys: [
            Key("font", .text, otherwise: "the system's sans-serif", misnomers: ["family", "typeface"], "Name of a family of fonts."),
            Key("font_file", .file, otherwise: "none", misnomers: ["font_path"], "A font of the project, `.ttf` or `.otf`."),
            Key(
                "opening", .sectionOr(card, .either(.boolean, .texts)), otherwise: "none", misnomers: ["title", "intro"],
                "Lines over the film's start, the first one larger; `true` for the title and the artist."),
            Key(
                "credits", .sectionOr(card, .texts), otherwise: "none", misnomers: ["end", "outro", "closing"],
                "Lines over the film's end, the first one larger."),
            Key(
                "captions", .file, otherwise: "none", misnomers: ["subtitles", "lyrics", "subs"],
                "Words with times: `.srt`, `.lrc` or `.ass`, in the time of the song's file."),
        ])

    package static let card = Section(
        name: "titles.card", doc: "A card of words: of `opening` or `credits`.",
        keys: [
            Key("lines", .texts, required: true, misnomers: ["text", "line"], "The words, a line each, the first one larger."),
            Key("seconds", .number(0.5...60), fallback: "4", misnomers: ["duration", "length"], "How long they are seen."),
            Key(
                "at", .text, otherwise: "the film's start, or its end", misnomers: ["place", "start", "time"],
                "Where in the song they appear, as a musical address; credits end where it ends."),
        ])

    private static func words<Words: CaseIterable & RawRepresentable>(_: Words.Type) -> Shape where Words.RawValue == String {
        .word(Words.allCases.map(\.rawValue))
    }
}
