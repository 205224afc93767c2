public import Execution
import Media
public import Recipes

extension WaveformRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        // Drawn a few pixels high: what lies above 11 kHz does not change it.
        var reader = try AudioReader(path: context.path(of: song), rate: 22_050, channels: 1)
        var (peaks, samples): ([Float], [Float]) = ([], [])
        var (peak, counted, bounds) = (Float(0), 0, 0)
        while try reader.next(into: &samples) {
            for sample in samples {
                if counted == bounds {
                    if counted > 0 { peaks.append(peak) }
                    peak = 0
                    // Counted from the start each time, so that no rounding adds up.
                    bounds = (peaks.count + 1) * reader.rate / rate
                }
                peak = max(peak, abs(sample))
                counted += 1
            }
        }
        if counted > 0 { peaks.append(peak) }
        let highest = max(peaks.max() ?? 0, 1e-6)
        return Output(peaks: peaks.map { UInt8(($0 / highest * 255).rounded()) })
    }
}
