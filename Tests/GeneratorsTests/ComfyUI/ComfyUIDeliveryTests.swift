import Content
import Editorial
import FakeServices
import Foundation
import Generators
import Synchronization
import Testing
import Web

@Test func aTakeComesHomeMeasured() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        let take = try #require(try await bench.watch(asked).takes.first)
        #expect(take.facts?.width == 64)
        #expect(take.facts?.frames == 12)
        #expect(take.broken == nil)
        #expect(bench.context.store.holds(take.blob))
    }
}

@Test(
    "a file that does not come at first is fetched again",
    arguments: [
        [Scenario.FileFault.status(404), .status(404)], [.cut], [.reset, .reset], [.page], [.json],
    ])
func aFileThatDoesNotComeAtFirst(faults: [Scenario.FileFault]) async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.fileFaults = faults }
        let asked = try await bench.submitted(bench.generator())
        #expect(try await bench.watch(asked).takes.first?.facts?.frames == 12)
    }
}

@Test("what is no video is never taken for one", arguments: [Scenario.FileFault.page, .json, .broken])
func whatIsNoVideo(fault: Scenario.FileFault) async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.fileFaults = Array(repeating: fault, count: 99) }
        let asked = try await bench.submitted(bench.generator())
        #expect(try await bench.watch(asked).error?.kind == .badMedia)
    }
}

@Test func aHeaderForTheProxyGoesWithEverything() async throws {
    try await ComfyUIBench.with({
        $0.header = ("X-Pass", "open sesame")
        $0.holdsRuns = true
    }) { bench in
        let generator = try bench.generator(.film, ["headers": .map(["X-Pass": .text("open sesame")])])
        let asked = try await bench.submitted(generator)
        let heard = Mutex(0)
        let listening = Task { try await generator.listen(asked.ticket, asked.ask) { _, _ in heard.withLock { $0 += 1 } } }
        while bench.fake.listeners == 0 { try await Task.sleep(for: .milliseconds(2)) }
        bench.fake.configure { $0.holdsRuns = false }
        #expect(try await bench.watch(asked).takes.count == 1)
        while heard.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(2)) }
        listening.cancel()
        for seen in bench.server.log { #expect(seen.header("X-Pass") == "open sesame", "\(seen.method) \(seen.path)") }
    }
}

@Test func withoutTheHeaderTheProxySaysWhatIsMissing() async throws {
    try await ComfyUIBench.with({ $0.header = ("X-Pass", "open sesame") }) { bench in
        let error = try await serviceError { _ = try await bench.submitted(bench.generator()) }
        #expect(error?.kind == .auth)
        let unset = try bench.generator(.film, ["headers": .map(["X-Pass": .text("${MV_TEST_NO_SUCH_PASS}")])])
        let missing = try await serviceError { _ = try await bench.submitted(unset) }
        #expect(missing?.kind == .auth)
        #expect(missing?.reason.contains("MV_TEST_NO_SUCH_PASS") == true)
    }
}

@Test func anAddressWithAPathInFrontIsKept() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator(.film, ["base_url": .text(bench.server.url + "/api/")]))
        #expect(try await bench.watch(asked).takes.count == 1)
        #expect(bench.server.log.allSatisfy { $0.path.hasPrefix("/api/") })
    }
}

// MARK: progress

@Test func progressIsToldAsItHappensAndNeverFalls() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        let asked = try await bench.submitted(bench.generator())
        let told = Mutex<[(Double, String?)]>([])
        let listening = Task {
            try await asked.generator.listen(asked.ticket, asked.ask) { share, word in told.withLock { $0.append((share, word)) } }
        }
        while bench.fake.listeners == 0 { try await Task.sleep(for: .milliseconds(2)) }
        bench.fake.configure { $0.holdsRuns = false }
        while told.withLock({ $0.last?.0 ?? 0 }) < 1 { try await Task.sleep(for: .milliseconds(2)) }
        listening.cancel()
        let all = told.withLock { $0 }
        #expect(all.map(\.0) == all.map(\.0).sorted())
        #expect(all.contains { $0.1 == "KSampler 5/6" })
        #expect(all.contains { $0.1 == "SaveVideo" })
    }
}

@Test func progressOfOthersIsNotTaken() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        let generator = try bench.generator()
        let other = try await bench.submitted(generator)
        let told = Mutex(0)
        // The same client, another prompt.
        let listening = Task {
            try await generator.listen(Ticket("another"), other.ask) { _, _ in told.withLock { $0 += 1 } }
        }
        while bench.fake.listeners == 0 { try await Task.sleep(for: .milliseconds(2)) }
        bench.fake.configure { $0.holdsRuns = false }
        try await bench.idle()
        bench.fake.restart()
        _ = await listening.result
        #expect(told.withLock { $0 } == 0)
    }
}

@Test func aProxyThatLetsNoWebSocketThroughChangesNothing() async throws {
    try await ComfyUIBench.with({ $0.blocksWebSockets = true }) { bench in
        let asked = try await bench.submitted(bench.generator())
        await #expect(throws: WebError.self) { try await asked.generator.listen(asked.ticket, asked.ask) { _, _ in } }
        #expect(try await bench.watch(asked).takes.count == 1)
    }
}
