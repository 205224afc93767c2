import Content
import Foundation

/// The answer of a server that answers when all is done: nothing can be asked for again there, so the answer is kept as a file until it
/// has been looked at. Its addresses may be signed, which the journal must not hold.
package enum KeptAnswer {
    /// Where answers lie in a generator's cache.
    package static func folder(in cache: String) -> String { cache + "/answers" }

    static func keep(_ body: Data, id: String?, _ ask: Ask) throws -> Ticket {
        do {
            try AtomicFile.write(body, to: path(ask.name, ask))
        } catch {
            throw ServiceError(.ambiguous, "its answer cannot be kept in \(folder(ask)): \(error)")
        }
        return Ticket(id ?? ask.name, links: ["answer": ask.name])
    }

    /// - Returns: nil for tickets of jobs that can be looked at.
    /// - Throws: `ServiceError` of kind `gone` when the file is not there any more.
    static func read(_ ticket: Ticket, _ ask: Ask) throws -> Data? {
        guard let name = ticket.links["answer"] else { return nil }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path(name, ask)))
        } catch {
            throw ServiceError(
                .gone, "the answer with the video was kept in \(path(name, ask)), and cannot be read: \(FileTrouble.words(error))")
        }
    }

    private static func folder(_ ask: Ask) -> String { folder(in: ask.cacheFolder) }
    private static func path(_ name: String, _ ask: Ask) -> String { "\(folder(ask))/\((name as NSString).lastPathComponent).json" }
}
