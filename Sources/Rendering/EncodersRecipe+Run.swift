import Content
import Editorial
public import Execution
import Foundation
import Media
public import Recipes
import Timebase

extension EncodersRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        Output(
            pictures: try pictures.map { trial in
                try Self.refusal(in: context, fileExtension: trial.encoding.fileExtension) { path throws(MediaError) in try trial.encode(to: path) }
            },
            sounds: try sounds.map { codec in
                try Self.refusal(in: context, fileExtension: codec == .pcm ? "mov" : "m4a") { path throws(MediaError) in
                    var writer = try AudioFileWriter(path: path, rate: SongRecipe.rate, bitRate: 128_000, codec: codec)
                    try writer.write(repeatElement(0, count: 2 * 2048))
                    try writer.finish()
                }
            })
    }

    /// Why something cannot be written; nil when it can.
    private static func refusal(
        in context: WorkContext, fileExtension: String, _ body: (String) throws(MediaError) -> Void
    ) throws -> String? {
        let scratch = try context.scratchPath(fileExtension: fileExtension)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        do {
            try body(scratch)
            return nil
        } catch {
            // Where the encoder lies in memory is another place each time.
            return error.reason.replacing(#/\[\w+ @ 0x[0-9a-f]+\] /#, with: "")
        }
    }
}

extension EncodersRecipe.Trial {
    /// One grey picture.
    fileprivate func encode(to path: String) throws(MediaError) {
        var writer = try VideoFileWriter(
            path: path,
            settings: .init(
                width: format.width, height: format.height, rate: format.rate, codec: encoding.codec, preset: encoding.preset,
                crf: encoding.quality, threads: encoding.threads, hardware: encoding.hardware))
        let grey = try Frame(width: format.width, height: format.height)
        for plane in 0..<3 { memset(grey.plane(plane), 128, grey.stride(plane) * grey.size(ofPlane: plane).height) }
        let graph = try FilterGraph(
            "format=\(encoding.codec.pixelFormat)", for: grey, timeBase: Rational(1, 25), pixelAspect: Rational(1))
        try writer.write(try graph.run(grey))
        try writer.finish()
    }
}
