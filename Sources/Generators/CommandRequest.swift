import Content
import Editorial
import Foundation
import Timebase

/// The request as a command reads it: JSON in a file and on standard input, and placeholders in its arguments.
struct CommandRequest: Encodable {
    var schema = 1
    var jobID: String
    var shot: String
    var prompt: String
    var negativePrompt: String?
    var seed: UInt64
    var width: Int
    var height: Int
    var fps: Double
    var frames: Int
    var durationSeconds: Double
    var firstFrame: String?
    var lastFrame: String?
    var outputPath: String
    var workDir: String
    var extra: [String: PlainValue]

    init(_ request: TakeRequest, options: CommandOptions, output: String, workFolder: String) {
        jobID = request.id
        shot = request.shot
        prompt = request.prompt
        negativePrompt = request.negative
        seed = request.seed
        width = request.width
        height = request.height
        fps = request.rate.doubleValue
        frames = request.frames
        durationSeconds = request.seconds
        firstFrame = request.firstFrame.map(Self.absolute)
        lastFrame = request.lastFrame.map(Self.absolute)
        outputPath = output
        workDir = workFolder
        extra = options.extra.mapValues(PlainValue.init)
    }

    func json() throws -> Data { try CanonicalJSON.data(self) }

    /// Fills the placeholders of one argument. What is filled in is not looked at again, so a prompt may hold braces.
    static func fill(_ argument: String, _ request: TakeRequest, output: String, requestFile: String) -> String {
        let values: [String: String] = [
            "request": requestFile, "prompt": request.prompt, "negative": request.negative ?? "", "seed": "\(request.seed)",
            "width": "\(request.width)", "height": "\(request.height)", "frames": "\(request.frames)",
            "fps": request.rate.framesPerSecond.denominator == 1 ? "\(request.rate)" : "\(request.rate.doubleValue)",
            "seconds": "\(request.seconds)", "duration": "\(request.seconds)", "output": output,
            "firstFrame": request.firstFrame.map(absolute) ?? "", "lastFrame": request.lastFrame.map(absolute) ?? "",
        ]
        var filled = ""
        var rest = Substring(argument)
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest.index(after: open)
            if let close = rest[after...].firstIndex(of: "}"), let value = values[String(rest[after..<close])] {
                filled += value
                rest = rest[rest.index(after: close)...]
            } else {
                filled += "{"
                rest = rest[after...]
            }
        }
        return filled + rest
    }

    private static let placeholders = [
        "request", "prompt", "negative", "seed", "width", "height", "frames", "fps", "seconds", "duration", "output", "firstFrame", "lastFrame",
    ]
    static func hasPlaceholder(_ argument: String) -> Bool { placeholders.contains { argument.contains("{\($0)}") } }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// An option without the names of Swift's cases around it.
    struct PlainValue: Encodable {
        var value: OptionValue
        init(_ value: OptionValue) { self.value = value }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .text(let text): try container.encode(text)
            case .integer(let integer): try container.encode(integer)
            case .number(let number): try container.encode(number)
            case .boolean(let boolean): try container.encode(boolean)
            case .list(let list): try container.encode(list.map(PlainValue.init))
            case .map(let map): try container.encode(map.mapValues(PlainValue.init))
            }
        }
    }
}
