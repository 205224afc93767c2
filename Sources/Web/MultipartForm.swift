/// Writes `multipart/form-data`, https://www.rfc-editor.org/rfc/rfc7578, with names escaped as browsers do,
/// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
package struct MultipartForm: Sendable {
    package let type: String
    let pieces: [BodyPiece]

    /// - Parameter draw: gives a random boundary; asked again while one of the texts holds it. A file is not searched: 128 random bits that
    ///   were drawn after it was written are not in it.
    package init(_ parts: [FormPart], draw: () -> String = MultipartForm.random) throws {
        var boundary = draw()
        while parts.contains(where: { $0.holds(boundary) }) { boundary = draw() }
        var pieces: [BodyPiece] = []
        for part in parts {
            var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(part.name))\""
            switch part.content {
            case .text(let text): pieces.append(.text("\(head)\r\n\r\n\(text)\r\n"))
            case .file(let path, let filename, let type):
                head += "; filename=\"\(Self.escaped(filename))\"\r\nContent-Type: \(type.filter { !$0.isNewline })"
                pieces += [.text("\(head)\r\n\r\n"), try .file(path), .text("\r\n")]
            }
        }
        self.pieces = pieces + [.text("--\(boundary)--\r\n")]
        type = "multipart/form-data; boundary=\(boundary)"
    }

    package static func random() -> String {
        "mv-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    }

    private static func escaped(_ name: String) -> String {
        var escaped = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": escaped += "%22"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension FormPart {
    fileprivate func holds(_ boundary: String) -> Bool {
        switch content {
        case .text(let text): name.contains(boundary) || text.contains(boundary)
        case .file(_, let filename, let type): name.contains(boundary) || filename.contains(boundary) || type.contains(boundary)
        }
    }
}
