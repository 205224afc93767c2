import HTTPTypes
import Hummingbird

/// Lets in who has the token of this run, coming from the page itself.
struct Gate: RouterMiddleware {
    typealias Context = ReviewContext

    let tokens: AccessTokens
    let hosts: HostRule
    let door: Door

    /// Cookies know no ports: two pages on one machine must not take each other's.
    static func cookieName(port: Int) -> String { "mv-review-\(port)" }

    func handle(
        _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
    ) async throws -> Response {
        guard hosts.allows(request.head.authority) else {
            throw Trouble(.misdirectedRequest, "this page answers to 127.0.0.1 and localhost only; open the address that 'mv review' printed")
        }
        if let origin = request.headers[.origin], !hosts.allows(origin: origin) {
            throw Trouble(.forbidden, "requests from other sites are not answered")
        }
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none", request.uri.path != "/" {
            throw Trouble(.forbidden, "requests from other sites are not answered")
        }
        var context = context
        let given = request.uri.path == "/" ? request.uri.queryParameters["token"].map(String.init) : nil
        context.role = tokens.role(of: given ?? request.cookies[Self.cookieName(port: hosts.port.value)]?.value)
        guard context.role != .nobody else {
            throw Trouble(.unauthorized, "open the address that 'mv review' printed, with its token; the one of an earlier run no longer opens anything")
        }
        door.recognise(context.channel)
        if request.method != .get, request.method != .head { try checkChange(request, context.role) }
        var response = try await next(request, context)
        if let given {
            response.setCookie(
                Cookie(name: Self.cookieName(port: hosts.port.value), value: given, path: "/", httpOnly: true, sameSite: .strict))
        }
        return response
    }

    /// A form or a picture of another site can send requests with cookies, but not with a header of its own.
    private func checkChange(_ request: Request, _ role: Role) throws {
        guard role == .editor else { throw Trouble(.forbidden, "this page was opened for looking only: nothing can be decided here") }
        guard request.headers[.requestedWith] == "mv", request.headers[.contentType]?.hasPrefix("application/json") == true else {
            throw Trouble(.forbidden, "changes are taken from the page only: as application/json, with the header X-Requested-With: mv")
        }
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
    static let requestedWith = Self("X-Requested-With")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
    static let frameOptions = Self("X-Frame-Options")!
}
