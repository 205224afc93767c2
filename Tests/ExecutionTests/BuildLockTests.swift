import Execution
import Foundation
import Testing

@Suite struct BuildLockTests {
    private let path = FileManager.default.temporaryDirectory.path + "/lock-\(UUID().uuidString)/.mv/lock"

    @Test("the second holder is told who holds the lock, and gets it when the first is gone")
    func oneHolder() throws {
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        let first = try BuildLock(path: path, command: "mv build video.yaml")
        let refused = #expect(throws: BuildLock.Refused.self) { try BuildLock(path: path, command: "mv render") }
        let words = refused?.description ?? ""
        #expect(words.contains("another build of this project is running: pid \(getpid()) on "))
        #expect(words.contains("(mv build video.yaml)"))
        #expect(words.contains(try Regex(#"since \d\d:\d\d "#)))
        first.release()
        try BuildLock(path: path, command: "mv render").release()
        first.release()
    }

    @Test("a lock file left by a process that died holds nobody up, whatever stands in it")
    func leftoversDoNotHold() throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        try Data(#"{"pid":1,"host":"elsewhere","since":0,"command":"mv build"}"#.utf8).write(to: URL(fileURLWithPath: path))
        let lock = try BuildLock(path: path, command: "mv build")
        let refused = #expect(throws: BuildLock.Refused.self) { try BuildLock(path: path, command: "mv build") }
        #expect(refused?.description.contains("elsewhere") == false)
        lock.release()
    }
}
