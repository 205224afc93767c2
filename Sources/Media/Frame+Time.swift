import CFFmpeg

extension Frame {
    /// Says when the picture is shown, in the time base of where it goes.
    public func stamp(_ timestamp: Int64) {
        pointer.pointee.pts = timestamp
        pointer.pointee.best_effort_timestamp = timestamp
    }
}
