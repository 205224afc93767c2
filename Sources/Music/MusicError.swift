/// A song could not be heard, or a file this module writes not be written.
public struct MusicError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Operation: String, Sendable { case create, write, finish, hear }
    public var operation: Operation
    public var subject: String
    public var reason: String

    public init(_ operation: Operation, _ subject: String, _ reason: String) {
        self.operation = operation
        self.subject = subject
        self.reason = reason
    }

    public var description: String { "cannot \(operation.rawValue) \(subject): \(reason)" }
}
