public import Foundation
import Synchronization

/// Where a client may connect to.
///
/// Services answer with addresses: of the file they made, of the place a picture goes to, of another host that knows more. An address that
/// comes so may lead into networks only this machine can see: a router, a database, the cloud's own page with keys on it. So whatever
/// does not go to the service itself goes to addresses of the internet only. The name is looked up once, all its addresses are looked
/// at, and the connection is made to one of those: a name that leads elsewhere the next time it is asked for leads nowhere.
public struct Reach: Sendable {
    /// Everywhere.
    public static let anywhere = Reach(homes: [], privateHosts: [], allowsPlain: true, isOpen: true)
    /// The addresses of the internet, and nothing of this machine or the networks around it.
    public static let internet = Reach(homes: [], allowsPlain: true)

    private var homes: [Origin]
    private let privateHosts: Set<String>
    private let allowsPlain: Bool
    private let isOpen: Bool
    private let lookUp: @Sendable (String) async throws -> [InternetAddress]

    /// - Parameters:
    ///   - homes: where people said that the service is; the first one is it, others are its helpers.
    ///   - privateHosts: hosts of people's own network that answers may lead to.
    ///   - allowsPlain: what an https service names may be fetched over http.
    public init(homes: [URL], privateHosts: [String] = [], allowsPlain: Bool = false) {
        self.init(homes: homes, privateHosts: privateHosts, allowsPlain: allowsPlain, isOpen: false)
    }

    package init(
        homes: [URL], privateHosts: [String] = [], allowsPlain: Bool = false, isOpen: Bool = false,
        lookUp: @escaping @Sendable (String) async throws -> [InternetAddress] = HostLookup.addresses
    ) {
        self.homes = homes.compactMap { Origin($0) }
        self.privateHosts = Set(privateHosts.map { $0.lowercased() })
        (self.allowsPlain, self.isOpen, self.lookUp) = (allowsPlain, isOpen, lookUp)
    }

    /// A reach with one more address where people said that something is.
    public func and(_ home: URL?) -> Reach {
        var reach = self
        if let home = home.flatMap({ Origin($0) }) { reach.homes.append(home) }
        return reach
    }

    /// How an address is connected to.
    package enum Way: Hashable, Sendable {
        /// By its name.
        case direct
        /// To these addresses, the first that answers, and no others.
        case only([InternetAddress])
    }

    /// - Throws: `WebError` of kind `forbidden`, or `notSent` when there is no such host.
    package func way(to target: Origin) async throws -> Way {
        if isOpen { return .direct }
        if homes.first?.scheme == "https", target.scheme == "http", !allowsPlain {
            throw WebError(
                .forbidden,
                "\(target) is http, and the service is https: what it sends on could be read and changed on its way; use insecure: true "
                    + "on networks you trust")
        }
        let isHome = homes.contains { $0.host == target.host }
        // A certificate proves who answers, and an address that is written out or of this machine cannot change.
        if isHome, target.scheme == "https" || target.isLoopback || InternetAddress(target.host) != nil { return .direct }
        let written = InternetAddress(target.host).map { [$0] }
        let addresses = if let written { written } else { try await lookUp(target.host) }
        guard !addresses.isEmpty else {
            throw WebError(.notSent, "\(target): there is no host '\(target.host)', or no network; check the address")
        }
        let isPrivateHome = isHome && Self.wasPrivate(target.host, addresses)
        for address in addresses where !address.isPublic {
            if privateHosts.contains(target.host) || isPrivateHome { continue }
            if address.isLoopback, homes.contains(where: \.isLoopback) { continue }
            let place = target.host == "\(address)" ? "" : " (\(address))"
            throw WebError(
                .forbidden,
                "\(target)\(place) is an address of this machine or of a private network, where a service's answers may not lead; if the "
                    + "service's files do lie there, name the host: private_hosts: [\(target.host)]")
        }
        return .only(addresses)
    }

    /// Whether a host that was named without a certificate to prove it was in a private network when it was first looked up. A host of
    /// the internet cannot move in later.
    private static func wasPrivate(_ host: String, _ addresses: [InternetAddress]) -> Bool {
        firstSeen.withLock { seen in
            if let known = seen[host] { return known }
            let isPrivate = addresses.allSatisfy { !$0.isPublic }
            seen[host] = isPrivate
            return isPrivate
        }
    }

    private static let firstSeen = Mutex<[String: Bool]>([:])
}
