import NIOHTTP1

/// The headers of an answer. Names are compared without regard to case.
public struct WebHeaders: Sendable, Hashable {
    public let all: [Field]

    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String
    }

    public init(_ all: [(String, String)] = []) { self.all = all.map { Field(name: $0.0, value: $0.1) } }

    init(_ headers: HTTPHeaders) { self.init(headers.map { ($0.name, $0.value) }) }

    /// The header's value; of one that came more than once, the first.
    public subscript(name: String) -> String? {
        let name = name.lowercased()
        return all.first { $0.name.lowercased() == name }?.value
    }
}
