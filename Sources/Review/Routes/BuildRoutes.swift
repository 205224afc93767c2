import Foundation
import HTTPTypes
import Hummingbird
import Pipeline

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct BuildRoutes {
    let desk: ReviewDesk

    private struct Asked: Decodable {
        var draft: Bool?
        var until: String?
    }

    func add(to router: RouterGroup<ReviewContext>) {
        router.get("build") { _, _ in JSONAnswer.response(json: try desk.buildJSON()) }
        router.post("build/start") { request, _ in
            let asked = try await JSONAnswer.value(Asked.self, of: request)
            if let stage = asked.until, BuildStage(rawValue: stage) == nil { throw Trouble(.unprocessableContent, "there is no stage '\(stage)'") }
            if desk.builds.standing.running { throw Trouble(.conflict, "a build is running already") }
            let builds = desk.builds
            try desk.starter.start(isDraft: asked.draft ?? false, until: asked.until) { builds.say($0) }
            return Response(status: .accepted)
        }
        router.post("build/stop") { _, _ in
            desk.builds.look()
            guard let pid = desk.builds.pid else {
                throw Trouble(.conflict, desk.builds.standing.running ? "the build runs on another machine" : "no build is running")
            }
            guard kill(pid, SIGINT) == 0 else { throw Trouble(.conflict, "the build cannot be stopped: \(String(cString: strerror(errno)))") }
            return Response(status: .accepted)
        }
    }
}
