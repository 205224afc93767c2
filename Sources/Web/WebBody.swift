public import Foundation

/// What a request carries.
public enum WebBody: Sendable {
    case json(JSONValue)
    /// `multipart/form-data`; files are read as they are sent.
    case multipart([FormPart])
    /// `application/x-www-form-urlencoded`.
    case form([(String, String)])
    case data(Data, type: String)
    /// A file, read as it is sent.
    case file(path: String, type: String)
}
