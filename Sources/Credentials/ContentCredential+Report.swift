import Foundation
import Recipes

extension ContentCredential {
    /// What the library's reader reports of a file, in short.
    init(report: String, library: String) throws {
        let report = try JSONDecoder().decode(Report.self, from: Data(report.utf8))
        let active = report.active_manifest.flatMap { report.manifests?[$0] }
        let state: State =
            switch report.validation_state {
            case "Trusted": .trusted
            case "Valid": .valid
            default: .invalid
            }
        let actions = active?.assertions?.filter { $0.label.hasPrefix("c2pa.actions") }.flatMap { $0.data?.actions ?? [] } ?? []
        let first = active?.claim_generator_info?.first
        self.init(
            state: state, manifest: report.active_manifest,
            generator: first.map { [$0.name, $0.version].compactMap(\.self).joined(separator: " ") } ?? active?.claim_generator,
            signer: active?.signature_info?.common_name, issuer: active?.signature_info?.issuer, time: active?.signature_info?.time,
            sources: Set(actions.compactMap(\.digitalSourceType)).sorted(), actions: actions.map(\.action),
            ingredients: (active?.ingredients ?? []).map { Ingredient(title: $0.title, manifest: $0.active_manifest) },
            failures: Set(report.validation_results?.activeManifest?.failure?.map(\.code) ?? report.validation_status?.map(\.code) ?? []).sorted(),
            library: library)
    }

    /// The parts of the reader's JSON that are looked at, by its names.
    private struct Report: Decodable {
        struct Code: Decodable { var code: String }
        struct Codes: Decodable { var failure: [Code]? }
        struct Results: Decodable { var activeManifest: Codes? }
        struct Program: Decodable { var name: String?, version: String? }
        struct Signature: Decodable { var issuer: String?, common_name: String?, time: String? }
        struct Action: Decodable { var action: String, digitalSourceType: String? }
        struct Ingredient: Decodable { var title: String?, active_manifest: String? }
        /// Of assertions that are no actions only the label is of interest, whatever else they hold.
        struct Assertion: Decodable {
            struct Actions: Decodable { var actions: [Action]? }
            var label: String
            var data: Actions?

            enum CodingKeys: String, CodingKey { case label, data }
            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: CodingKeys.self)
                label = try values.decode(String.self, forKey: .label)
                data = label.hasPrefix("c2pa.actions") ? try values.decodeIfPresent(Actions.self, forKey: .data) : nil
            }
        }
        struct Manifest: Decodable {
            var claim_generator: String?
            var claim_generator_info: [Program]?
            var signature_info: Signature?
            var ingredients: [Ingredient]?
            var assertions: [Assertion]?
        }
        var active_manifest: String?
        var manifests: [String: Manifest]?
        var validation_state: String?
        var validation_status: [Code]?
        var validation_results: Results?
    }
}
