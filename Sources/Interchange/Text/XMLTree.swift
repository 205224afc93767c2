/// An element that was read, with its place in the file.
public struct XMLTree: Hashable, Sendable {
    /// As written, with its prefix.
    public let name: String
    public let attributes: [String: String]
    /// Of the element itself, not of its children; without the white space around it.
    public let text: String
    public let children: [XMLTree]
    /// Of the `<`, counted from 1.
    public let line: Int
    public let column: Int

    /// The root element.
    ///
    /// Nothing outside the text is ever read, and an entity of a document type is no entity here: files come from anywhere. Elements
    /// lie at most 200 deep, the file has at most 64 MiB.
    /// - Throws: what is not well-formed, with line and column.
    public static func parse(_ text: String) throws(EditFileError) -> XMLTree {
        var parser = XMLReading(text)
        return try parser.document()
    }

    public func first(_ name: String) -> XMLTree? { children.first { $0.name == name } }

    public func all(_ name: String) -> [XMLTree] { children.filter { $0.name == name } }

    /// Of the first child of that name.
    public func text(_ name: String) -> String? { first(name)?.text }

    /// Of the first child of that name, where it is a whole number.
    public func int(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    /// Every element of that name below this one, in order of the file.
    public func everywhere(_ name: String) -> [XMLTree] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.everywhere(name) }
    }
}
