import Events
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pipeline
import Pool

/// Why a request is not answered, in words for the person at the page.
struct Trouble: Error {
    var status: HTTPResponse.Status
    var words: String
    /// The version of the cut that is newest now, where that is the trouble.
    var version: Int64?

    init(_ status: HTTPResponse.Status, _ words: String, version: Int64? = nil) {
        (self.status, self.words, self.version) = (status, words, version)
    }

    init(_ error: any Error) {
        switch error {
        case let trouble as Trouble: self = trouble
        case let error as HTTPError: self.init(error.status, error.body ?? error.status.reasonPhrase)
        case let refusal as CutDesk.Refusal: self.init(.unprocessableContent, refusal.description)
        case let diagnostics as Diagnostics: self.init(.unprocessableContent, diagnostics.description)
        case let error as BuildError: self.init(.unprocessableContent, "\(error)")
        case let error as PoolError:
            switch error.kind {
            case .unknown, .missing: self.init(.notFound, "\(error)")
            case .invalid, .ambiguous: self.init(.unprocessableContent, "\(error)")
            case .overtaken: self.init(.conflict, "\(error)")
            default: self.init(.internalServerError, "\(error)")
            }
        case is NIOTooManyBytesError: self.init(.contentTooLarge, "the request is larger than any that the page sends")
        case is DecodingError: self.init(.badRequest, "the request's JSON has another shape than is expected")
        default: self.init(.internalServerError, "\(error)")
        }
    }
}

/// Answers what went wrong as `{"error": words}`.
struct TroubleAnswers: RouterMiddleware {
    typealias Context = ReviewContext

    private struct Answer: Encodable {
        var error: String
        var version: Int64?
    }

    func handle(
        _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let trouble = Trouble(error)
            return try JSONAnswer.response(Answer(error: trouble.words, version: trouble.version), status: trouble.status)
        }
    }
}
