import Cluster
import Content
import Editorial
import Foundation
import Testing

@Suite struct SlurmRequestTests {
    private let batch = Batch(
        name: "mv-0123456789ab", work: "generate", created: 0,
        tasks: [[.init(key: Digest(of: "a"), label: "a", attempt: 1, isAlone: false)], [.init(key: Digest(of: "b"), label: "b", attempt: 1, isAlone: false)]],
        time: nil, cpus: 1)
    private let folder = BatchFolder(path: "/data/it's here/.mv/batches/mv-0123456789ab")

    private func request(_ change: (inout ClusterResources) -> Void = { _ in }) -> SlurmRequest {
        var resources = ClusterResources()
        change(&resources)
        return SlurmRequest(resources: resources, program: "/opt/mv/mv", environment: ["HF_HOME"], folders: ["/data/it's here"])
    }

    @Test("what is not asked for is not said to sbatch")
    func silence() {
        let arguments = request().arguments(for: batch, in: folder)
        #expect(arguments.contains("--array=0-1"))
        #expect(arguments.contains("--job-name=mv-0123456789ab"))
        for name in ["--partition", "--account", "--gres", "--mem", "--time", "--qos", "--constraint"] {
            #expect(!arguments.contains { $0.hasPrefix(name) }, "\(name)")
        }
        #expect(arguments.last == folder.path + "/run.sh")
        #expect(arguments.first { $0.hasPrefix("--export=") }?.hasSuffix(",HF_HOME") == true)
    }

    @Test("what is asked for is said in Slurm's words")
    func words() {
        let arguments = request {
            $0.partition = "gpu"
            $0.gpus = "a100:2"
            $0.memory = 48
            $0.time = 4 * 3600
            $0.atOnce = 8
            $0.cpus = 6
            $0.sbatch = ["--reservation=film"]
        }.arguments(for: batch, in: folder)
        for word in ["--partition=gpu", "--gres=gpu:a100:2", "--mem=49152M", "--time=04:00:00", "--array=0-1%8", "--cpus-per-task=6", "--reservation=film"] {
            #expect(arguments.contains(word), "\(word)")
        }
    }

    @Test("times are days, hours, minutes and seconds", arguments: zip([60.0, 5400, 172_861, 89.5], ["00:01:00", "01:30:00", "2-00:01:01", "00:01:30"]))
    func times(_ seconds: Double, _ text: String) {
        #expect(SlurmRequest.time(seconds) == text)
    }

    @Test("the script is shell that survives any folder's name, with the user's lines first")
    func script() throws {
        let plain = request().script(for: batch, in: folder)
        #expect(plain.hasPrefix("#!/bin/bash\n"))
        #expect(plain.contains("exec /opt/mv/mv worker --list '/data/it'\\''s here/.mv/batches/mv-0123456789ab' --index \"$SLURM_ARRAY_TASK_ID\""))
        let prepared = request {
            $0.prepare = ["module load cuda/12"]
            $0.container = "/images/wan.sif"
            $0.gpus = "1"
        }.script(for: batch, in: folder)
        #expect(prepared.hasPrefix("#!/bin/bash -l\n"))
        #expect(prepared.contains("module load cuda/12\nexec apptainer exec --nv --bind '/data/it'\\''s here' /images/wan.sif /opt/mv/mv worker"))
    }
}

@Suite struct SlurmStateTests {
    @Test("squeue's lines are read by the index in the array, whatever the state")
    func lines() {
        let states = SlurmClient.states("7_0|COMPLETED|None|n1\n7_3|PENDING|Resources|\n7_12|RUNNING|None|n2\n7_[4-5]|PENDING|Priority|\n9|RUNNING|None|n1\n7_6|CANCELLED by 0|None|n3\n")
        #expect(states == [
            0: .ended(.completed), 3: .waiting(reason: "Resources"), 12: .running(node: "n2"), 6: .ended(.cancelled),
        ])
    }

    @Test("a state nobody has heard of counts as a machine that went away", arguments: ["NODE_FAIL", "BOOT_FAIL", "PREEMPTED", "REVOKED", "LUNCH"])
    func unknown(_ word: String) {
        #expect(SlurmTaskState(word: word) == .ended(.interrupted(word: word)))
    }
}
