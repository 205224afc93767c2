import CFFmpeg
import CFFmpegShims
import Foundation

/// The libraries themselves: their versions, their log, their error texts.
public enum Libav {
    /// Versions that change what comes out, for keys: `["libavcodec": "59.37.100", …]`.
    public static var versions: [String: String] {
        [
            "libavcodec": text(version: avcodec_version()), "libavfilter": text(version: avfilter_version()),
            "libavformat": text(version: avformat_version()), "libswscale": text(version: swscale_version()),
            "libswresample": text(version: swresample_version()),
        ]
    }

    /// `LGPL version 2.1 or later`, or GPL when the build says so.
    public static var licence: String { String(cString: avcodec_license()) }

    /// Names of the encoders and decoders asked for that this build of libav lacks.
    public static func missingCodecs(encoders: [String], decoders: [String]) -> [String] {
        encoders.filter { avcodec_find_encoder_by_name($0) == nil } + decoders.filter { avcodec_find_decoder_by_name($0) == nil }
    }

    /// Keeps libav's warnings for error reports instead of printing them. Call once at start.
    public static func captureLog() { mv_log_capture(AV_LOG_WARNING) }

    /// The lines libav logged since the last call, at most 32.
    public static func takeLog() -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { buffer in
            mv_log_tail(buffer.baseAddress, buffer.count)
            return String(cString: buffer.baseAddress!)
        }
    }

    /// What libav logs while `work` is done, down to what it says for information: 64 KB at most. One listens at a time.
    public static func listening<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> [String] {
        let room = 65536
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: room)
        defer { buffer.deallocate() }
        ear.lock()
        defer { ear.unlock() }
        mv_log_listen(AV_LOG_INFO, buffer, room)
        defer { mv_log_listen(AV_LOG_INFO, nil, 0) }
        try work()
        return String(cString: buffer).split(separator: "\n").map(String.init)
    }

    private static let ear = NSLock()

    static func text(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            mv_error_text(code, buffer.baseAddress, buffer.count)
            return String(cString: buffer.baseAddress!)
        }
    }

    private static func text(version: UInt32) -> String { "\(version >> 16).\(version >> 8 & 0xff).\(version & 0xff)" }

    /// Pictures are as large as those before them: memory that is given back to the system after each comes back page by page, and cleared,
    /// which takes 3 % of a render. For processes that handle many.
    public static func keepMemory() { mv_keep_memory() }
}
