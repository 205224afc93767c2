/// How long to wait between two tries. The chance in it spreads the load of many requests and decides nothing else.
enum Pace {
    private static let most = Duration.seconds(60)

    /// Between half and all of doubling pauses, at most a minute.
    static func backOff(_ failures: Int, unit: Duration) -> Duration {
        jittered(min(most, unit * Double(1 << min(failures, 10))))
    }

    /// Between three quarters and all of a pause.
    static func jittered(_ pause: Duration) -> Duration { pause * Double.random(in: 0.75...1) }
}
