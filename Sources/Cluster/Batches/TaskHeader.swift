import Content
import Execution
import Foundation

/// The first line of a task's list: all that is the same for its jobs.
public struct TaskHeader: Sendable, Codable {
    public static let schema = 1

    public var schema = TaskHeader.schema
    /// Program and arguments of a worker, as they are on the nodes.
    public var worker: [String]
    public var results: String
    public var store: String
    /// Versions the coordinator's keys were made with; a node that has others would file its results under wrong names. Nil when nobody
    /// is to look.
    public var tools: [String: String]?
    /// Seconds for which a file that another machine wrote may be unseen.
    public var lag: Double

    public init(worker: [String], results: String, store: String, tools: [String: String]?, lag: Double) {
        (self.worker, self.results, self.store, self.tools, self.lag) = (worker, results, store, tools, lag)
    }
}

/// A task's list, read on a node.
struct TaskList {
    struct Unreadable: Error, CustomStringConvertible {
        var description: String
    }
    var header: TaskHeader
    var jobs: [Job]

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Unreadable(description: "there is no list \(path) here: is the project's folder on storage that this node sees at the same path?")
        }
        let lines = data.split(separator: 0x0A)
        guard let first = lines.first, let header = try? CanonicalJSON.decode(TaskHeader.self, from: Data(first)), header.schema == TaskHeader.schema else {
            throw Unreadable(description: "\(path) is no list of this version; coordinator and nodes must have the same build")
        }
        self.header = header
        do {
            jobs = try lines.dropFirst().map { try CanonicalJSON.decode(Job.self, from: Data($0)) }
        } catch {
            throw Unreadable(description: "\(path) holds a job that cannot be read: \(error)")
        }
    }
}
