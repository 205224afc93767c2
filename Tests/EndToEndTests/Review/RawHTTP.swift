import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// HTTP/1.1 to a port of this machine, byte by byte as the test wants it: any path, any `Host`.
struct RawHTTP: Sendable {
    struct Answer {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:] }
        var error: String { json["error"] as? String ?? "" }
    }

    struct Broken: Error, CustomStringConvertible { var description: String }

    var port: Int

    func send(_ method: String, _ path: String, _ headers: [String: String] = [:], body: Data? = nil, within seconds: Int = 30) throws -> Answer {
        let descriptor = try connect(within: seconds)
        defer { close(descriptor) }
        var fields = ["Host": "127.0.0.1:\(port)", "Connection": "close"].merging(headers) { $1 }
        if let body { fields["Content-Length"] = "\(body.count)" }
        let head = "\(method) \(path) HTTP/1.1\r\n" + fields.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n"
        try write(Data(head.utf8) + (body ?? Data()), to: descriptor)
        return try parse(read(descriptor, until: Self.isWhole))
    }

    /// Some servers leave the connection open though they are asked not to.
    private static func isWhole(_ data: Data) -> Bool {
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: data[..<end.lowerBound], as: UTF8.self).lowercased()
        guard let length = head.firstMatch(of: /content-length: *(\d+)/), let count = Int(length.1) else { return false }
        return data.count - end.upperBound >= count
    }

    /// What has come of a stream once it holds a text.
    func listen(_ path: String, _ headers: [String: String], until text: String, within seconds: Int = 20, then act: () throws -> Void) throws -> String {
        let descriptor = try connect(within: seconds)
        defer { close(descriptor) }
        let fields = ["Host": "127.0.0.1:\(port)"].merging(headers) { $1 }
        try write(Data(("GET \(path) HTTP/1.1\r\n" + fields.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n").utf8), to: descriptor)
        var first = try read(descriptor) { Self.text($0).contains("event: hello") }
        try act()
        first += try read(descriptor) { Self.text($0).contains(text) }
        return String(decoding: first, as: UTF8.self)
    }

    private static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

    func connect(within seconds: Int) throws -> Int32 {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                #if canImport(Glibc)
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                #else
                    Darwin.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                #endif
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw Broken(description: "nothing listens on port \(port)")
        }
        return descriptor
    }

    func write(_ data: Data, to descriptor: Int32) throws {
        var sent = 0
        while sent < data.count {
            let count = data.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                    Glibc.send(descriptor, bytes.baseAddress! + sent, data.count - sent, Int32(MSG_NOSIGNAL))
                #else
                    Darwin.send(descriptor, bytes.baseAddress! + sent, data.count - sent, 0)
                #endif
            }
            guard count > 0 else { throw Broken(description: "the connection was closed while the request was sent") }
            sent += count
        }
    }

    /// What comes until it is enough or the connection ends.
    func read(_ descriptor: Int32, until isEnough: (Data) -> Bool) throws -> Data {
        var (all, buffer) = (Data(), [UInt8](repeating: 0, count: 65_536))
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 { throw Broken(description: "nothing came for too long; so far: \(String(decoding: all.suffix(2000), as: UTF8.self))") }
            if count == 0 { return all }
            all.append(contentsOf: buffer[..<count])
            if isEnough(all) { return all }
        }
    }

    func parse(_ data: Data) throws -> Answer {
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { throw Broken(description: "no answer") }
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var body = Data(data[end.upperBound...])
        if headers["transfer-encoding"] == "chunked" { body = Self.joined(body) }
        return Answer(status: status, headers: headers, body: body)
    }

    private static func joined(_ chunks: Data) -> Data {
        var (rest, all) = (chunks, Data())
        while let line = rest.range(of: Data("\r\n".utf8)), let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16), size > 0 {
            all.append(rest[line.upperBound..<(line.upperBound + size)])
            rest = Data(rest[(line.upperBound + size + 2)...])
        }
        return all
    }
}
