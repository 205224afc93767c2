import Editorial

/// The keys of where work is done.
package enum ExecutorKeys {
    package static let executor = Section(
        name: "executor",
        doc: "Where takes are made and measured and clips encoded: on this machine, or on a Slurm cluster ([cluster.md](cluster.md)).",
        keys: [
            Key(
                "kind", .word(ExecutorSpec.Kind.allCases.map(\.rawValue)), required: true, misnomers: ["type", "name"],
                "`local` or `slurm`."),
            Key(
                "program", .text, otherwise: "where it is here", misnomers: ["path", "bin"],
                "Folder in which `mv` and `mv-worker` lie on the nodes, the same build as here."),
            Key("poll", .number(0.2...600), fallback: "\(Int(usual.poll))", misnomers: ["interval"], "Seconds between two looks at the cluster."),
            Key(
                "lag", .number(0...3600), fallback: "\(Int(usual.lag))", misnomers: ["latency"],
                "Seconds that a file written by a node may be unseen here before it counts as missing."),
        ] + resources
            + ExecutorSpec.Work.allCases.map { work in
                Key(
                    work.rawValue, .sectionOr(ofWork, .word(["local"])), otherwise: "what is said above", misnomers: misnomers[work] ?? [],
                    "\(words[work] ?? ""): what its tasks ask for, or `local` to keep it on this machine.")
            })

    package static let ofWork = Section(name: "executor.generate", doc: "What the tasks of one kind of work ask for.", keys: resources)

    private static let usual = ExecutorSpec()
    private static let words: [ExecutorSpec.Work: String] = [
        .generate: "Making takes (`animatic` and `command` generators)", .score: "Measuring takes", .segment: "Encoding the film's clips",
        .conform: "Encoding whole takes for other editors (`mv export`)",
    ]
    private static let misnomers: [ExecutorSpec.Work: [String]] = [
        .generate: ["takes", "generation"], .score: ["scores", "scoring"], .segment: ["segments", "render", "encode"], .conform: ["export"],
    ]

    private static let resources = [
        Key("partition", .text, otherwise: "the cluster's default", misnomers: ["queue", "p"], "Slurm's partition; several with commas."),
        Key("account", .text, otherwise: "yours", misnomers: ["project", "a"], "The account that is charged."),
        Key("qos", .text, otherwise: "the account's", "Quality of service."),
        Key("constraint", .text, otherwise: "none", misnomers: ["feature", "features"], "Features a node must have, such as `a100|h100`."),
        Key("gpus", .either(.integer(1...64), .text), otherwise: "none", misnomers: ["gpu", "gres"], "GPUs of a task: `1`, or with their type `a100:2`."),
        Key("cpus", .integer(1...512), fallback: "1", misnomers: ["cores", "threads"], "Processors of a task, which makes as many small jobs at once."),
        Key("memory", .number(0.1...8192), otherwise: "the cluster's default", misnomers: ["mem", "ram"], "GiB of a task."),
        Key(
            "time", .time, otherwise: "the partition's limit", misnomers: ["timelimit", "walltime"],
            "How long a task may take: `4:00:00` is four hours, `30:00` half an hour."),
        Key("at_once", .integer(1...100_000), otherwise: "as many as the cluster lets", misnomers: ["limit", "throttle"], "Tasks of an array that run at the same time."),
        Key("pack", .integer(1...10_000), otherwise: "16, of `segment` 4", misnomers: ["batch", "chunk"], "The most jobs that one task makes."),
        Key("container", .text, otherwise: "none", misnomers: ["image", "sif"], "Image the tasks run in, by Apptainer."),
        Key("prepare", .texts, otherwise: "nothing", misnomers: ["setup", "modules", "module"], "Lines of shell before the work, such as `module load cuda/12`."),
        Key("environment", .texts, otherwise: "none", misnomers: ["env"], "Names of environment variables that tasks see, besides PATH, HOME and the like."),
        Key("sbatch", .texts, otherwise: "none", misnomers: ["flags", "options", "args"], "More arguments for `sbatch`, such as `--reservation=film`."),
    ]
}
