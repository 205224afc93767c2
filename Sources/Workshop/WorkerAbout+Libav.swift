public import Execution
import Fence
import Media

extension WorkerAbout {
    /// What this process is linked with.
    public static var mine: WorkerAbout {
        WorkerAbout(
            tools: Libav.versions, licence: Libav.licence,
            missingCodecs: Libav.missingCodecs(
                encoders: ["libx264", "aac"],
                decoders: ["h264", "hevc", "vp9", "av1", "mpeg4", "aac", "mp3", "flac", "vorbis", "opus", "pcm_s16le"]),
            fence: Fence.available.words)
    }
}
