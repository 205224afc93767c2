import Content
import Editorial
import Events
import Execution
import Foundation

/// What becomes of jobs whose task has ended without a word about them.
extension SlurmRun {
    /// How often a job is handed out before somebody has to look.
    private static let mostAttempts = 3

    func judgeEnded() async throws {
        for index in tracks.indices {
            for (task, since) in tracks[index].ended {
                guard let open = tracks[index].open[task], !open.isEmpty else { continue }
                // Results and answers may be unseen for a while. What the task said last settles it sooner.
                for entry in open { list(entry.key) }
                for entry in open { if let result = results.find(entry.key) { end(entry.key, .success(result)) } }
                let isSettled = tracks[index].stopped[task] != nil || tracks[index].troubles[task] != nil
                guard isSettled || clock.now - since > .seconds(settings.spec.lag) else { continue }
                try await judge(task, in: index)
            }
        }
    }

    private func judge(_ task: Int, in index: Int) async throws {
        let track = tracks[index]
        let open = track.open[task] ?? []
        guard !open.isEmpty else { return }
        let name = "task \(track.array)_\(task)"
        var ending: SlurmTaskState.Ending = .forgotten
        var node = ""
        if case .ended(let seen)? = track.states[task] { ending = seen }
        if let more = try await client.ending(of: task, in: track.array), case .ended(let known) = more.state { (ending, node) = (known, more.node) }
        if let seconds = track.stopped[task], ending == .completed || ending == .failed(code: nil) {
            let nearly = track.batch.time.map { seconds > max($0 / 2, $0 - Double(SlurmRequest.notice(of: $0)) - 60) } ?? false
            ending = nearly ? .outOfTime : .interrupted(word: "asked to end")
        }
        let place = node.isEmpty || node == "(null)" ? name : "\(name) on \(node)"
        tracks[index].open[task] = []
        tracks[index].ended[task] = nil
        if track.folder.voidReason != nil {
            return open.forEach { fail($0.key, "its tasks were cancelled; the next build hands it in again") }
        }
        let log = track.folder.logTail(task)
        if let trouble = track.troubles[task] {
            // One node may be wrong where the others are right.
            if open[0].attempt > 1 { try giveUp(index, "\(place) cannot work: \(trouble)", log: "") }
            return again(open, begun: track.batch.cpus, "\(place) cannot work: \(trouble)")
        }
        switch ending {
        case .outOfTime:
            // The jobs under way are the first that are open; if nothing else was made before them, more time is what they need.
            let suspects = track.answered[task, default: 0] == 0 ? open.prefix(track.batch.cpus) : []
            for entry in suspects {
                fail(entry.key, "\(place) ran out of time (\(track.batch.time.map(SlurmRequest.time) ?? "the partition's limit")); raise executor.time, or executor.\(work.rawValue).time", log: log)
            }
            again(Array(open.dropFirst(suspects.count)), begun: suspects.isEmpty ? track.batch.cpus : 0, "\(place) ran out of time")
        case .outOfMemory, .failed(code: 137), .failed(code: 9):
            let suspects = open.prefix(track.batch.cpus)
            if open.count == 1, track.batch.tasks[task].count == 1 || open[0].isAlone {
                fail(open[0].key, "\(place) ran out of memory; raise executor.memory, or executor.\(work.rawValue).memory", log: log)
            } else {
                again(suspects.map { entry($0.key, attempt: $0.attempt, isAlone: true) }, begun: suspects.count, "\(place) ran out of memory")
                again(Array(open.dropFirst(suspects.count)), begun: 0, "\(place) ran out of memory")
            }
        case .cancelled:
            if isCancelledWhole(index) {
                open.forEach { fail($0.key, "Slurm's job \(track.array) was cancelled by somebody; the next build hands it in again") }
            } else {
                again(open, begun: track.batch.cpus, "\(place) was cancelled by somebody")
            }
        case .failed(let code?) where code == TaskRunner.ExitCode.cannotWrite:
            open.forEach { fail($0.key, "\(place) could not write to \(track.folder.path): is the disk full?", log: log) }
        case .failed(let code):
            if track.answered[task, default: 0] == 0, open[0].attempt > 1 {
                try giveUp(
                    index, "tasks do not start on the cluster: \(place) ended with exit code \(code.map(String.init) ?? "unknown") before its first job, as one did before. "
                        + (log.isEmpty
                            ? "It left nothing in \(track.folder.path)/logs: do the nodes see that folder? executor.prepare and executor.program say how they start"
                            : "It said:"), log: log)
            }
            again(open, begun: track.batch.cpus, "\(place) ended with exit code \(code.map(String.init) ?? "unknown")")
        case .interrupted(let word): again(open, begun: track.batch.cpus, "\(place): \(word)")
        case .forgotten: again(open, begun: track.batch.cpus, "\(place) is not known to Slurm any more and left no word")
        case .completed: again(open, begun: track.batch.cpus, "\(place) ended without a word about \(open.count) of its jobs")
        }
    }

    /// Ends the run: nothing is wrong with the jobs, and more tries would not help. The batch is not found again.
    private func giveUp(_ index: Int, _ reason: String, log: String) throws {
        try tracks[index].folder.void(reason)
        tracks[index].folder.close()
        throw ClusterError(reason, log: log)
    }

    /// Hands jobs in once more, or gives up on those that were under way too often.
    ///
    /// - Parameter begun: how many of them, from the first, can have been under way.
    private func again(_ entries: [Batch.Entry], begun: Int, _ why: String) {
        guard !entries.isEmpty else { return }
        var more: [Batch.Entry] = []
        for (index, old) in entries.enumerated() {
            let attempt = old.attempt + (index < begun ? 1 : 0)
            if attempt > Self.mostAttempts {
                fail(old.key, "\(why); that was attempt \(old.attempt), and it is not handed in again unasked")
            } else {
                more.append(entry(old.key, attempt: attempt, isAlone: old.isAlone))
            }
        }
        unsent += more
        if !more.isEmpty {
            settings.events.send(.warning("\(why): \(more.count) job\(more.count == 1 ? " is" : "s are") handed in again"))
        }
    }

    /// True when no task of the array is left: somebody wanted it gone. A single task that is gone may be an accident.
    private func isCancelledWhole(_ index: Int) -> Bool {
        let states = tracks[index].states.values
        return states.count > 1 && states.allSatisfy { $0 == .ended(.cancelled) }
    }
}
