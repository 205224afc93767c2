import Editorial

/// `executor`.
extension Report {
    func executor(_ node: YAMLNode) -> ExecutorSpec? {
        if node.isNull { return nil }
        if node.entries == nil { return word(node, ExecutorSpec.Kind.allCases.map(\.rawValue)).flatMap(ExecutorSpec.Kind.init).map { ExecutorSpec(kind: $0) } }
        guard let reader = SectionReader(node, ExecutorKeys.executor, self) else { return nil }
        var spec = ExecutorSpec()
        spec.kind = reader.word("kind", as: ExecutorSpec.Kind.self) ?? .local
        spec.resources = resources(reader)
        spec.program = reader.text("program")
        spec.poll = reader.number("poll") ?? spec.poll
        spec.lag = reader.number("lag") ?? spec.lag
        for work in ExecutorSpec.Work.allCases {
            guard let value = reader.value(work.rawValue), !value.isNull else { continue }
            if value.entries == nil {
                if word(value, ["local"]) != nil { spec.work[work] = .some(nil) }
            } else if let own = SectionReader(value, ExecutorKeys.ofWork, self) {
                spec.work[work] = resources(own)
            }
        }
        return spec
    }

    private func resources(_ reader: SectionReader) -> ClusterResources {
        var resources = ClusterResources()
        resources.partition = word(of: reader, "partition")
        resources.account = word(of: reader, "account")
        resources.qos = word(of: reader, "qos")
        resources.constraint = word(of: reader, "constraint")
        resources.gpus = reader.value("gpus").flatMap(gpus)
        resources.cpus = reader.integer("cpus")
        resources.memory = reader.number("memory")
        resources.time = reader.time("time")
        if let time = resources.time, time < 60, let node = reader.value("time") {
            error(node, "\(Numerals.text(time)) seconds are less than any cluster gives", "hours are written 4:00:00, minutes 30:00")
        }
        resources.atOnce = reader.integer("at_once")
        resources.pack = reader.integer("pack")
        resources.container = reader.text("container")
        resources.prepare = reader.texts("prepare")
        resources.environment = reader.texts("environment")
        for name in resources.environment ?? [] where !isVariable(name) {
            if let node = reader.value("environment") {
                error(node, "'\(name)' is no name of a variable", "names alone are written here; their values come from your environment")
            }
        }
        resources.sbatch = reader.texts("sbatch")
        for argument in resources.sbatch ?? [] {
            guard let node = reader.value("sbatch") else { break }
            if !argument.hasPrefix("-") { error(node, "'\(argument)' is no option of sbatch", "write each with its value: --reservation=film") }
            let name = argument.prefix { $0 != "=" }
            if Self.ours.contains(String(name)) { error(node, "'\(name)' is set by the program itself", "remove it") }
        }
        return resources
    }

    /// Options that arrays are told by, or that the batch's folder depends on.
    private static let ours: Set<String> = [
        "--array", "-a", "--parsable", "--job-name", "-J", "--output", "-o", "--error", "-e", "--chdir", "-D", "--export", "--signal", "--wait", "-W",
        "--requeue", "--no-requeue", "--open-mode", "--wrap", "--nodes", "-N", "--ntasks", "-n",
    ]

    /// A text that becomes part of an option of sbatch.
    private func word(of reader: SectionReader, _ name: String) -> String? {
        guard let node = reader.value(name), let text = reader.text(name) else { return nil }
        if text.contains(where: { $0.isWhitespace || $0.isNewline }) { return expected("a word without blanks", node) }
        return text
    }

    private func gpus(_ node: YAMLNode) -> String? {
        guard let text = text(node) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isName = { (part: Substring) in !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) } }
        guard parts.count <= 2, parts.allSatisfy(isName), let count = Int(parts[parts.count - 1]), (1...64).contains(count) else {
            return expected("a number of GPUs such as 1, or with their type a100:2", node)
        }
        return text
    }

    private func isVariable(_ name: String) -> Bool {
        name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
}
