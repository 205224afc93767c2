import Interchange
import Testing
import Timebase

private func fault(_ text: String) -> EditFileError? {
    do throws(EditFileError) {
        _ = try OTIOReader.read(text)
        return nil
    } catch {
        return error
    }
}

@Suite struct OTIOHostileFileTests: OTIOText {
    @Test(arguments: [
        ("", "a value was expected", 1, 1), ("{\n  \"a\": tru\n}", "'tru' is no value of JSON", 2, 8), ("[1, 2", "a list has no end", 1, 1),
        ("{\"a\" 1}", "the key 'a' has no value", 1, 6), ("{\"a\": \"\\x\"}", "'\\x' is no escape of JSON", 1, 8),
        ("[] []", "something stands after the end", 1, 4),
        ("{\"a\": 1 \"b\"}", "a comma was expected", 1, 9), ("\"open", "a text has no end", 1, 1),
    ])
    func brokenJSONIsSaidWithItsPlace(_ text: String, _ message: String, _ line: Int, _ column: Int) {
        #expect(fault(text)?.message == message)
        #expect(fault(text)?.line == line)
        #expect(fault(text)?.column == column)
    }

    @Test func whatIsNoTimelineIsRefused() {
        #expect(fault("[]")?.message == "this is no OpenTimelineIO timeline")
        #expect(fault(#"{"OTIO_SCHEMA": "Clip.2"}"#)?.message == "this is no OpenTimelineIO timeline but a 'Clip'")
        #expect(fault(timeline(track(#"{"OTIO_SCHEMA": "Clip.1", "name": "a"}"#))) == nil)
        #expect(fault(String(repeating: "[", count: 100_000))?.message == "values lie more than 200 deep")
        #expect(
            fault(timeline(track(clip("a", range(0, 9e8)), clip("b", range(0, 9e8)))))?.message == "the sequence is longer than any film")
    }

    @Test func absurdNumbersNeverCrash() {
        for number in [
            "1e308", "-1e308", "NaN", "Infinity", "-Infinity", "9223372036854775807", "-9223372036854775808", "1e18", "-1", "0", "null",
            "\"x\"", "[]",
        ] {
            let text = timeline(
                track(
                    clip("a", range(12345, 23456)), dissolve(34567, 45678),
                    clip("b", range(0, 48), more: #", "effects": [{"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 56789}]"#)),
                start: time(67890),
                more: #", "markers": [{"OTIO_SCHEMA": "Marker.2", "name": "m", "marked_range": \#(range(78901, 89012))}]"#)
            for target in ["12345.0", "23456.0", "34567.0", "45678.0", "56789", "67890.0", "78901.0", "89012.0", "24.0"] {
                _ = fault(text.replacing(target, with: number))
            }
        }
    }

    @Test func brokenFilesNeverCrash() {
        var random = SeededRandom(seed: 78)
        let texts = (0..<4).map { OTIOWriter.write(Samples.film(seed: $0, clips: 4)).files[0].text }
        for _ in 0..<300 {
            var bytes = Array(texts[Int.random(in: 0..<texts.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 20))
                default:
                    bytes.insert(contentsOf: Array("99999999999999999999".utf8.prefix(Int.random(in: 1...20, using: &random))), at: place)
                }
            }
            _ = fault(String(decoding: bytes, as: UTF8.self))
        }
    }
}
