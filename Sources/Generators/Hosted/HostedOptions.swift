import Editorial
import Web

/// The options of services that have many models under one key.
struct HostedOptions: Sendable {
    let model: String
    /// The model for takes that start from a picture, where that is another.
    let pictureModel: String
    /// Our names to the model's.
    let fields: [String: String]
    /// Sent as it is.
    let input: [String: OptionValue]

    init(_ options: ServiceOptions, example: String) throws {
        func wrong(_ reason: String) -> GeneratorError { GeneratorError(.configuration, "generator '\(options.name)'", reason) }
        model = try options.requiredModel(example: example)
        pictureModel = options.all["model_with_picture"]?.text ?? model
        var fields: [String: String] = [:]
        for (ours, theirs) in options.all["fields"]?.map ?? [:] {
            guard ModelProfile.names.contains(ours) else {
                throw wrong("fields has no '\(ours)'; the names are \(ModelProfile.names.joined(separator: ", "))")
            }
            guard let name = theirs.text else { throw wrong("fields.\(ours) must be the model's own name for it, or \"\" for none") }
            fields[ours] = name
        }
        self.fields = fields
        input = options.extra.merging(options.all["input"]?.map ?? [:]) { $1 }
    }

    func model(for request: TakeRequest) -> String { request.firstFrame == nil ? model : pictureModel }

    /// What a take costs at the length and size the model will make.
    func estimate(_ request: TakeRequest, _ input: ModelProfile.Input, _ options: ServiceOptions) -> Estimate {
        let (width, height) = Legal.pixels(resolution: input.resolution, width: request.width, height: request.height)
        return options.estimate(model: model(for: request), seconds: input.seconds, width: width, height: height)
    }

    static func own(example: String) -> [GeneratorKind.Option] {
        [
            .init("model", .text, required: true, doc: "Model to use, by the service's name for it: `\(example)`."),
            .init("model_with_picture", .text, doc: "Model for shots that start from a picture, where that is another."),
            .init("input", .map, doc: "Fields of the model's input, sent as they are over those the program would send."),
            .init(
                "fields", .map,
                doc:
                    "The model's names for \(ModelProfile.names.map { "`\($0)`" }.joined(separator: ", ")), where it is not in the program's "
                    + "list; \"\" for what it does not have."
            ),
        ]
    }
}

extension ServiceOptions {
    /// What a take costs at the length and size the service will really make; nil when nobody says.
    func estimate(model: String, seconds: Double, width: Int, height: Int) -> Estimate {
        if perTake != nil || perSecond != nil || model == self.model {
            return Estimate(microdollars: price(seconds: seconds, width: width, height: height), seconds: nil)
        }
        let price = PriceTable.price(kind: kind, model: model, width: width, height: height)
        return Estimate(microdollars: price.map { Int((Double($0.microdollarsPerSecond) * seconds).rounded(.up)) }, seconds: nil)
    }
}
