import Foundation
import Testing
import Web

struct JSONValueTests {
    private func parsed(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }

    @Test func integersAreExactAsFarAs64BitsReach() throws {
        for text in ["9007199254740993", "-9223372036854775808", "9223372036854775807"] {
            #expect(String(decoding: try parsed(text).data(), as: UTF8.self) == text)
        }
        #expect(try parsed("9007199254740993").int == 9_007_199_254_740_993)
        #expect(try parsed("18446744073709551615").double == 0x1p64)
    }

    @Test func keysComeOutSortedWithoutBlanks() throws {
        let value = try parsed(#" { "b" : [ 1 , 2.50, true,null ] , "a" : { "z":"ä/\"\\\n\u0001", "B":"" } } "#)
        #expect(String(decoding: value.data(), as: UTF8.self) == #"{"a":{"B":"","z":"ä/\"\\\n\u0001"},"b":[1,2.5,true,null]}"#)
    }

    @Test func ofTwoEqualKeysTheLastCounts() throws {
        #expect(try parsed(#"{"a":1,"a":2}"#)["a"]?.int == 2)
    }

    @Test func depthHasALimitAndNoCrash() throws {
        let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        #expect(try parsed(deep(512))[0] != nil)
        let error = #expect(throws: JSONError.self) { try parsed(deep(513)) }
        #expect(try #require(error).description == "not JSON at byte 512: it is nested more than 512 deep")
        #expect(throws: JSONError.self) { try parsed(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONError.self) { try parsed(String(repeating: #"{"a":"#, count: 100_000)) }
    }

    @Test(arguments: [
        "", "{", "[1,]", "[1 2]", "{\"a\" 1}", "{a:1}", "01x", "1.", "-", "tru", "\"open", "\"bad \\x\"", "\"\\u12g4\"", "{} {}", "<html>",
        "nul",
    ])
    func whatIsNoJSONIsSaidWithItsPlace(_ text: String) throws {
        let error = #expect(throws: JSONError.self) { try parsed(text) }
        #expect(try #require(error).description.hasPrefix("not JSON at byte "))
    }

    @Test func escapesAreRead() throws {
        #expect(try parsed(#""\u00e4\ud83d\ude00\/\b\f\r\t""#).text == "ä😀/\u{8}\u{c}\r\t")
        #expect(try parsed(#""\ud83d x""#).text == "\u{fffd} x")
        #expect(try parsed(#""\ud83d\u0041""#).text == "\u{fffd}A")
    }

    @Test func whatPythonWritesIsRead() throws {
        #expect(try parsed("\u{feff}{\"a\": NaN, \"b\": -Infinity, \"c\": 1e3}") == ["a": nil, "b": nil, "c": 1000])
    }

    @Test func numbersAreReadInAnySpelling() {
        for value: JSONValue in [5, 5.0, "5", "5.0", "5%", " 5 "] { #expect(value.int == 5 && value.double == 5) }
        #expect(JSONValue.string("30%").int == 30)
        #expect(JSONValue.string("0.42").double == 0.42)
        for value: JSONValue in ["", "x", "0x10", "nan", "inf", nil, [], true] { #expect(value.int == nil && value.double == nil) }
        #expect(JSONValue.number(5.5).int == nil)
        #expect(JSONValue.number(1e300).int == nil)
        #expect(JSONValue.string("9007199254740993").int == 9_007_199_254_740_993)
    }

    @Test func askingForTheWrongThingGivesNil() throws {
        let value = try parsed(#"{"a":null,"b":[null,"x"],"c":"true","d":0}"#)
        #expect(value["a"] == nil && value["z"] == nil && value["b"]?[0] == nil && value["b"]?[9] == nil && value["b"]?["x"] == nil)
        #expect(value["b"]?[1]?.text == "x")
        #expect(value["c"]?.bool == true && value["d"]?.bool == false && value["b"]?.bool == nil)
        #expect(value["d"]?.text == "0" && value["b"]?.text == nil)
        #expect(value["b"]?.list?.count == 2 && value.map?.count == 4 && value.list == nil)
    }

    @Test func fiveAndFivePointNoughtAreOneValue() throws {
        #expect(JSONValue.integer(5) == .number(5))
        #expect(Set<JSONValue>([5, 5.0, 5.5]).count == 2)
        let coded = try JSONDecoder().decode(
            JSONValue.self, from: JSONEncoder().encode(["a": 5.0, "b": [nil, true, "x", 7]] as JSONValue))
        #expect(coded == ["a": 5, "b": [nil, true, "x", 7]])
    }

    @Test func whatJSONCannotSayIsNull() {
        #expect(String(decoding: JSONValue.array([.number(.nan), .number(.infinity)]).data(), as: UTF8.self) == "[null,null]")
    }
}
