import Cluster
import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What Ctrl-C means while a command works: the end of it, after the question what is to become of work that is with a cluster. A second one
/// ends the program at once; there, work on the cluster goes on.
final class Interruption: Sendable {
    private let cancel: @Sendable () -> Void
    private let isCancelled: @Sendable () -> Bool
    private let cluster: SlurmExecutor?
    private let isAsking = Mutex(false)

    init(cluster: SlurmExecutor?, isCancelled: @escaping @Sendable () -> Bool, cancel: @escaping @Sendable () -> Void) {
        (self.cluster, self.isCancelled, self.cancel) = (cluster, isCancelled, cancel)
    }

    /// Listens until the sources are cancelled.
    func listen() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { self.came(number) }
            source.resume()
            return source
        }
    }

    private func came(_ number: Int32) {
        if isCancelled() { _exit(Failure.Code.cancelled.rawValue) }
        let isSecond = isAsking.withLock { asking in
            defer { asking = true }
            return asking
        }
        guard !isSecond, number == SIGINT, let cluster, cluster.jobsAway > 0, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            return end(leaving: cluster?.jobsAway ?? 0)
        }
        Thread { self.ask(cluster) }.start()
    }

    private func ask(_ cluster: SlurmExecutor) {
        let away = cluster.jobsAway
        Reporters.settle()
        Failure.write("\(away) job\(away == 1 ? " is" : "s are") with the cluster. Leave them there (l), cancel them (c), or go on waiting (Enter)? ")
        switch readLine()?.trimmingCharacters(in: .whitespaces).lowercased().first {
        case "c":
            cluster.cancelTasksWhenCancelled()
            cancel()
        case "l": end(leaving: away)
        case nil where isCancelled(): end(leaving: away)
        case nil: isAsking.withLock { $0 = false }
        default: ask(cluster)
        }
    }

    private func end(leaving away: Int) {
        if away > 0 {
            Reporters.settle()
            Failure.say("\(away) job\(away == 1 ? " goes" : "s go") on on the cluster: the next build collects, 'mv jobs cancel' takes back")
        }
        cancel()
    }
}
