import Content
import Editorial
import Foundation
import Pool
import Testing

@Suite struct ArchiveTests {
    private let a = blob("a").digest.hex

    @Test func anArchivedTakeKeepsItsPictureScoresAndVerdict() throws {
        let pool = try Bench().pool
        try pool.add(clip("a"), at: 1)
        try pool.save(scores: scores(0.5), for: a, key: "k", at: 1)
        try pool.record(.reject(reason: "hands"), take: a, at: 1)
        let picture = Keepsake(picture: Data([1, 2, 3]), fileExtension: "jpg")
        try pool.archive(a, keeping: picture, at: 2)
        let take = try pool.take(a)
        #expect(take?.state == .archived)
        #expect(take?.scores == scores(0.5))
        #expect(take?.verdict.reason == "hands")
        #expect(try pool.keepsake(of: a) == picture)
        try pool.archive(a, keeping: Keepsake(picture: Data([9]), fileExtension: "png"), at: 3)
        #expect(try pool.keepsake(of: a) == picture)
        #expect(try pool.take(a)?.archived == 2)
        try pool.restore(a)
        #expect(try pool.take(a)?.state == .scored)
    }

    @Test(arguments: [0, 20_481])
    func aPictureOfTheWrongSizeIsRefusedAndNothingIsArchived(bytes: Int) throws {
        let pool = try Bench().pool
        try pool.add(clip("a"), at: 1)
        let error = refusal { try pool.archive(a, keeping: Keepsake(picture: Data(count: bytes), fileExtension: "jpg"), at: 2) }
        #expect(error?.kind == .invalid)
        #expect(try pool.take(a)?.archived == nil)
    }

    @Test func deletingATakeDeletesItsPicture() throws {
        let pool = try Bench().pool
        try pool.add(clip("a"), at: 1)
        try pool.archive(a, keeping: Keepsake(picture: Data([1]), fileExtension: "jpg"), at: 2)
        try pool.delete(a)
        #expect(try pool.keepsake(of: a) == nil)
    }
}
