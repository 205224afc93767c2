/// A file of the store: its content's digest, its length and the extension people and players expect.
public struct Blob: Hashable, Sendable, Codable {
    public var digest: Digest
    public var bytes: Int64
    /// Without the dot, lower case: `mp4`.
    public var fileExtension: String

    public init(digest: Digest, bytes: Int64, fileExtension: String) {
        self.digest = digest
        self.bytes = bytes
        self.fileExtension = fileExtension
    }

    /// Path inside the store: `ab/cdef….mp4`.
    public var relativePath: String { "\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2)).\(fileExtension)" }
}
