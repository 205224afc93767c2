public import Foundation

extension WebClient {
    /// Fetches a video file: streamed to disk, checked by its first bytes, taken up again where it broke off if the server allows it.
    /// When this returns the file is whole and synced; when it throws nothing is left.
    /// - Throws: `DownloadError`; `WebError` when the server was never reached or redirects astray; `CancellationError`.
    public func download(
        _ url: URL, to file: String, headers: [(String, String)] = [], limits: DownloadLimits = DownloadLimits()
    ) async throws -> Downloaded {
        try await Download(client: self, url: url, headers: headers, limits: limits, file: file).run()
    }
}
