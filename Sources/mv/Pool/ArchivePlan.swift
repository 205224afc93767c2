import Content
import Editorial
import Pool

/// Which takes are archived, and why others are not.
struct ArchivePlan {
    private(set) var takes: [TakeRecord] = []
    private(set) var bytes: Int64 = 0
    private(set) var left: [String] = []

    init(_ folder: PoolFolder, named: [TakeRecord]?, _ filter: TakeFilter) throws {
        var (seen, kept): (Set<String>, Int) = ([], 0)
        // A take that an interrupted run marked may still have its file: it is taken up again.
        func add(_ take: TakeRecord) {
            guard seen.insert(take.id).inserted, take.archived == nil || folder.holds(take) else { return }
            takes.append(take)
            if folder.holds(take) { bytes += take.blob.bytes }
        }
        if let named {
            for take in named { add(take) }
            return
        }
        var query = try filter.conditions(folder.pool)
        if query == TakeQuery() { query.verdicts = [.reject] }
        let chosen = try folder.pool.takesInUse()
        try folder.pool.eachTake(query) { take in
            guard take.verdict.state != .pick, !chosen.contains(take.id) else {
                kept += seen.insert(take.id).inserted ? 1 : 0
                return
            }
            add(take)
        }
        if kept > 0 {
            left.append(
                "\(NumberText.counted(kept, "take")) left: picked, or in the last cut; "
                    + "'mv build\(folder.words)' cuts again without rejected ones, and a take that is named is archived all the same")
        }
    }
}
