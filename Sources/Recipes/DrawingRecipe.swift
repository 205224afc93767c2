public import Content
public import Execution

/// A drawing as a picture file, its letters in this machine's sans-serif.
public struct DrawingRecipe: Recipe {
    public enum Format: String, Hashable, Sendable, Codable { case png, jpg }

    public static let kind = "drawing"
    public static let version = 2
    /// Neither side of a picture is longer: what is beyond is left out.
    public static let longest = 16_000

    public var drawing: Drawing
    public var format: Format

    public init(_ drawing: Drawing, format: Format = .png) { (self.drawing, self.format) = (drawing, format) }

    public var inputs: [Blob] {
        drawing.marks.compactMap { mark in
            if case .picture(_, _, _, _, let file) = mark { file } else { nil }
        }
    }

    public struct Output: JobOutput {
        public var picture: Blob
        public var blobs: [Blob] { [picture] }

        package init(picture: Blob) { self.picture = picture }
    }
}
