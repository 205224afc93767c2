public import Content
public import Execution
public import Foundation

/// A file's C2PA manifest by itself, for when the file is given up.
public struct ManifestRecipe: Recipe {
    public static let kind = "manifest"
    public static let version = 1

    public var file: Blob

    public init(file: Blob) { self.file = file }

    public var inputs: [Blob] { [file] }

    public struct Output: JobOutput {
        /// What a `.c2pa` file holds; nil for a file without one.
        public var manifest: Data?
        public var blobs: [Blob] { [] }

        package init(manifest: Data?) { self.manifest = manifest }
    }
}
