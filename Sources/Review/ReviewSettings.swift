public import Execution
import Foundation

/// What `mv review` was asked for.
public struct ReviewSettings: Sendable {
    /// Absolute path of the project file.
    public var projectFile: String
    /// `mv` itself, for builds that are started from the page.
    public var program: String
    /// As the page shows it: `mv 0.1.0`.
    public var programName: String
    public var tools: ToolVersions
    /// Makes what runs that many jobs at once.
    public var executor: @Sendable (_ workers: Int) -> any Executor
    /// Jobs that are made at once.
    public var workers: Int
    /// An address of this machine; anything but a loopback address is open to others.
    public var host = "127.0.0.1"
    /// 0 for any that is free.
    public var port = 0
    /// Nobody may decide anything, not even who started it.
    public var isReadOnly = false

    public init(
        projectFile: String, program: String, programName: String, tools: ToolVersions, workers: Int, executor: @escaping @Sendable (Int) -> any Executor
    ) {
        (self.projectFile, self.program, self.programName, self.tools) = (projectFile, program, programName, tools)
        (self.workers, self.executor) = (workers, executor)
    }

    public var isLoopback: Bool { ["127.0.0.1", "localhost", "::1"].contains(host) }
}
