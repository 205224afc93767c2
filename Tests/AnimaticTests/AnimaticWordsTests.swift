import Animatic
import Testing

@Suite struct AnimaticWordsTests {
    @Test(arguments: [
        ("a night room with a window, push in", SceneKind.room), ("a city at night", .city), ("wet street with neon signs", .street),
        ("inside a long road tunnel", .tunnel), ("desert road at dawn", .desert), ("deep woods in fog", .forest),
        ("alpine peaks", .mountains),
        ("the open ocean", .sea), ("above the clouds", .sky), ("a spiral galaxy", .space), ("an endless hotel hallway", .corridor),
        ("a singer in the spotlight", .stage), ("abstract liquid shapes", .abstract), ("wheat field", .field),
        ("coral reef underwater", .underwater),
    ])
    func aPromptNamesItsScene(prompt: String, scene: SceneKind) {
        #expect(PromptReader.read(prompt).scene == scene)
    }

    @Test func synonymsAndPluralsMeanTheSame() {
        #expect(PromptReader.read("taxis in the alley").subjects == [.car])
        #expect(PromptReader.read("seagulls over a beach").subjects == [.bird])
        #expect(PromptReader.read("two lovers by the sea").subjects == [.couple])
        #expect(PromptReader.read("cities at sundown").scene == .city)
        #expect(PromptReader.read("cities at sundown").time == .sunset)
        #expect(PromptReader.read("Autumn leaves in a forest").features.contains(.leaves))
    }

    @Test func aNegationTakesBackItsClauseOnly() {
        let quiet = PromptReader.read("a street at night, no cars or people, with a dog")
        #expect(quiet.subjects == [.dog])
        #expect(PromptReader.read("a road without cars").subjects.isEmpty)
        #expect(PromptReader.read("not a forest but a desert").scene == .desert)
        #expect(PromptReader.read("a man, no umbrella").subjects == [.person])
    }

    @Test func theNegativePromptTakesBackWhatThePromptAsks() {
        let asked = "a couple and a car in a forest in the rain"
        #expect(PromptReader.read(asked).subjects == [.couple, .car])
        #expect(PromptReader.read(asked, negative: "cars").subjects == [.couple])
        #expect(PromptReader.read(asked, negative: "people, rain").subjects == [.car])
        #expect(PromptReader.read(asked, negative: "people, rain").weather == .clear)
        #expect(PromptReader.read(asked, negative: "woods").scene != .forest)
    }

    @Test func timeAndWeatherAreRead() {
        #expect(PromptReader.read("sea at golden hour").time == .sunset)
        #expect(PromptReader.read("mountains, blue hour").time == .dusk)
        #expect(PromptReader.read("a lake at midnight").time == .night)
        #expect(PromptReader.read("a foggy bridge in the city").weather == .fog)
        #expect(PromptReader.read("thunderstorm over the plains").weather == .storm)
        #expect(PromptReader.read("snowy mountains").weather == .clear)
        #expect(PromptReader.read("snowfall in the mountains").weather == .snow)
    }

    @Test func cameraWordsBecomeMovesAndPace() {
        #expect(PromptReader.read("slow push in on a house").moves == [.pushIn])
        #expect(PromptReader.read("slow push in on a house").pace < 1)
        #expect(PromptReader.read("pull back from a door").moves == [.pullBack])
        #expect(PromptReader.read("pan left across the bay").moves == [.panLeft])
        #expect(PromptReader.read("fast drone shot of a city").moves == [.flyThrough])
        #expect(PromptReader.read("handheld, zoom in").moves == [.handheld, .zoomIn])
        #expect(PromptReader.read("a tree").moves == [.drift])
    }

    @Test func lookAndColourWordsAreRead() {
        #expect(PromptReader.read("a street, black and white, grainy").looks == [.blackAndWhite, .grain])
        #expect(PromptReader.read("16mm, dreamlike").looks == [.film16, .dreamlike])
        #expect(PromptReader.read("teal and pink sky").hues == [.teal, .pink])
    }

    @Test func aWindowLookedThroughPutsTheSceneBeyondIt() {
        let view = PromptReader.read("through the window over a city at night")
        #expect(view.scene == .room)
        #expect(view.beyond == .city)
        let room = PromptReader.read("a room with a window and mountains outside")
        #expect(room.scene == .room)
        #expect(room.beyond == .mountains)
    }

    @Test func subjectsImplyAPlaceWhenNoneIsNamed() {
        #expect(PromptReader.read("a sailboat").scene == .sea)
        #expect(PromptReader.read("an astronaut").scene == .space)
        #expect(PromptReader.read("a door in the morning with a couple").scene == .room)
    }

    @Test func promptsThatNameNothingStillGetAPictureEachTheirOwn() {
        let words = ["hope", "the beginning", "what remains", "longing", "forgiveness", "verse two", "build-up", "her name"]
        let read = words.map { PromptReader.read($0) }
        #expect(Set(read.map(\.scene)).count >= 4)
        #expect(read == words.map { PromptReader.read($0) })
    }
}
