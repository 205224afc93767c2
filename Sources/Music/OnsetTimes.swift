import Editorial

/// Single attacks in the bands: peaks of a band's onset curve, placed as `Refine` places beats.
struct OnsetTimes {
    /// Height of a peak over the band's local RMS.
    private static let least: Float = 1.6
    /// Peaks closer than this many frames are one attack.
    private static let apart = 5

    let attacks: AttackCurve

    func details(_ bands: OnsetBands) -> SongDetails.Onsets {
        .init(low: times(bands.bands[0]), mid: times(bands.bands[2]), high: times(bands.bands[3]))
    }

    private func times(_ curve: [Float]) -> [Double] {
        let rate = Double(OnsetBands.framesPerSecond)
        let peaks = Self.peaks(curve).map { frame in
            Double(frame) / rate + Refine.lead + Self.offset(curve, frame) / rate
        }
        let placed = peaks.map { time -> Double in
            guard let attack = attacks.attack(near: time), abs(attack - time) < Refine.spread else { return time }
            return attack
        }
        return placed.enumerated().filter { $0.offset == 0 || $0.element > placed[$0.offset - 1] + 0.02 }.map(\.element)
    }

    /// Frames of the peaks, highest of each neighbourhood.
    static func peaks(_ curve: [Float]) -> [Int] {
        curve.indices.filter { frame in
            guard curve[frame] > least else { return false }
            for other in max(0, frame - apart)...min(curve.count - 1, frame + apart) where other != frame {
                if curve[other] > curve[frame] || curve[other] == curve[frame] && other < frame { return false }
            }
            return true
        }
    }

    /// The peak of a parabola through the frame and its neighbours, -0.5 to 0.5 frames.
    private static func offset(_ curve: [Float], _ frame: Int) -> Double {
        guard frame > 0, frame + 1 < curve.count else { return 0 }
        let (before, here, after) = (Double(curve[frame - 1]), Double(curve[frame]), Double(curve[frame + 1]))
        let bend = before - 2 * here + after
        return bend < -1e-6 ? min(0.5, max(-0.5, 0.5 * (before - after) / bend)) : 0
    }
}
