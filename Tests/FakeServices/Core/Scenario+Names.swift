import Web

extension Scenario {
    /// Scenarios by name, for `fake-service … --scenario NAME`, and for prompts that hold `scenario:NAME`.
    public static let named: [(name: String, doc: String, scenario: Scenario)] = [
        ("normal", "accepted, at work for one look, done", Scenario()),
        ("slow", "fifty looks until it is done", Scenario { $0.looks = 50 }),
        ("never", "never done", Scenario { $0.ending = .never }),
        ("accepted-then-reset", "accepted, and the connection is reset before the answer", Scenario { $0.submit = .acceptedThenReset }),
        ("accepted-then-500", "accepted, and HTTP 500 all the same", Scenario { $0.submit = .acceptedThenStatus(500) }),
        ("accepted-then-garbage", "accepted, and the answer cannot be read", Scenario { $0.submit = .acceptedThenGarbage }),
        ("lost", "not accepted, and the connection is reset", Scenario { $0.submit = .lost }),
        ("rate-limited", "429 with Retry-After: 1", Scenario { $0.submit = .rateLimited(.seconds(1)) }),
        ("rate-limited-date", "429 with Retry-After as a date", Scenario { $0.submit = .rateLimited(.date(1)) }),
        ("rate-limited-bare", "429 without a word of when", Scenario { $0.submit = .rateLimited(.none) }),
        ("no-credit", "no credit left", Scenario { $0.submit = .noCredit }),
        ("unauthorised", "the key is wrong", Scenario { $0.submit = .unauthorised }),
        ("refused", "refused for its content at once", Scenario { $0.submit = .refused }),
        ("refused-later", "accepted, then refused for its content", Scenario { $0.ending = .refused }),
        ("failed", "accepted, then failed with a code", Scenario { $0.ending = .failed(.withCode("server_error", "CUDA out of memory")) }),
        ("failed-text", "accepted, then failed, told as a text", Scenario { $0.ending = .failed(.asText("CUDA out of memory")) }),
        ("cancelled", "accepted, then cancelled there", Scenario { $0.ending = .cancelled }),
        ("empty", "done, with nothing made", Scenario { $0.ending = .empty }),
        ("look-502", "three looks get a gateway's 502", Scenario { $0.lookFaults = [.status(502), .status(502), .status(502)] }),
        (
            "look-401", "the second look is not allowed",
            Scenario {
                $0.looks = 3
                $0.lookFaults = [.status(401)]
            }
        ),
        (
            "gone", "forgotten after the first look",
            Scenario {
                $0.looks = 9
                $0.goneAfter = 1
            }
        ),
        (
            "odd-words", "states nobody knows",
            Scenario {
                $0.looks = 3
                $0.words = ["percolating", "NOT_START", "dreaming"]
            }
        ),
        (
            "odd-progress", "progress as null, 101, text and falling",
            Scenario {
                $0.looks = 6
                $0.progress = [.null, 101, "30%", 0.5, 90, 10]
            }
        ),
        ("file-404", "done, and the file is not there twice", Scenario { $0.fileFaults = [.status(404), .status(404)] }),
        ("file-cut", "the first fetch of the file breaks off", Scenario { $0.fileFaults = [.cut] }),
        ("file-page", "every fetch gets a page instead of the file", Scenario { $0.fileFaults = Array(repeating: .page, count: 99) }),
        ("file-json", "every fetch gets JSON that says it is video/mp4", Scenario { $0.fileFaults = Array(repeating: .json, count: 99) }),
        (
            "file-broken", "every fetch gets a file that cannot be decoded",
            Scenario { $0.fileFaults = Array(repeating: .broken, count: 99) }
        ),
        ("two-files", "makes two files", Scenario { $0.outputs = 2 }),
    ]

    public static func named(_ name: String) -> Scenario? { named.first { $0.name == name }?.scenario }
}
