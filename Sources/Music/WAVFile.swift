import Content
import Foundation

/// Writes 16-bit PCM to a WAV file piece by piece.
public struct WAVFile: ~Copyable {
    public let path: String
    public let rate: Int
    public let channels: Int
    private let handle: FileHandle
    private var bytes = 0

    /// Replaces the file when it exists. Throws `MusicError` when it cannot be created.
    public init(path: String, rate: Int, channels: Int) throws(MusicError) {
        precondition(rate > 0 && channels > 0, "a sound needs a rate and a channel")
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw MusicError(.create, path, "the folder is missing or not writable; choose another path") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try Self.put(Self.header(rate: rate, channels: channels, bytes: 0), to: handle, path)
        self.path = path
        self.rate = rate
        self.channels = channels
        self.handle = handle
    }

    deinit { try? handle.close() }

    /// Interleaved samples; full scale is 1, what is louder is clipped.
    public mutating func write(_ samples: [Float]) throws(MusicError) {
        guard bytes + samples.count * 2 < Int(UInt32.max) - 44 else {
            throw MusicError(.write, path, "a WAV file holds at most 4 GiB")
        }
        var data = Data(count: samples.count * 2)
        data.withUnsafeMutableBytes { buffer in
            for index in samples.indices {
                let value = samples[index].isFinite ? min(max(samples[index], -1), 1) : 0
                buffer.storeBytes(of: Int16((value * 32767).rounded()).littleEndian, toByteOffset: index * 2, as: Int16.self)
            }
        }
        try Self.put(data, to: handle, path)
        bytes += data.count
    }

    /// Completes the header. Without it players see an empty file.
    public consuming func finish() throws(MusicError) {
        do { try handle.seek(toOffset: 0) } catch { throw MusicError(.finish, path, FileTrouble.words(error)) }
        try Self.put(Self.header(rate: rate, channels: channels, bytes: bytes), to: handle, path)
    }

    private static func put(_ data: Data, to handle: FileHandle, _ path: String) throws(MusicError) {
        do { try handle.write(contentsOf: data) } catch { throw MusicError(.write, path, FileTrouble.words(error)) }
    }

    private static func header(rate: Int, channels: Int, bytes: Int) -> Data {
        var data = Data("RIFF".utf8)
        let add32 = { (value: Int) in withUnsafeBytes(of: UInt32(value).littleEndian) { data.append(contentsOf: $0) } }
        let add16 = { (value: Int) in withUnsafeBytes(of: UInt16(value).littleEndian) { data.append(contentsOf: $0) } }
        add32(36 + bytes)
        data.append(contentsOf: Data("WAVEfmt ".utf8))
        add32(16)
        add16(1)
        add16(channels)
        add32(rate)
        add32(rate * channels * 2)
        add16(channels * 2)
        add16(16)
        data.append(contentsOf: Data("data".utf8))
        add32(bytes)
        return data
    }
}
