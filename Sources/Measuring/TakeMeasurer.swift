import Editorial
import Foundation
import Media
public import Recipes
import Scoring
import Timebase

/// One pass over a file: every frame is decoded once, scaled to a proxy, and shown to every feature.
public struct TakeMeasurer: Sendable {
    public init() {}

    /// - Throws: `MediaError` when there is no such file or memory runs out. A file that cannot be decoded is described in the
    ///   result's `broken`.
    public func measure(path: String) throws -> TakeScore {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw MediaError(.open, path, "there is no such file, or it may not be read; the take must be in the store before it is scored")
        }
        var reader: VideoReader
        do throws(MediaError) {
            reader = try VideoReader(path: path)
        } catch {
            if error.operation == .allocate { throw error }
            return TakeScore(scores: nil, broken: try FileFault.ofOpening(path, error), frames: 0)
        }
        return try measure(&reader)
    }

    private func measure(_ reader: inout VideoReader) throws -> TakeScore {
        var pass = try Pass(width: reader.width, height: reader.height, rate: reader.rate)
        let frame = Frame()
        var last: Int?
        var stopped = 0
        do {
            while try reader.next(into: frame) {
                last = reader.index(of: frame) ?? last
                try pass.see(frame)
            }
        } catch let error as MediaError where error.operation == .decode {
            stopped = 1
        }
        let clip = pass.clip
        let damaged = reader.damaged + stopped
        if let broken = FileFault.ofDecoding(frames: clip.count, announced: reader.announcedFrames, damaged: damaged, last: last) {
            return TakeScore(scores: nil, broken: broken, frames: clip.count)
        }
        return TakeScore(scores: pass.scores(), frames: clip.count)
    }
}

/// The state of a pass.
private struct Pass: ~Copyable {
    private(set) var clip: ClipRecord
    private var features: [any Feature]
    private var statistics = FrameStatistics()
    private var flow = BlockFlow()
    private var toProxy: PictureScaler
    private var toNative: PictureScaler
    /// The pixel format whose first plane is 8-bit luma as it stands.
    private let plainFormat: Int32

    init(width: Int, height: Int, rate: FrameRate) throws {
        clip = ClipRecord(rate: rate)
        features = ScoreNames.features.map { $0.init() }
        let proxyWidth = max(2, min(Picture.proxyWidth, width) / 2 * 2)
        let proxyHeight = max(2, (height * proxyWidth / max(1, width) + 1) / 2 * 2)
        toProxy = PictureScaler(width: proxyWidth, height: proxyHeight, quality: .area)
        toNative = PictureScaler(width: max(2, width), height: max(2, height), quality: .area)
        plainFormat = try Frame(width: 2, height: 2).pixelFormat
    }

    mutating func see(_ frame: borrowing Frame) throws {
        let proxy = try toProxy.scale(frame)
        guard clip.count % Picture.nativeInterval == 0 else { return show(proxy, native: nil) }
        if frame.pixelFormat == plainFormat { return show(proxy, nativeFrame: frame) }
        show(proxy, nativeFrame: try toNative.scale(frame))
    }

    private mutating func show(_ proxy: borrowing Frame, nativeFrame: borrowing Frame) { show(proxy, native: Plane(nativeFrame, 0)) }

    private mutating func show(_ proxy: borrowing Frame, native: Plane?) {
        let picture = Picture(
            index: clip.count, rate: clip.rate, luma: Plane(proxy, 0), cb: Plane(proxy, 1), cr: Plane(proxy, 2), native: native,
            flow: flow.see(Plane(proxy, 0), lag: Picture.flowLag(clip.rate)))
        for index in features.indices { features[index].see(picture) }
        clip.append(statistics.row(of: picture), thumb: Thumb(picture))
    }

    /// Blemishes that can be trimmed away make the usable range; those that cannot are defects.
    func scores() -> Editorial.Scores {
        var parts: [String: Part] = [:]
        var blemishes: [Blemish] = []
        for feature in features {
            let findings = feature.judge(clip)
            parts.merge(findings.parts) { first, _ in first }
            blemishes += findings.blemishes
        }
        let usable = UsableRange.find(frames: clip.count, rate: clip.rate, around: blemishes.map(\.range))
        let range = usable ?? FrameRange(start: 0, count: clip.count)
        let edge = min(4, range.count)
        return Editorial.Scores(
            parts: parts, defects: usable == nil ? blemishes.map(\.text) : [], usable: range, fingerprint: Fingerprint.of(clip),
            motionPeak: Motion.peak(clip, within: range), openingLuma: Statistics.mean(clip.rows[range.indices.prefix(edge)].map(\.mean)),
            closingLuma: Statistics.mean(clip.rows[range.indices.suffix(edge)].map(\.mean)), strip: Filmstrip(clip),
            openingPrint: range.isEmpty ? nil : Fingerprint.hash(clip.luma(range.start)),
            closingPrint: range.isEmpty ? nil : Fingerprint.hash(clip.luma(range.end - 1)), palette: Palette.of(clip),
            blemishes: blemishes.isEmpty
                ? nil : blemishes.map { Scores.Blemish(defect: $0.defect.rawValue, range: $0.range, text: $0.text) })
    }
}

extension Plane {
    fileprivate init(_ frame: borrowing Frame, _ index: Int) {
        let shift = index == 0 ? 0 : 1
        self.init(
            base: UnsafePointer(frame.plane(index)), width: (frame.width + shift) >> shift, height: (frame.height + shift) >> shift,
            stride: frame.stride(index))
    }
}
