/// The cluster cannot be worked with; nothing is wrong with the jobs, so none of them is blamed.
public struct ClusterError: Error, Sendable, CustomStringConvertible {
    public var reason: String
    /// Last words of a program.
    public var log: String

    public init(_ reason: String, log: String = "") { (self.reason, self.log) = (reason, log) }

    public var description: String { reason + (log.isEmpty ? "" : "\n\(log)") }
}
