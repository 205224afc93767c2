import Editorial
import Events
import Foundation
import ProjectFile
import Testing

/// `executor`.
@Suite struct ExecutorReadingTests {
    private func read(_ executor: String) throws -> ExecutorSpec {
        try Sample.project("executor: \(executor)").executor
    }

    private func fault(_ executor: String) -> String {
        Sample.faults("executor: \(executor)").joined(separator: "\n")
    }

    @Test func theShortFormIsTheKindAndWithoutItWorkIsDoneHere() throws {
        #expect(try read("slurm").kind == .slurm)
        #expect(try read("local") == ExecutorSpec())
        #expect(try Sample.project("").executor == ExecutorSpec())
    }

    @Test func whatOneKindOfWorkSaysCountsBeforeWhatIsSaidForAll() throws {
        let spec = try read("{kind: slurm, partition: cpu, memory: 4, time: 30:00, generate: {partition: gpu, gpus: 1, time: 4:00:00}, segment: local}")
        let (generate, score) = (try #require(spec.resources(for: .generate)), try #require(spec.resources(for: .score)))
        #expect(generate.partition == "gpu" && generate.gpus == "1" && generate.time == 4 * 3600 && generate.memory == 4)
        #expect(score.partition == "cpu" && score.gpus == nil && score.time == 1800)
        #expect(spec.resources(for: .segment) == nil)
    }

    @Test(arguments: zip(
        [
            "kubernetes", "{partition: gpu}", "{kind: slurm, gpu: many}", "{kind: slurm, gpus: many}", "{kind: slurm, time: 30}", "{kind: slurm, partition: a b}",
            "{kind: slurm, environment: [HF HOME]}", "{kind: slurm, sbatch: [--array=1-3]}", "{kind: slurm, sbatch: [film]}", "{kind: slurm, generate: remote}",
            "{kind: slurm, queue: gpu}",
        ],
        [
            "expected one of local, slurm", "executor.kind: missing", "did you mean 'gpus'?", "a number of GPUs such as 1, or with their type a100:2",
            "hours are written 4:00:00", "a word without blanks", "'HF HOME' is no name of a variable", "'--array' is set by the program itself",
            "'film' is no option of sbatch", "executor.generate", "did you mean 'partition'?",
        ]))
    func whatIsWrongIsToldWithTheNextStep(_ executor: String, _ words: String) {
        #expect(fault(executor).contains(words), "\(fault(executor))")
    }
}
