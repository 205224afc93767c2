import Dispatch
import Editorial
import Synchronization

/// Reads scores by all processors: of what a selection is made from, they are most of the reading.
enum ScoresReading {
    /// Rows to gather before they are read.
    static let most = 1024
    private static let chunk = 64

    /// In the order of the texts.
    static func scores(_ texts: [String?]) -> [Scores?] {
        let chunks = (texts.count + chunk - 1) / chunk
        let made = Mutex([[Scores?]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: chunks) { number in
            let scores = texts[number * chunk..<min((number + 1) * chunk, texts.count)].map { $0.flatMap(Scores.init(stored:)) }
            made.withLock { $0[number] = scores }
        }
        return made.withLock { $0.flatMap { $0 } }
    }
}
