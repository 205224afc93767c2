/// How a build ended.
public struct BuildReport: Sendable {
    /// Jobs that were run; 0 when everything was there already.
    public var made = 0
    /// Jobs that failed; the build went on without them.
    public var failed = 0
    /// Fewer clips than asked for are in the cut, or slots share a picture.
    public var isIncomplete = false
    /// Absolute paths of the deliverables.
    public var deliverables: [String] = []

    public init() {}

    public var didNothing: Bool { made == 0 && failed == 0 }
}
