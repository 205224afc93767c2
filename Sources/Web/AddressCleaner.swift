/// Takes out of addresses what may let somebody in: users and passwords, signed queries, fragments; and keys after words like `Bearer`.
enum AddressCleaner {
    static func clean(_ text: [UInt8]) -> [UInt8] {
        var cleaned: [UInt8] = []
        cleaned.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            if let (end, kept) = address(text, place) ?? query(text, place) ?? key(text, place) {
                cleaned += kept
                place = end
            } else {
                cleaned.append(text[place])
                place += 1
            }
        }
        return cleaned
    }

    /// `://user:password@host/path?query#fragment`, also with the slashes escaped as some write them in JSON.
    private static func address(_ text: [UInt8], _ start: Int) -> (Int, [UInt8])? {
        guard text[start] == UInt8(ascii: ":"), start > 0, isLetter(text[start - 1]) else { return nil }
        guard let slashes = ["://", #":\/\/"#].first(where: { text[start...].starts(with: $0.utf8) }) else { return nil }
        var kept = Array(slashes.utf8)
        let host = start + kept.count
        let end = text[host...].firstIndex(where: isEnd) ?? text.endIndex
        let stop = text[host..<end].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? end
        let path = text[host..<stop].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") } ?? stop
        // The last one: a password may hold the sign itself.
        let user = text[host..<path].lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? host
        kept += text[user..<stop]
        if stop < end { kept += [text[stop]] + "…".utf8 }
        return (end, kept)
    }

    /// `?name=value` of an address without its beginning.
    private static func query(_ text: [UInt8], _ start: Int) -> (Int, [UInt8])? {
        guard text[start] == UInt8(ascii: "?") else { return nil }
        let end = text[start...].firstIndex(where: isEnd) ?? text.endIndex
        guard let equals = text[start..<end].firstIndex(of: UInt8(ascii: "=")), equals > start + 1,
            text[start + 1..<equals].allSatisfy({ isLetter($0) || "0123456789_.-~%[]&".utf8.contains($0) })
        else { return nil }
        return (end, Array("?…".utf8))
    }

    /// A long word after `Bearer`, `Basic`, `Key` or `Token`: a key of somebody's, if not ours.
    private static func key(_ text: [UInt8], _ start: Int) -> (Int, [UInt8])? {
        guard start == 0 || !isLetter(text[start - 1]), isLetter(text[start]) else { return nil }
        for word in ["bearer ", "basic ", "key ", "token "] {
            let count = word.utf8.count
            guard text[start...].count > count, text[start..<start + count].elementsEqual(word.utf8, by: { $0 | 0x20 == $1 }) else {
                continue
            }
            let end = text[(start + count)...].firstIndex { !isLetter($0) && !"0123456789._~+/=-".utf8.contains($0) } ?? text.endIndex
            if end - start - count >= 20 { return (end, text[start..<start + count] + SecretPattern.mark) }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    private static func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || "\"'<>`".utf8.contains(byte) }
}
