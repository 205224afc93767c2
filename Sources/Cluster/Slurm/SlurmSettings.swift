public import Editorial
public import Events

/// All that an executor on Slurm has to know of its project and of this machine.
public struct SlurmSettings: Sendable {
    public var spec: ExecutorSpec
    /// Folder under which each batch has its own, on storage that all nodes see.
    public var batches: String
    /// Path of `mv` on the nodes.
    public var program: String
    /// Names of variables that all tasks see, besides those the project's `executor` names.
    public var environment: [String]
    /// Folders that containers have to see.
    public var folders: [String]
    public var header: @Sendable () throws -> TaskHeader
    public var events: any EventSink
    /// Hands the work in and waits for nothing.
    public var detaches: Bool

    public init(
        spec: ExecutorSpec, batches: String, program: String, environment: [String] = [], folders: [String] = [],
        header: @escaping @Sendable () throws -> TaskHeader, events: any EventSink = SilentSink(), detaches: Bool = false
    ) {
        self.spec = spec
        self.batches = batches
        self.program = program
        self.environment = environment
        self.folders = folders
        self.header = header
        self.events = events
        self.detaches = detaches
    }

    /// What work a job is for; nil for what is always done here: hearing the song, joining the film, looking at files.
    static func work(ofKind kind: String) -> ExecutorSpec.Work? {
        switch kind {
        case "animatic", "command": .generate
        case "score": .score
        case "segment", "animation": .segment
        default: nil
        }
    }
}
