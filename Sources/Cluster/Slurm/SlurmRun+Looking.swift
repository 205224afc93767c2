import Content
import Editorial
import Events
import Execution
import Foundation

/// What the tasks say, and what Slurm says of them.
extension SlurmRun {
    func readAnswers() {
        for index in tracks.indices {
            for task in tracks[index].open.keys.sorted() {
                let answers = tracks[index].readers[task].next()
                for answer in answers { take(answer, of: task, in: index) }
            }
        }
    }

    private func take(_ answer: TaskAnswer, of task: Int, in index: Int) {
        let name = "task \(tracks[index].array)_\(task)"
        switch answer {
        case .done(let key):
            tracks[index].answered[task, default: 0] += 1
            guard waiting.contains(key) else { return }
            if let result = results.find(key) {
                end(key, .success(result))
            } else if promises[key] == nil {
                promises[key] = Promise(since: clock.now, task: name)
            }
        case .failed(let key, let failure):
            tracks[index].answered[task, default: 0] += 1
            guard !tracks[index].folder.told.contains(key) else { return }
            end(key, .failure(failure))
        case .stopped(let seconds): tracks[index].stopped[task] = seconds
        case .trouble(let reason): tracks[index].troubles[task] = reason
        }
    }

    /// Looks again for results that tasks said are there: other machines' files may be unseen for a while.
    func keepPromises() {
        for (key, promise) in promises {
            list(key)
            if let result = results.find(key) {
                end(key, .success(result))
            } else if clock.now - promise.since > .seconds(settings.spec.lag) {
                fail(
                    key,
                    "\(promise.task) says it is done, but \(results.path(of: key)) or a file it names is not to be seen here after \(settings.spec.lag) s; "
                        + "is the project's folder the same storage on the nodes? executor.lag sets how long is waited")
            }
        }
    }

    /// Makes a network file system ask the server what is in the folder.
    func list(_ key: Digest) {
        _ = try? FileManager.default.contentsOfDirectory(atPath: (results.path(of: key) as NSString).deletingLastPathComponent)
    }

    /// Asks Slurm about the tasks that are waited for.
    func look() async throws {
        for index in tracks.indices where !tracks[index].isOver {
            guard let states = try await client.states(of: tracks[index].array) else {
                warnOnce("Slurm's controller does not answer; its tasks go on, and it is asked again until it does")
                continue
            }
            for task in tracks[index].open.keys where tracks[index].open[task]?.isEmpty == false {
                let state = states[task] ?? .ended(.forgotten)
                tracks[index].states[task] = state
                switch state {
                case .ended:
                    if tracks[index].ended[task] == nil { tracks[index].ended[task] = clock.now }
                case .waiting(let reason):
                    tracks[index].ended[task] = nil
                    if SlurmTaskState.needsSomebody.contains(reason) {
                        warnOnce(
                            "Slurm does not start tasks of job \(tracks[index].array) (\(work.rawValue)): \(reason); that does not pass by itself. "
                                + "'mv jobs cancel \(tracks[index].batch.name)' takes them back")
                    }
                case .running: tracks[index].ended[task] = nil
                }
            }
            tracks[index].states = tracks[index].states.filter { tracks[index].open[$0.key]?.isEmpty == false }
        }
    }
}
