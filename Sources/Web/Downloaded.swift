/// A video file that arrived whole and is safe on disk.
public struct Downloaded: Sendable, Hashable {
    public var bytes: Int64
    /// By the file's first bytes: mp4, mov, webm, mkv, gif or avi.
    public var fileExtension: String
    /// What the server says it is, for the records.
    public var contentType: String?

    public init(bytes: Int64, fileExtension: String, contentType: String?) {
        self.bytes = bytes
        self.fileExtension = fileExtension
        self.contentType = contentType
    }
}
