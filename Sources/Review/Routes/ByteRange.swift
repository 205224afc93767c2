import Foundation

/// One range of bytes, as RFC 9110 §14 writes it. Several at once are not answered: no player asks for them.
package struct ByteRange: Equatable {
    package var bytes: ClosedRange<Int>

    /// Nil for what cannot be satisfied or is no single range.
    package init?(_ header: String, size: Int) {
        guard header.hasPrefix("bytes="), !header.contains(","), size > 0 else { return nil }
        let parts = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
        switch (Int(parts[0]), Int(parts[1])) {
        case (let first?, let last?):
            guard first <= last, first < size else { return nil }
            bytes = first...min(last, size - 1)
        case (let first?, nil):
            guard parts[1].isEmpty, first < size else { return nil }
            bytes = first...(size - 1)
        case (nil, let count?):
            guard parts[0].isEmpty, count > 0 else { return nil }
            bytes = max(0, size - count)...(size - 1)
        case (nil, nil): return nil
        }
    }
}
