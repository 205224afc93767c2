public import Foundation
import Synchronization
public import Web

/// The requests a fake of a hosted service has taken, and how far each is.
public final class HostedJobs: Sendable {
    public struct Job: Sendable {
        public var id: String
        /// 0 for the first.
        public var number: Int
        public var scenario: Scenario
        /// The path it was made at.
        public var path: String
        public var body: JSONValue
        public var created: Date
        public var isCancelled = false
        /// True when the service has thrown away what was asked and made.
        public var isRemoved = false
        fileprivate var looks = 0

        /// True once it has been shown at work often enough.
        public var isEnded: Bool { (looks >= scenario.looks && scenario.ending != .never) || isCancelled }
    }

    public enum Look: Sendable {
        case fault(FakeAnswer)
        /// At work: how often it was looked at before, and the scenario's word where it has one.
        case working(looks: Int, word: String?)
        case ended
    }

    /// What came of a create.
    public enum Create: Sendable {
        case answer(FakeAnswer)
        case accepted(Job)
    }

    public let book: ScenarioBook
    private let jobs = Mutex<[Job]>([])

    public init(_ book: ScenarioBook) { self.book = book }

    /// All that were accepted, in order: what a user would pay for.
    public var all: [Job] { jobs.withLock { $0 } }
    public subscript(id: String) -> Job? { all.first { $0.id == id } }

    /// A create that is well-formed. The protocol says how it refuses.
    public func create(
        _ seen: Seen, _ body: JSONValue, prompt: String, id: (Int) -> String, refusing: (Scenario.Submit) -> FakeAnswer
    ) async -> Create {
        let scenario = book.next(prompt: prompt)
        if scenario.delay > .zero { try? await Task.sleep(for: scenario.delay) }
        switch scenario.submit {
        case .lost: return .answer(.dropped)
        case .rateLimited, .noCredit, .unauthorised, .refused, .rejected: return .answer(refusing(scenario.submit))
        case .accepted, .acceptedThenReset, .acceptedThenStatus, .acceptedThenGarbage: break
        }
        let job = jobs.withLock { jobs in
            let job = Job(id: id(jobs.count), number: jobs.count, scenario: scenario, path: seen.path, body: body, created: Date())
            jobs.append(job)
            return job
        }
        switch scenario.submit {
        case .acceptedThenReset: return .answer(.dropped)
        case .acceptedThenStatus(let status): return .answer(.page(status: status))
        case .acceptedThenGarbage: return .answer(.text("<html>thank you</html>", type: "text/html"))
        default: return .accepted(job)
        }
    }

    /// One look at a job: nil when there is none, or none any more.
    public func look(_ id: String) -> (Job, Look)? {
        jobs.withLock { jobs in
            guard let index = jobs.firstIndex(where: { $0.id == id }) else { return nil }
            if !jobs[index].scenario.lookFaults.isEmpty {
                return (jobs[index], .fault(jobs[index].scenario.lookFaults.removeFirst().answer))
            }
            let job = jobs[index]
            if let most = job.scenario.goneAfter, job.looks >= most { return nil }
            jobs[index].looks += 1
            if job.isEnded { return (job, .ended) }
            let words = job.scenario.words ?? []
            return (job, .working(looks: job.looks, word: words.isEmpty ? nil : words[min(job.looks, words.count - 1)]))
        }
    }

    /// A fetch of a job's file, with what goes wrong with it.
    public func fetch(_ id: String, _ data: Data, for seen: Seen) -> FakeAnswer {
        let fault = jobs.withLock { jobs -> Scenario.FileFault? in
            guard let index = jobs.firstIndex(where: { $0.id == id }), !jobs[index].scenario.fileFaults.isEmpty else { return nil }
            return jobs[index].scenario.fileFaults.removeFirst()
        }
        switch fault {
        case nil: return .file(data, for: seen)
        case .status(let status): return .page(status: status)
        case .cut: return FakeAnswer.file(data, for: seen).cut(after: data.count / 2)
        case .page: return .text("<html>sign in</html>", type: "text/html")
        case .json: return FakeAnswer(headers: [("Content-Type", "video/mp4")], body: Data(#"{"error":"later"}"#.utf8))
        case .reset: return .dropped
        case .broken: return .file(data.prefix(200) + Data(count: 2000), for: seen)
        case .empty: return .file(Data(), for: seen)
        }
    }

    public func change(_ id: String, _ change: (inout Job) -> Void) {
        jobs.withLock { jobs in
            if let index = jobs.firstIndex(where: { $0.id == id }) { change(&jobs[index]) }
        }
    }

    /// As after a restart without a disk.
    public func forget() { jobs.withLock { $0.removeAll() } }
}
