/// A build cannot go on, for a reason that lies in the world and not in the project file.
public struct BuildError: Error, Sendable, CustomStringConvertible {
    public var stage: BuildStage
    public var reason: String

    public init(_ stage: BuildStage, _ reason: String) {
        self.stage = stage
        self.reason = reason
    }

    public var description: String { "\(stage.rawValue): \(reason)" }
}
