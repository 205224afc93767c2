import Content
import Foundation

/// The program that touches media, `mv-worker`. libav is linked into it and into nothing else: the coordinator could not decode a hostile
/// file if it wanted to, and it starts in a third of the time.
public struct WorkerProgram: Sendable {
    public struct Unusable: Error, Sendable, CustomStringConvertible {
        public var description: String
    }

    public let path: String

    public init(path: String) { self.path = path }

    /// The one in the folder of another program, where builds and installations put it.
    public init(besideProgram program: String) {
        path = URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent("mv-worker").path
    }

    /// Program and arguments of a worker that reads from the store of these results and saves to them.
    public func command(for results: ResultStore) -> [String] { [path, "--store", results.store.root, "--results", results.root] }

    /// Asks the program about itself; takes as long as it takes to start.
    /// - Throws: `Unusable` when it is not there, does not run or says something else.
    public func about() throws -> WorkerAbout {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Unusable(description: "there is no program \(path); mv and mv-worker belong in one folder, 'swift build' makes both")
        }
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--about"]
        process.environment = LocalExecutor.usualEnvironment
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, output, errors)
        do {
            try process.run()
            let said = try output.fileHandleForReading.readToEnd() ?? Data()
            let log = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            guard process.terminationReason == .exit, process.terminationStatus == 0 else {
                throw Unusable(description: "\(path) does not run; 'mv doctor' checks the installation\n\(log)")
            }
            return try CanonicalJSON.decode(from: said)
        } catch let error as Unusable {
            throw error
        } catch {
            throw Unusable(description: "\(path) cannot be asked about itself: \(error)")
        }
    }
}
