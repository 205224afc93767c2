import Editorial
import Events
import Execution
import Foundation
import Recipes

/// Which encoders there are.
extension RenderStage {
    /// The processors that encode, by the file of each deliverable that asks for one and gets it. Says of the others why not.
    func hardware() async throws -> [String: DeliverableSpec.Hardware] {
        guard let job = try hardwareJob(), let found = try await tried(job) else { return [:] }
        let (hardware, refused) = chosen(found)
        for (deliverable, reasons) in refused where hardware[deliverable.file] == nil {
            session.events.send(.warning("\(deliverable.file): \(reasons.joined(separator: ", ")), encoded by \(deliverable.codec.encoder) instead"))
        }
        return hardware
    }

    /// What was found the last time, for looking ahead.
    func knownHardware() throws -> [String: DeliverableSpec.Hardware] {
        guard let job = try hardwareJob(), let found = session.results.find(job.key.digest) else { return [:] }
        return chosen(try found.value(of: EncodersRecipe.self)).hardware
    }

    private var wishes: [(deliverable: DeliverableSpec, hardware: DeliverableSpec.Hardware)] {
        deliverables.flatMap { deliverable in (deliverable.hardware?.choices ?? []).map { (deliverable, $0) } }
    }

    private func hardwareJob() throws -> Job? {
        let trials = wishes.map { wish in
            EncodersRecipe.Trial(
                encoding: PictureEncoding(wish.deliverable, hardware: wish.hardware), format: wish.deliverable.format(of: session.project.format))
        }
        return trials.isEmpty ? nil : try Job(EncodersRecipe(pictures: trials), label: "hardware encoders", tools: session.tools())
    }

    private func chosen(
        _ found: EncodersRecipe.Output
    ) -> (hardware: [String: DeliverableSpec.Hardware], refused: [(DeliverableSpec, [String])]) {
        var hardware: [String: DeliverableSpec.Hardware] = [:]
        var refused: [(DeliverableSpec, [String])] = []
        for (wish, reason) in zip(wishes, found.pictures) where hardware[wish.deliverable.file] == nil {
            guard let reason else {
                hardware[wish.deliverable.file] = wish.hardware
                continue
            }
            let words = "no \(wish.hardware.inWords) here (\(reason.prefix { $0 != ";" }))"
            if refused.last?.0 == wish.deliverable { refused[refused.count - 1].1.append(words) } else { refused.append((wish.deliverable, [words])) }
        }
        return (hardware, refused)
    }

    /// Tries the less usual encoders before an hour of work depends on them.
    /// - Throws: `BuildError` that names the deliverables which cannot be made.
    func requireEncoders(_ orders: [RenderOrder]) async throws {
        let asked = orders.filter { order in
            order.isMissing(from: session.results) && (order.deliverable.codec != .h264 || order.deliverable.sound == .opus)
        }
        guard !asked.isEmpty else { return }
        let recipe = EncodersRecipe(
            pictures: asked.compactMap { order in
                order.plan.segments.first.map { EncodersRecipe.Trial(encoding: $0.recipe.encoding, format: $0.recipe.format) }
            }, sounds: asked.map(\.deliverable.sound))
        guard let found = try await tried(Job(recipe, label: "encoders", tools: session.tools())) else { return }
        let faults = zip(asked, zip(found.pictures, found.sounds)).compactMap { order, reasons in
            [("picture", reasons.0), ("sound", reasons.1)].first { $0.1 != nil }.map { what, reason in
                "\(order.deliverable.file): its \(what) cannot be encoded: \(reason ?? "")"
            }
        }
        guard faults.isEmpty else {
            throw BuildError(.render, faults.joined(separator: "\n") + "\nGive it another codec, or another FFmpeg; 'mv doctor' checks the installation")
        }
    }

    /// Nil when the worker itself failed, which says nothing of encoders: rendering will tell.
    private func tried(_ job: Job) async throws -> EncodersRecipe.Output? {
        try session.results.forget(job.key.digest)
        try await executor.run([job]) { _, _ in }
        return try session.results.find(job.key.digest)?.value(of: EncodersRecipe.self)
    }
}

extension DeliverableSpec.Hardware {
    /// What is tried, in this order.
    fileprivate var choices: [DeliverableSpec.Hardware] { self == .auto ? [.nvenc, .vaapi, .videotoolbox] : [self] }

    fileprivate var inWords: String {
        switch self {
        case .nvenc: "NVENC"
        case .vaapi: "VAAPI"
        case .videotoolbox: "VideoToolbox"
        case .auto: "hardware encoder"
        }
    }
}
