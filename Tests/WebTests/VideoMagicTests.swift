import Foundation
import Testing
import Web

struct VideoMagicTests {
    private func box(_ kind: String, _ rest: String = "", size: [UInt8] = [0, 0, 0, 32]) -> Data {
        Data(size) + Data((kind + rest).utf8) + Data(count: 32)
    }

    @Test func everyKindIsKnownByItsFirstBytes() {
        #expect(VideoMagic.fileExtension(of: box("ftyp", "isom")) == "mp4")
        #expect(VideoMagic.fileExtension(of: box("ftyp", "qt  ")) == "mov")
        for first in ["moov", "mdat", "wide", "free", "skip"] { #expect(VideoMagic.fileExtension(of: box(first)) == "mov") }
        #expect(VideoMagic.fileExtension(of: box("mdat", size: [0, 0, 0, 1])) == "mov")
        #expect(VideoMagic.fileExtension(of: Data("GIF89a".utf8) + Data(count: 20)) == "gif")
        #expect(VideoMagic.fileExtension(of: Data("RIFF\0\0\0\0AVI LIST".utf8)) == "avi")
        let ebml: [UInt8] = [0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81, 1, 0x42, 0x82]
        #expect(VideoMagic.fileExtension(of: Data(ebml + [0x84] + "webm".utf8)) == "webm")
        #expect(VideoMagic.fileExtension(of: Data(ebml + [0x88] + "matroska".utf8)) == "mkv")
        #expect(VideoMagic.fileExtension(of: Data(ebml + [0x83] + "foo".utf8)) == nil)
    }

    @Test func aVideoIsKnownInAnyPartOfALargerData() {
        let data = Data(count: 7) + box("ftyp", "mp42")
        #expect(VideoMagic.fileExtension(of: data[7...]) == "mp4")
    }

    @Test(arguments: [
        #"{"error":{"message":"ftyp moov mdat"}}"#, "<!DOCTYPE html><html>ftypisom</html>", "    ftypisom and more text",
        "{\"a\"ftypisom            ", "RIFF\0\0\0\0WEBPVP8 ", "RIFF\0\0\0\0WAVEfmt ", "\u{89}PNG\r\n\u{1a}\n        ",
        "#EXTM3U\n#EXT-X-VERSION:3", "short", "", "GIF87 but no gif",
    ])
    func whatIsNoVideoIsNotTakenForOne(_ text: String) {
        #expect(VideoMagic.fileExtension(of: Data(text.utf8)) == nil)
    }

    @Test(arguments: ["avif", "heic", "mif1", "M4A "])
    func picturesAndSoundsInTheSameContainerAreNoVideos(_ brand: String) {
        #expect(VideoMagic.fileExtension(of: box("ftyp", brand)) == nil)
    }

    @Test func aLengthThatNoBoxHasIsRefused() {
        #expect(VideoMagic.fileExtension(of: box("ftyp", "isom", size: [0, 0, 0, 5])) == nil)
        #expect(VideoMagic.fileExtension(of: box("moov", size: [0, 0, 0, 3])) == nil)
    }
}
