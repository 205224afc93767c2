import Editorial
import Foundation
import Generators
import Testing
import Timebase

struct RequestPlanningTests {
    private let window = Shot(id: "window", prompt: "a window at night", takes: 3)
    private let road = Shot(id: "road", prompt: "a road", takes: 2)

    private func requests(
        _ shot: Shot, in other: Project? = nil, options: [String: OptionValue] = [:], name: String = "sketch"
    ) throws -> [TakeRequest] {
        let generator = try AnimaticGenerator(spec: GeneratorSpec(name: name, kind: "animatic", options: options), folder: "/")
        return try generator.requests(for: shot, in: other ?? project([shot]))
    }

    @Test func theSameAskHasTheSameIDOnEveryBuild() throws {
        #expect(try requests(window) == requests(window))
        #expect(try requests(window, name: "renamed").map(\.id) == requests(window).map(\.id))
    }

    @Test func manyAsksAtOnceAreTheAsksOneByOne() throws {
        let generator = try AnimaticGenerator(spec: GeneratorSpec(name: "sketch", kind: "animatic"), folder: "/")
        let all = try requests(window)
        let alone = try all.map {
            try generator.request(for: window, in: project([window]), variant: $0.variant, ordinal: $0.ordinal, seed: $0.seed)
        }
        #expect(all == alone)
    }

    @Test func anythingThatChangesThePictureMakesAnotherAsk() throws {
        let first = try requests(window)
        func changed(_ change: (inout Shot) -> Void) throws -> [TakeRequest] {
            var shot = window
            change(&shot)
            return try requests(shot)
        }
        let others = [
            try changed { $0.prompt = "a window at dawn" }, try changed { $0.negative = "people" }, try changed { $0.camera = "push in" },
            try changed { $0.seconds = 5 }, try changed { $0.id = "pane" }, try requests(window, in: project([window], look: "film grain")),
            try requests(window, in: project([window], rate: FrameRate(25))), try requests(window, options: ["width": .integer(320)]),
            try requests(window, options: ["slate": .boolean(true)]),
        ]
        let sets = ([first] + others).map { Set($0.map(\.recipeKey)) }
        #expect(sets.allSatisfy { $0.count == 1 })
        #expect(Set(sets.flatMap { $0 }).count == sets.count)
        #expect(Set((first + others.flatMap { $0 }).map(\.id)).count == 3 * sets.count)
    }

    @Test func anotherSeedIsAnotherTakeOfTheSameQuestion() throws {
        let (one, two) = (try requests(window), try requests(window, in: project([window], seed: 2)))
        #expect(Set(one.map(\.recipeKey)) == Set(two.map(\.recipeKey)))
        #expect(Set(one.map(\.id)).isDisjoint(with: two.map(\.id)))
        #expect(Set(one.map(\.seed)).count == 3)
    }

    @Test func addingOrMovingAShotChangesNoOtherShotsRequests() throws {
        let alone = try requests(road)
        #expect(try requests(road, in: project([window, road])) == alone)
        #expect(try requests(road, in: project([road, Shot(id: "sea", prompt: "the sea"), window])) == alone)
    }

    @Test func askingForMoreTakesKeepsTheEarlierOnes() throws {
        var more = window
        more.takes = 7
        #expect(try requests(more).map(\.id).prefix(3) == requests(window).map(\.id)[...])
        #expect(try requests(more).map(\.ordinal) == Array(0..<7))
    }

    @Test func eachCombinationOfMatrixValuesIsAskedForInItsOwnWords() throws {
        let matrix = [MatrixAxis(name: "place", values: ["desert", "forest"]), MatrixAxis(name: "time", values: ["dawn", "night"])]
        let shot = Shot(id: "road", prompt: "a road in a {place} at {time}", takes: 2, matrix: matrix)
        let asked = try requests(shot)
        #expect(asked.count == 8)
        #expect(asked.map(\.ordinal) == Array(0..<8))
        #expect(Set(asked.map(\.id)).count == 8)
        #expect(
            Set(asked.map(\.prompt)) == [
                "a road in a desert at dawn", "a road in a desert at night", "a road in a forest at dawn", "a road in a forest at night",
            ])
        #expect(asked[0].variant == ["place": "desert", "time": "dawn"])
    }

    @Test func anotherMatrixValueLeavesTheTakesOfTheOthers() throws {
        var shot = Shot(
            id: "road", prompt: "a road in a {place}", takes: 2, matrix: [MatrixAxis(name: "place", values: ["desert", "forest"])])
        let before = Set(try requests(shot).map(\.id))
        shot.matrix[0].values.insert("city", at: 0)
        #expect(before.isSubset(of: try requests(shot).map(\.id)))
    }

    @Test func seedsFitInThirtyOneBits() {
        let seeds = (0..<500).map { RequestPlanning.seed(project: .max, shot: "window", variant: ["a": "b"], number: $0) }
        #expect(seeds.allSatisfy { $0 < 1 << 31 })
        #expect(Set(seeds).count == 500)
    }

    @Test func oneRequestByItsSeedIsTheSameAsInTheList() throws {
        let generator = try AnimaticGenerator(spec: GeneratorSpec(name: "sketch", kind: "animatic"), folder: "/")
        let whole = project([window])
        let listed = try generator.requests(for: window, in: whole)[1]
        #expect(try generator.request(for: window, in: whole, variant: [:], ordinal: 1, seed: listed.seed) == listed)
    }
}
