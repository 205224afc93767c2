import Foundation

/// All cases of `Tests/BadInput`, family by family.
enum Catalogue {
    /// - Throws: what cannot be read of a file of cases.
    static func read() throws -> [BadInputCase] {
        let folder = Program.root + "/Tests/BadInput"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".cases") }.sorted()
        return try files.flatMap { file in
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            return try CaseFile(family: String(file.dropLast(".cases".count)), text: text).cases
        }
    }
}
