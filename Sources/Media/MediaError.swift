import CFFmpegShims

/// libav, or a file it was given, would not do as asked.
public struct MediaError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Operation: String, Sendable {
        case open, probe, decode, filter, scale, encode, mux, allocate
    }
    public var operation: Operation
    /// The file, as a rule.
    public var subject: String
    public var reason: String

    public init(_ operation: Operation, _ subject: String, _ reason: String) {
        self.operation = operation
        self.subject = subject
        self.reason = reason
    }

    /// From an FFmpeg return code, with the last lines libav logged.
    init(_ operation: Operation, _ subject: String, code: Int32) {
        let log = Libav.takeLog()
        let last = log.split(separator: "\n").last.map { " (\($0))" } ?? ""
        self.init(operation, subject, Libav.text(of: code) + last)
    }

    public var description: String { "cannot \(operation.rawValue) \(subject): \(reason)" }
}
