import Synchronization

/// Versions that are part of every key, looked up when the first key is made: most commands make none.
public final class ToolVersions: Sendable {
    private let look: @Sendable () throws -> [String: String]
    private let found = Mutex<[String: String]?>(nil)

    public init(_ look: @escaping @Sendable () throws -> [String: String]) { self.look = look }

    public func callAsFunction() throws -> [String: String] {
        try found.withLock { found in
            if let found { return found }
            let versions = try look()
            found = versions
            return versions
        }
    }
}
