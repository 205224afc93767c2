/// What each number of `LevelFeatures` counts.
///
/// Fitted by multinomial logistic regression with a ridge to 199 songs whose beats are known (`docs/music.md` says which): of a
/// song's readings, the ones near the truth are to score above the others.
enum LevelWeights {
    /// One row a curve of the evidence: what sounds on one, on three, on the weak beats (two and four; two and three of a
    /// waltz), at the half, the first and second third, the first and last quarter of a beat.
    static let sounds: [[Double]] = [
        /* kick    */ [0.256, 0.176, 0.003, -0.075, -0.082, 0.124, 0.014, 0.022],
        /* low     */ [-0.054, -0.133, -0.009, -0.003, -0.041, 0.157, -0.029, 0.012],
        /* snare   */ [0.044, -0.003, 0.121, 0.004, -0.092, 0.091, -0.052, -0.004],
        /* clap    */ [-0.060, -0.059, 0.064, 0.045, -0.105, 0.075, -0.014, -0.033],
        /* hats    */ [0.067, 0.071, 0.156, 0.054, -0.132, -0.018, 0.038, 0.087],
        /* onsets  */ [0.043, -0.021, 0.051, 0.015, -0.097, 0.078, -0.012, 0.022],
        /* harmony */ [1.763, -0.127, -0.517, -0.893, -0.589, 0.225, 0.238, -0.517],
        /* timbre  */ [0.587, -0.250, 0.301, -0.351, -0.277, 0.001, -0.800, 0.873],
        /* agogic  */ [0.291, 0.058, 0.142, 0.016, -0.107, -0.022, -0.142, -0.049],
    ]

    static let others: [Double] = [
        /* squared distance from the usual tempo, in spreads    */ -0.357,
        /* the same for faster ones only                        */ -0.220,
        /* squared distance beyond one spread, faster > 0       */ 0.713,
        /* the tracker's own reading                            */ 0.268,
        /* of its free run                                      */ 0.222,
        /* tempogram at the beat                                */ 0.625,
        /* at half the period                                   */ -1.095,
        /* at twice                                             */ 0.883,
        /* at one and a half                                    */ 1.183,
        /* at two thirds                                        */ -0.480,
        /* at three times                                       */ -0.512,
        /* at a third                                           */ -0.700,
        /* share of beats with a clear onset                    */ 0.380,
        /* typical change from interval to interval             */ -14.860,
        /* rhythm repeats after a beat                          */ 0.938,
        /* harmony does                                         */ 1.485,
        /* rhythm after two                                     */ -0.388,
        /* harmony after two                                    */ 1.179,
        /* bars of three                                        */ -0.539,
        /* bars of three: rhythm after 3 against 2 and 4        */ 0.009,
        /* harmony after 3 against 2 and 4                      */ 0.947,
        /* rhythm after 6 against 4 and 8                       */ 0.244,
        /* harmony after 6 against 4 and 8                      */ -0.553,
        /* bars of four: rhythm after 4 against 3 and 6         */ 0.426,
        /* harmony after 4 against 3 and 6                      */ -0.515,
        /* rhythm after 8 against 6 and 12                      */ 1.019,
        /* harmony after 8 against 6 and 12                     */ -0.099,
        /* bars of three: distance from the usual tempo         */ 0.174,
        /* and its square                                       */ -0.080,
    ]

    static let all = sounds.flatMap { $0 } + others
}
