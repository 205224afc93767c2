import Content
import Recipes
import Testing
import Timebase

@Suite struct FramesRecipeTests {
    private func wanted(_ count: Int, of range: FrameRange) -> [Int] {
        FramesRecipe(take: Blob(digest: Digest(of: "a"), bytes: 1, fileExtension: "mp4"), range: range, count: count, longSide: 64).wanted
    }

    @Test func framesAreTheMiddlesOfEqualPartsOfTheRange() {
        #expect(wanted(4, of: FrameRange(start: 10, count: 40)) == [15, 25, 35, 45])
        #expect(wanted(1, of: FrameRange(start: 0, count: 9)) == [4])
    }

    @Test func aShortRangeGivesEachOfItsFramesOnce() {
        #expect(wanted(8, of: FrameRange(start: 3, count: 3)) == [3, 4, 5])
        #expect(wanted(8, of: FrameRange(start: 3, count: 0)) == [3])
    }
}
