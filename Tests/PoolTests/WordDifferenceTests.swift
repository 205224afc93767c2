import Pool
import Testing

@Suite struct WordDifferenceTests {
    @Test func changedWordsStandWhereTheyWere() {
        let difference = WordDifference(from: "a door at dusk, 35mm film", to: "a red door at dawn, rain, 35mm film")
        #expect(difference.text == "a {+red+} door at [-dusk,-] {+dawn, rain,+} 35mm film")
        #expect(difference.removed == ["dusk,"])
        #expect(difference.added == ["red", "dawn, rain,"])
    }

    @Test func equalTextsDoNotDiffer() {
        #expect(WordDifference(from: "a  door\n", to: "a door").isEmpty)
        #expect(WordDifference(from: "", to: "").text == "")
    }

    @Test func anEmptyTextIsAllAddedOrRemoved() {
        #expect(WordDifference(from: "", to: "a door").text == "{+a door+}")
        #expect(WordDifference(from: "a door", to: "").text == "[-a door-]")
    }

    @Test func theWordsOfBothTextsAreAllThere() {
        let (old, new) = ("one two three two one", "two one one three four")
        let parts = WordDifference(from: old, to: new).parts
        func words(_ wanted: (WordDifference.Part) -> String?) -> String { parts.compactMap(wanted).joined(separator: " ") }
        #expect(words { part in switch part { case .same(let text), .removed(let text): text; case .added: nil } } == old)
        #expect(words { part in switch part { case .same(let text), .added(let text): text; case .removed: nil } } == new)
    }
}
