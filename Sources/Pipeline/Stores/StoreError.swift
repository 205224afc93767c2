import Foundation

/// The store of a project is not where it should be, or may not be touched.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// It is not there now, as when its disk is not mounted.
        case absent
        /// Something is in the way: of what another project needs, of a folder with other things.
        case refused
        case space
    }
    public var code: Code
    public var reason: String

    public init(_ code: Code, _ reason: String) { (self.code, self.reason) = (code, reason) }

    public var description: String { reason }

    static func tooSmall(_ folder: String, files: Int, bytes: Int64, free: Int64, _ outcome: String) -> StoreError {
        func size(_ bytes: Int64) -> String { ByteCountFormatter.string(fromByteCount: bytes, countStyle: .file) }
        return StoreError(.space, "\(files) files, \(size(bytes)), are to be copied to \(folder), and \(size(free)) are free there; \(outcome)")
    }
}
