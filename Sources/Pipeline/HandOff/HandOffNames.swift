import Foundation

/// Names of files that every editor takes: letters, digits, `_` and `-`, no two alike whatever their case.
struct HandOffNames {
    private var names: Set<String> = []
    private var reels: Set<String> = []

    /// `window_t03`, or `window_t03_b` where that is taken.
    mutating func name(shot: String, take number: Int) -> String {
        let two = number < 10 ? "0\(number)" : "\(number)"
        return unused(Self.plain(shot) + "_t" + two)
    }

    mutating func unused(_ wanted: String) -> String {
        var name = wanted
        var count = 1
        while !names.insert(name.lowercased()).inserted {
            count += 1
            name = wanted + (count <= 26 ? "_" + String(UnicodeScalar(UInt8(96 + count))) : "_\(count)")
        }
        return name
    }

    /// Eight capital letters and digits of a take's id, the next ones where those are taken.
    mutating func reel(of take: String) -> String {
        let digits = Array(take.uppercased())
        for start in 0..<max(1, digits.count - 7) {
            let reel = String(digits[start..<min(digits.count, start + 8)])
            if reels.insert(reel).inserted { return reel }
        }
        var number = 0
        while true {
            number += 1
            let reel = "R" + String(repeating: "0", count: max(0, 7 - "\(number)".count)) + "\(number)"
            if reels.insert(reel).inserted { return reel }
        }
    }

    /// A shot's id as part of a file's name: what is no letter or digit of ASCII becomes `-`; at most 40 characters.
    static func plain(_ text: String) -> String {
        let latin = text.applyingTransform(.toLatin, reverse: false)?.applyingTransform(.stripDiacritics, reverse: false) ?? text
        var name = ""
        for character in latin {
            if character.isASCII, character.isLetter || character.isNumber || character == "-" || character == "_" {
                name.append(character)
            } else if !name.isEmpty, name.last != "-" {
                name.append("-")
            }
        }
        while name.last == "-" { name.removeLast() }
        return name.isEmpty ? "shot" : String(name.prefix(40))
    }
}
