import Editorial

/// The keys of the whole file. Defaults come from the value model, so that they cannot differ from it.
package enum ProjectKeys {
    package static let version = 1
    static let defaultGenerator = "animatic"

    private static let emptyProject = Project(title: "", song: SongSpec(file: ""), shots: [])

    package static let project = Section(
        name: "project", doc: "A music video: a song, and the shots that go with it.",
        keys: [
            Key("schema", .integer(version...version), fallback: "\(version)", misnomers: ["version"], "Version of this file format."),
            Key("title", .text, required: true, misnomers: ["name"], "Name of the film."),
            Key("song", .sectionOr(song, .text), required: true, misnomers: ["music", "audio", "track"], "The music: its file, or a map."),
            Key(
                "format", .sectionOr(format, .size), otherwise: "1280x720 at 24", misnomers: ["video", "resolution", "output"],
                "Picture size and frame rate."),
            Key("look", .texts, otherwise: "none", misnomers: ["style", "aesthetic"], "Words added to the prompt of every shot."),
            Key(
                "seed", .integer(0...9_007_199_254_740_991), fallback: "\(emptyProject.seed)",
                "Where all chance starts: another seed gives other takes."),
            Key(
                "generators", .named(.generator, key: "a name"), otherwise: "`animatic` alone",
                misnomers: ["generator", "providers", "models"],
                "What makes the takes, by a name of yours."),
            Key(
                "scorers", .named(.scorer, key: "a name"), otherwise: "none", misnomers: ["scorer", "judges", "critics", "eyes"],
                "Who looks at the takes after they were measured, by a name of yours."),
            Key(
                "defaults", .section(ShotKeys.defaults), otherwise: "see there", misnomers: ["default"],
                "What shots have that do not say otherwise."),
            Key(
                "shots", .list(.sectionOr(ShotKeys.shot, .text)), required: true, misnomers: ["scenes", "clips", "prompts"],
                "The pictures, in the order of the story."),
            Key(
                "select", .section(EditKeys.select), otherwise: "see there", misnomers: ["selection"],
                "How many takes are kept and what counts in choosing."),
            Key("edit", .section(EditKeys.edit), otherwise: "see there", misnomers: ["cut", "editing"], "Pace, cuts and transitions."),
            Key(
                "frame", .section(PictureKeys.frame), otherwise: "see there", misnomers: ["framing", "crop"], "How takes fill the picture."),
            Key("grade", .section(PictureKeys.grade), otherwise: "see there", misnomers: ["grading", "color"], "Colours and light."),
            Key("titles", .section(PictureKeys.titles), otherwise: "none", misnomers: ["text", "captions"], "Words on the picture."),
            Key(
                "provenance", .section(ProvenanceKeys.provenance), otherwise: "see there", misnomers: ["credits", "disclosure", "c2pa"],
                "Where the pictures come from, and what is told of it."),
            Key(
                "budget", .sectionOr(EditKeys.budget, .number(EditKeys.dollars)), otherwise: "no limit", misnomers: ["cost", "spend"],
                "The most that generating may cost, in dollars."),
            Key(
                "executor", .sectionOr(ExecutorKeys.executor, .word(ExecutorSpec.Kind.allCases.map(\.rawValue))), fallback: "local",
                misnomers: ["cluster", "slurm", "backend", "scheduler"], "Where the work is done."),
            Key(
                "deliverables", .list(EditKeys.oneDeliverable),
                otherwise: "`[\(DeliverableSpec().file)]`", misnomers: ["outputs", "exports"], "The files to make, in `out/`."),
            Key(
                "store", .folder, otherwise: "`.mv/store`", misnomers: ["storage", "store_path"],
                "The folder that takes and everything made lie in, perhaps on another disk: [store.md](store.md)."),
        ])

    package static let song = Section(
        name: "song", doc: "The master audio. It is never cut inside, only its start and end may be left out.",
        keys: [
            Key("file", .text, required: true, misnomers: ["path", "src"], "The audio file, seen from the folder of the project file."),
            Key("artist", .text, otherwise: "none", misnomers: ["by", "band"], "Who plays it."),
            Key("start", .time, otherwise: "start of the file", misnomers: ["from", "in"], "Where in the song the film starts."),
            Key("end", .time, otherwise: "end of the file", misnomers: ["to", "until", "out"], "Where in the song the film ends."),
            Key(
                "fade_in", .number(0...60), otherwise: "none", misnomers: ["fadein"],
                "Seconds in which the sound comes up at the film's start. The picture's fades are those of `edit`."),
            Key("fade_out", .number(0...60), otherwise: "none", misnomers: ["fadeout"], "Seconds in which the sound goes down at the film's end."),
            Key("title", .text, otherwise: "the film's", misnomers: ["name"], "What it is called."),
            Key("isrc", .text, otherwise: "none", "Its International Standard Recording Code, such as `QZ-ABC-24-00001`."),
            Key(
                "bpm", .number(tempos), otherwise: "as heard", misnomers: ["tempo"],
                "Beats a minute: near which the beats are looked for, or, with `offset`, an exactly regular grid."),
            Key(
                "offset", .time, otherwise: "as heard", misnomers: ["first_beat", "downbeat"],
                "Where in the file a bar begins; needs `bpm`."),
            Key("meter", .integer(1...16), otherwise: "as heard", misnomers: ["beats_per_bar", "time_signature"], "Beats a bar."),
            Key("half_time", .boolean, fallback: "false", "Takes every second beat that is heard."),
            Key("double_time", .boolean, fallback: "false", "Puts a beat between each two that are heard."),
            Key(
                "listen", .section(listen), otherwise: "the program's own ears", misnomers: ["listener", "ears"],
                "A program of yours that hears beats, bars and perhaps sections."),
            Key(
                "beats_file", .file, otherwise: "as heard", misnomers: ["beats", "beat_file"],
                "Beats from elsewhere: times in a text, labels of Audacity, a MIDI tempo map, or JSON as `mv beats --json` prints it."),
            Key(
                "lyrics", .file, otherwise: "none", misnomers: ["lyric", "lrc", "words"],
                "Lyrics with times (`.lrc`, `.srt`), for places such as lyric \"hold on\"."),
            Key(
                "tap", .file, otherwise: "none", misnomers: ["taps", "tap_file"],
                "Times at which you tapped along, one a line: decides between half, double and shifted beats."),
            Key(
                "sections", .either(.file, .list(.section(mark))), otherwise: "as heard", misnomers: ["parts", "structure"],
                "Where the song turns: a list, or a file of Audacity labels, times and names, lyrics (`.lrc`) or subtitles (`.srt`)."),
        ])

    static let tempos = 20.0...400.0

    package static let listen = Section(
        name: "listen", doc: "A program that hears the song better, for this song or this kind of music.",
        keys: [
            Key(
                "command", .list(.text), required: true, misnomers: ["run"],
                "The program and its arguments; `{song}` is the song's path. It prints JSON as `mv beats --json` does: [music.md](music.md).")
        ])

    package static let mark = Section(
        name: "sections", doc: "A section of the song, from its start to the next one's.",
        keys: [
            Key("start", .time, required: true, misnomers: ["at", "time", "from"], "Where in the file it begins; moved to the nearest downbeat."),
            Key("label", .text, otherwise: "A, B, C in turn", misnomers: ["name"], "What it is called."),
            Key(
                "role", .text, otherwise: "the label, if it is a role", misnomers: ["kind", "type"],
                "What it is: intro, verse, chorus, bridge, outro or a word of yours."),
        ])

    static let edge = 64...8192

    package static let format = Section(
        name: "format", doc: "The picture of the film. Takes of any size and rate are fitted to it.",
        keys: [
            Key("width", .integer(edge), fallback: "\(PictureFormat().width)", "Pixels across, even; with `height`."),
            Key("height", .integer(edge), fallback: "\(PictureFormat().height)", "Pixels down, even; with `width`."),
            Key("size", .size, otherwise: "width and height", misnomers: ["resolution"], "Both at once, instead of `width` and `height`."),
            Key(
                "letterbox", .number(1...4), otherwise: "none", misnomers: ["bars"],
                "Shape of the picture between black bars, as width over height: 2.39."),
            Key(
                "fps", .frameRate, fallback: "\(PictureFormat().rate)", misnomers: ["rate", "framerate", "frame_rate"],
                "Frames per second; 23.976, 29.97 and 59.94 mean the exact 24000/1001, 30000/1001 and 60000/1001."),
        ])

    /// Every section, in the order of the documentation.
    package static let sections = [
        project, song, listen, mark, format, ShotKeys.defaults, ShotKeys.shot, ShotKeys.place, EditKeys.select, EditKeys.edit, EditKeys.part,
        EditKeys.transition, EditKeys.placedTransition, PictureKeys.pulse, PictureKeys.frame, PictureKeys.grade, PictureKeys.titles, PictureKeys.card,
        ProvenanceKeys.provenance, ProvenanceKeys.model, ProvenanceKeys.sign, ExecutorKeys.executor, ExecutorKeys.ofWork, EditKeys.budget, EditKeys.deliverable,
    ]

    /// Where a key that stands in the wrong section belongs: "format" for `fps`.
    static func homes(of key: String, except section: Section) -> [String] {
        sections.filter { $0.name != section.name && $0[key] != nil }.map(\.name)
    }
}
