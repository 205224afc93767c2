/// Where the work that takes long is done.
public struct ExecutorSpec: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// In worker processes of this machine.
        case local
        /// In arrays of jobs on a Slurm cluster.
        case slurm
    }

    /// Work that can be given away, by what it is for.
    public enum Work: String, Hashable, Sendable, Codable, CaseIterable {
        case generate, score, segment, conform
    }

    public var kind: Kind
    /// What every task asks of the cluster that does not say otherwise.
    public var resources: ClusterResources
    /// What tasks of one kind of work ask for; nil keeps that work on this machine.
    public var work: [Work: ClusterResources?]
    /// Folder of the program on the nodes; nil where it is the same as here.
    public var program: String?
    /// Seconds between two looks at what the cluster does.
    public var poll: Double
    /// Seconds for which a file that another machine wrote may be unseen here.
    public var lag: Double

    public init(
        kind: Kind = .local, resources: ClusterResources = ClusterResources(), work: [Work: ClusterResources?] = [:], program: String? = nil,
        poll: Double = 5, lag: Double = 60
    ) {
        (self.kind, self.resources, self.work, self.program, self.poll, self.lag) = (kind, resources, work, program, poll, lag)
    }

    /// What a task of some work asks for; nil when that work is done on this machine.
    public func resources(for work: Work) -> ClusterResources? {
        guard let own = self.work[work] else { return resources }
        return own.map { $0.over(resources) }
    }
}

/// What a task asks of a cluster. What is nil is not asked for.
public struct ClusterResources: Hashable, Sendable, Codable {
    public var partition: String?
    public var account: String?
    public var qos: String?
    public var constraint: String?
    /// As in `--gres=gpu:…`: `1`, `a100:2`.
    public var gpus: String?
    /// Processors of a task, which makes as many small jobs side by side.
    public var cpus: Int?
    /// GiB of a task.
    public var memory: Double?
    /// Seconds a task may take.
    public var time: Double?
    /// Tasks of an array that run at once.
    public var atOnce: Int?
    /// The most jobs that one task makes, one after the other.
    public var pack: Int?
    /// Image that the task runs in, by Apptainer.
    public var container: String?
    /// Lines of shell before the work: `module load cuda/12`.
    public var prepare: [String]?
    /// Names of variables of the environment here that tasks see.
    public var environment: [String]?
    /// More arguments for `sbatch`.
    public var sbatch: [String]?

    public init() {}

    /// These, and where they are silent those of another.
    func over(_ usual: ClusterResources) -> ClusterResources {
        var all = usual
        all.partition = partition ?? all.partition
        all.account = account ?? all.account
        all.qos = qos ?? all.qos
        all.constraint = constraint ?? all.constraint
        all.gpus = gpus ?? all.gpus
        all.cpus = cpus ?? all.cpus
        all.memory = memory ?? all.memory
        all.time = time ?? all.time
        all.atOnce = atOnce ?? all.atOnce
        all.pack = pack ?? all.pack
        all.container = container ?? all.container
        all.prepare = prepare ?? all.prepare
        all.environment = environment ?? all.environment
        all.sbatch = sbatch ?? all.sbatch
        return all
    }
}
