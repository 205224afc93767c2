import Editorial
import Testing

@Suite struct ShotTests {
    private func shot(_ prompt: String, camera: String? = nil, takes: Int = 1, _ matrix: [MatrixAxis] = []) -> Shot {
        Shot(id: "s", prompt: prompt, camera: camera, takes: takes, matrix: matrix)
    }

    @Test("variants are all combinations, each once, the last axis fastest")
    func allCombinations() {
        let shot = shot(
            "x", takes: 3, [MatrixAxis(name: "time", values: ["dawn", "noon"]), MatrixAxis(name: "sky", values: ["clear", "rain", "fog"])])
        #expect(
            shot.variants.map { "\($0["time"] ?? "") \($0["sky"] ?? "")" } == [
                "dawn clear", "dawn rain", "dawn fog", "noon clear", "noon rain", "noon fog",
            ])
        #expect(shot.takesInAll == 18)
    }

    @Test("without a matrix there is one empty variant")
    func noMatrix() {
        #expect(shot("x", takes: 4).variants == [[:]])
        #expect(shot("x", takes: 4).takesInAll == 4)
    }

    @Test("the full prompt is words, camera and look, filled in and joined by commas")
    func fullPrompt() {
        let shot = shot("a harbour at {time}, ", camera: " push in {speed}")
        #expect(shot.fullPrompt(look: "16mm, ", variant: ["time": "dawn", "speed": "slowly"]) == "a harbour at dawn, push in slowly, 16mm")
        #expect(self.shot("a dog").fullPrompt(look: "", variant: [:]) == "a dog")
        #expect(self.shot("a dog", camera: " , ").fullPrompt(look: " ", variant: [:]) == "a dog")
    }

    @Test("a placeholder without a value stays as written")
    func unknownPlaceholders() {
        #expect(shot("a {thing} in {place").fullPrompt(look: "{a}{b}", variant: ["b": "B"]) == "a {thing} in {place, {a}B")
        #expect(shot("{{a}}").fullPrompt(look: "", variant: ["a": "x"]) == "{x}")
    }

    @Test("a value that looks like a placeholder is not filled in again, so the order of the names does not matter")
    func valuesAreNotFilledAgain() {
        let variant = ["a": "{b}", "b": "{a}", "c": "{c}"]
        #expect(shot("{a} {b} {c}").fullPrompt(look: "", variant: variant) == "{b} {a} {c}")
    }
}
