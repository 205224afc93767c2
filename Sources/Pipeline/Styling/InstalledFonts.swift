import Content
import Foundation

/// What the system lists of its fonts: when it changes, other fonts may be chosen.
enum InstalledFonts {
    private static let folders = [
        "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/etc/fonts", "~/.config/fontconfig",
        "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
    ]

    /// Digest of the names and sizes of their files.
    static func digest() -> Digest {
        var list: [String] = []
        for folder in folders {
            let path = (folder as NSString).expandingTildeInPath
            let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }.sorted() ?? []
            for file in files {
                let size = (try? FileManager.default.attributesOfItem(atPath: path + "/" + file)[.size] as? NSNumber)?.int64Value ?? 0
                list.append("\(folder)/\(file) \(size)")
            }
        }
        return Digest(of: list.joined(separator: "\n"))
    }
}
