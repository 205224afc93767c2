package import Editorial
import Foundation

/// How a batch is asked for: the arguments of `sbatch` and the script its tasks run.
package struct SlurmRequest: Sendable {
    var resources: ClusterResources
    /// Path of `mv` on the nodes.
    var program: String
    /// Names of variables that tasks see.
    var environment: [String]
    /// Folders a container has to see.
    var folders: [String]

    package init(resources: ClusterResources, program: String, environment: [String], folders: [String]) {
        (self.resources, self.program, self.environment, self.folders) = (resources, program, environment, folders)
    }

    /// Variables tasks see in any case, where they are set here.
    static let usualEnvironment = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR"]
    /// Seconds between the word that a task's time is nearly over and its end. Slurm may give it up to a minute sooner.
    static func notice(of time: Double?) -> Int { time.map { min(45, max(1, Int($0 / 10))) } ?? 45 }

    package func arguments(for batch: Batch, in folder: BatchFolder) -> [String] {
        let wanted = resources
        var arguments = [
            "--parsable", "--job-name=\(batch.name)", "--array=0-\(batch.tasks.count - 1)\(wanted.atOnce.map { "%\($0)" } ?? "")",
            "--chdir=\(folder.path)", "--output=\(folder.path)/logs/%a.log", "--open-mode=append", "--requeue", "--nodes=1", "--ntasks=1",
            "--cpus-per-task=\(wanted.cpus ?? 1)", "--signal=B:TERM@\(Self.notice(of: wanted.time))", "--comment=mv \(batch.work): \(batch.jobs) jobs",
            "--export=\((Self.usualEnvironment + environment).joined(separator: ","))",
        ]
        for (name, value) in [
            ("partition", wanted.partition), ("account", wanted.account), ("qos", wanted.qos), ("constraint", wanted.constraint),
            ("gres", wanted.gpus.map { "gpu:\($0)" }), ("mem", wanted.memory.map { "\(Int(($0 * 1024).rounded(.up)))M" }),
            ("time", wanted.time.map(Self.time)),
        ] {
            if let value { arguments.append("--\(name)=\(value)") }
        }
        return arguments + (wanted.sbatch ?? []) + [folder.script]
    }

    /// A login shell where lines of the user's come first: `module` is known to no other on most clusters.
    package func script(for batch: Batch, in folder: BatchFolder) -> String {
        let prepare = resources.prepare ?? []
        var words = [program, "worker", "--list", folder.path]
        if let container = resources.container {
            let gpus = resources.gpus == nil ? [] : ["--nv"]
            words = ["apptainer", "exec"] + gpus + folders.flatMap { ["--bind", $0] } + [container] + words
        }
        let command = words.map(Self.quoted).joined(separator: " ")
        return """
            #!/bin/bash\(prepare.isEmpty ? "" : " -l")
            # Batch \(batch.name) of mv: \(batch.jobs) jobs (\(batch.work)) in \(batch.tasks.count) tasks.
            \((prepare + ["exec \(command) --index \"$SLURM_ARRAY_TASK_ID\""]).joined(separator: "\n"))

            """
    }

    package static func quoted(_ word: String) -> String {
        let plain = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:,@".contains($0)) }
        return plain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    /// As Slurm writes times: days, hours, minutes, seconds.
    package static func time(_ seconds: Double) -> String {
        let all = Int(seconds.rounded(.up))
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(all / 3600 % 24)):\(two(all / 60 % 60)):\(two(all % 60))"
        return all >= 86_400 ? "\(all / 86_400)-\(clock)" : clock
    }
}
