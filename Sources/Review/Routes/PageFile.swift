import ReviewPage

/// A file of the page, as it was when the program was built.
package enum PageFile {
    /// By name.
    package static let all: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        for index in 0..<review_page_count() {
            let file = review_page_file(index)
            guard let name = file.name, let bytes = file.bytes else { continue }
            files[String(cString: name)] = Array(UnsafeBufferPointer(start: bytes, count: Int(file.size)))
        }
        return files
    }()
}
