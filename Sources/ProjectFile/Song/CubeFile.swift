import Foundation

/// Tables of colours as Adobe's Cube LUT Specification 1.0 has them (`.cube`), of one dimension and of three, for values from 0 to 1. The
/// ranges that DaVinci Resolve writes are known as well.
enum CubeFile {
    /// What libavfilter reads, and the specification allows.
    private static let sizes = ["LUT_1D_SIZE": 2...65536, "LUT_3D_SIZE": 2...256]

    /// - Throws: `SongFileError` for what no renderer could use.
    static func check(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw SongFileError(file: path, message: "the file cannot be read") }
        guard data.count < 100 << 20 else { throw SongFileError(file: path, message: "it is larger than 100 MB; expected a .cube file") }
        var (name, size, rows) = ("", 0, 0)
        for (index, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            func fault(_ message: String) -> SongFileError { SongFileError(file: path, line: index + 1, message: message) }
            let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
                .map { String(decoding: $0, as: UTF8.self) }
            guard let first = words.first?.trimmingPrefix("\u{FEFF}"), !first.isEmpty, !first.hasPrefix("#") else { continue }
            guard first.first?.isLetter == true else {
                guard words.count == 3, words.allSatisfy({ Double($0)?.isFinite == true }) else { throw fault("expected three numbers") }
                rows += 1
                continue
            }
            let numbers = words.dropFirst().map { Double($0) }
            switch first {
            case "TITLE": continue
            case "LUT_1D_SIZE", "LUT_3D_SIZE":
                guard size == 0 else { throw fault("it has a second size; expected one table of colours") }
                guard words.count == 2, let side = Int(words[1]), sizes[String(first)]?.contains(side) == true else {
                    throw fault("expected \(first) and a size from \(first == "LUT_1D_SIZE" ? "2 to 65536" : "2 to 256")")
                }
                (name, size) = (String(first), side)
            case "DOMAIN_MIN" where numbers == [0, 0, 0], "DOMAIN_MAX" where numbers == [1, 1, 1]: continue
            case "LUT_1D_INPUT_RANGE" where numbers == [0, 1], "LUT_3D_INPUT_RANGE" where numbers == [0, 1]: continue
            case "DOMAIN_MIN", "DOMAIN_MAX", "LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE":
                throw fault("it is made for other values than those from 0 to 1; export it for video or display colours")
            default: throw fault("'\(first)' is no keyword of a .cube file")
            }
        }
        guard size > 0 else { throw SongFileError(file: path, message: "it has no LUT_3D_SIZE; expected a .cube file") }
        let wanted = name == "LUT_1D_SIZE" ? size : size * size * size
        guard rows == wanted else { throw SongFileError(file: path, message: "it has \(rows) colours where \(wanted) make a table of \(size)") }
    }
}
