import ProjectFile
import Testing

@Test func aSlipOfTheFingerIsOneStep() {
    func distance(_ a: String, _ b: String) -> Int { Spelling.distance(Array(a), Array(b)) }
    #expect(distance("takes", "takes") == 0)
    #expect(distance("take", "takes") == 1)
    #expect(distance("taeks", "takes") == 1)
    #expect(distance("", "takes") == 5)
    #expect(distance("kitten", "sitting") == 3)
}

@Test func nearWordsAreFoundAndFarOnesAreNot() {
    let words = ["takes", "keep", "cut_on", "negative"]
    #expect(Spelling.nearest(to: "Takes", in: words) == "takes")
    #expect(Spelling.nearest(to: "cutOn", in: words) == "cut_on")
    #expect(Spelling.nearest(to: "negatve", in: words) == "negative")
    #expect(Spelling.nearest(to: "budget", in: words) == nil)
    #expect(Spelling.nearest(to: "", in: words) == nil)
}

@Test func placeholdersAreWordsInBraces() {
    #expect(Placeholders.names(in: "{a} and {b_2}, {a}, {not this}, {}, {{c}} {open") == ["a", "b_2", "c"])
}
