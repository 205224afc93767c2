import Foundation
import NIOCore

/// A stretch of a request's body: bytes at hand, or a file that is read when its turn comes.
enum BodyPiece: Sendable {
    case bytes(Data)
    case file(path: String, length: Int64)

    static func text(_ text: String) -> BodyPiece { .bytes(Data(text.utf8)) }

    /// - Throws: `WebError` of kind `notSent` when there is no such file.
    static func file(_ path: String) throws -> BodyPiece {
        let values = try? FileManager.default.attributesOfItem(atPath: path)
        guard let length = (values?[.size] as? NSNumber)?.int64Value, values?[.type] as? FileAttributeType != .typeDirectory,
            FileManager.default.isReadableFile(atPath: path)
        else { throw WebError(.notSent, "the file \(path) cannot be read to be sent") }
        return .file(path: path, length: length)
    }

    var length: Int64 {
        switch self {
        case .bytes(let data): Int64(data.count)
        case .file(_, let length): length
        }
    }
}

/// The pieces one after the other, files in stretches, so that memory stays flat.
struct BodyPieces: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    let pieces: [BodyPiece]

    func makeAsyncIterator() -> Iterator { Iterator(waiting: pieces[...]) }

    struct Iterator: AsyncIteratorProtocol {
        private static let stretch = 1 << 18
        var waiting: ArraySlice<BodyPiece>
        private var reading: (handle: FileHandle, path: String, left: Int64)?

        init(waiting: ArraySlice<BodyPiece>) { self.waiting = waiting }

        mutating func next() async throws -> ByteBuffer? {
            while true {
                if let buffer = try stretch() { return buffer }
                switch waiting.popFirst() {
                case nil: return nil
                case .bytes(let data)?: if !data.isEmpty { return ByteBuffer(bytes: data) }
                case .file(let path, let length)?:
                    guard let handle = FileHandle(forReadingAtPath: path) else { throw Self.changed(path) }
                    reading = (handle, path, length)
                }
            }
        }

        /// As many bytes as were announced: not more of a file that grows, and an error for one that shrinks.
        private mutating func stretch() throws -> ByteBuffer? {
            guard let (handle, path, left) = reading else { return nil }
            guard left > 0 else {
                reading = nil
                try handle.close()
                return nil
            }
            let most = Int(Swift.min(left, Int64(Self.stretch)))
            guard let data = try handle.read(upToCount: most), !data.isEmpty else { throw Self.changed(path) }
            reading = (handle, path, left - Int64(data.count))
            return ByteBuffer(bytes: data)
        }

        private static func changed(_ path: String) -> WebError {
            WebError(.interrupted, "the file \(path) changed while it was sent")
        }
    }
}
