public import Foundation

/// What one look at a request showed.
public enum Sighting: Sendable {
    case waiting(Waiting)
    /// Made, the service says: that there is a file is found out by fetching it.
    case ready(Ready)
    /// It will not come: failed, refused, cancelled, expired, forgotten.
    case ended(ServiceError)

    public struct Waiting: Hashable, Sendable {
        /// False while it stands in a queue.
        public var isRunning: Bool
        /// The service's own word.
        public var word: String
        /// 0…1 where the service says.
        public var share: Double?
        /// When the service wants to be asked next.
        public var after: Duration?

        public init(isRunning: Bool, word: String, share: Double? = nil, after: Duration? = nil) {
            self.isRunning = isRunning
            self.word = word
            self.share = share.map { min(max($0, 0), 1) }
            self.after = after
        }
    }

    public struct Ready: Sendable {
        public var outputs: [ServiceOutput]
        /// What it cost, where the service says.
        public var microdollars: Int?
        /// The seed that was used, where the service says.
        public var seed: UInt64?
        public var model: String?

        public init(outputs: [ServiceOutput], microdollars: Int? = nil, seed: UInt64? = nil, model: String? = nil) {
            self.outputs = outputs
            self.microdollars = microdollars
            self.seed = seed
            self.model = model
        }
    }
}

/// One file a service made.
public struct ServiceOutput: Sendable {
    public enum Source: Sendable {
        /// Where it can be fetched; the later ones when the earlier ones do not have it. A credential goes only to its own origin.
        case addresses([URL])
        /// It came with the answer.
        case inline(Data)
    }
    public var source: Source
    public var seed: UInt64?

    public init(_ source: Source, seed: UInt64? = nil) {
        self.source = source
        self.seed = seed
    }
}

/// What looking for a request that may have been accepted came to.
public enum Finding: Sendable {
    case found(Ticket)
    /// It was certainly not accepted: it may be asked again.
    case never
    /// Nobody can tell; why.
    case unsure(String)
}

/// What asking a service to stop came to.
public enum Cancelling: Sendable, Hashable {
    /// It stopped, before or in the middle of the work.
    case stopped
    /// It was told and has not said yet.
    case asked
    /// It cannot; what that means for the money.
    case impossible(String)
}
