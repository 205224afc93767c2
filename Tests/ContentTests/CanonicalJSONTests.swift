import Content
import Foundation
import Testing

@Suite struct CanonicalJSONTests {
    @Test("keys are sorted, nothing is blank, slashes stay")
    func spelling() throws {
        let value = ["b": ["z/y": 1, "a": 2], "a": [:], "B": ["10": 1, "9": 2]]
        #expect(try CanonicalJSON.text(value) == #"{"B":{"10":1,"9":2},"a":{},"b":{"a":2,"z/y":1}}"#)
    }

    @Test("a value built in another order has the same text")
    func orderDoesNotMatter() throws {
        let names = (0..<200).map { "name\($0)" }
        let up = Dictionary(uniqueKeysWithValues: names.map { ($0, $0.count) })
        var down: [String: Int] = [:]
        for name in names.reversed() { down[name] = name.count }
        #expect(try CanonicalJSON.data(up) == CanonicalJSON.data(down))
    }

    @Test("integers of 64 bits come back whole")
    func largeIntegers() throws {
        let values: [UInt64] = [0, 1 << 53 + 1, .max]
        #expect(try CanonicalJSON.text(values) == "[0,\(UInt64(1) << 53 + 1),18446744073709551615]")
        #expect(try CanonicalJSON.decode([UInt64].self, from: CanonicalJSON.data(values)) == values)
    }

    @Test("a number that is none is refused, not written")
    func notANumber() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.data([Double.nan]) }
    }
}
