import Foundation
import Testing

/// The catalogue of `Tests/BadInput`: whatever is wrong with what the program is given, it says so in words, ends with the right code and
/// changes nothing.
@Suite(.serialized) struct BadInputTests {
    fileprivate static let cases = Result { try Catalogue.read() }

    @Test(arguments: (try? BadInputTests.cases.get()) ?? []) func badInputIsRefusedInWordsAndChangesNothing(item: BadInputCase) async throws {
        let tried = try await TriedCase.run(item)
        #expect(tried.faults == [], "\(item) ended with \(tried.ended.code)\n\(tried.ended.err)\(tried.ended.out)")
    }

    @Test func theCatalogueIsLargeAndNamesEachCaseOnce() throws {
        let cases = try Self.cases.get()
        #expect(cases.count >= 300)
        let names = Dictionary(grouping: cases) { "\($0.family): \($0.name)" }
        #expect(names.filter { $0.value.count > 1 }.keys.sorted() == [])
    }
}
