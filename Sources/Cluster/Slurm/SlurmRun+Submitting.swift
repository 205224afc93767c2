import Content
import Editorial
import Events
import Execution
import Foundation

/// Finding batches of earlier runs, and handing in new ones.
extension SlurmRun {
    /// Seconds for which an `sbatch` whose caller was killed may still be under way.
    private static let longestSubmission = 20.0
    /// Seconds for which batches that nobody waits for are kept for people to look at.
    private static let longestKept = 7.0 * 86_400

    /// Takes over what earlier runs handed in of the jobs that are waited for.
    func adopt() async throws {
        for folder in BatchFolder.all(under: settings.batches).reversed() {
            if let age = folder.closedFor, age > Self.longestKept { folder.remove() }
            guard !folder.isClosed, folder.voidReason == nil, let batch = folder.batch, batch.work == work.rawValue else { continue }
            let taken = Set(tracks.flatMap { $0.open.values.flatMap { $0.map(\.key) } })
            let told = folder.told
            let wanted = batch.tasks.enumerated().map { index, entries in
                (index, entries.filter { waiting.contains($0.key) && !taken.contains($0.key) && !told.contains($0.key) })
            }
            guard wanted.contains(where: { !$0.1.isEmpty }), let array = try await array(of: folder, batch) else { continue }
            var track = track(folder, batch, array)
            track.open = Dictionary(uniqueKeysWithValues: wanted.filter { !$0.1.isEmpty })
            tracks.append(track)
            settings.events.send(
                .note("batch \(batch.name) of an earlier build is Slurm's job \(array) and has \(track.open.values.reduce(0) { $0 + $1.count }) of these jobs"))
        }
    }

    func track(_ folder: BatchFolder, _ batch: Batch, _ array: String) -> Track {
        Track(folder: folder, batch: batch, array: array, readers: batch.tasks.indices.map { AnswerReader(path: folder.answersPath($0)) }, open: [:])
    }

    /// The number of a batch's array. A caller that was killed may have left its `sbatch` running, so one without a number is looked for
    /// by its name for a while; then it is made void, so that its tasks do nothing should they come after all.
    private func array(of folder: BatchFolder, _ batch: Batch) async throws -> String? {
        while true {
            if let array = folder.arrayID { return array }
            if let arrays = try await client.array(named: batch.name) {
                if let array = arrays.last {
                    try AtomicFile.write(Data("\(array)\n".utf8), to: folder.path + "/submitted")
                    return array
                }
                if Date().timeIntervalSince1970 - Double(batch.created) > Self.longestSubmission {
                    try folder.void("it was never seen to reach the cluster")
                    folder.close()
                    return nil
                }
            } else {
                warnOnce("Slurm's controller does not answer; it is asked again until it does")
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// Hands in what is to be handed in, as far as the cluster takes it.
    func submitUnsent() async throws {
        guard !unsent.isEmpty, submitAfter.map({ clock.now >= $0 }) ?? true else { return }
        submitAfter = nil
        guard let resources = settings.spec.resources(for: work) else { preconditionFailure("work that stays here is not handed in") }
        if mostTasks == nil { mostTasks = try await client.mostTasks() }
        let most = resources.pack ?? (work == .segment || work == .conform ? 4 : 16)
        let tasks = Packing.tasks(unsent, most: most, machines: resources.atOnce ?? 16)
        let header = try settings.header()
        let request = SlurmRequest(
            resources: resources, program: settings.program,
            environment: (settings.environment + (resources.environment ?? [])).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            folders: settings.folders)
        var rest = tasks[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(mostTasks ?? 1000))
            let batch = Batch(
                name: Batch.freshName(), work: work.rawValue, created: Int(Date().timeIntervalSince1970), tasks: some, time: resources.time,
                cpus: resources.cpus ?? 1)
            let folder = BatchFolder(path: settings.batches + "/" + batch.name)
            try folder.write(batch, header: header, jobs: jobs, script: request.script(for: batch, in: folder))
            try await submit(batch, in: folder, request)
            guard submitAfter == nil else { break }
            rest = rest.dropFirst(some.count)
            let sent = Set(some.flatMap { $0.map(\.key) })
            unsent.removeAll { sent.contains($0.key) }
        }
    }

    /// Leaves `submitAfter` set when the cluster takes nothing for now.
    private func submit(_ batch: Batch, in folder: BatchFolder, _ request: SlurmRequest) async throws {
        let outcome: SlurmClient.Submission
        do {
            outcome = try await client.submit(request.arguments(for: batch, in: folder), to: folder)
        } catch {
            folder.remove()
            throw error
        }
        switch outcome {
        case .submitted:
            guard let array = folder.arrayID else {
                throw ClusterError("sbatch ended well but named no job: \(folder.path)/submitted holds no number")
            }
            var track = track(folder, batch, array)
            track.open = Dictionary(uniqueKeysWithValues: batch.tasks.enumerated().map { ($0.offset, $0.element) })
            tracks.append(track)
            settings.events.send(
                .note("\(batch.jobs) jobs (\(batch.work)) are with Slurm as job \(array): \(batch.tasks.count) task\(batch.tasks.count == 1 ? "" : "s")"))
        case .later(let words):
            // Whether the controller took it before it fell silent is not known: then nobody is to find work in it.
            try folder.void("sbatch failed: \(words)")
            try? await withdraw(batch, folder)
            warnOnce("Slurm takes no jobs for now (\(words)); it is asked again")
            submitAfter = clock.now + .seconds(max(5, settings.spec.poll))
        case .refused(let words):
            folder.remove()
            throw ClusterError(
                "Slurm refuses the tasks for '\(work.rawValue)': \(words)\nThe words were: sbatch "
                    + request.arguments(for: batch, in: folder).map(SlurmRequest.quoted).joined(separator: " ")
                    + "\nWhat is asked for stands in 'executor' of the project file; 'sinfo' and 'sacctmgr show assoc' tell what there is")
        }
    }

    private func withdraw(_ batch: Batch, _ folder: BatchFolder) async throws {
        for array in try await client.array(named: batch.name) ?? [] { try await client.cancel(array) }
        folder.close()
    }
}
