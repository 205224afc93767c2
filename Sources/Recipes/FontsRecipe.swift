public import Content
public import Execution

/// Which fonts draw some words on this machine, of those that are asked for: libass is asked, since it is libass that draws. The files are kept,
/// so that words look the same wherever and whenever they are drawn.
public struct FontsRecipe: Recipe {
    public static let kind = "fonts"
    public static let version = 1

    /// What a style asks for.
    public struct Face: Hashable, Sendable, Codable {
        /// Name of a family.
        public var family: String
        public var isBold: Bool
        public var isItalic: Bool

        public init(family: String, isBold: Bool = false, isItalic: Bool = false) {
            (self.family, self.isBold, self.isItalic) = (family, isBold, isItalic)
        }
    }

    public var faces: [Face]
    /// What is drawn beyond the letters of ASCII, each sign once, in order.
    public var signs: String
    /// Those that come with the project.
    public var fonts: [Blob]
    /// Digest of what the system lists of its fonts.
    public var installed: Digest

    public init(faces: [Face], signs: String, fonts: [Blob], installed: Digest) {
        (self.faces, self.signs, self.fonts, self.installed) = (faces, signs, fonts, installed)
    }

    public var inputs: [Blob] { fonts }

    public struct Output: JobOutput {
        public struct Choice: Hashable, Sendable, Codable {
            public var face: Face
            /// The font's own name, and its place in a collection.
            public var name: String
            public var index: Int
            /// Nil for one that comes with the project.
            public var file: Blob?

            package init(face: Face, name: String, index: Int, file: Blob?) {
                (self.face, self.name, self.index, self.file) = (face, name, index, file)
            }
        }

        /// For each face that any font was found for.
        public var choices: [Choice]
        /// Fonts that stand in for signs which the chosen ones lack.
        public var others: [Blob]
        /// Signs that no font has.
        public var missing: String
        public var blobs: [Blob] { choices.compactMap(\.file) + others }

        package init(choices: [Choice], others: [Blob], missing: String) {
            (self.choices, self.others, self.missing) = (choices, others, missing)
        }
    }
}
