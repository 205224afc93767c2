import Content
import Events
import Foundation
public import ProjectFile

/// Where a project's store is: as the project file says, and as the project remembers. Finding it changes nothing.
///
/// A store that is not in `.mv/store` is known by its mark. Without it there nothing is done at all: a disk that is not mounted must never
/// look like a store that has lost its takes.
public struct StorePlace: Sendable {
    enum Standing: Sendable {
        /// In `.mv/store`, and it was never elsewhere.
        case own
        case known(StoreMemory)
        /// It was moved, and the project does not remember that yet.
        case moved(StoreMemory)
        /// There is no store yet; the folder is to become one.
        case fresh
        /// The project has no files yet, and begins with a store that others use.
        case joining(StoreMark)
    }

    /// Absolute path of the store.
    public let root: String
    let standing: Standing

    static func own(in folder: String) -> StorePlace { StorePlace(root: folder + "/.mv/store", standing: .own) }

    var memory: StoreMemory? {
        switch standing {
        case .known(let memory), .moved(let memory): memory
        case .own, .fresh, .joining: nil
        }
    }

    public func isInside(_ folder: String) -> Bool { root.hasPrefix(folder + "/") }

    /// The folder that a move of the store has not emptied yet.
    public var leaving: String? { memory?.leaving }

    /// - Parameter key: of the project file; nil where it does not say, and to find where the files are whatever it says.
    /// - Throws: `Diagnostics` where the key does not fit what is remembered, `StoreError` where the store is not there.
    public static func find(folder: String, key: StoreKey?) throws -> StorePlace {
        if let memory = try StoreMemory(in: folder) { return try find(memory, folder, key) }
        let own = own(in: folder)
        guard let key, !isOne(key.path, own.root) else { return own }
        guard StoreWalk(root: own.root).isEmpty else { throw elsewhere(key, own.root) }
        let state = try StoreFolder(key.path)
        switch state {
        case .store(let mark): return StorePlace(root: key.path, standing: .joining(mark))
        case .empty, .absent: return StorePlace(root: key.path, standing: .fresh)
        case .homeless, .other:
            throw Diagnostics([
                Diagnostic(
                    file: key.file, line: key.line, column: key.column, path: "store", state.problem(key.path) ?? "",
                    suggestion: state.next)
            ])
        }
    }

    private static func find(_ memory: StoreMemory, _ folder: String, _ key: StoreKey?) throws -> StorePlace {
        let known = memory.place(in: folder)
        func isThere(_ path: String) -> Bool { (try? StoreMark(in: path))?.id == memory.store }
        if isThere(known) {
            guard let key, !isOne(key.path, known) else { return StorePlace(root: known, standing: .known(memory)) }
            throw elsewhere(key, known)
        }
        if let next = memory.renaming, isThere(next) { return StorePlace(root: next, standing: .moved(memory)) }
        if let key, isThere(key.path) { return StorePlace(root: key.path, standing: .moved(memory)) }
        throw absent(known, memory, folder)
    }

    private static func elsewhere(_ key: StoreKey, _ known: String) -> Diagnostics {
        Diagnostics([
            Diagnostic(
                file: key.file, line: key.line, column: key.column, path: "store",
                "the files of this project are in \(known), not in \(key.path)",
                suggestion: "'mv store move' brings them there, and nothing is made again; or write 'store: \(known)'")
        ])
    }

    private static func absent(_ known: String, _ memory: StoreMemory, _ folder: String) -> StoreError {
        let state = try? StoreFolder(known)
        let why: String
        switch state {
        case .absent, .homeless: why = "is not there now; is its disk mounted?"
        case .empty: why = "is empty now; is its disk mounted?"
        case .store: why = "is another store now; is the right disk mounted?"
        case .other, nil:
            let text = String(decoding: StoreMark(id: memory.store).text, as: UTF8.self)
            why = "has no \(StoreMark.name) now; is the right disk mounted? If only that file was lost, put it back with this text: \(text)"
        }
        return StoreError(
            .absent,
            "the store of this project, \(known), \(why) Nothing was done: no take counts as lost, and none is made again. "
                + "If the folder was moved by hand or a copy takes its place, write 'store: FOLDER' into the project file; if it was deleted on purpose, remove \(StoreMemory.file(folder))")
    }

    /// One folder, by whatever names.
    static func isOne(_ a: String, _ b: String) -> Bool { a == b || Volume.isSame(a, b) }
}
