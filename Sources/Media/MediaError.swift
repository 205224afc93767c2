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
        // Where in memory the part of libav lies that speaks is nothing to people: [wav @ 0x557b5915bb80].
        let last = log.split(separator: "\n").last.map { " (\($0.replacing(#/ @ 0x[0-9a-f]+\]/#, with: "]")))" } ?? ""
        self.init(operation, subject, Self.words(code, log) + last)
    }

    private static func words(_ code: Int32, _ log: String) -> String {
        if log.contains("moov atom not found") { return "it has no index: it is cut off, still being written, or no such file" }
        return code == mv_averror_invaliddata ? "it is of no kind that is known, or damaged" : Libav.text(of: code)
    }

    public var description: String { "cannot \(operation.rawValue) \(subject): \(reason)" }
}
