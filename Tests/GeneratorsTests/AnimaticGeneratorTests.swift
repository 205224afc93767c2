import Content
import Editorial
import Execution
import Foundation
import Generators
import Media
import Testing
import Timebase

struct AnimaticGeneratorTests {
    private let shot = Shot(id: "sea", prompt: "open sea", takes: 2, seconds: 0.25)

    private func generator(_ options: [String: OptionValue] = ["width": .integer(64), "height": .integer(36)]) throws -> AnimaticGenerator {
        try AnimaticGenerator(spec: GeneratorSpec(name: "sketch", kind: "animatic", options: options), folder: "/")
    }

    @Test(
        arguments: [
            (1280, 720, [:], 640, 360), (720, 1280, [:], 360, 640), (1000, 1000, [:], 360, 360),
            (1280, 720, ["width": OptionValue.integer(320)], 320, 180), (1280, 720, ["height": OptionValue.integer(180)], 320, 180),
            (1280, 720, ["width": OptionValue.integer(64), "height": OptionValue.integer(64)], 64, 64),
        ] as [(Int, Int, [String: OptionValue], Int, Int)])
    func theSizeFollowsTheShapeOfTheFilm(width: Int, height: Int, options: [String: OptionValue], toWidth: Int, toHeight: Int) throws {
        let request = try generator(options).requests(for: shot, in: project([shot], width: width, height: height))[0]
        #expect((request.width, request.height) == (toWidth, toHeight))
    }

    @Test func anOddSideIsRefused() throws {
        let error = try #require(throws: GeneratorError.self) { try generator(["width": .integer(321)]) }
        #expect(error.code == .configuration)
        #expect(error.reason.contains("width is 321") && error.reason.contains("even"))
    }

    @Test func aRoundedRateIsTheBroadcastOne() throws {
        let request = try generator(["fps": .number(23.976)]).requests(for: shot, in: project([shot]))[0]
        #expect(request.rate == FrameRate(24000, 1001))
    }

    @Test func aTakeHasTheFramesSizeAndRateThatWereAskedFor() async throws {
        let bench = try Bench()
        let generator = try generator()
        let ended = try await bench.collect(generator, generator.requests(for: shot, in: project([shot])))
        #expect(ended.count == 2)
        for end in ended {
            let take = try #require(end.take)
            let facts = try #require(take.facts)
            #expect((facts.width, facts.height, facts.rate, facts.frames) == (64, 36, FrameRate(24), 6))
            #expect(take.seed == end.request.seed)
            #expect(take.microdollars == 0)
            let probe = try MediaFacts(probing: bench.context.store.path(of: take.blob))
            #expect(probe.frames == 6 && probe.codec == "h264")
        }
        #expect(ended[0].take?.blob != ended[1].take?.blob)
    }

    @Test func theSameRequestGivesTheSameBytes() async throws {
        let (one, two) = (try Bench(), try Bench())
        let generator = try generator()
        let requests = try generator.requests(for: shot, in: project([shot]))
        let first = try await one.collect(generator, requests).map(\.take)
        #expect(try await two.collect(generator, requests).map(\.take) == first)
    }

    @Test func whatIsThereIsNotMadeAgain() async throws {
        let bench = try Bench()
        let generator = try generator()
        let requests = try generator.requests(for: shot, in: project([shot]))
        let first = try await bench.collect(generator, requests)
        let idle = GeneratorContext(
            store: bench.context.store, results: bench.context.results,
            executor: InlineExecutor(book: RecipeBook(), results: bench.context.results), tools: bench.context.tools)
        for (request, end) in zip(requests, first) {
            try await generator.collect([request], in: idle) { _, outcome in
                #expect(Ended(request: request, outcome: outcome).take == end.take)
            }
        }
    }

    @Test func twoShotsThatAskForTheSamePictureBothGetIt() async throws {
        let bench = try Bench()
        let generator = try generator()
        var other = shot
        other.id = "sea-again"
        let whole = project([shot, other])
        let requests = try [shot, other].map { try #require(try generator.request(for: $0, in: whole, variant: [:], ordinal: 0, seed: 7)) }
        let ended = try await bench.collect(generator, requests)
        #expect(ended.map(\.request.shot).sorted() == ["sea", "sea-again"])
        #expect(ended[0].take?.blob == ended[1].take?.blob)
        #expect(ended[0].take != nil)
    }
}
