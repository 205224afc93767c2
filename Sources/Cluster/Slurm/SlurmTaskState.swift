/// What Slurm says of one task of an array. It explains; that a job is done, only its result says.
package enum SlurmTaskState: Sendable, Hashable {
    /// In the queue; why, in Slurm's word: `Resources`, `Priority`.
    case waiting(reason: String)
    case running(node: String)
    case ended(Ending)

    package enum Ending: Sendable, Hashable {
        case completed
        /// The program ended with another exit code than 0.
        case failed(code: Int?)
        /// By somebody: `scancel`, an administrator.
        case cancelled
        case outOfTime
        case outOfMemory
        /// A machine broke or was taken away, and Slurm did not put the task back into the queue.
        case interrupted(word: String)
        /// Slurm has forgotten it.
        case forgotten
    }

    /// - Parameter word: as `squeue` and `sacct` write states, such as `CANCELLED by 0` or `NODE_FAIL`.
    package init(word: String, reason: String = "", node: String = "", code: Int? = nil) {
        switch word.prefix(while: { $0 != " " && $0 != "+" }) {
        case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT", "SUSPENDED", "STOPPED":
            self = .waiting(reason: reason)
        case "RUNNING", "COMPLETING", "RESIZING", "SIGNALING", "STAGE_OUT": self = .running(node: node)
        case "COMPLETED": self = .ended(.completed)
        case "FAILED": self = .ended(.failed(code: code))
        case "CANCELLED": self = .ended(.cancelled)
        case "TIMEOUT", "DEADLINE": self = .ended(.outOfTime)
        case "OUT_OF_MEMORY": self = .ended(.outOfMemory)
        case let other: self = .ended(.interrupted(word: String(other)))
        }
    }

    /// Reasons to wait that do not go away by waiting: somebody has to do something.
    static let needsSomebody: Set<String> = [
        "PartitionTimeLimit", "PartitionNodeLimit", "PartitionDown", "PartitionInactive", "BadConstraints", "InvalidAccount", "InvalidQOS", "JobHeldAdmin",
        "JobHeldUser", "AccountNotAllowed", "QOSNotAllowed", "QOSJobLimit", "QOSResourceLimit", "QOSTimeLimit", "launch_failed_requeued_held",
        "AssocMaxWallDurationPerJobLimit", "QOSMaxWallDurationPerJobLimit", "ReqNodeNotAvail",
    ]
}
