/// How much and how long a download may be.
public struct DownloadLimits: Sendable, Hashable {
    public var mostBytes: Int64 = 4 << 30
    /// Without a byte coming in.
    public var idle: Duration = .seconds(60)
    /// With its redirects and resumptions.
    public var whole: Duration = .seconds(1800)

    public init(mostBytes: Int64 = 4 << 30, idle: Duration = .seconds(60), whole: Duration = .seconds(1800)) {
        self.mostBytes = mostBytes
        self.idle = idle
        self.whole = whole
    }
}
