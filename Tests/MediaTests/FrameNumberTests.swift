import Editorial
import Media
import TakesForTests
import Testing
import Timebase

/// What a reader says of the frames of takes that carry their numbers.
struct FrameNumberTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    /// The numbers that the reader gives, and those that the pictures show.
    private func read(_ path: String, seekingTo start: Int = 0, wanted: Set<Int>? = nil) throws -> [(said: Int, shown: Int?)] {
        var reader = try VideoReader(path: path)
        reader.wanted = wanted
        if start > 0 { try reader.seek(toKeyFrameBefore: start) }
        let frame = Frame()
        var all: [(said: Int, shown: Int?)] = []
        while try reader.next(into: frame) { all.append((reader.index(of: frame) ?? -1, BarCode.number(in: frame.pointer))) }
        #expect(reader.damaged == 0)
        return all
    }

    @Test(arguments: [
        TestTake("MP4") { $0.bFrames = 3 },
        TestTake("transport stream") { ($0.container, $0.bFrames) = ("mpegts", 3) },
        TestTake("Matroska") { ($0.container, $0.rate) = ("matroska", FrameRate(60000, 1001)) },
        TestTake("AVI without times", "mpeg4", in: "avi") { $0.bFrames = 2 },
        TestTake("program stream", "mpeg2video", in: "mpeg") { ($0.bFrames, $0.rate) = (2, FrameRate(25)) },
        TestTake("MP4 that starts late") { ($0.shift, $0.bFrames) = (9, 2) },
    ])
    func theReadersNumbersAreThoseInThePictures(kind: TestTake) throws {
        let path = folder.file("take." + kind.container)
        try kind.write(to: path)
        let whole = try read(path)
        #expect(whole.map(\.said) == Array(0..<40) && whole.map(\.shown) == Array(0..<40))
        for start in [5, 12, 13, 30] {
            let rest = try read(path, seekingTo: start)
            #expect(rest.allSatisfy { $0.said == $0.shown }, "from \(start): \(rest)")
            #expect(rest.last?.said == 39)
        }
    }

    @Test(arguments: ["libx264", "libsvtav1", "mpeg4"]) func framesHiddenByAnEditListAreNeitherGivenNorCounted(encoder: String) throws {
        let path = folder.file("a.mp4")
        try TestTake("", encoder) { ($0.shift, $0.keyFrames, $0.width, $0.height) = (-6, 20, 128, 96) }.write(to: path)
        let given = try read(path)
        #expect(given.map(\.said) == Array(0..<34) && given.map(\.shown) == Array(6..<40))
        #expect(try VideoReader(path: path).announcedFrames == 34)
        #expect(try MediaFacts(probing: path).frames == 34)
    }

    @Test func onlyFramesThatNobodyWantsAreLeftOut() throws {
        let path = folder.file("a.mp4")
        try TestTake("") { $0.bFrames = 3 }.write(to: path)
        let wanted: Set = [3, 4, 20, 27]
        let given = try read(path, wanted: wanted)
        #expect(given.allSatisfy { $0.said == $0.shown })
        #expect(wanted.isSubset(of: given.map(\.said)) && given.last?.said == 39, "the last one stays where more is asked for")
        #expect(given.count < 40)
    }

    @Test(arguments: [("matroska", FrameRate(30)), ("mp4", nil)]) func aFileOfUnevenTimesIsDecodedWhole(container: String, told: FrameRate?) throws {
        let path = folder.file("a." + container)
        let kind = TestTake("", "libx264", in: container) {
            $0.times = (0..<40).map { (frame: Int) -> Int64 in Int64(33 * frame + frame % 3 * 9) }
            ($0.timeBase, $0.claimedRate) = (Rational(1, 1000), told)
            $0.bFrames = 3
        }
        try kind.write(to: path)
        #expect(try read(path, wanted: [30]).map(\.shown) == Array(0..<40))
    }

    @Test func aRateOfManyDigitsIsTheNearestOneThatCanBeCountedWith() throws {
        let path = folder.file("a.mp4")
        let times = (0..<40).map { (frame: Int) -> Int64 in Int64(33_366 * frame + frame * frame % 7 * 101) }
        try TestTake("") { ($0.times, $0.timeBase) = (times, Rational(1, 1_000_000)) }.write(to: path)
        let facts = try MediaFacts(probing: path)
        // How long the last picture is shown is a guess: half a picture of forty.
        #expect(abs(facts.rate.doubleValue - 29.97) < 29.97 / 80)
        #expect(facts.rate.framesPerSecond.numerator <= 120_000 && facts.rate.framesPerSecond.denominator <= 120_000)
        #expect(try read(path).map(\.shown) == Array(0..<40))
    }
}
