import Editorial

/// The keys of a shot and of what all shots share.
package enum ShotKeys {
    private static let model = Shot(id: "", prompt: "")

    private static let takes = Key(
        "takes", .integer(1...10_000), fallback: "\(model.takes)", misnomers: ["count", "variations", "n", "attempts"],
        "How many takes to make, of each combination of the matrix.")
    private static let keep = Key(
        "keep", .integer(1...10_000), otherwise: "the selection decides", misnomers: ["use", "pick", "best"],
        "How many takes to keep at most.")
    private static let keepMin = Key(
        "keep_min", .integer(0...10_000), otherwise: "1", misnomers: ["min", "at_least"],
        "How many takes to keep at least, as long as as many can be used and the film has room.")
    private static let meant = Key(
        "meant", .texts, otherwise: "none", misnomers: ["style", "allow", "intended"],
        "Defects that are style in this shot, such as blur or letterbox: they neither drop its takes nor count against them.")
    private static let seconds = Key(
        "seconds", .number(0.5...120), fallback: Numerals.text(model.seconds), misnomers: ["duration", "length"],
        "Length asked of the generator.")
    private static let generator = Key(
        "generator", .name, fallback: model.generator, misnomers: ["model", "provider"], "Name of the generator that makes the takes.")
    private static let negative = Key(
        "negative", .text, otherwise: "none", misnomers: ["negative_prompt", "avoid", "exclude"], "What the picture should not show.")
    private static let camera = Key(
        "camera", .text, otherwise: "none", misnomers: ["move", "movement"], "Camera words, sent after the prompt.")

    package static let shot = Section(
        name: "shots", doc: "A picture the film asks for. A shot that is only a text is its prompt.",
        keys: [
            Key(
                "id", .name, otherwise: "`shot-01`, `shot-02` …", misnomers: ["name", "title", "key"],
                "Short name, unique in the project."),
            Key(
                "prompt", .text, required: true, misnomers: ["text", "description"],
                "What the picture shows; may hold `{words}` of the matrix."),
            negative, camera, takes, keep, keepMin, meant, seconds, generator,
            Key(
                "if_refused", .texts, otherwise: "none", misnomers: ["fallback", "alternatives", "safe_prompt"],
                "Prompts to send, in turn, when a service refuses the one before for its content."),
            Key(
                "first_frame", .text, otherwise: "none", misnomers: ["image", "start_frame", "input_reference"],
                "Picture the take starts with, for generators that take one; a path from the project file."),
            Key(
                "last_frame", .text, otherwise: "none", misnomers: ["end_frame"],
                "Picture the take ends with, for generators that take one; a path from the project file."),
            Key(
                "group", .name, otherwise: "none", misnomers: ["order", "sequence"], "Shots of one group keep their order among themselves."
            ),
            Key("place", .section(place), otherwise: "anywhere", misnomers: ["where", "position", "at"], "Where in the song it may go."),
            Key("frame", .section(PictureKeys.frame), otherwise: "as in the film", misnomers: ["framing"], "How its takes fill the picture."),
            Key("grade", .section(PictureKeys.grade), otherwise: "as in the film", misnomers: ["grading"], "Colours and light of its takes."),
            Key(
                "speed", .number(0.1...8), otherwise: "as the cut needs it", misnomers: ["rate", "slow"],
                "Seconds of its takes shown per second of film."),
            Key("reverse", .boolean, fallback: "false", misnomers: ["backwards", "reversed"], "Whether its takes run backwards."),
            Key(
                "matrix", .named(.list(.text), key: "a word of the prompt"), otherwise: "none", misnomers: ["variables", "vars", "axes"],
                "Values for the `{words}` of the prompt; every combination gets its takes."),
        ])

    package static let defaults = Section(
        name: "defaults", doc: "What a shot has that does not say otherwise.", keys: [takes, keep, seconds, generator, negative, camera])

    package static let place = Section(
        name: "place", doc: "Where in the song a shot may be shown. Every condition that is given must hold.",
        keys: [
            Key(
                "section", .texts, otherwise: "any", misnomers: ["sections"],
                "Sections of the song, by part (\(roles.joined(separator: ", "))) or by label as `mv beats` prints it (A, B')."),
            Key("bars", .span, otherwise: "any", misnomers: ["bar"], "Bars of the film."),
            Key("beats", .span, otherwise: "any", misnomers: ["beat"], "Beats of the film."),
            Key("time", .timeSpan, otherwise: "any", misnomers: ["seconds", "times"], "Times of the film."),
            Key(
                "at", .text, otherwise: "anywhere", misnomers: ["address", "on", "start"],
                "A place in the song: chorus 2 bar 3 beat 1, bar 17, 1:02.5, drop, lyric \"hold on\", start, end, or from one to another."),
            Key("first", .boolean, fallback: "false", misnomers: ["opening"], "The film opens with it."),
            Key("last", .boolean, fallback: "false", misnomers: ["closing", "final"], "The film ends with it."),
        ])

    /// The parts that listening to a song tells apart.
    static let roles = ["intro", "verse", "chorus", "bridge", "outro"]
}
