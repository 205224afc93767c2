public import Content
public import Editorial
public import Execution
import Media

/// Looks at a file that came from outside, in a worker.
public struct ProbeRecipe: Recipe {
    public static let kind = "probe"
    public static let version = 1

    public var file: Blob
    public init(file: Blob) { self.file = file }
    public var inputs: [Blob] { [file] }

    public struct Output: JobOutput {
        public var facts: MediaFacts?
        /// Why the file is no usable take.
        public var broken: String?
        public var blobs: [Blob] { [] }
    }

    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: file)
        do {
            let probe = try MediaProbe(path: path)
            guard probe.frames >= 2 else {
                return Output(facts: nil, broken: "the file holds \(probe.frames) frame, which is no moving picture")
            }
            return Output(facts: MediaFacts(probe, hasC2PA: ContentCredentials.present(inFile: path)), broken: nil)
        } catch {
            return Output(facts: nil, broken: error.operation == .open || error.operation == .probe ? error.reason : error.description)
        }
    }
}

extension MediaFacts {
    init(_ probe: MediaProbe, hasC2PA: Bool) {
        self.init(
            container: probe.container, codec: probe.codec, width: probe.width, height: probe.height, pixelFormat: probe.pixelFormat,
            rate: probe.rate, frames: probe.frames, seconds: probe.seconds, hasAudio: probe.hasAudio, bitRate: probe.bitRate,
            rotation: probe.rotation, hasC2PA: hasC2PA, metadata: probe.metadata)
    }
}
