import Content
import Execution
import ExecutorsForTests
import Foundation
import Testing

@Suite struct KeyDifferenceTests {
    private let a = String(repeating: "3fa2", count: 16)
    private let b = String(repeating: "99bc", count: 16)

    @Test("equal keys differ in nothing")
    func equalKeys() {
        #expect(KeyDifference(from: #"{"kind":"x","n":1}"#, to: #"{"kind":"x","n":1}"#).lines.isEmpty)
    }

    @Test("texts, inputs, tools and versions are told in words, with their path")
    func differencesInWords() {
        let old =
            #"{"inputs":["\#(a)"],"recipe":{"prompt":"a dog","seed":18446744073709551615},"tools":{"libavcodec":"59.37.100"},"version":1}"#
        let new =
            #"{"inputs":["\#(b)"],"recipe":{"prompt":"a cat","seed":18446744073709551614},"tools":{"libavcodec":"61.3.100"},"version":2}"#
        #expect(
            KeyDifference(from: old, to: new).lines == [
                "inputs[0]: 3fa23fa2… → 99bc99bc…", #"recipe.prompt: "a dog" → "a cat""#,
                "recipe.seed: 18446744073709551615 → 18446744073709551614", #"tools.libavcodec: "59.37.100" → "61.3.100""#,
                "version: 1 → 2",
            ])
    }

    @Test("what is there on one side only is (none) on the other")
    func absentValues() {
        let difference = KeyDifference(from: #"{"list":[1,2],"negative":"rain"}"#, to: #"{"list":[1,2,{"b":1,"a":2}],"loop":true}"#)
        #expect(difference.lines == ["list[2]: (none) → {a, b}", "loop: (none) → true", #"negative: "rain" → (none)"#])
    }

    @Test("long texts are cut to where they first differ")
    func longTextsAreCut() {
        let start = String(repeating: "the long road along the sea ", count: 20)
        let difference = KeyDifference(from: #"{"p":"\#(start)at dusk, push in"}"#, to: #"{"p":"\#(start)at dawn, push in"}"#)
        let line = difference.lines.first ?? ""
        #expect(line.contains("at dusk"))
        #expect(line.contains("at dawn"))
        #expect(line.hasPrefix("p: \"…"))
        #expect(line.count < 160)
    }

    @Test("a summary says how many differences it leaves out")
    func summaries() {
        let difference = KeyDifference(from: #"{"a":1,"b":1,"c":1,"d":1,"e":1}"#, to: #"{"a":2,"b":2,"c":2,"d":2,"e":2}"#)
        #expect(difference.description == "a: 1 → 2; b: 1 → 2; c: 1 → 2; and 2 more")
    }

    @Test("last keys say why a subject is made again, across runs")
    func lastKeysExplain() throws {
        let worker = try ScriptedWorker()
        defer { worker.remove() }
        let (old, new) = (try JobKey(Act(number: 1, words: "a dog"), tools: [:]), try JobKey(Act(number: 1, words: "a cat"), tools: [:]))
        let path = worker.folder + "/last-keys.json"
        var keys = LastKeys(path: path)
        #expect(keys.reason(subject: "slot 17", newKey: new, results: worker.results) == nil)
        try worker.results.save(JobResult(key: old, kind: "act", output: "{}", blobs: [], seconds: 0))
        keys.note(subject: "slot 17", key: old)
        keys.save()

        let later = LastKeys(path: path)
        #expect(later.reason(subject: "slot 17", newKey: old, results: worker.results) == nil)
        #expect(later.reason(subject: "slot 17", newKey: new, results: worker.results) == #"recipe.words: "a dog" → "a cat""#)
        #expect(later.reason(subject: "slot 18", newKey: new, results: worker.results) == nil)
    }

    @Test("last keys know of lost files and of forgotten keys")
    func lastKeysWithoutResults() throws {
        let worker = try ScriptedWorker()
        defer { worker.remove() }
        let (old, new) = (try JobKey(Act(number: 1), tools: [:]), try JobKey(Act(number: 2), tools: [:]))
        var keys = LastKeys(path: worker.folder + "/last-keys.json")
        keys.note(subject: "take", key: old)
        #expect(keys.reason(subject: "take", newKey: old, results: worker.results)?.contains("missing or short") == true)
        #expect(keys.reason(subject: "take", newKey: new, results: worker.results)?.contains("no longer known") == true)
        let gone = Blob(digest: Digest(of: "gone"), bytes: 4, fileExtension: "mp4")
        try worker.results.save(JobResult(key: old, kind: "act", output: "{}", blobs: [gone], seconds: 0))
        #expect(keys.reason(subject: "take", newKey: new, results: worker.results) == "recipe.number: 1 → 2")
        keys.keep(only: ["slot 1"])
        #expect(keys["take"] == nil)
    }
}
