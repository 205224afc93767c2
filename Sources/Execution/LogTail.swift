import Synchronization

/// The last lines a worker wrote to standard error. Bounded, so that a talkative codec costs nothing.
package final class LogTail: Sendable {
    private static let mostBytes = 16 << 10
    private static let mostLines = 30
    private let bytes = Mutex<[UInt8]>([])

    package init() {}

    package func append(_ more: some Sequence<UInt8>) {
        bytes.withLock { bytes in
            bytes.append(contentsOf: more)
            if bytes.count > 2 * Self.mostBytes { bytes.removeFirst(bytes.count - Self.mostBytes) }
        }
    }

    /// Forgets what belongs to the job before.
    func clear() { bytes.withLock { $0.removeAll(keepingCapacity: true) } }

    /// The lines, without the control characters that a file's metadata may have smuggled in.
    package var text: String {
        let all = String(decoding: bytes.withLock { Array($0.suffix(Self.mostBytes)) }, as: UTF8.self)
        var plain = String.UnicodeScalarView()
        for scalar in all.unicodeScalars where scalar == "\n" || scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F) {
            plain.append(scalar)
        }
        return String(plain).split(separator: "\n").suffix(Self.mostLines).joined(separator: "\n")
    }
}
