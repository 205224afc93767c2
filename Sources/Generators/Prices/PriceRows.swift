extension PriceTable {
    private static let makers = "the maker's own price; the service may add to it"

    private static func row(_ kind: String, _ words: String, _ dollars: KeyValuePairs<Int, Double>, note: String? = nil) -> Row {
        Row(
            kind: kind, words: words,
            steps: dollars.map { Step(lines: $0.key, microdollars: Int(($0.value * 1_000_000).rounded())) }, note: note)
    }

    /// Dollars for a second by lines of the shorter side. The first row that fits counts: narrower patterns stand before wider ones.
    static let rows: [Row] = [
        row("fal", "seedance-2.5", [480: 0.22, 720: 0.473]),
        row("fal", "seedance-2.0/fast", [720: 0.242]),
        row("fal", "seedance-2.0", [480: 0.135, 720: 0.303, 1080: 0.682, 2160: 1.555]),
        row("fal", "minimax/h3", [480: 0.05, 768: 0.06, 1440: 0.13, 2160: 0.16]),
        row("fal", "wan-3.0", [480: 0.05, 720: 0.10, 1080: 0.20]),
        row("fal", "wan/v2.7", [720: 0.10, 1080: 0.15]),

        row("runway", "=seedance2", [720: 0.36, 1080: 0.40, 2160: 1.50]),
        row("runway", "=gen4.5", [720: 0.12]),
        row("runway", "=gen4_turbo", [720: 0.05]),
        row("runway", "=hailuo3", [768: 0.10, 1440: 0.15]),

        row("openrouter", "wan-3.0-prime", [480: 0.068, 720: 0.14, 1080: 0.28], note: makers),
        row("openrouter", "wan-3.0", [480: 0.05, 720: 0.10, 1080: 0.20], note: makers),
        row("openrouter", "wan-2.7", [720: 0.10, 1080: 0.15], note: makers),
        row("openrouter", "happyhorse-1.1", [480: 0.07, 720: 0.14, 1080: 0.18], note: makers),
        row("openrouter", "seedance-2.5", [480: 0.096, 720: 0.216, 1080: 0.535], note: makers),
        row("openrouter", "seedance-2.0-fast", [480: 0.053, 720: 0.114], note: makers),
        row("openrouter", "seedance-2.0-mini", [480: 0.033, 720: 0.071], note: makers),
        row("openrouter", "seedance-2.0", [480: 0.066, 720: 0.142, 1080: 0.354, 2160: 0.722], note: makers),
        row("openrouter", "minimax h3", [768: 0.08, 1440: 0.13], note: makers),
        row("openrouter", "grok-imagine lite", [480: 0.02, 720: 0.03, 1080: 0.14], note: makers),
        row("openrouter", "grok-imagine", [480: 0.08, 720: 0.14, 1080: 0.25], note: makers),
        row("openrouter", "gemini-omni", [360: 0.023, 720: 0.07, 1080: 0.104, 2160: 0.21], note: makers),
        row("openrouter", "veo-3.1-lite", [720: 0.05, 1080: 0.08], note: makers),
        row("openrouter", "veo-3.1-fast", [720: 0.10, 1080: 0.12, 2160: 0.30], note: makers),
        row("openrouter", "veo-3.1", [720: 0.40, 1080: 0.40, 2160: 0.60], note: makers),
    ]
}
