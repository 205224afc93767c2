import Content
import Web

/// Addresses of files a service already has. Every take of a shot starts from the same picture: it is uploaded once.
actor Uploads {
    private struct Kept {
        var address: Task<String, any Error>
        var since: ContinuousClock.Instant
    }
    /// Services keep uploads for a day or so; an hour is surely inside of that.
    private static let good = Duration.seconds(3600)
    private var kept: [Digest: Kept] = [:]

    /// The address of a file, uploaded when it is not there yet. Asked by several takes at once, it goes up once.
    func address(of file: InputFile, _ upload: @escaping @Sendable (InputFile) async throws -> String) async throws -> String {
        if let there = kept[file.digest], there.since.duration(to: .now) < Self.good { return try await there.address.value }
        let address = Task { try await upload(file) }
        kept[file.digest] = Kept(address: address, since: .now)
        do {
            return try await address.value
        } catch {
            kept[file.digest] = nil
            throw error
        }
    }

    /// The value with every picture in it: as a data URI where that is no longer than `mostInline` bytes, else as the address of its upload.
    nonisolated func filled(
        _ sent: JSONValue, from files: [String: InputFile], mostInline: Int,
        _ upload: @escaping @Sendable (_ file: InputFile, _ type: String) async throws -> String
    ) async throws -> JSONValue {
        try await SentFile.filled(sent, from: files) { file in
            let (data, type) = try SentFile.read(file)
            if SentFile.dataURILength(bytes: data.count, type: type) <= mostInline { return SentFile.dataURI(data, type: type) }
            return try await address(of: file) { try await upload($0, type) }
        }
    }
}
