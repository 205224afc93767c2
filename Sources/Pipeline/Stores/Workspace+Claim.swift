import Content
import Foundation

extension Workspace {
    /// Makes the store ready to be written to: founds it where there is none, joins others in theirs, and remembers where it is. Costs nothing
    /// where the store is in `.mv/store`. To be called by the holder of the project's lock.
    ///
    /// - Throws: `StoreError` and `ContentError` when the folder cannot be made or written to.
    public func claimStore() throws {
        switch place.standing {
        case .own: return
        case .known(let memory): try claim(memory)
        case .moved(var memory):
            (memory.path, memory.renaming) = (StoreMemory.relative(place.root, to: folder), nil)
            try claim(memory)
        case .fresh: try claim(StoreMemory(path: StoreMemory.relative(place.root, to: folder)))
        case .joining(let mark): try claim(StoreMemory(store: mark.id, path: StoreMemory.relative(place.root, to: folder)))
        }
    }

    private func claim(_ wanted: StoreMemory) throws {
        var memory = wanted
        try AtomicFile.makeFolder(place.root)
        if let reason = Volume.refusal(toWriteIn: place.root) {
            throw StoreError(.refused, "the store \(place.root) cannot be written to: \(reason); is its disk mounted read-only, or somebody else's?")
        }
        let registry = StoreRegistry(store: place.root)
        // A copy of the whole project's folder has the same name as the project it was copied from, and is another.
        if let entry = registry.entry(of: memory.project), entry.folder != folder, !Volume.isSame(entry.folder, folder),
            let other = try? StoreMemory(in: entry.folder), other.project == memory.project
        {
            memory.project = UUID().uuidString.lowercased()
        }
        let lock = try StoreLock(root: place.root)
        defer { lock.release() }
        if try StoreMark(in: place.root) == nil { try StoreMark(id: memory.store).write(in: place.root) }
        // Before it is remembered: from then on somebody else's cleaning must know of this project.
        try registry.enter(memory.project, folder: folder)
        if try StoreMemory(in: folder) != memory { try memory.save(in: folder) }
    }
}
