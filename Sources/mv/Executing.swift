import Cluster
import Content
import Editorial
import Execution
import Foundation
import Pipeline

/// Where a command's work is done.
struct Executing: Sendable {
    /// How many jobs are made at once on this machine; one for each processor when nil.
    var workers: Int?
    /// Instead of what the project says.
    var kind: ExecutorSpec.Kind?
    /// Hands work to the cluster and does not wait for it.
    var detaches = false

    func executor(_ session: Session) throws -> any Executor {
        let local = Running.executor(session.workspace, workers: workers)
        var spec = session.project.executor
        spec.kind = kind ?? spec.kind
        guard spec.kind == .slurm else {
            if detaches { throw Refusal("--detach leaves work with a cluster; this project's work is done here. Give --executor slurm, or 'executor' in the project file") }
            return local
        }
        let workspace = session.workspace
        let programs = (spec.program as NSString?)?.expandingTildeInPath ?? (Running.executable as NSString).deletingLastPathComponent
        let worker = WorkerProgram(path: programs + "/mv-worker").command(for: workspace.results)
        let lag = spec.lag
        // Programs of the user's see the variables their generators name.
        let names = session.project.generators.values.flatMap { $0.options["environment"]?.texts ?? [] }
        return SlurmExecutor(
            settings: SlurmSettings(
                spec: spec, batches: workspace.batches, program: programs + "/mv", environment: names.sorted(),
                folders: workspace.place.isInside(workspace.folder) ? [workspace.folder, programs] : [workspace.folder, programs, workspace.store.root],
                header: {
                    TaskHeader(
                        worker: worker, results: workspace.results.root, store: workspace.store.root, tools: try Running.tools(), lag: lag)
                }, events: session.events, detaches: detaches),
            results: workspace.results, local: local)
    }
}
