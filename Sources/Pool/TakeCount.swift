/// How many takes a query finds without regard to its page.
public struct TakeCount: Hashable, Sendable {
    /// Of queries for a page whose conditions take long, no more are counted.
    public static let most = 1000

    public var found: Int
    /// What only its conditions on `active` and `current` leave out.
    public var leftOut: Int

    public init(found: Int, leftOut: Int) {
        self.found = found
        self.leftOut = leftOut
    }
}
