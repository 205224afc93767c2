import Content

/// The fonts that stand behind the names that words ask for.
struct ChosenFonts: Hashable, Sendable {
    /// Families by the name that was asked for.
    var families: [String: String] = [:]
    /// Their files, and those of fonts that stand in where they lack a sign.
    var files: [Blob] = []
}
