import FakeServices
import Foundation
import Testing
import Web

/// What is known of the real server and the program relies on, checked of the fake.
private func post(_ bench: ComfyUIBench, _ place: String, _ body: JSONValue) async throws -> WebAnswer {
    try await WebClient(reach: .anywhere).send(WebRequest("POST", try #require(URL(string: bench.server.url + place)), body: .json(body)))
}

private func get(_ bench: ComfyUIBench, _ place: String, _ headers: [(String, String)] = []) async throws -> WebAnswer {
    try await WebClient(reach: .anywhere).send(WebRequest("GET", try #require(URL(string: bench.server.url + place)), headers: headers))
}

private let name = "0b8ce9a4-1d0e-4c4d-8f5a-1d2c3b4a5f60"

@Test func thePromptsOfOneIdBothRun() async throws {
    try await ComfyUIBench.with { bench in
        for seed in [1, 2] {
            let answer = try await post(
                bench, "/prompt", ["prompt": .film.setting("5", "seed", .integer(seed)), "prompt_id": .string(name)])
            #expect(answer.json?["prompt_id"]?.text == name)
        }
        try await bench.idle()
        #expect(bench.fake.accepted == 2)
        #expect(bench.fake.begun == 2)
        #expect(bench.fake.files == ["video/ComfyUI_00001_.mp4", "video/ComfyUI_00002_.mp4"])
        let entry = try await get(bench, "/history/\(name)").json?[name]
        #expect(entry?["outputs"]?["58"]?["images"]?[0]?["filename"]?.text == "ComfyUI_00002_.mp4")
        #expect(entry?["outputs"]?["58"]?["animated"] == [true])
    }
}

@Test func anIdenticalGraphComesFromTheCacheUnderTheSameName() async throws {
    try await ComfyUIBench.with { bench in
        for _ in 0..<2 {
            _ = try await post(bench, "/prompt", ["prompt": .film, "prompt_id": .string(name)])
            try await bench.idle()
        }
        #expect(bench.fake.files == ["video/ComfyUI_00001_.mp4"])
        let messages = try await get(bench, "/history/\(name)").json?[name]?["status"]?["messages"]?.list ?? []
        let cached = messages.first { $0[0]?.text == "execution_cached" }?[1]?["nodes"]?.list
        #expect(cached?.count == 10)
    }
}

@Test func aPromptThatIsNoPromptIsRefusedInTheServersWays() async throws {
    try await ComfyUIBench.with { bench in
        #expect(try await post(bench, "/prompt", ["x": 1]).json?["error"]?["type"]?.text == "no_prompt")
        let id = try await post(bench, "/prompt", ["prompt": .film, "prompt_id": .string(name.uppercased())])
        #expect(id.status == 400)
        #expect(id.json?["error"]?["type"]?.text == "invalid_prompt_id")
        let silent = try await post(bench, "/prompt", ["prompt": .film.with("58", nil).with("57", nil)])
        #expect(silent.json?["error"]?["type"]?.text == "prompt_no_outputs")
        let page = try await WebClient(reach: .anywhere).send(
            WebRequest(
                "POST", try #require(URL(string: bench.server.url + "/prompt")), body: .data(Data("{".utf8), type: "application/json")))
        #expect(page.status == 500)
        #expect(page.headers["Content-Type"]?.hasPrefix("text/html") == true)
        #expect(bench.fake.accepted == 0)
        bench.fake.configure { $0.wantsUUIDs = false }
        #expect(try await post(bench, "/prompt", ["prompt": .film, "prompt_id": "any text"]).status == 200)
    }
}

@Test func everyPageIsUnderAPIToo() async throws {
    try await ComfyUIBench.with { bench in
        for place in ["/queue", "/history", "/system_stats", "/object_info/KSampler", "/prompt", "/features"] {
            let (plain, under) = (try await get(bench, place), try await get(bench, "/api" + place))
            #expect(plain.status == 200)
            #expect(plain.body == under.body)
        }
        #expect(try await get(bench, "/object_info/Nothing").json == [:])
        #expect(try await get(bench, "/api/jobs").status == 404)
    }
}

@Test func aFileIsShownWholeOrInPartAndNotFromElsewhere() async throws {
    try await ComfyUIBench.with { bench in
        _ = try await post(bench, "/prompt", ["prompt": .film])
        try await bench.idle()
        let place = "/view?filename=ComfyUI_00001_.mp4&subfolder=video&type=output"
        let whole = try await get(bench, place)
        #expect(whole.headers["Content-Type"] == "video/mp4")
        #expect(whole.headers["ETag"] != nil)
        #expect(whole.headers["Accept-Ranges"] == "bytes")
        let part = try await get(bench, place, [("Range", "bytes=4-7")])
        #expect(part.status == 206)
        #expect(part.body == Data("ftyp".utf8))
        #expect(try await get(bench, "/view?filename=none.mp4&subfolder=video&type=output").status == 404)
        #expect(try await get(bench, "/view?filename=..%2Fsecret&type=output").status == 400)
    }
}

@Test func aRestartForgetsQueueAndHistoryAndKeepsFiles() async throws {
    try await ComfyUIBench.with { bench in
        _ = try await post(bench, "/prompt", ["prompt": .film, "prompt_id": .string(name)])
        try await bench.idle()
        bench.fake.restart()
        #expect(try await get(bench, "/history/\(name)").json == [:])
        #expect(try await get(bench, "/queue").json == ["queue_running": [], "queue_pending": []])
        #expect(bench.fake.files == ["video/ComfyUI_00001_.mp4"])
        #expect(try await get(bench, "/view?filename=ComfyUI_00001_.mp4&subfolder=video&type=output").status == 200)
    }
}

@Test func historyIsGivenInPartsAndQueueItemsHaveFiveParts() async throws {
    try await ComfyUIBench.with { bench in
        for seed in 1...3 { _ = try await post(bench, "/prompt", ["prompt": .film.setting("5", "seed", .integer(seed))]) }
        try await bench.idle()
        #expect(try await get(bench, "/history").json?.map?.count == 3)
        #expect(try await get(bench, "/history?max_items=2").json?.map?.count == 2)
        bench.fake.configure { $0.holdsRuns = true }
        _ = try await post(bench, "/prompt", ["prompt": .film.setting("5", "seed", 9), "client_id": "me"])
        let item = try await get(bench, "/queue").json?["queue_running"]?[0]
        #expect(item?.list?.count == 5)
        #expect(item?[3]?["client_id"]?.text == "me")
        #expect(item?[4] == ["58"])
    }
}
