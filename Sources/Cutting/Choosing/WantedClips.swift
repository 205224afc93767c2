public import Editorial

/// How many clips the film is to be cut from.
public enum WantedClips {
    /// More slots than this are refused: a four-minute song would change its picture four times a second.
    public static let most = 1000

    /// `select.keep`; without it the sum of the shots' `keep`, a shot that does not say counting once. From 1 to `most`.
    public static func count(project: Project) -> Int {
        let asked = project.select.keep ?? project.shots.reduce(0) { $0 + max(0, $1.keep ?? 1) }
        return min(max(1, asked), most)
    }
}
