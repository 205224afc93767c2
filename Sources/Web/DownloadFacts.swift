import AsyncHTTPClient
import NIOHTTP1

/// What a server says of a file.
struct DownloadFacts {
    /// Bytes of the whole file; nil when it does not say.
    var total: Int64?
    /// What makes sure that the rest is of the same file; nil where the file cannot be taken up again.
    var validator: String?
    var contentType: String?
    private var tag: String?

    init(_ response: HTTPClientResponse) {
        total = response.announcedLength
        contentType = response.headers.first(name: "Content-Type")
        tag = response.headers.first(name: "ETag")
        guard !response.isEncoded, response.headers["Accept-Ranges"].contains(where: { $0.lowercased() == "bytes" }) else { return }
        // A weak tag does not promise the same bytes, https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
        validator = tag.flatMap { $0.hasPrefix("W/") ? nil : $0 } ?? response.headers.first(name: "Last-Modified")
    }

    /// Whether a part belongs to the same file.
    func agrees(with part: DownloadFacts, total partTotal: Int64?) -> Bool {
        if let mine = total, let theirs = partTotal, mine != theirs { return false }
        if let mine = tag, let theirs = part.tag, mine != theirs { return false }
        return true
    }
}
