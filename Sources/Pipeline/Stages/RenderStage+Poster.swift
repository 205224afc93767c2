import Editorial
import Events
import Execution
import Foundation
import Recipes
import Timebase

/// The picture beside a film.
extension RenderStage {
    /// Most frames that are compared to find one.
    private static let most = 24

    /// - Returns: how many jobs were made, or 1 for a file that was put back.
    func makePoster(_ order: RenderOrder, _ outputs: [SegmentRecipe.Output]) async throws -> Int {
        guard let poster = order.deliverable.poster else { return 0 }
        let frames: [Int]
        switch poster {
        case .at(let seconds): frames = [frame(at: seconds, order)]
        case .found:
            let found = Self.candidates(order.plan)
            frames = found.isEmpty ? [order.range.count / 2] : found
        }
        var (candidates, start): ([PosterRecipe.Candidates], Int) = ([], 0)
        for output in outputs {
            let own = frames.filter { (start..<start + output.frames).contains($0) }.map { $0 - start }
            if !own.isEmpty { candidates.append(.init(segment: output.segment, frames: own)) }
            start += output.frames
        }
        let path = session.workspace.out + "/" + stem(of: order.deliverable) + ".jpg"
        let (made, output) = try await result(of: PosterRecipe(candidates: candidates), label: (path as NSString).lastPathComponent)
        let isNew = try place(output.picture, at: path)
        let rate = order.plan.segments[0].recipe.format.rate
        if isNew {
            session.events.send(.note("\(path) shows \(ClockTime.text(rate.seconds(at: order.range.start + frames[output.index]))) of the film"))
        }
        return isNew ? max(made, 1) : made
    }

    /// What is on screen at a time of the film, counted from the deliverable's first frame.
    private func frame(at seconds: Double, _ order: RenderOrder) -> Int {
        let rate = order.plan.segments[0].recipe.format.rate
        let frame = Int((seconds * rate.doubleValue + 1e-6).rounded(.down)) - order.range.start
        let nearest = min(max(0, frame), order.range.count - 1)
        if nearest != frame {
            let shown = ClockTime.text(rate.seconds(at: order.range.start + nearest))
            session.events.send(.warning("\(order.deliverable.file): it shows nothing at \(ClockTime.text(seconds)), so its poster is of \(shown)"))
        }
        return nearest
    }

    /// Frames from the middle third, where nothing gives way to anything: people recognise a film by what it dwells on.
    static func candidates(_ plan: RenderPlan) -> [Int] {
        let middle = plan.frames / 3..<plan.frames * 2 / 3
        var (frames, start): ([Int], Int) = ([], 0)
        for segment in plan.segments {
            let recipe = segment.recipe
            let margin = Int((recipe.format.rate.doubleValue / 4).rounded(.up))
            let calm = (start + (recipe.head?.frames ?? 0) + margin, start + recipe.frames - (recipe.tail?.frames ?? 0) - margin)
            let (from, to) = (max(calm.0, middle.lowerBound), min(calm.1, middle.upperBound))
            if from < to { frames += Set([1, 2, 3].map { from + (to - from) * $0 / 4 }).sorted() }
            start += recipe.frames
        }
        guard frames.count > most else { return frames }
        return (0..<most).map { frames[$0 * frames.count / most] }
    }
}
