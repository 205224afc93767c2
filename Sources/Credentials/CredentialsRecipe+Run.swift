import Content
public import Execution
import Foundation
import Media
public import Recipes

extension CredentialsRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: file)
        let xmp = XMPBox.read(fromFile: path)
        guard ContentCredentials.present(inFile: path) else { return Output(xmp: xmp, credential: nil) }
        guard let library else { return Output(xmp: xmp, credential: .unread(CredentialsLibrary.howToGet)) }
        let opened = try C2PALibrary(path: context.path(of: library))
        do {
            return Output(xmp: xmp, credential: try opened.credential(of: path, fileExtension: file.fileExtension))
        } catch let error as CredentialsError {
            // A manifest that cannot be read is a finding, not a failure of ours.
            var credential = ContentCredential.unread(error.description)
            credential.state = .invalid
            credential.library = opened.versionText
            return Output(xmp: xmp, credential: credential)
        }
    }
}

extension C2PALibrary {
    /// Reads and checks the manifest of a file.
    func credential(of path: String, fileExtension: String) throws -> ContentCredential {
        let type = C2PAStream.mediaType(ofExtension: fileExtension) ?? "video/mp4"
        let stream = try C2PAStream(path, "rb", self)
        let context = try context()
        defer { free(context) }
        guard let empty = readerFromContext(context) else { throw CredentialsError(lastError) }
        guard let reader = readerWithStream(empty, type, stream.handle) else { throw CredentialsError(lastError) }
        defer { free(reader) }
        guard let report = taken(readerJSON(reader)) else { throw CredentialsError(lastError) }
        return try ContentCredential(report: report, library: versionText)
    }
}
