import Foundation

/// Files that a case words instead of holding them. All of them are made here: nothing is fetched, and no other program is needed.
///
/// | recipe | what |
/// |---|---|
/// | `folder`, `fifo`, `link TARGET` | no regular file |
/// | `bytes ff fe 00 "text" 100*"[ "` | bytes in hexadecimal and texts, each as often as told |
/// | `zeros N` | N bytes of nothing, which take no room |
/// | `wav …`, `gif …` | see `MadeSound`, `MadePicture` |
/// | `copy PATH …`, `take N …` | a file of the project, or that of the take in slot N; `first=N` bytes of it only, `zeroed=FROM-TO` in percent, `byte=PLACE/VALUE`, `swap=mdat/free` for all such four letters, `nth=N` for only one of them |
struct MadeFile {
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    var folder: String
    /// Path of the take in slot N, from 1.
    var take: (Int) throws -> String

    func make(_ path: String, _ recipe: String) throws {
        let words = CommandWords.split(recipe)
        let full = folder + "/" + path
        let manager = FileManager.default
        // A file may be made of the one it replaces.
        let isPlain = !["folder", "fifo", "link", "zeros"].contains(words.first)
        let data = isPlain ? try data(words) : Data()
        try manager.createDirectory(atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        if (try? manager.attributesOfItem(atPath: full)) != nil { try manager.removeItem(atPath: full) }
        switch words.first {
        case "folder": try manager.createDirectory(atPath: full, withIntermediateDirectories: true)
        case "fifo": guard mkfifo(full, 0o600) == 0 else { throw Fault(description: "no FIFO: \(recipe)") }
        case "link": try manager.createSymbolicLink(atPath: full, withDestinationPath: words[1])
        default:
            try data.write(to: URL(fileURLWithPath: full))
            let hole = words.first == "zeros" ? Int(words[1])! : words.first == "wav" ? MadeSound(Self.options(words)).hole : 0
            if hole > 0 { guard truncate(full, data.count + hole) == 0 else { throw Fault(description: "no such length: \(recipe)") } }
        }
    }

    private static func options(_ words: [String]) -> [String: String] {
        Dictionary(
            words.dropFirst().map { word in
                let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (halves[0], halves.count > 1 ? halves[1] : "")
            }, uniquingKeysWith: { $1 })
    }

    private func data(_ words: [String]) throws -> Data {
        let options = Self.options(words)
        switch words.first {
        case "bytes": return try words.dropFirst().reduce(into: Data()) { try $0.append(Self.bytes($1)) }
        case "wav": return MadeSound(options).data()
        case "gif": return MadePicture(options).data()
        case "copy": return try damaged(Data(contentsOf: URL(fileURLWithPath: folder + "/" + words[1])), options)
        case "take": return try damaged(Data(contentsOf: URL(fileURLWithPath: take(Int(words[1])!))), options)
        default: throw Fault(description: "no such recipe: \(words.joined(separator: " "))")
        }
    }

    /// `ff00`, `3*00` or `3*'text'` without its quotes.
    private static func bytes(_ word: String) throws -> Data {
        let parts = word.split(separator: "*", maxSplits: 1).map(String.init)
        if parts.count == 2, let times = Int(parts[0]) {
            let part = try bytes(parts[1])
            var data = Data(capacity: part.count * times)
            for _ in 0..<times { data.append(part) }
            return data
        }
        let digits = word.map { $0.hexDigitValue }
        if !word.isEmpty, word.count % 2 == 0, digits.allSatisfy({ $0 != nil }) {
            return Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0]! * 16 + digits[$0 + 1]!) })
        }
        return Data(BadInputCase.plain(word).utf8)
    }

    private func damaged(_ data: Data, _ options: [String: String]) -> Data {
        var bytes = [UInt8](data)
        if let count = options["first"].flatMap(Int.init) { bytes = Array(bytes.prefix(count)) }
        if let ends = options["zeroed"]?.split(separator: "-").compactMap({ Int($0) }), ends.count == 2 {
            for index in bytes.count * ends[0] / 100..<bytes.count * ends[1] / 100 { bytes[index] = 0 }
        }
        for change in ["byte", "byte2"].compactMap({ options[$0]?.split(separator: "/").compactMap { Int($0) } }) where change.count == 2 {
            bytes[change[0]] = UInt8(change[1])
        }
        if let names = options["swap"]?.split(separator: "/").map({ Array($0.utf8) }), names.count == 2 {
            let only = options["nth"].flatMap(Int.init)
            var seen = 0
            for index in bytes.indices.dropLast(names[0].count - 1) where bytes[index..<index + names[0].count].elementsEqual(names[0]) {
                seen += 1
                if only == nil || only == seen { bytes.replaceSubrange(index..<index + names[1].count, with: names[1]) }
            }
        }
        return Data(bytes)
    }
}
