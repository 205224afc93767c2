public import Content
public import Foundation

/// A recipe ready to run.
public struct Job: Sendable, Codable {
    public var key: JobKey
    public var kind: String
    /// The recipe's JSON.
    public var recipe: Data
    public var inputs: [Blob]
    /// What people read: `push-03 take 7`. Not part of the key.
    public var label: String
    /// JSON of what the work has to know but what changes nothing about its result: paths, time limits. Not part of the key.
    public var details: Data?
    /// See `Recipe.reachesOut`.
    public var reachesOut: Bool?

    public init<R: Recipe>(_ recipe: R, label: String, tools: [String: String], details: Data? = nil) throws {
        key = try JobKey(recipe, tools: tools)
        kind = R.kind
        self.recipe = try CanonicalJSON.data(recipe)
        inputs = recipe.inputs
        self.label = label
        self.details = details
        if recipe.reachesOut { reachesOut = true }
    }
}

/// What came out of a job, as it lies in `results/`.
public struct JobResult: Sendable, Codable {
    public var key: Digest
    /// The text that was digested for the key.
    public var keyText: String
    public var kind: String
    /// JSON of the recipe's output.
    public var output: String
    public var blobs: [Blob]
    public var seconds: Double

    public init(key: JobKey, kind: String, output: String, blobs: [Blob], seconds: Double) {
        self.key = key.digest
        keyText = key.text
        self.kind = kind
        self.output = output
        self.blobs = blobs
        self.seconds = seconds
    }

    public func value<R: Recipe>(of recipe: R.Type) throws -> R.Output {
        try CanonicalJSON.decode(R.Output.self, from: Data(output.utf8))
    }
}

/// A job that did not come to a result.
public struct JobFailure: Error, Sendable, Codable, CustomStringConvertible {
    public var kind: String
    public var label: String
    public var reason: String
    /// The worker's last words.
    public var log: String
    /// Which of its maker's reasons it was, where that has names for them: `refused`.
    public var code: String?

    /// The code where the store does not hold what the job was to work on: nothing is wrong with the work itself.
    public static let input = "input"
    /// The code where what the job ran on failed it: a disk that is full, a machine that was taken away.
    public static let surroundings = "surroundings"

    /// Whether the fault is in the work itself, so that trying again as it is would hardly end otherwise.
    public var isOfTheWork: Bool { code != Self.input && code != Self.surroundings }

    public init(kind: String, label: String, reason: String, log: String = "", code: String? = nil) {
        self.kind = kind
        self.label = label
        self.reason = reason
        self.log = log
        self.code = code
    }
    public var description: String { "\(kind) of \(label) failed: \(reason)" + (log.isEmpty ? "" : "\n\(log)") }
}
