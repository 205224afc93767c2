public import Content
import Foundation

/// What coordinator and worker say to each other: one line of JSON each way, a job going in, an answer coming out.
///
/// The worker speaks first, with `hello`. After that there is one answer to each job, and never more than one job
/// in a worker's hands. An answer is small: the result itself is a file, and the file alone is the proof.
public enum WorkerAnswer: Sendable, Codable {
    /// Rises when either side's lines change their meaning.
    public static let protocolVersion = 1
    /// No answer comes near this length; a worker that goes on past it is talking nonsense.
    public static let longestLine = 1 << 20

    case hello(protocolVersion: Int, pid: Int32)
    case done(key: Digest)
    case failed(failure: JobFailure)

    /// One line, without its end.
    public var line: String {
        get throws { try CanonicalJSON.text(self) }
    }

    public init(line: some Sequence<UInt8>) throws { self = try CanonicalJSON.decode(from: Data(line)) }
}

/// Cuts a stream of bytes into lines at LF, which JSON never holds raw.
struct LineSplitter {
    struct TooLong: Error {}

    private var bytes: [UInt8] = []
    private var searched = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// The next whole line without its end, nil until there is one.
    mutating func next() throws(TooLong) -> [UInt8]? {
        guard let end = bytes[searched...].firstIndex(of: 0x0A) else {
            searched = bytes.count
            guard bytes.count <= limit else { throw TooLong() }
            return nil
        }
        let line = Array(bytes[..<end])
        bytes.removeFirst(end + 1)
        searched = 0
        return line
    }

    /// What is left when the stream ends: a last line without an end.
    var rest: [UInt8] { bytes }
}
