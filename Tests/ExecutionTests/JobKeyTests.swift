import Content
import Execution
import ExecutorsForTests
import Foundation
import Testing

private struct Look: Recipe {
    struct Output: JobOutput { var blobs: [Blob] { [] } }
    static let kind = "look"
    static let version = 3
    var words: String
    var inputs: [Blob]
}

@Suite struct JobKeyTests {
    private let blob = Blob(digest: Digest(of: "a"), bytes: 1, fileExtension: "mp4")

    @Test("the key does not depend on the label")
    func labelsDoNotCount() throws {
        let recipe = Look(words: "x", inputs: [blob])
        #expect(try Job(recipe, label: "slot 3", tools: [:]).key == Job(recipe, label: "slot 4", tools: [:]).key)
    }

    @Test("recipe, inputs and tools each change the key")
    func everythingElseCounts() throws {
        var other = blob
        other.digest = Digest(of: "b")
        let keys = try [
            JobKey(Look(words: "x", inputs: [blob]), tools: [:]), JobKey(Look(words: "y", inputs: [blob]), tools: [:]),
            JobKey(Look(words: "x", inputs: [other]), tools: [:]), JobKey(Look(words: "x", inputs: [blob]), tools: ["libavcodec": "59"]),
        ]
        #expect(Set(keys).count == 4)
    }

    @Test("the key is the digest of its text, which names kind and version")
    func theTextIsDigested() throws {
        let key = try JobKey(Look(words: "x", inputs: []), tools: [:])
        #expect(key.digest == Digest(of: key.text))
        #expect(key.text == #"{"inputs":[],"kind":"look","recipe":{"inputs":[],"words":"x"},"tools":{},"version":3}"#)
    }

    @Test("results are found by the beginning of their key, and only whole ones")
    func resultsByPrefix() throws {
        let worker = try ScriptedWorker()
        defer { worker.remove() }
        var keys: [Digest] = []
        for number in 0..<8 {
            let key = try JobKey(Act(number: number), tools: [:])
            keys.append(key.digest)
            try worker.results.save(JobResult(key: key, kind: "act", output: "{}", blobs: [], seconds: 0))
        }
        #expect(worker.results.keys(prefix: "") == keys.sorted())
        for key in keys { #expect(worker.results.keys(prefix: String(key.hex.prefix(12))) == [key]) }
        #expect(worker.results.keys(prefix: String(keys[0].hex.prefix(1))).contains(keys[0]))
        try Data("{".utf8).write(to: URL(fileURLWithPath: worker.results.path(of: keys[0])))
        #expect(worker.results.find(keys[0]) == nil)
        #expect(worker.results.find(keys[1]) != nil)
    }

    @Test("a result saved under another key's name is not that key's result")
    func aMisplacedResultIsAMiss() throws {
        let worker = try ScriptedWorker()
        defer { worker.remove() }
        let (a, b) = (try JobKey(Act(number: 1), tools: [:]), try JobKey(Act(number: 2), tools: [:]))
        try worker.results.save(JobResult(key: a, kind: "act", output: "{}", blobs: [], seconds: 0))
        let data = try Data(contentsOf: URL(fileURLWithPath: worker.results.path(of: a.digest)))
        try AtomicFile.write(data, to: worker.results.path(of: b.digest))
        #expect(worker.results.find(b.digest) == nil)
    }
}
