import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension InspectRecipe: RunnableRecipe {
    private static let audioRate = 48000

    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: film)
        let facts = try MediaFacts(probing: path)
        var reader = try VideoReader(path: path)
        var scaler = PictureScaler(width: 160, height: 90)
        let frame = Frame()
        var (black, frozen) = (Runs(), Runs())
        var before: [UInt8] = []
        var count = 0
        while try reader.next(into: frame) {
            let luma = try scaler.scale(frame).lumaBytes
            if luma.allSatisfy({ $0 <= 32 }) { black.add(count) }
            if luma.count == before.count, Self.isSame(luma, before) { frozen.add(count) }
            before = luma
            count += 1
        }
        return Output(
            frames: count, rate: facts.rate.description, seconds: Double(count) / facts.rate.doubleValue, width: facts.width,
            height: facts.height, codec: facts.codec,
            audioSamples: facts.hasAudio ? try AudioReader.length(ofFile: path, rate: Self.audioRate) : 0, audioRate: Self.audioRate,
            blackRuns: black.long, frozenRuns: frozen.long)
    }

    private static func isSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        var sum = 0
        for (x, y) in zip(a, b) {
            let difference = abs(Int(x) - Int(y))
            if difference > 3 { return false }
            sum += difference
        }
        return sum * 4 < a.count
    }

    private struct Runs {
        private var runs: [[Int]] = []
        mutating func add(_ frame: Int) {
            if let last = runs.last, last[0] + last[1] == frame { runs[runs.count - 1][1] += 1 } else { runs.append([frame, 1]) }
        }
        var long: [[Int]] { runs.filter { $0[1] >= 2 } }
    }
}

extension Frame {
    fileprivate var lumaBytes: [UInt8] {
        (0..<height).flatMap { row in Array(UnsafeBufferPointer(start: plane(0) + row * stride(0), count: width)) }
    }
}
