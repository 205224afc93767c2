public import Content
public import Execution

/// Reads what a file says of where it comes from: its XMP, and its C2PA manifest where there is a library to read it with.
public struct CredentialsRecipe: Recipe {
    public static let kind = "credentials"
    public static let version = 1

    public var file: Blob
    /// The C2PA project's library itself: what is found depends on it, and a worker elsewhere needs it too.
    public var library: Blob?

    public init(file: Blob, library: Blob?) { (self.file, self.library) = (file, library) }

    public var inputs: [Blob] { [file] + [library].compactMap(\.self) }

    public struct Output: JobOutput {
        public var xmp: String?
        /// Nil for a file without a manifest.
        public var credential: ContentCredential?
        public var blobs: [Blob] { [] }

        package init(xmp: String?, credential: ContentCredential?) { (self.xmp, self.credential) = (xmp, credential) }
    }
}
