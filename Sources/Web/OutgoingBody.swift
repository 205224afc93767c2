import AsyncHTTPClient
import Foundation
import NIOCore

/// A body ready to be sent: its media type, and its bytes in order.
struct OutgoingBody: Sendable {
    let type: String
    let pieces: [BodyPiece]

    /// - Throws: `WebError` of kind `notSent` when a file to be sent is not there.
    init(_ body: WebBody) throws {
        switch body {
        case .json(let value): (type, pieces) = ("application/json", [.bytes(value.data())])
        case .form(let fields): (type, pieces) = ("application/x-www-form-urlencoded", [.text(FormEncoding.text(fields))])
        case .data(let data, let type): (self.type, pieces) = (type, [.bytes(data)])
        case .file(let path, let type): (self.type, pieces) = (type, [try .file(path)])
        case .multipart(let parts):
            let form = try MultipartForm(parts)
            (type, pieces) = (form.type, form.pieces)
        }
    }

    var content: HTTPClientRequest.Body {
        if pieces.count == 1, case .bytes(let data) = pieces[0] { return .bytes(ByteBuffer(bytes: data)) }
        return .stream(BodyPieces(pieces: pieces), length: .known(pieces.reduce(0) { $0 + $1.length }))
    }
}
