import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks the system which addresses a host has.
enum HostLookup {
    /// In the order in which they should be tried; none when there is no such host. Also reads what only the system takes for an
    /// address: `127.1`, `0x7f000001`, `2130706433`.
    static func addresses(of host: String) async throws -> [InternetAddress] {
        // The system's call waits for its answer, so it is made on a thread that may wait.
        try await NIOThreadPool.singleton.runIfActive { ask(host) }
    }

    private static func ask(_ host: String) -> [InternetAddress] {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [InternetAddress] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ai_next
            guard let bytes = entry.pointee.ai_addr else { continue }
            let address: SocketAddress
            switch entry.pointee.ai_family {
            case AF_INET: address = SocketAddress(UnsafeRawPointer(bytes).loadUnaligned(as: sockaddr_in.self))
            case AF_INET6: address = SocketAddress(UnsafeRawPointer(bytes).loadUnaligned(as: sockaddr_in6.self))
            default: continue
            }
            if let address = InternetAddress(address), !found.contains(address) { found.append(address) }
        }
        return found
    }
}
