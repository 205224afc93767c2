import Editorial
import Foundation
import Pipeline
import Testing

/// Which segments a look makes anew.
struct GradingTests {
    private static func cube(_ most: String) -> String {
        "LUT_3D_SIZE 2\n" + (0..<8).map { "\($0 & 1) \($0 >> 1 & 1) \($0 == 7 ? most : String($0 >> 2 & 1))" }.joined(separator: "\n") + "\n"
    }

    @Test func gradingOneShotEncodesItsSegmentAlone() async throws {
        let film = try Film()
        try await film.build()
        try film.write(Film.yaml(matrix: ", grade: {exposure: 0.5}"))
        #expect(try await film.build().jobs["segment"] == 1)
        try film.write(Film.yaml())
        #expect(try await film.build().jobs["segment"] == nil)
    }

    @Test func aShotKeepsWhatTheFilmSaysOfItsGrade() async throws {
        let film = try Film(Film.yaml(more: "grade: {saturation: 0}"))
        try await film.build()
        // The same for this shot in other words.
        try film.write(Film.yaml(matrix: ", grade: {exposure: 0}", more: "grade: {saturation: 0}"))
        #expect(try await film.build().jobs["segment"] == nil)
    }

    @Test func anotherTableOfColoursEncodesItsClipsAgain() async throws {
        let film = try Film()
        try await film.build()
        try film.write(Film.yaml(more: "grade: {lut: look.cube}"), Self.cube("1"))
        #expect(try await film.build().jobs["segment"] == 3)
        #expect(try await film.build().jobs.isEmpty)
        try film.write(Film.yaml(more: "grade: {lut: look.cube}"), Self.cube("0.9"))
        #expect(try await film.build().jobs["segment"] == 3)
        try film.write(Film.yaml(more: "grade: {lut: look.cube, lut_strength: 0}"), Self.cube("0.9"))
        #expect(try await film.build().jobs["segment"] == nil)
    }

    @Test func aTableThatGoesAwayIsNamed() async throws {
        let film = try Film()
        try await film.build()
        try film.write(Film.yaml(more: "grade: {lut: look.cube}"), Self.cube("1"))
        let session = try film.session()
        try FileManager.default.removeItem(atPath: film.folder + "/look.cube")
        let error = try #require(throws: BuildError.self) { try Forecast(session) }
        #expect("\(error)".contains("look.cube") && "\(error)".contains("correct 'lut'"))
    }
}

extension Film {
    fileprivate func write(_ yaml: String, _ cube: String) throws {
        try Data(cube.utf8).write(to: URL(filePath: folder + "/look.cube"))
        try write(yaml)
    }
}
