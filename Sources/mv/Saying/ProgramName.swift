import Foundation

/// The name this program was started by: `mv` from the checkout, `mvid` or another where it was installed.
enum ProgramName {
    static let text: String = {
        let name = (CommandLine.arguments.first ?? "mv").split(separator: "/").last.map(String.init) ?? "mv"
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return isPlain ? name : "mv"
    }()

    /// Words that name commands as `'mv build'`, with the name that works here.
    static func inWords(_ words: String) -> String {
        text == "mv" ? words : words.replacingOccurrences(of: "'mv ", with: "'\(text) ")
    }
}
