import Editorial
import Testing

@Test func aScorerIsReadWithItsKindAndOptions() throws {
    let project = try Sample.project("scorers: {eyes: {kind: vlm, base_url: 'http://127.0.0.1:1/v1', model: m}}")
    #expect(project.scorers.keys.sorted() == ["eyes"])
    #expect(project.scorers["eyes"]?.options["model"]?.text == "m")
    #expect(try Sample.project("scorers:").scorers.isEmpty)
}

@Test func whatIsWrongWithAScorerIsSaidWithItsPlace() {
    #expect(
        Sample.messages("scorers: {eyes: {kind: vml}}\n\(Sample.minimal)")
            == ["1:24: error: scorers.eyes.kind: unknown kind of scorer 'vml'; did you mean 'vlm'?"])
    #expect(
        Sample.messages("scorers: {eyes: {kind: command, rum: [x]}}\n\(Sample.minimal)").first
            == "1:33: error: scorers.eyes.rum: unknown option 'rum' of a scorer of kind 'command'; did you mean 'run'?")
    #expect(
        Sample.messages("scorers: {a.b: {kind: command, run: [x]}}\n\(Sample.minimal)").first?.contains("is no name for a scorer") == true)
    #expect(Sample.messages("scorers: [x]\n\(Sample.minimal)").first?.contains("a map from names to scorers") == true)
}

@Test func weightsMayNameTheScoresOfScorers() throws {
    let scorers = "scorers: {eyes: {kind: vlm, base_url: 'http://h/v1', model: m}, mine: {kind: command, run: [x]}}\n"
    let project = try Sample.project(scorers + "select: {weights: {eyes.adherence: 2, mine.anything: 0}}")
    #expect(project.select.weights == ["eyes.adherence": 2, "mine.anything": 0])
}

@Test func aWeightOfAnUnknownLearnedScoreIsRefused() {
    let scorers = "scorers: {eyes: {kind: vlm, base_url: 'http://h/v1', model: m}}\n"
    #expect(
        Sample.messages(scorers + "select: {weights: {eyes.adherense: 2}}\n" + Sample.minimal)
            == ["2:20: error: select.weights.eyes.adherense: unknown score 'eyes.adherense'; did you mean 'eyes.adherence'?"])
    #expect(!Sample.faults("select: {weights: {other.score: 1}}").isEmpty)
}
