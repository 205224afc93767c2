import Editorial
import Foundation
import Generators
import Testing

struct PriceTableTests {
    @Test func everyPriceIsDated() throws {
        let price = try #require(PriceTable.price(kind: "fal", model: "bytedance/seedance-2.0/text-to-video", width: 1280, height: 720))
        #expect(price.asOf == "2026-11")
        #expect(price.microdollarsPerSecond == 303_000)
    }

    @Test func aModelThatIsNotInTheTableHasNoPriceAndIsNotFree() {
        #expect(PriceTable.price(kind: "fal", model: "somebody/else", width: 1280, height: 720) == nil)
        #expect(PriceTable.price(kind: "nothing", model: "gen4.5", width: 1280, height: 720) == nil)
        #expect(PriceTable.price(kind: "runway", model: "gen4.5", width: 1280, height: 720)?.microdollarsPerSecond == 120_000)
        #expect(PriceTable.price(kind: "runway", model: "gen4.5_next", width: 1280, height: 720) == nil)
    }

    @Test func noPriceInTheTableIsZero() {
        for model in ["alibaba/wan-3.0", "alibaba/wan-3.0-prime", "bytedance/seedance-2.0", "minimax/minimax-h3", "google/veo-3.1"] {
            for height in [360, 480, 720, 1080, 2160] {
                let price = PriceTable.price(kind: "openrouter", model: model, width: height * 16 / 9, height: height)
                #expect((price?.microdollarsPerSecond ?? 0) > 0, "\(model) at \(height)")
            }
        }
    }

    @Test(arguments: [(480, 50_000), (481, 100_000), (720, 100_000), (1080, 200_000), (2160, 200_000)])
    func aSizeBetweenTwoStepsIsPricedAsTheLargerOne(lines: Int, microdollars: Int) {
        let price = PriceTable.price(kind: "fal", model: "alibaba/wan-3.0/text-to-video", width: lines * 16 / 9, height: lines)
        #expect(price?.microdollarsPerSecond == microdollars)
    }

    @Test func aPortraitIsPricedByItsShorterSideToo() {
        let price = PriceTable.price(kind: "fal", model: "alibaba/wan-3.0/text-to-video", width: 720, height: 1280)
        #expect(price?.microdollarsPerSecond == 100_000)
    }

    @Test func narrowerNamesGoBeforeWiderOnes() {
        #expect(
            PriceTable.price(kind: "openrouter", model: "alibaba/wan-3.0-prime", width: 1280, height: 720)?.microdollarsPerSecond == 140_000
        )
        #expect(PriceTable.price(kind: "openrouter", model: "alibaba/wan-3.0", width: 1280, height: 720)?.microdollarsPerSecond == 100_000)
    }

    @Test func aPriceThatIsTheMakersAndNotTheServicesSaysSo() {
        #expect(PriceTable.price(kind: "openrouter", model: "alibaba/wan-3.0", width: 1280, height: 720)?.note?.contains("maker") == true)
        #expect(PriceTable.price(kind: "runway", model: "gen4.5", width: 1280, height: 720)?.note == nil)
    }

    @Test func theProjectsPriceGoesBeforeTheTable() throws {
        func estimate(_ options: [String: OptionValue]) throws -> Int? {
            var all: [String: OptionValue] = ["model": .text("alibaba/wan-3.0/text-to-video")]
            all.merge(options) { $1 }
            let generator = try FalGenerator(spec: GeneratorSpec(name: "g", kind: "fal", options: all), folder: "/")
            return generator.estimate(Wish.request(seconds: 5, width: 1280, height: 720)).microdollars
        }
        #expect(try estimate([:]) == 500_000)
        #expect(try estimate(["price_per_second": .number(0.01)]) == 50_000)
        #expect(try estimate(["price_per_take": .number(2)]) == 2_000_000)
        #expect(try estimate(["model": .text("somebody/else")]) == nil)
    }
}
