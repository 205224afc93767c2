public import Content
import Dispatch
import Foundation
import Pool
import Synchronization

/// Reads every file of a store and compares it with the digest it is named by. Nothing is removed.
public struct StoreCheck: Sendable {
    public enum Fault: String, Sendable, CaseIterable {
        /// A take of the pool that was not archived has no file.
        case missing
        /// It has fewer bytes than it had.
        case short
        /// It holds other bytes than it had.
        case changed
        /// The disk does not give its bytes.
        case unreadable
        /// It is none of the store's.
        case foreign
        /// Left by a program that was killed.
        case unfinished

        /// Foreign and unfinished files are only in the way.
        public var isHarm: Bool { self != .foreign && self != .unfinished }
    }

    public struct Finding: Sendable {
        public var fault: Fault
        public var path: String
        public var blob: Blob?
        public var owner: StoreOwner = .nobody
        /// Where the good copy came from that is in its place now.
        public var repairedFrom: String?
        /// Where the damaged file is now.
        public var quarantine: String?
    }

    public struct Report: Sendable {
        public var files = 0
        public var bytes: Int64 = 0
        public var findings: [Finding] = []
        /// What is wrong and was not put right.
        public var harm: Int { findings.count { $0.fault.isHarm && $0.repairedFrom == nil } }
    }

    private let workspace: Workspace
    private let processors: Int

    public init(workspace: Workspace, processors: Int) { (self.workspace, self.processors) = (workspace, max(1, processors)) }

    /// - Parameter progress: bytes that were read, of all.
    public func run(progress: (Int64, Int64) -> Void) throws -> Report {
        let store = workspace.store
        var report = Report()
        guard Volume.isFolder(store.root) else {
            report.findings = try missing(seen: [])
            return report
        }
        var all: Int64 = 0
        try StoreWalk(root: store.root).eachFile { all += $0.bytes }
        var waiting: [Blob] = []
        func read() {
            let faults = Mutex<[Finding]>([])
            let batch = waiting
            let lanes = min(processors, batch.count)
            // Each lane takes the next file when it is done with one: files differ in length.
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: lanes) { _ in
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < batch.count else { return }
                    if let fault = Self.fault(batch[index], store) {
                        faults.withLock { $0.append(Finding(fault: fault, path: store.path(of: batch[index]), blob: batch[index])) }
                    }
                }
            }
            report.findings += faults.withLock { $0 }
            report.files += batch.count
            report.bytes += batch.reduce(0) { $0 + $1.bytes }
            progress(report.bytes, all)
            waiting = []
        }
        progress(0, all)
        try StoreWalk(root: store.root).each { found in
            switch found {
            case .file(let blob):
                waiting.append(blob)
                if waiting.count >= 32 * processors { read() }
            case .unfinished(let path, _, let isAbandoned):
                if isAbandoned { report.findings.append(Finding(fault: .unfinished, path: path)) }
            case .foreign(let path, _): report.findings.append(Finding(fault: .foreign, path: path))
            }
        }
        if !waiting.isEmpty { read() }
        try explain(&report.findings)
        report.findings += try missing(seen: Set(report.findings.compactMap(\.blob?.digest)))
        report.findings.sort { ($0.path, $0.fault.rawValue) < ($1.path, $1.fault.rawValue) }
        return report
    }

    private static func fault(_ blob: Blob, _ store: Store) -> Fault? {
        do {
            return try Digest(ofDisk: store.path(of: blob)) == blob.digest ? nil : .changed
        } catch {
            // It was cleaned away meanwhile: what is missing is asked later.
            return FileManager.default.fileExists(atPath: store.path(of: blob)) ? .unreadable : nil
        }
    }

    /// Says whose the damaged files are, and which of them are only short.
    private func explain(_ findings: inout [Finding]) throws {
        let isShared = try !StoreRegistry(store: workspace.store.root).entries(except: workspace.place.memory?.project).isEmpty
        let owners = try StoreOwner.all(of: Set(findings.compactMap(\.blob?.digest)), in: workspace)
        for index in findings.indices {
            guard let blob = findings[index].blob else { continue }
            findings[index].owner = owners[blob.digest] ?? (isShared ? .others : .nobody)
            let bytes: Int64? =
                switch findings[index].owner {
                case .take(let take): take.blob.bytes
                case .made(_, let bytes): bytes
                case .brought, .nobody, .others: nil
                }
            if findings[index].fault == .changed, let bytes, blob.bytes < bytes { findings[index].fault = .short }
        }
    }

    private func missing(seen: Set<Digest>) throws -> [Finding] {
        guard FileManager.default.fileExists(atPath: workspace.pool) else { return [] }
        var (findings, known): ([Finding], Set<Digest>) = ([], seen)
        try Pool(readingPath: workspace.pool).eachTake(withScores: false) { take in
            let path = workspace.store.path(of: take.blob)
            guard take.archived == nil, !FileManager.default.fileExists(atPath: path), known.insert(take.blob.digest).inserted else { return }
            findings.append(Finding(fault: .missing, path: path, blob: take.blob, owner: .take(take)))
        }
        return findings
    }
}
