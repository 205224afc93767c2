public import Foundation
import Synchronization
import Web

/// Where the finished videos are, and what is said where they are not.
extension FakeOpenAIVideos {
    /// The file itself: one of its own for each job and place.
    public func clip(_ job: FakeVideoJob, _ index: Int) throws -> Data {
        try FakeClip.bytes(id: "\(job.core) \(index)", frames: min(job.frames, 480), rate: job.fps)
    }

    func content(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard dialect != .dynamo else { return fault(404, "Not Found") }
        let known = jobs.first { job in
            dialect == .litellm ? id == job.id || id == Self.wrapped(job.core, model: "") : job.id == id && !job.isDeleted
        }
        guard let job = known else { return fault(404, "Video not found") }
        guard job.state == .ended else {
            switch dialect {
            case .sglang: return fault(404, "Generation is still in-progress")
            case .gateway: return fault(400, "video is not ready")
            default: return fault(404, "Video is not ready yet, use GET /v1/videos/{video_id} to check status.")
            }
        }
        guard [.succeeded, .empty].contains(job.scenario.ending) else {
            return fault(dialect == .vllmOmni ? 422 : 404, "Video generation failed")
        }
        if job.scenario.ending == .empty { return fault(404, "Video not found") }
        if case .told(_, let host) = settings.files {
            let address = "\(host ?? "http://\(seen.header("Host") ?? "")")/files/\(job.core).mp4"
            return fault(400, "Video content has been uploaded to cloud storage. Use the url instead: \(address)")
        }
        var index = 0
        if let variant = seen.query["variant"] {
            switch dialect {
            case .sglang:
                // An index, and nothing else.
                guard let number = Int(variant), number >= 0, number < job.scenario.outputs else {
                    return fault(404, "Variant '\(variant)' not found")
                }
                index = number
            case .openai, .azure:
                if variant != "video" { return FakeAnswer(headers: [("Content-Type", "image/webp")], body: Data("RIFF".utf8)) }
            default: break
            }
        }
        return sent(job, index, seen)
    }

    /// A file at an address of its own, which asks for no key.
    func file(_ name: String, _ seen: Seen) -> FakeAnswer {
        guard let job = jobs.first(where: { name == "\($0.core).mp4" }) else { return .page(status: 404) }
        return sent(job, 0, seen)
    }

    private func sent(_ job: FakeVideoJob, _ index: Int, _ seen: Seen) -> FakeAnswer {
        guard let clip = try? clip(job, index) else { return fault(500, "the clip cannot be made") }
        let fault: Scenario.FileFault? = state.withLock { state in
            guard let place = state.jobs.firstIndex(where: { $0.core == job.core }), !state.jobs[place].scenario.fileFaults.isEmpty else {
                return nil
            }
            return state.jobs[place].scenario.fileFaults.removeFirst()
        }
        if let fault {
            if case .status(404) = fault, dialect == .sglang { return self.fault(404, "Generation is still in-progress") }
            return fault.answer(clip)
        }
        if let elsewhere = job.scenario.redirect, seen.parts.first != "files" {
            return .redirect(to: "\(elsewhere)/files/\(job.core).mp4")
        }
        return .file(clip, for: seen, ranges: dialect != .litellm)
    }
}
