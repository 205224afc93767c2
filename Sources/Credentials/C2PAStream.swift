#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file as the C2PA library reads and writes it.
struct C2PAStream: ~Copyable {
    let handle: OpaquePointer
    private let file: UnsafeMutablePointer<FILE>
    private let library: C2PALibrary

    /// - Parameter mode: as for `fopen`: `rb`, or `w+b` for a file that is written anew and read again.
    init(_ path: String, _ mode: String, _ library: C2PALibrary) throws(CredentialsError) {
        guard let file = fopen(path, mode) else { throw CredentialsError("\(path): \(String(cString: strerror(errno)))") }
        let stream = library.createStream(
            OpaquePointer(UnsafeMutableRawPointer(file)),
            { context, bytes, count in
                guard let file = C2PAStream.file(context), let bytes, count >= 0 else { return -1 }
                let read = fread(bytes, 1, count, file)
                return read == 0 && ferror(file) != 0 ? -1 : read
            },
            { context, offset, whence in
                // 0 from the start, 1 from where it stands, 2 from the end, as in the library's SeekMode.
                guard let file = C2PAStream.file(context), (0...2).contains(whence) else { return -1 }
                return fseek(file, offset, [SEEK_SET, SEEK_CUR, SEEK_END][Int(whence)]) == 0 ? ftell(file) : -1
            },
            { context, bytes, count in
                guard let file = C2PAStream.file(context), let bytes, count >= 0 else { return -1 }
                return fwrite(bytes, 1, count, file) == count ? count : -1
            },
            { context in C2PAStream.file(context).map { fflush($0) == 0 ? 0 : -1 } ?? -1 })
        guard let stream else {
            fclose(file)
            throw CredentialsError(library.lastError)
        }
        (handle, self.file, self.library) = (stream, file, library)
    }

    deinit {
        library.releaseStream(handle)
        fclose(file)
    }

    private static func file(_ context: OpaquePointer?) -> UnsafeMutablePointer<FILE>? {
        context.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: FILE.self) }
    }

    /// By the file's name; nil for containers that C2PA says nothing of.
    static func mediaType(ofExtension name: String) -> String? {
        switch name.lowercased() {
        case "mp4": "video/mp4"
        case "mov": "video/quicktime"
        case "m4v": "video/mp4"
        default: nil
        }
    }
}
