/// What is wrong with a file of beats or sections.
public struct SongFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    /// 1-based; nil where a line is not what is at fault.
    public var line: Int?
    public var message: String

    public init(file: String, line: Int? = nil, message: String) { (self.file, self.line, self.message) = (file, line, message) }

    public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
