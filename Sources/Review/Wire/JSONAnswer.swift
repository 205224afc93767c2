import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat

/// JSON as the page gets and sends it.
enum JSONAnswer {
    /// The largest request: a decision about each of 100,000 takes.
    static let mostBytes = 32 << 20

    static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return try encoder.encode(value)
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        response(json: try data(value), status: status)
    }

    static func response(json: Data, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: "application/json; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(data: json)))
    }

    static func value<Value: Decodable>(_ type: Value.Type = Value.self, of request: Request) async throws -> Value {
        let body = try await request.body.collect(upTo: mostBytes)
        return try JSONDecoder().decode(type, from: Data(buffer: body))
    }
}
