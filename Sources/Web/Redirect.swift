import Foundation

enum Redirect {
    static let most = 5

    /// Where an answer sends us; nil when it does not.
    /// - Throws: `WebError` of kind `redirect` for what is not followed.
    static func target(status: Int, location: String?, from url: URL) throws -> URL? {
        guard [301, 302, 303, 307, 308].contains(status), let location else { return nil }
        guard let target = URL(string: location, relativeTo: url)?.absoluteURL, Origin(target) != nil else {
            throw WebError(.redirect, "it redirects to '\(location)', which is no http or https address")
        }
        guard target.user == nil, target.password == nil else {
            throw WebError(.redirect, "it redirects to an address with a user or password in it, which is not followed")
        }
        return target
    }
}
