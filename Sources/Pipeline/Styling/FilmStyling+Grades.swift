import Content
import Editorial
import Execution
import Foundation
import Recipes

extension FilmStyling {
    /// Of each clip; empty where nothing is graded.
    func grades() throws -> [GradeStep?] {
        let grades = cut.timeline.clips.indices.map { shot($0)?.grade ?? project.grade }
        guard grades.contains(where: { $0 != .plain }) else { return [] }
        let stops = LightMatch.stops(scores.map { $0?.strip.map(TakeLight.init) }, shares: grades.map(\.match))
        var tables: [String: Blob] = [:]
        return try zip(grades, stops).map { grade, stops in
            var table: Blob?
            if let path = grade.lut, grade.lutStrength > 0 {
                table = try tables[path] ?? adopted(path)
                tables[path] = table
            }
            return GradeStep(grade, matching: stops, lut: table)
        }
    }

    /// A table of colours as the store holds it.
    private func adopted(_ path: String) throws -> Blob {
        let store = session.workspace.store
        do {
            var digests = DigestCache(path: session.workspace.digests)
            let digest = try digests.digest(ofFile: path)
            let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
            let blob = Blob(digest: digest, bytes: size, fileExtension: "cube")
            return store.holds(blob) ? blob : try store.adopt(path, fileExtension: blob.fileExtension)
        } catch {
            throw BuildError(.render, "the table of colours \(path) is not taken in: \(error); put it back or correct 'lut'")
        }
    }
}
