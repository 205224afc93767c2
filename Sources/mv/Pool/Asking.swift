import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks the person at the keyboard, if there is one.
enum Asking {
    /// - Parameter option: what answers in advance.
    static func agrees(_ question: String, otherwise option: String) throws -> Bool {
        guard isatty(STDIN_FILENO) == 1, Terminal.standardError.isTerminal else {
            throw Refusal("\(question) There is nobody to ask: give \(option) to go on, or --dry-run to look first")
        }
        Terminal.standardError.write("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}

extension Terminal {
    /// A line.
    func say(_ text: String) { write(text + "\n") }
}
