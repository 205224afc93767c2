public import Content
public import Execution

/// A drawing as a PNG file. Letters are those of slates: printable ASCII, others as `?`.
public struct DrawingRecipe: Recipe {
    public static let kind = "drawing"
    public static let version = 1

    public var drawing: Drawing

    public init(_ drawing: Drawing) { self.drawing = drawing }

    public var inputs: [Blob] { [] }

    public struct Output: JobOutput {
        public var picture: Blob
        public var blobs: [Blob] { [picture] }

        package init(picture: Blob) { self.picture = picture }
    }
}
