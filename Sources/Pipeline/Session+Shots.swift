import Editorial
import Pool

extension Session {
    /// Writes into the pool what the project asks for today, as a build does before anything else. Takes that answer it are told from older
    /// ones by it.
    public func noteShots() throws {
        let pool = try openPool()
        var asks = try TakeAsks(self)
        // What is in the journal can only be read once its shots are known.
        try pool.syncShots(project.shots, recipeKeys: asks.recipeKeys, at: Session.now)
        try asks.add(from: pool.journal(), pool, self)
        try pool.syncShots(project.shots, recipeKeys: asks.recipeKeys, at: Session.now)
    }
}
