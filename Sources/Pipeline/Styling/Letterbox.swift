package import Editorial

/// Black over and under the picture that gives it a wider shape.
package enum Letterbox {
    /// Rows on either side, an even number; none for a raster that is as wide already, and none for upright and square versions of a wide film,
    /// of which too little would be left.
    /// - Parameters:
    ///   - shape: width by height.
    ///   - film: the film's own raster.
    package static func rows(shape: Double, of raster: PictureFormat, in film: PictureFormat) -> Int {
        let isNarrower = raster.width * film.height < film.width * raster.height
        guard raster.width > raster.height || !isNarrower else { return 0 }
        let rows = (Double(raster.height) - Double(raster.width) / shape) / 2
        return rows < 1 ? 0 : Int((rows / 2).rounded()) * 2
    }
}
