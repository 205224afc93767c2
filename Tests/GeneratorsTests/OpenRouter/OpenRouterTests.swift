import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

struct OpenRouterTests {
    @Test func whatIsWantedGoesOutInValuesTheModelTakes() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let take = try #require(try await stage.run(Wish.request(seconds: 6.5, width: 1024, height: 576)).takes?.first)
            #expect(take.microdollars == 350_000)
            #expect(
                stage.body == [
                    "model": "bytedance/seedance-2.0", "prompt": "a window at night", "duration": 8, "resolution": "720p",
                    "aspect_ratio": "16:9", "seed": 41, "generate_audio": false,
                ])
        }
    }

    @Test func soundIsSwitchedOffUnlessItIsAskedFor() async throws {
        try await withHosted(.openrouter) { stage async throws in
            #expect(try await stage.prepared().sent["generate_audio"]?.bool == false)
            #expect(try await stage.prepared(Wish.request(), ["audio": .boolean(true)]).sent["generate_audio"]?.bool == true)
        }
    }

    @Test func theListOfModelsIsFetchedOnceADayAndReadFromDiskByTheNextBuild() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let service = try stage.service()
            for _ in 0..<3 { _ = try await service.prepare(Wish.request(), stage.ask()) }
            #expect(stage.openrouter.listed == 1)
            _ = try await stage.prepared()
            #expect(stage.openrouter.listed == 1)
            var later = stage.ask()
            later.asked += 25 * 3600 * 1000
            _ = try await stage.service().prepare(Wish.request(), later)
            #expect(stage.openrouter.listed == 2)
        }
    }

    @Test func anOldListIsUsedWhenThereIsNoNetworkAndItsDateIsTold() async throws {
        try await withHosted(.openrouter) { stage async throws in
            var ask = stage.ask()
            ask.asked = 1_795_000_000_000
            _ = try await stage.service().prepare(Wish.request(), ask)
            stage.openrouter.failList()
            ask.asked += 3 * 86_400_000
            let prepared = try await stage.service().prepare(Wish.request(seconds: 6.5), ask)
            #expect(prepared.sent["duration"] == 8)
            #expect(prepared.warnings == ["OpenRouter's list of models cannot be fetched now; the one of 2026-11-18 is used"])
        }
    }

    @Test func withoutAnyListNothingIsAskedFor() async throws {
        try await withHosted(.openrouter) { stage async throws in
            stage.openrouter.failList()
            #expect(await hostedError { _ = try await stage.run() }?.kind == .transient(after: nil))
            #expect(stage.creates == 0)
            stage.openrouter.failList(false)
            #expect(try await stage.run().takes?.count == 1)
        }
    }

    @Test func whatAModelCannotDoIsWarnedOfAndNotSent() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let inputs = ["first_frame": try stage.picture("a.png"), "last_frame": try stage.picture("b.png")]
            let prepared = try await stage.prepared(
                Wish.request(negative: "blur", seconds: 12, width: 1920, height: 1080, inputs: inputs),
                ["model": .text("kwaivgi/kling-v3.0-std"), "audio": .boolean(true)])
            #expect(prepared.sent["seed"] == nil)
            #expect(prepared.sent["generate_audio"]?.bool == false)
            #expect(prepared.sent["duration"] == 10)
            #expect(prepared.sent["resolution"] == "720p")
            #expect(prepared.sent["frame_images"]?.list?.count == 1)
            for part in ["takes no seed", "makes no sound", "what to avoid", "takes no last frame", "at most 10 s", "at most 720p"] {
                #expect(prepared.warnings.contains { $0.contains(part) }, "\(part)")
            }
            #expect(prepared.warnings.count == 6)
        }
    }

    @Test func aListThatTellsNothingLeavesEverythingAsWanted() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let prepared = try await stage.prepared(Wish.request(seconds: 6.5), ["model": .text("somebody/new")])
            #expect(prepared.sent["duration"] == 7)
            #expect(prepared.sent["seed"] == 41)
            #expect(prepared.sent["resolution"] == "720p")
            #expect(prepared.estimate.microdollars == nil)
            #expect(prepared.warnings.isEmpty)
        }
    }

    @Test func aModelWithSizesOnlyIsAskedForASize() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let prepared = try await stage.prepared(Wish.request(width: 720, height: 1280), ["model": .text("somebody/sized")])
            #expect(prepared.sent["size"] == "720x1280")
            #expect(prepared.sent["resolution"] == nil)
        }
    }

    @Test func aModelThatIsNotListedIsAskedForAllTheSameWithAWarning() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let prepared = try await stage.prepared(Wish.request(), ["model": .text("nobody/none")])
            #expect(prepared.warnings.contains { $0.contains("has no 'nobody/none'") })
            #expect(await hostedError { _ = try await stage.run(Wish.request(), ["model": .text("nobody/none")]) }?.kind == .badRequest)
        }
    }

    @Test func theEstimateComesFromTheListsPriceForWhatWillBeMade() async throws {
        try await withHosted(.openrouter) { stage async throws in
            // 1280 × 720 × 24 / 1024 tokens a second at 3.5 millionths, for 8 seconds
            let silent = try await stage.prepared(Wish.request(seconds: 6.5))
            #expect(silent.estimate.microdollars == 604_800)
            let sound = try await stage.prepared(Wish.request(seconds: 6.5), ["audio": .boolean(true)])
            #expect(sound.estimate.microdollars == 1_209_600)
            let kling = try await stage.prepared(Wish.request(seconds: 5), ["model": .text("kwaivgi/kling-v3.0-std")])
            #expect(kling.estimate.microdollars == 400_000)
            let cents = try await stage.prepared(Wish.request(seconds: 5), ["model": .text("somebody/sized")])
            #expect(cents.estimate.microdollars == 960_000)
            let own = try await stage.prepared(Wish.request(seconds: 5), ["price_per_second": .number(1)])
            #expect(own.estimate.microdollars == 5_000_000)
        }
    }

    @Test func theFirstEstimateIsInWholeSecondsByTheTable() async throws {
        try await withHosted(.openrouter) { stage async throws in
            #expect(try stage.service().estimate(Wish.request(seconds: 4.2)).microdollars == 5 * 142_000)
            #expect(try stage.service(["model": .text("somebody/new")]).estimate(Wish.request()).microdollars == nil)
            #expect(stage.server.log.isEmpty)
        }
    }

    @Test func picturesGoOutAsDataAndWithTheirPlace() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let inputs = ["first_frame": try stage.picture("a.png"), "last_frame": try stage.picture("b.png")]
            #expect(try await stage.run(Wish.request(inputs: inputs)).takes?.count == 1)
            let frames = try #require(stage.body?["frame_images"]?.list)
            #expect(frames.map { $0["frame_type"]?.text } == ["first_frame", "last_frame"])
            #expect(frames.allSatisfy { $0["type"] == "image_url" })
            let data = try Data(contentsOf: URL(fileURLWithPath: stage.bench.path("a.png")))
            #expect(frames[0]["image_url"]?["url"]?.text == "data:image/png;base64," + data.base64EncodedString())
        }
    }

    @Test func extraFieldsGoOverOurs() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let extra: [String: OptionValue] = [
                "duration": .integer(15), "provider": .map(["options": .map(["seed": .map(["watermark": .boolean(false)])])]),
            ]
            let prepared = try await stage.prepared(Wish.request(seconds: 5), ["extra": .map(extra), "price_per_second": .number(0.1)])
            #expect(prepared.sent["duration"] == 15)
            #expect(prepared.sent["provider"]?["options"]?["seed"]?["watermark"]?.bool == false)
            #expect(prepared.estimate.microdollars == 1_500_000)
        }
    }

    @Test func aRelativePollingAddressIsMeantAtTheServiceAndIdsAreEncoded() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let service = try stage.service()
            let request = Wish.request()
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            #expect(ticket.id == "gen-vid-0=")
            #expect(ticket.links == ["status": stage.server.url + "/api/v1/videos/gen-vid-0%3D"])
            #expect(try await stage.watch(service, Ticket(ticket.id), request).takes?.count == 1)
            #expect(stage.server.log.contains { $0.path == "/api/v1/videos/gen-vid-0%3D/content" && $0.query["index"] == "0" })
        }
    }

    @Test func aPollingAddressAtAnotherHostIsNotFollowed() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let service = try stage.service()
            let request = Wish.request()
            _ = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            let ticket = Ticket("gen-vid-0=", links: ["status": stage.mediaServer.url + "/api/v1/videos/gen-vid-0%3D"])
            #expect(try await stage.watch(service, ticket, request).takes?.count == 1)
            #expect(stage.mediaServer.log.isEmpty)
        }
    }

    @Test func signedAddressesAreUsedFirstAndTheOthersWhenTheyDoNotWork() async throws {
        try await withHosted(.openrouter, signed: true) { stage async throws in
            #expect(try await stage.run().takes?.count == 1)
            #expect(!stage.server.log.contains { $0.path.hasSuffix("/content") })
            stage.book.always { $0.fileFaults = [.status(403)] }
            #expect(try await stage.run().takes?.count == 1)
            #expect(stage.server.log.contains { $0.path.hasSuffix("/content") && $0.header("Authorization") != nil })
            #expect(stage.media.withCredentials.isEmpty)
        }
    }

    @Test func aRedirectOfTheContentToAnotherHostCarriesNoKey() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let (clip, other) = (try FakeClip.bytes(id: "elsewhere"), stage.mediaServer.url)
            stage.media.publish("0.mp4") { .file(clip, for: $0) }
            stage.book.always { $0.redirect = other }
            #expect(try await stage.run().takes?.count == 1)
            #expect(stage.media.fetches == 1)
            #expect(stage.media.withCredentials.isEmpty)
        }
    }

    @Test func aRefusedPromptNamesTheReasons() async throws {
        try await withHosted(.openrouter) { stage async throws in
            stage.book.always { $0.submit = .refused }
            #expect(await hostedError { _ = try await stage.run() }?.reason == "Your prompt was flagged (violence)")
        }
    }

    @Test func cancelledAndExpiredAreEnds() async throws {
        try await withHosted(.openrouter) { stage async throws in
            stage.book.create(1) { $0.ending = .cancelled }
            stage.book.create(2) { $0.ending = .expired }
            #expect(try await stage.run().error?.kind == .cancelled)
            #expect(try await stage.run().error?.kind == .gone)
        }
    }

    @Test func itCannotBeCancelledAndSaysWhatThatCosts() async throws {
        try await withHosted(.openrouter) { stage async throws in
            let cancelling = try await stage.service().cancel(Ticket("gen-vid-0="), Wish.request(), stage.ask())
            guard case .impossible(let reason) = cancelling else {
                Issue.record("\(cancelling)")
                return
            }
            #expect(reason.contains("charged all the same"))
            #expect(stage.server.log.isEmpty)
        }
    }

    @Test func whatMayHaveBeenAcceptedCannotBeLookedUp() async throws {
        try await withHosted(.openrouter) { stage async throws in
            guard case .unsure = try await stage.service().find(Wish.request(), stage.ask(), known: []) else {
                Issue.record("OpenRouter has no list")
                return
            }
        }
    }
}
