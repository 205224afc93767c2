import Foundation
import Testing

struct CubeFileTests {
    private static let eight = Array(repeating: "0 0.5 1\n", count: 8).joined()

    /// What is said of a project whose grade has a table with this text.
    private func said(_ text: String) throws -> String? {
        let name = UUID().uuidString + ".cube"
        try Data(text.utf8).write(to: URL(filePath: Sample.folder + "/" + name))
        return Sample.faults("grade: {lut: \(name)}\n").first?.replacing("1:14: error: grade.lut: \(name):", with: "").replacing(
            "; correct the file", with: "")
    }

    @Test(arguments: [
        "LUT_3D_SIZE 2\n" + eight,
        "\u{FEFF}# a look\r\nTITLE \"A look\"\r\nDOMAIN_MIN 0 0 0\r\nDOMAIN_MAX 1.0 1.0 1.0\r\nLUT_3D_SIZE 2\r\n\r\n" + eight,
        "LUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0.0 1.0\n" + eight, "LUT_1D_SIZE 8\n" + eight, "LUT_3D_SIZE 2\n# in between\n  " + eight,
        "LUT_3D_SIZE 2\n" + eight.replacing("0.5", with: "-1.5e-3"),
    ])
    func tablesOfTheSpecificationAreTaken(text: String) throws { #expect(try said(text) == nil) }

    @Test(arguments: [
        ("", " it has no LUT_3D_SIZE; expected a .cube file"),
        ("LUT_3D_SIZE 2\n0 0 0\n", " it has 1 colours where 8 make a table of 2"),
        ("LUT_1D_SIZE 9\n" + eight, " it has 8 colours where 9 make a table of 9"),
        ("LUT_3D_SIZE 500\n", "1: expected LUT_3D_SIZE and a size from 2 to 256"),
        ("LUT_1D_SIZE one\n", "1: expected LUT_1D_SIZE and a size from 2 to 65536"),
        ("LUT_1D_SIZE 8\nLUT_3D_SIZE 2\n" + eight, "2: it has a second size; expected one table of colours"),
        ("LUT_3D_SIZE 2\n0 0\n", "2: expected three numbers"), ("LUT_3D_SIZE 2\n0 0 O\n", "2: expected three numbers"),
        (
            "DOMAIN_MAX 4 4 4\nLUT_3D_SIZE 2\n" + eight,
            "1: it is made for other values than those from 0 to 1; export it for video or display colours"
        ),
        (
            "LUT_3D_SIZE 2\nDOMAIN_MIN -1 -1 -1\n" + eight,
            "2: it is made for other values than those from 0 to 1; export it for video or display colours"
        ),
        ("LUT_3D_SIZE 2\nnan 0 0\n", "2: 'nan' is no keyword of a .cube file"),
        ("<html>\n", "1: expected three numbers"),
    ])
    func whatIsNoneIsToldWithItsLine(text: String, words: String) throws { #expect(try said(text) == words) }
}
