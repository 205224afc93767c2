import Editorial
import Foundation
import Testing

@Suite struct OptionValueTests {
    @Test("a value is read as what it is; a whole number is also a number")
    func reading() {
        #expect(OptionValue.text("x").text == "x")
        #expect(OptionValue.integer(3).number == 3)
        #expect(OptionValue.number(3).integer == nil)
        #expect(OptionValue.boolean(true).integer == nil)
        #expect(OptionValue.map(["a": .integer(1)]).map?["a"]?.integer == 1)
    }

    @Test("texts are one text or a list of nothing but texts")
    func texts() {
        #expect(OptionValue.text("x").texts == ["x"])
        #expect(OptionValue.list([.text("x"), .text("y")]).texts == ["x", "y"])
        #expect(OptionValue.list([]).texts == [])
        #expect(OptionValue.list([.text("x"), .integer(1)]).texts == nil)
        #expect(OptionValue.integer(1).texts == nil)
    }

    @Test("JSON comes back the same, nested")
    func coding() throws {
        let value = OptionValue.map(["a": .list([.text("x"), .number(0.5), .boolean(false)]), "b": .map([:]), "c": .integer(-1)])
        #expect(try JSONDecoder().decode(OptionValue.self, from: JSONEncoder().encode(value)) == value)
    }
}
