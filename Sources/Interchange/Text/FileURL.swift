/// Paths as editors write them into their files.
enum FileURL {
    enum Escaping {
        /// `file://localhost/…` with nothing escaped but what Adobe's own writer escapes: more of it made Premiere say "missing media".
        case premiere
        /// Everything but unreserved ASCII (RFC 3986) and the slashes.
        case all
        /// The same for ASCII, other characters as they are: Resolve did not find them again when escaped.
        case ascii
    }

    /// - Parameter path: absolute.
    static func text(_ path: String, _ escaping: Escaping) -> String {
        var out = escaping == .premiere ? "file://localhost" : "file://"
        if !path.hasPrefix("/") { out += "/" }
        for scalar in path.unicodeScalars {
            let keeps =
                switch escaping {
                case .premiere: scalar.value > 32 && scalar.value < 127 && scalar != "%" && scalar != ":"
                case .all: isUnreserved(scalar)
                case .ascii: isUnreserved(scalar) || scalar.value > 127
                }
            if keeps {
                out.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar).utf8.map { ($0 < 16 ? "%0" : "%") + String($0, radix: 16, uppercase: escaping != .premiere) }
                out += digits.joined()
            }
        }
        return out
    }

    /// The path of a URL, or the text itself where it is a path already. A drive's letter stands first: `C:/clips/a.mp4`.
    /// - Parameter isURL: whether a text without a scheme is escaped too, as a relative URL is.
    static func path(_ text: String, isURL: Bool = false) -> String {
        guard text.lowercased().hasPrefix("file:") else { return isURL ? unescaped(text) : text }
        var rest = text.dropFirst("file:".count)
        if rest.hasPrefix("//") {
            let host = rest.dropFirst(2).prefix { $0 != "/" }
            rest = rest.dropFirst(2 + host.count)
            // Another machine's share; Windows' drive where a slash was forgotten.
            if !host.isEmpty, host.lowercased() != "localhost" {
                rest = (host.hasSuffix(":") || host.hasSuffix("%3a") ? "/" : "//") + host + rest
            }
        }
        let path = unescaped(String(rest))
        let letters = path.prefix(3).unicodeScalars.map { $0 }
        let hasDrive = letters.count == 3 && letters[0] == "/" && letters[1].properties.isAlphabetic && letters[2] == ":"
        return hasDrive ? String(path.dropFirst()) : path
    }

    private static func isUnreserved(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._~/".unicodeScalars.contains(scalar))
    }

    private static func unescaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var (out, next) = ([UInt8](), 0)
        while next < bytes.count {
            if bytes[next] == UInt8(ascii: "%"), let value = digits(bytes[(next + 1)...].prefix(2)) {
                out.append(value)
                next += 3
            } else {
                out.append(bytes[next])
                next += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        guard bytes.count == 2, bytes.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: bytes, as: UTF8.self), radix: 16)
    }
}
