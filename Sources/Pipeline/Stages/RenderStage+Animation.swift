import Editorial
import Events
import Execution
import Foundation
import Pool
import Recipes
import Timebase

/// GIF and WebP.
extension RenderStage {
    /// Seconds above which a picture that moves is larger than anybody wants to load.
    private static let longest = 30.0

    /// - Returns: how many jobs were made, or 1 for a file that was put back.
    func animate(_ order: RenderOrder, _ outputs: [SegmentRecipe.Output], _ cut: Cut) async throws -> Int {
        let deliverable = order.deliverable
        let format = cut.timeline.format
        let seconds = Double(order.range.count) / format.rate.doubleValue
        if seconds > Self.longest {
            session.events.send(
                .warning("\(deliverable.file) lasts \(Int(seconds.rounded())) s, which makes it very large; give it a part, as in part: chorus 1"))
        }
        guard let kind = AnimationRecipe.Format(rawValue: deliverable.container) else { preconditionFailure("'\(deliverable.file)' is no animation") }
        let recipe = AnimationRecipe(
            segments: outputs.map { .init(blob: $0.segment, frames: $0.frames) }, format: kind, rate: format.rate,
            size: deliverable.animationSize(of: format))
        let (made, output) = try await result(of: recipe, label: deliverable.file)
        let placed = try place(output.animation, at: path(of: deliverable))
        try pool.save(
            render: RenderRecord(
                time: Session.now, deliverable: deliverable.file, blob: output.animation, frames: output.frames, seconds: seconds,
                timeline: cut.timeline))
        try write(account(cut, order.range), of: cut, as: deliverable, film: output.animation, frames: output.frames, signature: nil)
        session.events.send(.deliverable(path: path(of: deliverable), frames: output.frames, seconds: seconds))
        return placed ? max(made, 1) : made
    }
}
