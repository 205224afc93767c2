import ArgumentParser
import Execution

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Become the program that runs jobs.", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "What mv-worker is given.")
    var arguments: [String] = []

    func run() throws {
        let words = [Running.worker.path] + arguments
        var vector = words.map { strdup($0) } + [nil]
        execv(Running.worker.path, &vector)
        throw Refusal("\(Running.worker.path) cannot be run: \(String(cString: strerror(errno))); mv and mv-worker belong in one folder")
    }
}
