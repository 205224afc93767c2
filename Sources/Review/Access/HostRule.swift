import Foundation
import Synchronization

/// The port that is listened on, once that is known: before it nothing is answered.
package final class BoundPort: Sendable {
    private let number = Mutex(0)

    package init() {}

    package var value: Int {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
    }
}

/// Which names the page may be asked for by.
///
/// A site of somebody else's can have its own name lead to 127.0.0.1 and then read what is served there as if it were its own (DNS rebinding):
/// the browser sends that site's name in `Host`. So only names are answered that no foreign site can have.
package struct HostRule: Sendable {
    /// The page is served to other machines too.
    private let isShared: Bool
    let port: BoundPort

    package init(isShared: Bool, port: BoundPort) { (self.isShared, self.port) = (isShared, port) }

    package func allows(_ authority: String?) -> Bool {
        guard let authority, let name = name(in: authority) else { return false }
        if ["127.0.0.1", "localhost", "[::1]"].contains(name) { return true }
        return isShared && (Self.isAddress(name) || name == Self.ownName)
    }

    /// Whether a page of this origin is ours.
    package func allows(origin: String) -> Bool { origin.hasPrefix("http://") && allows(String(origin.dropFirst(7))) }

    /// Lower case, without the port; nil when that is another one.
    private func name(in authority: String) -> String? {
        let authority = authority.lowercased()
        guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else { return port.value == 80 ? authority : nil }
        return Int(authority[authority.index(after: colon)...]) == port.value ? String(authority[..<colon]) : nil
    }

    private static func isAddress(_ name: String) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]") { return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private static let ownName = ProcessInfo.processInfo.hostName.lowercased()
}
