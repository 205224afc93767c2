import Foundation
import Media
import Testing

/// Files that only look like something we accept.
@Suite struct AcceptedTests {
    private let folder = NSTemporaryDirectory() + "accepted-" + UUID().uuidString

    private func refusal(_ name: String, _ content: String) throws -> String? {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/" + name
        try Data(content.utf8).write(to: URL(fileURLWithPath: path))
        do {
            _ = try VideoReader(path: path)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("playlists and lists of files are refused whatever they are called", arguments: [
        ("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
        ("list.mp4", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n"),
        ("list.txt", "ffconcat version 1.0\nfile /etc/passwd\n"),
        ("manifest.mpd", "<?xml version=\"1.0\"?><MPD><Period><AdaptationSet><SegmentList/></AdaptationSet></Period></MPD>"),
        ("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>"),
        ("words.ass", "[Script Info]\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,x\n"),
        ("stream.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"),
    ])
    func listsAreRefused(_ name: String, _ content: String) throws {
        #expect(try refusal(name, content) != nil)
    }
}
