import ExecutorsForTests
import Foundation
import Subprocess

/// A tiny project whose work is done on the tests' own Slurm cluster.
struct SlurmProject {
    let project: TinyProject
    let cluster: SlurmCluster

    /// - Parameter executor: more keys of `executor`.
    init(_ executor: String = "", yaml: String? = nil) throws {
        cluster = try SlurmCluster.shared.get()
        try cluster.settle()
        let text = yaml ?? TinyProject.yaml()
        project = try TinyProject(yaml: text + "\nexecutor: {kind: slurm, poll: 0.3, lag: 2\(executor.isEmpty ? "" : ", " + executor)}\n")
    }

    var environment: [Environment.Key: String?] {
        Dictionary(uniqueKeysWithValues: cluster.environment.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } })
    }

    func mv(_ arguments: String...) async throws -> Program.Ended {
        try await Program.run(arguments, in: project.folder, environment: environment)
    }

    func build(_ more: String...) async throws -> Program.Ended {
        try await Program.run(["build", "project.yaml", "--json"] + more, in: project.folder, environment: environment)
    }

    /// Slurm's numbers of all arrays that were handed in for this project, by its own memory of jobs.
    func arrays() throws -> Set<String> {
        let lines = try cluster.ask("squeue", ["--noheader", "--array", "--states=all", "--format=%F|%Z"]).split(separator: "\n")
        return Set(lines.filter { $0.contains(project.folder) }.map { String($0.prefix { $0 != "|" }).trimmingCharacters(in: .whitespaces) })
    }

    var batches: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: project.folder + "/.mv/batches")) ?? []).filter { $0.hasPrefix("mv-") }
    }

    /// Results there are of a kind of job.
    func results(_ kind: String) -> Int {
        guard let walker = FileManager.default.enumerator(atPath: project.folder + "/.mv/results") else { return 0 }
        return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".json") }.count { name in
            let data = FileManager.default.contents(atPath: project.folder + "/.mv/results/" + name) ?? Data()
            return (try? JSONSerialization.jsonObject(with: data) as? [String: Any])?["kind"] as? String == kind
        }
    }

    /// Waits for something to be so; false when it never was.
    func wait(_ seconds: Double = 60, _ isSo: () throws -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while .now < end {
            if try isSo() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// The film that the same project gives on this machine alone.
    static func filmMadeHere(_ yaml: String = TinyProject.yaml()) async throws -> Data {
        let project = try TinyProject(yaml: yaml)
        let built = try await project.build()
        guard built.code == 0, let film = project.data("out/final.mp4") else { throw SlurmCluster.Broken(description: built.err + built.out) }
        return film
    }
}
