import Content
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A folder on another file system than that of the tests' projects.
final class OtherDisk: Sendable {
    let path: String

    static var isThere: Bool {
        Volume.isFolder("/dev/shm") && Volume.refusal(toWriteIn: "/dev/shm") == nil && !Volume.areTogether("/dev/shm", NSTemporaryDirectory())
    }

    init() throws {
        path = "/dev/shm/mv-e2e-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A disk that is mounted for a test, which needs root.
final class MountedDisk: Sendable {
    let path: String
    private let isMounted = Mutex(false)

    /// - Parameter size: as tmpfs takes it, `2m`.
    init(size: String) async throws {
        path = NSTemporaryDirectory() + "mv-mount-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try await Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path)
        isMounted.withLock { $0 = true }
    }

    /// A folder of this disk, seen at another place until `unmount`.
    init(showing folder: String, at path: String) async throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try await Self.run("/bin/mount", "--bind", folder, path)
        isMounted.withLock { $0 = true }
    }

    deinit {
        // A test that ended early.
        if isMounted.withLock({ $0 }) { _ = Self.runs("/bin/umount", ["-l", path]) }
        rmdir(path)
    }

    func resize(to size: String) async throws { try await Self.run("/bin/mount", "-o", "remount,size=\(size)", path) }
    func setWritable(_ isWritable: Bool) async throws { try await Self.run("/bin/mount", "-o", isWritable ? "remount,rw" : "remount,ro", path) }
    func unmount() async throws {
        try await Self.run("/bin/umount", path)
        isMounted.withLock { $0 = false }
    }

    /// True where a file system can be mounted; asked once, by doing it.
    static let isPermitted: Bool = {
        let folder = NSTemporaryDirectory() + "mv-mount-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard geteuid() == 0, (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil else { return false }
        return runs("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]) && runs("/bin/umount", [folder])
    }()

    private static func runs(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        (process.executableURL, process.arguments) = (URL(filePath: program), arguments)
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    private struct Failed: Error { var words: String }

    private static func run(_ program: String, _ arguments: String...) async throws {
        let ended = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 4096))
        guard ended.terminationStatus.isSuccess else { throw Failed(words: "\(program) \(arguments): \(ended.standardError)") }
    }
}

extension TinyProject {
    func store(_ words: String...) async throws -> Program.Ended { try await Program.run(["store"] + words, in: folder) }

    /// Files that nothing names, so that copying takes a while.
    func pad(files: Int, bytes: Int) throws {
        let store = Store(root: folder + "/.mv/store")
        for number in 0..<files {
            var data = Data("padding \(number) ".utf8)
            data.append(Data(repeating: UInt8(number & 255), count: max(0, bytes - data.count)))
            _ = try store.publish(data, fileExtension: "bin")
        }
    }

    /// Files under names of digests in a folder, each of which has the bytes it is named by.
    static func wholeFiles(in root: String) throws -> Set<Digest> {
        var whole: Set<Digest> = []
        guard Volume.isFolder(root) else { return whole }
        try StoreWalk(root: root).eachFile { blob in
            if try Digest(ofFile: Store(root: root).path(of: blob)) == blob.digest { whole.insert(blob.digest) }
        }
        return whole
    }

    static func countFiles(in root: String) -> Int {
        var count = 0
        guard Volume.isFolder(root) else { return 0 }
        try? StoreWalk(root: root).eachFile { _ in count += 1 }
        return count
    }

    /// A build that has nothing to do.
    func isIdle() async throws -> Bool {
        let idle = try await build()
        return idle.code == 0 && ["takes", "scores", "render"].allSatisfy { idle.made($0) <= 0 }
    }
}
