/// Cuts what a program writes into lines as it comes: at line feeds, and at carriage returns, after which progress bars write over
/// themselves.
package struct CommandLines {
    /// Longer ones are cut: no line of a log is longer, and a program that writes none must not fill the memory.
    private let most: Int
    private var bytes: [UInt8] = []
    private var sawReturn = false

    package init(longest: Int = 1 << 16) { most = longest }

    /// - Parameter line: called with each line that ended, and whether the next is written over it.
    package mutating func take(_ more: UnsafeRawBufferPointer, _ line: (_ text: String, _ isOverwritten: Bool) -> Void) {
        for byte in more {
            switch byte {
            case UInt8(ascii: "\n"): end(isOverwritten: false, line)
            case UInt8(ascii: "\r"):
                if sawReturn { end(isOverwritten: true, line) }
                sawReturn = true
            default:
                if sawReturn { end(isOverwritten: true, line) }
                if bytes.count < most { bytes.append(byte) }
            }
        }
    }

    /// What is left when the program has ended.
    package mutating func finish(_ line: (_ text: String, _ isOverwritten: Bool) -> Void) {
        if !bytes.isEmpty { end(isOverwritten: false, line) }
    }

    private mutating func end(isOverwritten: Bool, _ line: (_ text: String, _ isOverwritten: Bool) -> Void) {
        line(String(decoding: bytes, as: UTF8.self), isOverwritten)
        bytes.removeAll(keepingCapacity: true)
        sawReturn = false
    }
}
