import Media
import Rendering
import Testing

struct LetterboxTests {
    @Test(arguments: Grey.formats) func barsAreBlackAndWhatIsBetweenThemStays(format: String) throws {
        let picture = try Grey.flat(150, 90, 170, format: format)
        let before = Grey.samples(picture)
        let shared = Frame()
        try shared.refer(to: picture)
        try shared.bar(6)
        let luma = Grey.samples(shared)
        #expect(luma[..<6].joined().allSatisfy { $0 == 16 } && luma[30...].joined().allSatisfy { $0 == 16 })
        #expect(luma[6..<30].joined().allSatisfy { $0 == 150 })
        for (plane, value) in [(1, 90.0), (2, 170.0)] {
            let rows = Grey.samples(shared, plane: plane)
            let bar = 6 * rows.count / 36
            #expect(rows[..<bar].joined().allSatisfy { $0 == 128 } && rows[(rows.count - bar)...].joined().allSatisfy { $0 == 128 })
            #expect(rows[bar..<rows.count - bar].joined().allSatisfy { $0 == value })
        }
        #expect(Grey.samples(picture) == before)
    }

    @Test func noRowsLeaveThePictureAlone() throws {
        let picture = try Grey.flat(150)
        let shared = Frame()
        try shared.refer(to: picture)
        try shared.bar(0)
        #expect(shared.plane(0) == picture.plane(0))
    }
}
