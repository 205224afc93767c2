/// A file or the store would not do as asked.
public struct ContentError: Error, Sendable, CustomStringConvertible {
    public enum Operation: String, Sendable {
        case read, write, publish, find, use
    }
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
