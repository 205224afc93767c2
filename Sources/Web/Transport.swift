import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The connections underneath. HTTP/1.1 only; proxies are not used, `HTTPS_PROXY` and its kin are not read; cookies are not kept.
enum Transport {
    static let connectTimeout = TimeAmount.seconds(10)

    /// For calls that only read. Lives as long as the process.
    private static let reading = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration())

    /// Which connection is used.
    enum Route {
        /// To whatever the host's name leads to.
        case byName
        /// To this address; the host's name is what the server and its certificate go by all the same.
        case to(InternetAddress)
    }

    /// Sends one request and hands over the answer while its connection is open.
    ///
    /// A call that changes something gets a connection of its own: on one that was used before, a server that has just closed it would
    /// leave open whether it saw the request. So does one to a certain address, which nobody else is to use. `contact` is told when that
    /// connection stands.
    static func exchange<R: Sendable>(
        _ request: HTTPClientRequest, isReading: Bool, by route: Route, contact: Contact, _ use: (HTTPClientResponse) async throws -> R
    ) async throws -> R {
        var configuration = configuration()
        switch route {
        case .byName: if isReading { return try await use(try await reading.execute(request, deadline: .distantFuture)) }
        case .to(let address):
            // The host as the library reads it out of the same address.
            guard let host = URL(string: request.url)?.host else { throw HTTPClientError.emptyHost }
            if InternetAddress(host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))) == nil {
                configuration.dnsOverride = [host: "\(address)"]
            }
        }
        // Called once the connection stands, TLS and all, and before anything is sent on it.
        configuration.http1_1ConnectionDebugInitializer = { channel in
            contact.make()
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        let client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        // Beside, because a server may take its time to say goodbye; there is nothing to learn from a failure to close.
        defer { Task.detached { try? await client.shutdown() } }
        return try await use(try await client.execute(request, deadline: .distantFuture))
    }

    private static func configuration() -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        // Compression is not asked for; what comes compressed all the same is unpacked, at most to the library's usual 25 times its size.
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: connectTimeout),
            decompression: HTTPClient.Configuration.singletonConfiguration.decompression)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // Common servers close what was idle for five seconds; a connection that may be closing is not used.
        configuration.connectionPool.idleTimeout = .seconds(2)
        return configuration
    }
}
