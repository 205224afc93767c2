import Animatic
import Credentials
public import Execution
import Measuring
import Music
import Recipes
import Rendering

extension RecipeBook {
    /// Every recipe of this program, with the way to make it.
    public static var everything: RecipeBook {
        var book = RecipeBook()
        book.add(ListenRecipe.self)
        book.add(ClicksRecipe.self)
        book.add(WaveformRecipe.self)
        book.add(AnimaticRecipe.self)
        book.add(DrawingRecipe.self)
        book.add(ProbeRecipe.self)
        book.add(ScoreRecipe.self)
        book.add(FontsRecipe.self)
        book.add(SegmentRecipe.self)
        book.add(SongRecipe.self)
        book.add(FilmRecipe.self)
        book.add(InspectRecipe.self)
        book.add(ThumbnailRecipe.self)
        book.add(PixelsRecipe.self)
        book.add(FramesRecipe.self)
        book.add(AnimationRecipe.self)
        book.add(PosterRecipe.self)
        book.add(EncodersRecipe.self)
        book.add(CredentialsRecipe.self)
        book.add(ManifestRecipe.self)
        book.add(SignRecipe.self)
        return book
    }
}
