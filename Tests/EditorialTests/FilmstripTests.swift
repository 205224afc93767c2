import Editorial
import Foundation
import Testing

@Test func aFilmstripIsOneTextAndComesBackFromIt() throws {
    let strip = try #require(Filmstrip(bytes: (0..<3 * Filmstrip.size).map { UInt8($0 % 251) }))
    #expect(strip.count == 3)
    #expect(Filmstrip(text: strip.text) == strip)
    let coded = try JSONEncoder().encode([strip])
    #expect(try JSONDecoder().decode([Filmstrip].self, from: coded) == [strip])
}

@Test func whatIsNotWholePicturesIsNoFilmstrip() {
    #expect(Filmstrip(bytes: []) == nil)
    #expect(Filmstrip(bytes: [UInt8](repeating: 0, count: Filmstrip.size - 1)) == nil)
    #expect(Filmstrip(bytes: [UInt8](repeating: 0, count: 13 * Filmstrip.size)) == nil)
    #expect(Filmstrip(text: "no text of bytes!") == nil)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Filmstrip].self, from: Data("[\"AAAA\"]".utf8)) }
}
