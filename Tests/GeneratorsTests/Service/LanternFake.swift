import FakeServices
import Foundation
import Synchronization
import Web

/// The other side of `LanternGenerator`, for the tests of what all services share.
final class LanternFake: FakeService {
    struct Job: Sendable {
        var id: String
        var text: String
        var scenario: Scenario
        var looks = 0
        var fetches = 0
    }
    let book = ScenarioBook()
    private let jobs = Mutex<[Job]>([])
    /// Where files lie; the server's own address unless set.
    let files = Mutex("")

    var accepted: [Job] { jobs.withLock { $0 } }

    func answer(_ seen: Seen) async -> FakeAnswer {
        if seen.matches("POST", "clips") != nil { return create(seen) }
        if let parts = seen.matches("GET", "clips/{id}") { return look(parts[0]) }
        if let parts = seen.matches("GET", "files/{id}") { return file(parts[0], seen) }
        return .json(["why": "no such page"], status: 404)
    }

    private func create(_ seen: Seen) -> FakeAnswer {
        let text = seen.json?["text"]?.text ?? ""
        let scenario = book.next(prompt: text)
        switch scenario.submit {
        case .lost: return .dropped
        case .rateLimited(let after): return .json(["why": "slow down"], status: 429, headers: after.headers)
        case .noCredit: return .json(["why": "no credit"], status: 402)
        case .unauthorised: return .json(["why": "who are you"], status: 401)
        case .refused, .rejected: return .json(["why": "not this"], status: 422)
        case .accepted, .acceptedThenReset, .acceptedThenStatus, .acceptedThenGarbage: break
        }
        let id = jobs.withLock { jobs in
            jobs.append(Job(id: "lantern-\(jobs.count + 1)", text: text, scenario: scenario))
            return jobs[jobs.count - 1].id
        }
        switch scenario.submit {
        case .acceptedThenReset: return .dropped
        case .acceptedThenStatus(let status): return .page(status: status)
        case .acceptedThenGarbage: return .text("<html>", status: 201)
        default: return .json(["id": .string(id)], status: 201)
        }
    }

    private func look(_ id: String) -> FakeAnswer {
        jobs.withLock { jobs in
            guard let index = jobs.firstIndex(where: { $0.id == id }) else { return .json(["why": "unknown"], status: 404) }
            let job = jobs[index]
            jobs[index].looks += 1
            if job.looks < job.scenario.lookFaults.count { return job.scenario.lookFaults[job.looks].answer }
            if let gone = job.scenario.goneAfter, job.looks >= gone { return .json(["why": "unknown"], status: 404) }
            if job.looks < job.scenario.looks || job.scenario.ending == .never {
                let words = job.scenario.words ?? ["running"]
                return .json(["state": .string(words[min(job.looks, words.count - 1)])])
            }
            switch job.scenario.ending {
            case .succeeded:
                return .json(["state": .string(job.scenario.doneWord ?? "done"), "video": .string("\(files.withLock { $0 })/files/\(id)")])
            case .failed(.withoutCode(let why)): return .json(["state": "failed", "why": .string(why)])
            case .failed, .refused: return .json(["state": "failed"])
            case .cancelled: return .json(["state": "cancelled"])
            case .expired: return .json(["state": "expired"])
            case .empty, .never: return .json(["state": "done"])
            }
        }
    }

    private func file(_ id: String, _ seen: Seen) -> FakeAnswer {
        let clip = (try? FakeClip.bytes(id: id)) ?? Data()
        let fault = jobs.withLock { jobs -> Scenario.FileFault? in
            guard let index = jobs.firstIndex(where: { $0.id == id }) else { return .status(404) }
            defer { jobs[index].fetches += 1 }
            let faults = jobs[index].scenario.fileFaults
            return jobs[index].fetches < faults.count ? faults[jobs[index].fetches] : nil
        }
        return fault?.answer(clip) ?? .file(clip, for: seen)
    }
}
