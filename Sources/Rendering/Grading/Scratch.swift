/// Memory for rows of a picture.
final class Scratch<Element: BitwiseCopyable> {
    let start: UnsafeMutablePointer<Element>

    init(_ count: Int, _ value: Element) {
        start = .allocate(capacity: count)
        start.initialize(repeating: value, count: count)
    }

    deinit { start.deallocate() }
}
