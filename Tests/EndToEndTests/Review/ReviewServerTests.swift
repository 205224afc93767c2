import Foundation
import Testing

/// `mv review` as a browser, a command beside it and an attacker see it.
@Suite(.serialized) struct ReviewServerTests {
    private func built(until stage: String = "cut") async throws -> TinyProject {
        let project = try TinyProject()
        #expect(try await project.build("--until", stage).code == 0)
        return project
    }

    @Test func onlyWhoHasTheTokenAndComesFromThePageIsAnswered() async throws {
        let page = try ReviewPageProgram(try await built())
        let (http, visitor) = (page.http, page.visitor)
        for path in ["/", "/app.js", "/api/takes", "/api/events", "/media/song"] {
            let answer = try http.send("GET", path)
            #expect(answer.status == 401 && answer.error.contains("open the address that 'mv review' printed"), "\(path): \(answer.status)")
        }
        #expect(try http.send("GET", "/?token=" + String(repeating: "0", count: 64)).status == 401)
        #expect(try http.send("GET", "/api/takes?token=\(page.token)").status == 401)
        let opened = try http.send("GET", "/?token=\(page.token)")
        #expect(opened.status == 200 && opened.headers["content-type"] == "text/html; charset=utf-8")
        let cookie = opened.headers["set-cookie"] ?? ""
        #expect(cookie.hasPrefix("mv-review-\(page.port)=\(page.token)") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        let policy = opened.headers["content-security-policy"] ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && !policy.contains("unsafe"))
        #expect(opened.headers["access-control-allow-origin"] == nil && opened.headers["x-content-type-options"] == "nosniff")
        #expect(try http.send("GET", "/api/takes", visitor).status == 200)

        // A foreign name that leads to this machine, and foreign pages that know the port.
        for host in ["evil.example", "evil.example:\(page.port)", "127.0.0.1.nip.io:\(page.port)", "127.0.0.1:1", "0.0.0.0:\(page.port)"] {
            #expect(try http.send("GET", "/api/takes", visitor.merging(["Host": host]) { $1 }).status == 421, "\(host)")
        }
        #expect(try http.send("GET", "/api/takes", visitor.merging(["Host": "localhost:\(page.port)"]) { $1 }).status == 200)
        for origin in ["http://evil.example", "null", "https://127.0.0.1:\(page.port)", "http://127.0.0.1:1"] {
            #expect(try page.post("/api/decisions", ["decisions": []], ["Origin": origin]).status == 403, "\(origin)")
        }
        #expect(try page.post("/api/decisions", ["decisions": []], ["Origin": "http://127.0.0.1:\(page.port)"]).status == 200)
        #expect(try http.send("GET", "/api/takes", visitor.merging(["Sec-Fetch-Site": "cross-site"]) { $1 }).status == 403)
        // What a form of another site could send.
        let plain = try http.send("POST", "/api/decisions", visitor.merging(["Content-Type": "text/plain"]) { $1 }, body: Data("{}".utf8))
        #expect(plain.status == 403)
        #expect(try page.post("/api/decisions", ["decisions": []], ["X-Requested-With": "XMLHttpRequest"]).status == 403)
    }

    @Test func nothingIsServedButThePageAndTheStore() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        for path in [
            "/project.yaml", "/../project.yaml", "/%2e%2e/project.yaml", "/..%2fproject.yaml", "/media/film/..%2fproject.yaml", "/media/film/../../project.yaml",
            "/media/film/%2e%2e%2fproject.yaml", "/media/film/project.yaml", "/media/film/.mv", "/media/still/..%2f..%2fpool.sqlite", "/media/proxy/%00",
            "/media/proxy/" + String(repeating: "a", count: 64), "//etc/passwd", "/%2fetc%2fpasswd", "/api/takes/..%2f..", "/.mv/pool.sqlite",
        ] {
            let answer = try page.get(path)
            #expect(answer.status == 404 || answer.status == 400, "\(path): \(answer.status) \(answer.text.prefix(80))")
            #expect(!answer.text.contains("generators:") && !answer.text.contains("SQLite format"))
        }
    }

    @Test func whatIsDecidedOnThePageAndByCommandsIsOne() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        let takes = try page.takes()
        #expect(takes.count == 6 && takes.allSatisfy { $0["verdict"] as? String == "unset" && $0["quality"] is Double })
        let ids = takes.compactMap { $0["id"] as? String }
        let answer = try page.post(
            "/api/decisions",
            ["decisions": [["take": ids[0], "kind": "pick"], ["take": ids[1], "kind": "reject", "reason": "hands"], ["take": ids[0], "kind": "stars", "stars": 4]]])
        #expect(answer.status == 200 && (answer.json["results"] as? [[String: Any]])?.count == 3, "\(answer.text)")
        let listed = try await Program.run("pool", "list", "project.yaml", "--json", in: project.folder)
        let all = try #require(try JSONSerialization.jsonObject(with: Data(listed.out.utf8)) as? [[String: Any]])
        let first = all.first { $0["id"] as? String == ids[0] }
        #expect(first?["verdict"] as? String == "pick" && first?["stars"] as? Int == 4)
        #expect(all.first { $0["id"] as? String == ids[1] }?["reason"] as? String == "hands")

        // A command's decision comes to the open page by itself, within a moment.
        let folder = project.folder
        let heard = try page.http.listen("/api/events", page.visitor, until: "drift") {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["pool", "reject", "project.yaml", String(ids[2].prefix(8)), "--reason", "drift"]
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
        }
        #expect(heard.contains("event: verdicts") && heard.contains(ids[2]) && heard.contains("\"reason\":\"drift\""))
    }

    @Test func twoTabsThatDecideTheSameKnowOfEachOther() async throws {
        let page = try ReviewPageProgram(try await built())
        let take = try #require(try page.takes().first?["id"] as? String)
        func decide(_ decision: [String: Any], seen: Int) throws -> [String: Any] {
            let answer = try page.post("/api/decisions", ["decisions": [decision.merging(["take": take, "seen": seen]) { $1 }]])
            return try #require((answer.json["results"] as? [[String: Any]])?.first, "\(answer.text)")
        }
        let picked = try decide(["kind": "pick"], seen: 0)
        #expect(picked["overwrote"] == nil)
        // The other tab has not seen that: the last one holds, and it is told what it has replaced.
        let rejected = try decide(["kind": "reject", "reason": "face"], seen: 0)
        #expect(rejected["overwrote"] as? String == "picked")
        // Another field is no matter of dispute.
        let starred = try decide(["kind": "stars", "stars": 3], seen: 0)
        #expect(starred["overwrote"] == nil && (starred["verdict"] as? [String: Any])?["verdict"] as? String == "reject")

        // The first tab takes its own decision back: it is not the one that holds, so nothing is done.
        let stale = try page.post("/api/undo", ["decisions": [try #require(picked["decision"] as? Int)]])
        #expect(((stale.json["skipped"] as? [[String: Any]])?.first?["words"] as? String)?.contains("rejected: face") == true, "\(stale.text)")
        let undone = try page.post("/api/undo", ["decisions": [try #require(rejected["decision"] as? Int)]])
        let verdict = ((undone.json["results"] as? [[String: Any]])?.first?["verdict"] as? [String: Any])
        #expect(verdict?["verdict"] as? String == "pick" && verdict?["stars"] as? Int == 3, "\(undone.text)")
        let history = try page.get("/api/takes/\(take)").json["history"] as? [[String: Any]]
        #expect(history?.compactMap { $0["words"] as? String } == ["picked", "rejected: face", "3 stars", "picked"])
    }

    @Test func smallFilmsAreMadeAndServedInPieces() async throws {
        let page = try ReviewPageProgram(try await built())
        #expect(try page.wait { try page.takes().allSatisfy { $0["proxy"] as? Bool == true } })
        let take = try #require(try page.takes().first?["id"] as? String)
        let still = try page.get("/media/still/\(take)")
        #expect(still.status == 200 && still.headers["content-type"] == "image/jpeg" && still.body.starts(with: [0xFF, 0xD8]))
        let whole = try page.get("/media/proxy/\(take)")
        #expect(whole.status == 200 && whole.headers["accept-ranges"] == "bytes" && whole.body.count > 1000)
        let part = try page.http.send("GET", "/media/proxy/\(take)", page.visitor.merging(["Range": "bytes=100-199"]) { $1 })
        #expect(part.status == 206 && part.body == whole.body[100..<200] && part.headers["content-range"] == "bytes 100-199/\(whole.body.count)")
        let beyond = try page.http.send("GET", "/media/proxy/\(take)", page.visitor.merging(["Range": "bytes=99999999-"]) { $1 })
        #expect(beyond.status == 416)
        let song = try page.get("/media/song")
        #expect(song.status == 200 && song.headers["content-type"] == "audio/mp4" && song.body.count > 10_000)
    }

    @Test func theCutIsChangedOnThePageAsByCommands() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        let cut = try page.get("/api/cut").json
        let version = try #require(cut["version"] as? Int)
        let clips = try #require(cut["clips"] as? [[String: Any]])
        #expect(clips.count == 5 && (cut["beats"] as? [Double])?.count == 16)
        #expect(((cut["wave"] as? [String: Any])?["values"] as? [Double])?.count == 50 * TinyProject.seconds)

        let choices = try page.get("/api/cut/candidates/2").json["takes"] as? [[String: Any]] ?? []
        let other = try #require(choices.first { $0["placedIn"] == nil }?["id"] as? String)
        let tried = try page.get("/api/cut/trial/2/\(other)")
        #expect(tried.status == 200, "\(tried.text)")
        #expect(try page.get("/api/cut").json["version"] as? Int == version)
        let swapped = try page.post("/api/cut", ["seen": version, "edit": "swap", "slot": 2, "take": other])
        #expect(swapped.status == 200, "\(swapped.text)")
        // What was tried is what is placed, frame for frame.
        let placed = ((swapped.json["cut"] as? [String: Any])?["clips"] as? [[String: Any]])?[1]
        for key in ["source", "record", "transition"] {
            #expect(((tried.json["clip"] as? [String: Any])?[key] as? NSDictionary) == (placed?[key] as? NSDictionary), "\(key)")
        }
        #expect(try page.get("/api/cut/trial/99/\(other)").error == "there is no slot 99; the cut has slots 1 to 5")
        #expect(try project.clips()[1]["take"] as? String == other)
        #expect(((try page.get("/api/cut/diff").json["changes"] as? [[String: Any]]) ?? []).contains { $0["kind"] as? String == "take" })

        // Another tab still sees the version before.
        let late = try page.post("/api/cut", ["seen": version, "edit": "lock", "slots": [1]])
        #expect(late.status == 409 && late.json["version"] as? Int == version + 1, "\(late.text)")
        let refused = try page.post("/api/cut", ["seen": version + 1, "edit": "exchange", "slot": 1, "with": 99])
        #expect(refused.status == 422 && refused.error == "there is no slot 99; the cut has slots 1 to 5")
        let back = try page.post("/api/cut", ["seen": version + 1, "edit": "undo"])
        #expect(back.status == 200, "\(back.text)")
        #expect(try project.clips()[1]["take"] as? String == clips[1]["take"] as? String)
        let section = try #require((cut["sections"] as? [[String: Any]])?.first)
        let denser = try page.post(
            "/api/cut", ["seen": version + 2, "edit": "density", "start": section["start"] ?? 0, "end": section["end"] ?? 0, "factor": 2])
        #expect(denser.status == 200 && ((denser.json["cut"] as? [String: Any])?["slots"] as? [Any] ?? []).count > 5, "\(denser.text.prefix(300))")
        let fewer = try await Program.run("cut", "density", "project.yaml", "all", "fewer", in: project.folder)
        #expect(fewer.code == 0 && fewer.out.contains("fewer cuts from 0:00"), "\(fewer.out)\(fewer.err)")
        let listed = try await Program.run("cut", "list", "project.yaml", in: project.folder)
        #expect(listed.out.contains("undo, back to version \(version)"), "\(listed.out)")
    }

    @Test func aBuildThatIsStartedElsewhereIsSeenAndCanBeStarted() async throws {
        let project = try TinyProject()
        let page = try ReviewPageProgram(project)
        #expect(try page.get("/api/build").json["running"] as? Bool == false)
        #expect(try page.get("/api/cut").status == 404)
        let folder = project.folder
        let heard = try page.http.listen("/api/events", page.visitor, until: "\"event\":\"deliverable\"", within: 60) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["build", "project.yaml", "--quiet"]
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try process.run()
        }
        for word in ["event: build", "\"running\":true", "\"own\":false", "\"event\":\"stageStarted\"", "\"stage\":\"takes\"", "event: takes", "event: cut"] {
            #expect(heard.contains(word), "\(word)")
        }
        #expect(try page.wait { try page.get("/api/build").json["running"] as? Bool == false })
        let film = try #require((try page.get("/api/build").json["films"] as? [[String: Any]])?.first?["name"] as? String)
        #expect(try page.get("/media/film/\(film)").status == 200)
        // And by the page itself.
        #expect(try page.post("/api/build/start", ["draft": true]).status == 202)
        #expect(try page.wait { project.exists("out/final.draft.mp4") })
    }

    @Test func whoMayOnlyLookDecidesNothing() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        let take = try #require(try page.takes().first?["id"] as? String)
        let viewer = ["Cookie": "mv-review-\(page.port)=\(page.viewerToken)"]
        #expect(page.viewerToken.count == 64 && page.viewerToken != page.token)
        #expect(try page.http.send("GET", "/api/project", viewer).json["readOnly"] as? Bool == true)
        for path in ["/api/decisions", "/api/undo", "/api/tags", "/api/cut", "/api/build/start", "/api/build/stop"] {
            #expect(try page.post(path, ["decisions": [["take": take, "kind": "pick"]]], viewer).status == 403, "\(path)")
        }
        page.stop()
        let closed = try ReviewPageProgram(project, "--read-only")
        #expect(try closed.post("/api/decisions", ["decisions": [["take": take, "kind": "pick"]]]).status == 403)
        #expect(try closed.takes().first?["verdict"] as? String == "unset")
    }

    @Test func otherMachinesAreLetInOnlyWhenThatIsSaid() async throws {
        let project = try TinyProject()
        let refused = try await Program.run("review", "project.yaml", "--listen", "0.0.0.0", in: project.folder)
        #expect(refused.code == 64 && refused.err.contains("can then see all takes, decide about them and start builds that cost money"))
        try project.write("shots: [")
        let broken = try await Program.run("review", "project.yaml", in: project.folder)
        #expect(broken.code == 2 && broken.err.contains("project.yaml:"))
    }
}
