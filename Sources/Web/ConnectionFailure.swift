import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// An error that says all there is to say.
protocol SettledError: Error {}

extension WebError: SettledError {}
extension DownloadError: SettledError {}

/// What the errors of the layers below mean: whether the server can have seen the request, and what to tell people.
///
/// Texts of those layers are not passed on as they are: some name the headers that were sent.
enum ConnectionFailure {
    /// - Parameter contact: of a connection of its own; nil where the connection may have been one used before.
    static func error(_ error: any Error, to origin: Origin, contact: Contact?, redactor: Redactor) -> any Error {
        if error is CancellationError || error is any SettledError { return error }
        let (isBefore, reason) = reading(error)
        let notSent = contact.map { !$0.isMade } ?? isBefore
        return WebError(notSent ? .notSent : .interrupted, redactor.clean("\(origin): \(reason)"))
    }

    /// Whether the error can only come before anything is sent, and what it is.
    private static func reading(_ error: any Error) -> (isBefore: Bool, reason: String) {
        switch error {
        case let error as NIOConnectionError: (true, connecting(error))
        case let error as NIOSSLError:
            if case .handshakeFailed(let reason) = error {
                (true, "no secure connection came about: \(securing("\(reason)"))")
            } else {
                (false, "the secure connection broke: \(error)")
            }
        case let error as NIOSSLExtraError: (error == .failedToValidateHostname, "its certificate is not for this host: \(error)")
        case let error as HTTPClientError: client(error)
        case let error as IOError:
            if [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL].contains(error.errnoCode) {
                (true, unreachable(error))
            } else {
                (false, "the connection broke: \(words(error))")
            }
        case ChannelError.connectTimeout: (true, "it does not answer")
        default: (false, "the connection broke: \(String(describing: error))")
        }
    }

    /// The library's texts carry the paths it was compiled at.
    private static func securing(_ text: String) -> String {
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return "its certificate is not trusted here" }
        let name = text.components(separatedBy: "OPENSSL_internal:").dropFirst().first?.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return "the handshake failed\(name.map { " (\($0))" } ?? ""); check that the server speaks https"
    }

    private static func connecting(_ error: NIOConnectionError) -> String {
        guard let failure = error.connectionErrors.first else {
            return "there is no host '\(error.host)', or no network; check the address"
        }
        return unreachable(failure.error)
    }

    private static func unreachable(_ error: any Error) -> String {
        "cannot be connected to: \((error as? IOError).map(words) ?? "\(error)"); check the address, and that the server runs"
    }

    private static func words(_ error: IOError) -> String { String(cString: strerror(error.errnoCode)) }

    private static func client(_ error: HTTPClientError) -> (isBefore: Bool, reason: String) {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout:
            (true, "does not answer within \(Transport.connectTimeout.nanoseconds / 1_000_000_000) s; check the address and the network")
        case .tlsHandshakeTimeout: (true, "no secure connection came about in time")
        case .invalidURL, .emptyHost, .emptyScheme, .traceRequestWithBody: (true, "the address cannot be used")
        case .remoteConnectionClosed: (false, "the connection was closed before the answer was complete")
        case .readTimeout, .writeTimeout, .deadlineExceeded: (false, "it took too long to answer")
        default:
            // Compared by their names, because the names of the headers or their values come with these two.
            if ["Invalid header field names", "Invalid header field values"].contains(error.shortDescription) {
                (true, "a header holds characters that cannot be sent")
            } else {
                (false, "the call broke off: \(error.shortDescription)")
            }
        }
    }
}
