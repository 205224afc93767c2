/// A field of a multipart form: a text, or a file that is read as it is sent.
public struct FormPart: Sendable {
    enum Content: Sendable {
        case text(String)
        case file(path: String, filename: String, type: String)
    }
    let name: String
    let content: Content

    public init(_ name: String, text: String) {
        self.name = name
        content = .text(text)
    }

    /// - Parameters:
    ///   - file: its path here, which is not sent.
    ///   - filename: the name the service is told.
    ///   - type: its media type.
    public init(_ name: String, file: String, filename: String, type: String) {
        self.name = name
        content = .file(path: file, filename: filename, type: type)
    }
}
