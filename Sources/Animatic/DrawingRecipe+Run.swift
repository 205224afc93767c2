import Content
public import Execution
import Foundation
import Media
public import Recipes

extension DrawingRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let sheet = Sheet(drawing)
        let png = try StillPicture.png(sheet.pixels, width: sheet.width, height: sheet.height)
        let scratch = try context.scratchPath(fileExtension: "png")
        try Data(png).write(to: URL(fileURLWithPath: scratch))
        return Output(picture: try context.publish(scratch: scratch, fileExtension: "png"))
    }
}
