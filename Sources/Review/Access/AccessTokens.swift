import Foundation

/// The two secrets of one run of the page: one to decide with, one to look with.
package struct AccessTokens: Sendable {
    package let editor: String
    package let viewer: String
    /// Both tokens open the page for looking only.
    let isReadOnly: Bool

    package init(isReadOnly: Bool = false) {
        (editor, viewer, self.isReadOnly) = (Self.random(), Self.random(), isReadOnly)
    }

    package func role(of token: String?) -> Role {
        guard let token else { return .nobody }
        // Both are compared, whatever the first comparison gave.
        let (edits, views) = (Self.isSame(token, editor), Self.isSame(token, viewer))
        return edits && !isReadOnly ? .editor : edits || views ? .viewer : .nobody
    }

    /// 256 bits from the system's generator, in hexadecimal digits.
    private static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Takes as long for a token that differs in its first digit as for one that differs in its last.
    static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
