import Content
import Editorial
import Execution
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct FontsRecipeTests {
    private func look(_ faces: [FontsRecipe.Face], signs: String = "", fonts: [Blob], _ bench: Bench) throws -> FontsRecipe.Output {
        try FontsRecipe(faces: faces, signs: signs, fonts: fonts, installed: Digest(of: "some")).run(in: bench.context)
    }

    @Test func aFontOfTheProjectIsTakenWhereItIsAskedFor() throws {
        let bench = try Bench()
        let font = try bench.context.store.publish(TinyFont.data(family: "Only Here"), fileExtension: "ttf")
        let output = try look([.init(family: "Only Here"), .init(family: "only here", isBold: true)], fonts: [font], bench)
        #expect(output.choices.map(\.name) == ["Only Here", "Only Here"])
        #expect(output.choices.allSatisfy { $0.file == nil } && output.missing.isEmpty)
    }

    @Test func signsThatNoFontHasAreMissing() throws {
        let bench = try Bench()
        let font = try bench.context.store.publish(TinyFont.data(), fileExtension: "ttf")
        // A place that Unicode leaves free, which no font has anything for.
        let output = try look([.init(family: "Boxes")], signs: "\u{2FFFD}", fonts: [font], bench)
        #expect(output.missing == "\u{2FFFD}")
    }

    @Test func aFamilyThatIsNowhereIsReplacedByAFontThatIsKept() throws {
        let bench = try Bench()
        let output = try look([.init(family: "No Such Family 7Q")], fonts: [], bench)
        for choice in output.choices {
            let file = try #require(choice.file)
            #expect(try bench.context.path(of: file).hasSuffix(file.fileExtension))
            #expect(choice.name != "No Such Family 7Q")
        }
        #expect(output.choices.isEmpty == !output.missing.isEmpty)
    }

    @Test func facesAndSignsAreFoundInStylesAndInLines() {
        let header = """
            [V4+ Styles]
            Format: Name, Fontname, Fontsize, Bold, Italic
            Style: Default,Serif One,20,0,0
            Style: Loud, Sans Two,20,-1,0

            """
        let words = FilmWords(scripts: [
            .init(
                header: header,
                events: [
                    .init(start: 0, end: 1, style: "Default", text: "né {\\fnThird\\i1}ici{\\r}, là"),
                    .init(start: 0, end: 1, style: "Loud", text: "{\\an8}は\\N\u{2060}"), .init(start: 0, end: 1, style: "Gone", text: "x"),
                ])
        ])
        #expect(
            words.faces == [
                .init(family: "Serif One"), .init(family: "Third", isItalic: true), .init(family: "Sans Two", isBold: true),
            ])
        #expect(words.signs == "àéは")
    }
}
