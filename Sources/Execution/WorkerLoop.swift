import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What `mv-worker` does: reads jobs from standard input, makes one after the other, answers each on standard output.
///
/// The coordinator starts workers in process groups of their own, so that Ctrl-C reaches the coordinator alone and it
/// decides how they end. A worker ends by itself when its input ends or its parent is gone.
public struct WorkerLoop: Sendable {
    private let book: RecipeBook
    private let results: ResultStore
    private let fence: ResourceFence

    public init(book: RecipeBook, results: ResultStore, fence: ResourceFence = ResourceFence()) {
        self.book = book
        self.results = results
        self.fence = fence
    }

    /// Serves until the input ends. Takes over the process's standard input and output: whatever recipes and libraries
    /// print goes to standard error, and what they try to read is empty.
    public func serve() {
        let input = Self.setAside(STDIN_FILENO, replacement: open("/dev/null", O_RDONLY | O_CLOEXEC))
        let output = Self.setAside(STDOUT_FILENO, replacement: STDERR_FILENO)
        signal(SIGPIPE, SIG_IGN)
        fence.apply()
        Self.endWithParent()

        var lines = LineSplitter(limit: .max)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        guard Self.say(.hello(protocolVersion: WorkerAnswer.protocolVersion, pid: getpid()), to: output) else { return }
        while true {
            let count = read(input, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            lines.append(piece[..<count])
            while let line = try? lines.next() {
                guard Self.say(answer(to: line), to: output) else { return }
            }
        }
        if !lines.rest.isEmpty { _ = Self.say(answer(to: lines.rest), to: output) }
    }

    /// Makes one job, with no more of a fence than this process has, and returns the answer's line.
    package func runOne(line: String) -> String { Self.text(answer(to: Array(line.utf8))) }

    private func answer(to line: [UInt8]) -> WorkerAnswer {
        #if canImport(ObjectiveC)
            autoreleasepool { make(line) }
        #else
            make(line)
        #endif
    }

    private func make(_ line: [UInt8]) -> WorkerAnswer {
        let job: Job
        do {
            job = try CanonicalJSON.decode(from: Data(line))
        } catch {
            return .failed(failure: JobFailure(kind: "job", label: "unknown", reason: "the worker cannot read its job line: \(error)"))
        }
        fence.beginJob()
        do {
            return .done(key: try book.run(job, results: results).key)
        } catch let failure as JobFailure {
            return .failed(failure: failure)
        } catch let error as ContentError {
            let isInput = error.operation == .find || error.operation == .use
            return .failed(
                failure: JobFailure(kind: job.kind, label: job.label, reason: "\(error)", code: isInput ? JobFailure.input : JobFailure.surroundings))
        } catch {
            return .failed(failure: JobFailure(kind: job.kind, label: job.label, reason: "\(error)"))
        }
    }

    private static func text(_ answer: WorkerAnswer) -> String {
        do {
            return try answer.line
        } catch {
            preconditionFailure("an answer of texts and integers can always be spelled: \(error)")
        }
    }

    /// False when nobody listens any more.
    private static func say(_ answer: WorkerAnswer, to output: Int32) -> Bool {
        let bytes = Array((text(answer) + "\n").utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(output, $0.baseAddress! + sent, bytes.count - sent) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Moves a standard descriptor to a number nobody knows and puts another in its place.
    private static func setAside(_ descriptor: Int32, replacement: Int32) -> Int32 {
        let aside = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        precondition(aside >= 0 && replacement >= 0, "a worker needs its standard input, output and error")
        dup2(replacement, descriptor)
        return aside
    }

    /// A worker in the middle of a long job does not see its input end, so a thread looks after the parent. Linux could
    /// send a signal instead (PR_SET_PDEATHSIG), but sends it when the parent's *thread* that forked is gone, which for
    /// most launchers says nothing about the process.
    private static func endWithParent() {
        let parent = getppid()
        let watch = Thread {
            while getppid() == parent { usleep(250_000) }
            _exit(1)
        }
        watch.start()
    }
}
