import Content
public import Execution
import Foundation
import Media
public import Recipes

extension PixelsRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: take)
        var reader = try VideoReader(path: path)
        if frame > 0 { try reader.seek(toKeyFrameBefore: frame) }
        let picture = Frame()
        let last = Frame()
        var found = false
        while try reader.next(into: picture) {
            found = true
            try last.refer(to: picture)
            if reader.index(of: picture).map({ $0 >= frame }) ?? true { break }
        }
        guard found else { throw MediaError(.decode, path, "no picture of it can be decoded") }
        let view = SmallView(of: reader, longSide: side)
        var scaler = PictureScaler(width: view.width, height: view.height)
        return Output(width: view.width, height: view.height, rgb: Self.rgb(try scaler.scale(view.upright(last)), view.width, view.height))
    }

    /// By BT.709's matrix and limited range: near enough at the size of a stamp. Coefficients in 1/65536, from H.273 table 4.
    private static func rgb(_ frame: borrowing Frame, _ width: Int, _ height: Int) -> Data {
        var bytes = [UInt8]()
        bytes.reserveCapacity(width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let luma = 76_309 * (Int(frame.plane(0)[y * frame.stride(0) + x]) - 16)
                let u = Int(frame.plane(1)[y / 2 * frame.stride(1) + x / 2]) - 128
                let v = Int(frame.plane(2)[y / 2 * frame.stride(2) + x / 2]) - 128
                for value in [luma + 117_489 * v, luma - 13_975 * u - 34_925 * v, luma + 138_438 * u] {
                    bytes.append(UInt8(clamping: (value + 32_768) >> 16))
                }
            }
        }
        return Data(bytes)
    }
}
