import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Calls servers over HTTP/1.1.
///
/// A call that changes something goes out once, on a connection of its own, and is never repeated. Redirects are followed for reading calls
/// only, and a credential goes to its own origin only. Proxies are not used, whatever the environment says; cookies are not kept.
public struct WebClient: Sendable {
    /// Knows the secrets of the credentials too.
    public let redactor: Redactor
    public let reach: Reach
    let credentials: [Credential]

    public init(credentials: [Credential] = [], redactor: Redactor = Redactor(), reach: Reach = .internet) {
        self.credentials = credentials
        self.reach = reach
        self.redactor = redactor.knowing(credentials.map(\.hidden))
    }

    /// Sends a request and reads the whole answer. Every status is an answer.
    /// - Throws: `WebError`, or `CancellationError` as soon as the task is cancelled.
    public func send(_ request: WebRequest, mostBytes: Int = 16 << 20) async throws -> WebAnswer {
        let contact = Contact()
        let outcome = try await Race.run {
            try await follow(request, contact: contact) { response, url in
                WebAnswer(
                    status: Int(response.status.code), headers: WebHeaders(response.headers),
                    // The length in an answer to HEAD is of a body that does not come.
                    body: request.method == "HEAD" ? Data() : try await body(of: response, from: url, mostBytes: mostBytes), url: url,
                    redactor: redactor)
            }
        } until: {
            try await Task.sleep(for: request.timeout)
        }
        switch outcome {
        case .done(let answer): return answer
        case .stopped:
            let place = Origin(request.url).map { "\($0)" } ?? "the server"
            throw WebError(
                request.isReading || contact.isMade ? .interrupted : .notSent, "\(place): no whole answer within \(request.timeout)")
        }
    }

    /// Sends a request, follows its redirects, and hands over the answer that is no redirect while its connection is open.
    func follow<R: Sendable>(
        _ request: WebRequest, contact: Contact, _ use: (HTTPClientResponse, URL) async throws -> R
    ) async throws -> R {
        let body = try request.body.map { try OutgoingBody($0) }
        guard !request.method.isEmpty, request.method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
            throw WebError(.notSent, "'\(redactor.clean(request.method))' is no method of HTTP")
        }
        guard request.url.user == nil, request.url.password == nil else {
            throw WebError(.notSent, "the address \(redactor.clean(request.url.absoluteString)) holds a user or password; use a credential")
        }
        var url = request.url
        for _ in 0...Redirect.most {
            switch try await hop(request, to: url, body: body, contact: contact, use) {
            case .done(let result): return result
            case .redirect(let target): url = target
            }
        }
        throw WebError(.redirect, redactor.clean("\(request.url) redirects more than \(Redirect.most) times; stopped at \(url)"))
    }

    private enum Hop<R: Sendable>: Sendable {
        case done(R)
        case redirect(URL)
    }

    private func hop<R: Sendable>(
        _ request: WebRequest, to url: URL, body: OutgoingBody?, contact: Contact, _ use: (HTTPClientResponse, URL) async throws -> R
    ) async throws -> Hop<R> {
        guard let origin = Origin(url) else {
            throw WebError(.notSent, "'\(redactor.clean(url.absoluteString))' is no address; expected http:// or https:// and a host")
        }
        var call = HTTPClientRequest(url: url.absoluteString)
        call.method = HTTPMethod(rawValue: request.method)
        call.headers = HTTPHeaders(HopHeaders.fields(to: url, from: request.url, given: request.headers, credentials: credentials))
        if let body {
            call.headers.replaceOrAdd(name: "Content-Type", value: body.type)
            call.body = body.content
        }
        if !request.isReading { call.headers.replaceOrAdd(name: "Connection", value: "close") }
        let routes = try await routes(to: origin, isRedirect: url != request.url)
        for (number, route) in routes.enumerated() {
            do {
                return try await Transport.exchange(call, isReading: request.isReading, by: route, contact: contact) { response in
                    let location = request.isReading ? response.headers.first(name: "Location") : nil
                    if let target = try Redirect.target(status: Int(response.status.code), location: location, from: url) {
                        return .redirect(target)
                    }
                    return .done(try await use(response, url))
                }
            } catch {
                try Task.checkCancellation()
                let failure = ConnectionFailure.error(error, to: origin, contact: request.isReading ? nil : contact, redactor: redactor)
                // What one address of a host does not take, another may.
                guard number + 1 < routes.count, (failure as? WebError)?.kind == .notSent else { throw failure }
            }
        }
        preconditionFailure("a way has at least one route")
    }

    /// The ways to connect to a server, to be tried one after the other.
    private func routes(to origin: Origin, isRedirect: Bool) async throws -> [Transport.Route] {
        do {
            switch try await reach.way(to: origin) {
            case .direct: return [.byName]
            case .only(let addresses): return addresses.prefix(4).map { .to($0) }
            }
        } catch let error as WebError where error.kind == .forbidden && isRedirect {
            throw WebError(.redirect, redactor.clean("it redirects to an address that is not followed: \(error.reason)"))
        } catch let error as WebError {
            throw WebError(error.kind, redactor.clean(error.reason))
        }
    }

    /// The body without our own secrets: what a service says of itself is written down in many places, and some say what they were sent.
    /// - Throws: `WebError` of kind `tooLarge` before more than `mostBytes` are held.
    func body(of response: HTTPClientResponse, from url: URL, mostBytes: Int) async throws -> Data {
        let announced = response.announcedLength
        func tooLarge() -> WebError {
            WebError(.tooLarge, redactor.clean("the answer of \(url) is larger than \(mostBytes) bytes"))
        }
        if let announced, announced > mostBytes { throw tooLarge() }
        var data = Data()
        for try await buffer in response.body {
            guard data.count + buffer.readableBytes <= mostBytes else { throw tooLarge() }
            data.append(contentsOf: buffer.readableBytesView)
        }
        return redactor.scrubbed(data)
    }
}

extension HTTPClientResponse {
    /// Bytes the body will have; nil when it is not said, or said of the compressed body.
    var announcedLength: Int64? { isEncoded ? nil : headers.first(name: "Content-Length").flatMap { Int64($0) } }

    var isEncoded: Bool { headers["Content-Encoding"].contains { $0.lowercased() != "identity" } }
}
