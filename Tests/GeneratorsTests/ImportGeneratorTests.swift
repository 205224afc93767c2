import Content
import Editorial
import Foundation
import Generators
import Testing
import Timebase

struct ImportGeneratorTests {
    private let window = Shot(id: "window", prompt: "a window", generator: "mine")
    private let road = Shot(id: "road", prompt: "a road", generator: "mine")

    private func generator(_ bench: Bench, _ files: [String], link: Bool = false) throws -> ImportGenerator {
        let options: [String: OptionValue] = ["files": .list(files.map(OptionValue.text)), "link": .boolean(link)]
        return try ImportGenerator(spec: GeneratorSpec(name: "mine", kind: "import", options: options), folder: bench.folder)
    }

    private func names(_ requests: [TakeRequest]) -> [String] { requests.map { (($0.file ?? "") as NSString).lastPathComponent } }

    @Test func aFolderStandsForItsVideoFilesInTheOrderOfTheirNames() throws {
        let bench = try Bench()
        for name in ["c.mov", "a.mp4", "b.MKV", "notes.txt", "cover.png"] { try bench.write(name, "clips/" + name) }
        try bench.write("deeper", "clips/sub/d.mp4")
        let requests = try generator(bench, ["clips"]).requests(for: window, in: project([window]))
        #expect(names(requests) == ["a.mp4", "b.MKV", "c.mov"])
        #expect(requests.map(\.ordinal) == [0, 1, 2])
        #expect(Set(requests.map(\.id)).count == 3)
    }

    @Test func aPatternStandsForTheFilesItMatchesAndEachFileCountsOnce() throws {
        let bench = try Bench()
        for name in ["take-2.mp4", "take-1.mp4", "other.mp4"] { try bench.write(name, "clips/" + name) }
        try FileManager.default.createDirectory(atPath: bench.path("clips/take-folder.mp4"), withIntermediateDirectories: true)
        let requests = try generator(bench, ["clips/take-*.mp4", "clips/take-1.mp4", bench.path("clips/other.mp4")])
            .requests(for: window, in: project([window]))
        #expect(names(requests) == ["take-1.mp4", "take-2.mp4", "other.mp4"])
    }

    @Test func eachShotFindsTheFilesWithItsOwnName() throws {
        let bench = try Bench()
        for name in ["window/1.mp4", "window/2.mp4", "road/1.mp4"] { try bench.write(name, "clips/" + name) }
        let generator = try generator(bench, ["clips/{shot}/*.mp4"])
        let whole = project([window, road])
        #expect(try names(generator.requests(for: window, in: whole)) == ["1.mp4", "2.mp4"])
        #expect(try names(generator.requests(for: road, in: whole)) == ["1.mp4"])
    }

    @Test func severalShotsCannotShareOneSetOfFiles() throws {
        let bench = try Bench()
        let error = try #require(throws: GeneratorError.self) {
            try generator(bench, ["clips/*.mp4"]).requests(for: window, in: project([window, road]))
        }
        #expect(error.code == .configuration)
        for word in ["'mine'", "2 shots", "{shot}"] { #expect(error.description.contains(word)) }
    }

    @Test func aGeneratorWithoutFilesIsRefused() throws {
        let error = try #require(throws: GeneratorError.self) {
            try ImportGenerator(spec: GeneratorSpec(name: "mine", kind: "import"), folder: "/")
        }
        #expect(error.code == .configuration)
        #expect(error.reason.contains("files:"))
    }

    @Test func aFileThatChangesIsAnotherTakeAndWordsDoNotMatter() throws {
        let bench = try Bench()
        try bench.write("one", "clips/a.mp4")
        let generator = try generator(bench, ["clips"])
        let before = try generator.requests(for: window, in: project([window]))[0]
        var reworded = window
        (reworded.prompt, reworded.negative, reworded.seconds) = ("a window in the rain", "people", 9)
        let after = try generator.requests(
            for: reworded, in: project([reworded], look: "film", width: 320, height: 180, rate: FrameRate(30)))[0]
        #expect((after.id, after.recipeKey) == (before.id, before.recipeKey))
        try bench.write("another", "clips/a.mp4")
        #expect(try generator.requests(for: window, in: project([window]))[0].id != before.id)
    }

    @Test(arguments: [false, true]) func theFileIsTakenInAndNeverChanged(link: Bool) async throws {
        let bench = try Bench()
        try bench.clip("clips/a.mp4", frames: 8)
        func state() throws -> [FileAttributeKey: AnyHashable] {
            let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("clips/a.mp4"))
            let keys: [FileAttributeKey] = [.size, .modificationDate, .systemFileNumber]
            return attributes.filter { keys.contains($0.key) }.compactMapValues { $0 as? AnyHashable }
        }
        let before = (try state(), FileManager.default.contents(atPath: bench.path("clips/a.mp4")))
        let generator = try generator(bench, ["clips"], link: link)
        let ended = try await bench.collect(generator, generator.requests(for: window, in: project([window])))
        let take = try #require(ended[0].take)
        #expect(take.facts?.frames == 8)
        #expect(take.broken == nil)
        #expect(take.origin == bench.path("clips/a.mp4"))
        #expect(try state() == before.0)
        #expect(FileManager.default.contents(atPath: bench.path("clips/a.mp4")) == before.1)
        let stored = bench.context.store.path(of: take.blob)
        #expect(FileManager.default.contents(atPath: stored) == before.1)
        let number = try FileManager.default.attributesOfItem(atPath: stored)[.systemFileNumber] as? AnyHashable
        #expect((number == before.0[.systemFileNumber]) == link)
    }

    @Test func aBrokenFileIsATakeThatSaysWhyItCannotBeUsed() async throws {
        let bench = try Bench()
        try bench.write("this is no video", "clips/bad.mp4")
        try bench.clip("clips/single.mp4", frames: 1)
        try bench.clip("clips/well.mp4")
        let generator = try generator(bench, ["clips"])
        let takes = try await bench.collect(generator, generator.requests(for: window, in: project([window]))).map { try #require($0.take) }
        #expect(takes.map { $0.facts == nil } == [true, true, false])
        #expect(takes[0].broken?.isEmpty == false)
        #expect(takes[1].broken?.contains("1 frame") == true)
        #expect(takes[2].broken == nil)
    }

    @Test func aFileThatIsGoneFailsAloneAndIsNamed() async throws {
        let bench = try Bench()
        for name in ["a", "b"] { try bench.clip("clips/\(name).mp4") }
        let generator = try generator(bench, ["clips"])
        let requests = try generator.requests(for: window, in: project([window]))
        try FileManager.default.removeItem(atPath: bench.path("clips/a.mp4"))
        let ended = try await bench.collect(generator, requests)
        #expect(ended[0].error?.description.contains("clips/a.mp4") == true)
        #expect(ended[1].take?.facts != nil)
    }

    @Test func noTakesCanBeMadeOnDemand() throws {
        let generator = try generator(Bench(), ["clips"])
        #expect(try generator.request(for: window, in: project([window]), variant: [:], ordinal: 0, seed: 1) == nil)
    }
}
