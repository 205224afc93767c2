public import Content
import Foundation

/// Which key each thing people have a name for (`slot 17`, `push-03 take 7`) was last made from, so that a build can say
/// why it makes it again. A memory, not a fact: without the file only the explanations are missing.
public struct LastKeys: Sendable {
    private let path: String
    private var keys: [String: Digest]
    private var isChanged = false

    public init(path: String) {
        self.path = path
        keys = (try? CanonicalJSON.decode(from: Data(contentsOf: URL(fileURLWithPath: path)))) ?? [:]
    }

    public subscript(subject: String) -> Digest? { keys[subject] }

    /// Remembers the key for the next time. Nothing is written before `save`.
    public mutating func note(subject: String, key: JobKey) {
        isChanged = isChanged || keys[subject] != key.digest
        keys[subject] = key.digest
    }

    /// Forgets everything but the subjects given: slots and takes that no longer exist.
    public mutating func keep(only subjects: Set<String>) {
        let kept = keys.filter { subjects.contains($0.key) }
        isChanged = isChanged || kept.count != keys.count
        keys = kept
    }

    /// Writes the file when something changed.
    public mutating func save() {
        guard isChanged, let data = try? CanonicalJSON.data(keys) else { return }
        AtomicFile.remember(data, at: path)
        isChanged = false
    }

    /// Why the subject has to be made, in words; nil when it was never made or when its result is good.
    public func reason(subject: String, newKey: JobKey, results: ResultStore) -> String? {
        guard let old = keys[subject] else { return nil }
        if old == newKey.digest {
            return results.find(old) == nil ? "its result or a file of it is missing or short" : nil
        }
        guard let text = results.keyText(of: old) else {
            return "its key changed from \(old.short) to \(newKey), and what \(old.short) was made from is no longer known"
        }
        return KeyDifference(from: text, to: newKey.text).description
    }
}

extension ResultStore {
    /// The text a result's key was made from, whether or not its files are still there.
    public func keyText(of key: Digest) -> String? {
        guard let data = FileManager.default.contents(atPath: path(of: key)),
            let result = try? CanonicalJSON.decode(JobResult.self, from: data), result.key == key
        else { return nil }
        return result.keyText
    }
}
