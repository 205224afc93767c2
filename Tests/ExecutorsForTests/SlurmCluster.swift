import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A real Slurm cluster on loopback, of this process's own: munged, slurmctld and a slurmd for each node, in a temporary folder. It needs
/// the packages slurm-wlm and munge, and no service of the system's.
public final class SlurmCluster: Sendable {
    public struct Broken: Error, CustomStringConvertible {
        public var description: String

        public init(description: String) { self.description = description }
    }

    private static let programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "scancel"]
    /// False where tests that need a cluster cannot run.
    public static let isThere = programs.allSatisfy { path(of: $0) != nil }
    public static let why: String = "SKIPPED: \(programs.filter { path(of: $0) == nil }.joined(separator: ", ")) not found (packages slurm-wlm and munge), so nothing ran on a cluster"

    /// The cluster that all tests of a process share, which ends with it.
    public static let shared = Result { try SlurmCluster() }

    public let folder: String
    public let nodes = ["n1", "n2", "n3"]
    private let daemons = Mutex<[String: pid_t]>([:])

    /// What programs that hand work in need in their environment.
    public var environment: [String: String] { ["SLURM_CONF": configuration] }
    private var configuration: String { folder + "/slurm.conf" }

    private init() throws {
        folder = "/tmp/mv-slurm-\(getpid())-\(UInt16.random(in: 0...UInt16.max))"
        for part in ["", "/munge", "/state", "/log", "/spool"] {
            try FileManager.default.createDirectory(atPath: folder + part, withIntermediateDirectories: true)
        }
        chmod(folder + "/munge", 0o711)
        let key = (0..<1024).map { _ in UInt8.random(in: 0...255) }
        guard FileManager.default.createFile(atPath: folder + "/munge/key", contents: Data(key), attributes: [.posixPermissions: 0o600]) else {
            throw Broken(description: "cannot write \(folder)")
        }
        try Data(settings(ports: try Self.freePorts(nodes.count + 1)).utf8).write(to: URL(fileURLWithPath: configuration))
        setenv("SLURM_CONF", configuration, 1)
        guardDaemons()
        try start(
            "munged",
            ["--foreground", "--force", "--key-file=\(folder)/munge/key", "--socket=\(folder)/munge/socket", "--pid-file=\(folder)/munge/pid",
                "--log-file=\(folder)/munge/log", "--seed-file=\(folder)/munge/seed"])
        try wait("munged", 10) { FileManager.default.fileExists(atPath: folder + "/munge/socket") }
        try start("slurmctld", ["-D", "-f", configuration])
        for node in nodes { try startNode(node) }
        try wait("the nodes", 60) { try idleNodes().count == nodes.count }
    }

    public func startNode(_ node: String) throws { try start("slurmd", ["-D", "-f", configuration, "-N", node], as: node) }

    /// As when its machine loses power: the daemon and what it runs.
    public func killNode(_ node: String) {
        end(node, SIGKILL)
        // Steps are run by daemons of their own, which name their node nowhere but in their spool.
        for pid in Self.processes(where: { $0.contains("slurmstepd") }) {
            guard (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd"))?.hasPrefix("\(folder)/spool/\(node)") == true else { continue }
            for child in Self.processes(childOf: pid) { kill(-child, SIGKILL) }
            kill(pid, SIGKILL)
        }
    }

    /// Ends the workers of a project at once, wherever they run.
    public func killWorkers(of folder: String) {
        for pid in Self.processes(where: { $0.contains("mv-worker") && $0.contains(folder) }) { kill(pid, SIGKILL) }
    }

    public func stopController() {
        end("slurmctld", SIGTERM)
    }

    /// - Parameter forgets: it knows nothing any more of what it was given before, as after its disk was lost.
    public func startController(forgets: Bool = false) throws { try start("slurmctld", ["-D", "-f", configuration] + (forgets ? ["-c"] : [])) }

    public func idleNodes() throws -> [String] {
        Set(try ask("sinfo", ["--noheader", "--Node", "--states=idle", "--format=%N"]).split(separator: "\n").map(String.init)).sorted()
    }

    /// Until all nodes can be used again and nothing is queued.
    public func settle() throws {
        for node in nodes where daemons.withLock({ $0[node] }) == nil { try startNode(node) }
        if daemons.withLock({ $0["slurmctld"] }) == nil { try startController() }
        try wait("the controller", 30) { (try? ask("sinfo", ["--noheader"])) != nil }
        _ = try? ask("scancel", ["--user=\(NSUserName())"])
        for node in nodes { _ = try? ask("scontrol", ["update", "NodeName=\(node)", "State=RESUME"]) }
        try wait("idle nodes", 60) { try idleNodes().count == nodes.count }
    }

    /// Runs one of Slurm's programs.
    @discardableResult
    public func ask(_ program: String, _ arguments: [String]) throws -> String {
        guard let path = Self.path(of: program) else { throw Broken(description: "there is no \(program)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Broken(description: "\(program): \(String(decoding: complaint, as: UTF8.self))") }
        return String(decoding: said, as: UTF8.self)
    }

    /// Not by Foundation's `Process`: that takes a daemon which closes all it inherited for one that has ended, and waits for it.
    private func start(_ program: String, _ arguments: [String], as name: String? = nil) throws {
        guard let path = Self.path(of: program) else { throw Broken(description: "there is no \(program)") }
        let log = folder + "/log/\(name ?? program).out"
        func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
        let words = copies([path] + arguments)
        let variables = copies(["SLURM_CONF=\(configuration)", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "MV_SLURM=\(folder)"])
        defer { for text in words + variables { free(text) } }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var pid = pid_t()
        let code = posix_spawn(&pid, path, &actions, nil, words, variables)
        guard code == 0 else { throw Broken(description: "\(program) cannot be started: \(String(cString: strerror(code)))") }
        let started = pid
        daemons.withLock { $0[name ?? program] = started }
    }

    private func end(_ name: String, _ signal: Int32) {
        guard let pid = daemons.withLock({ $0.removeValue(forKey: name) }) else { return }
        kill(pid, signal)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }

    private func wait(_ what: String, _ seconds: Double, _ isDone: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while .now < end {
            if (try? isDone()) == true { return }
            usleep(100_000)
        }
        let logs = ["log/slurmctld.out", "log/n1.out", "munge/log"].map { name in
            "\(name): " + String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self).suffix(600)
        }
        throw Broken(description: "\(what) did not come up in \(seconds) s\n" + logs.joined(separator: "\n"))
    }

    /// Ends the daemons when this process is gone, however it went.
    private func guardDaemons() {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            trap '' INT TERM HUP
            while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done
            pids() { grep -lz 'MV_SLURM=\(folder)' /proc/[0-9]*/environ 2>/dev/null | tr -dc '0-9\\n'; }
            for pid in $(pids); do kill -9 $pid 2>/dev/null; done
            sleep 1
            rm -rf '\(folder)'
            """,
        ]
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice)
        try? process.run()
    }

    private func settings(ports: [UInt16]) -> String {
        let me = NSUserName()
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        // Slurm's controller only starts on the host that its settings name, and knows it by its short name.
        let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).prefix { $0 != "." }
        return """
            ClusterName=mv
            SlurmctldHost=\(host)(127.0.0.1)
            SlurmctldPort=\(ports[0])
            SlurmUser=\(me)
            SlurmdUser=\(me)
            AuthType=auth/munge
            AuthInfo=socket=\(folder)/munge/socket
            CryptoType=crypto/munge
            StateSaveLocation=\(folder)/state
            SlurmdSpoolDir=\(folder)/spool/%n
            SlurmctldPidFile=\(folder)/slurmctld.pid
            SlurmdPidFile=\(folder)/%n.pid
            SlurmctldLogFile=\(folder)/log/slurmctld.log
            SlurmdLogFile=\(folder)/log/%n.log
            MailProg=/bin/true
            ProctrackType=proctrack/pgid
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SchedulerType=sched/backfill
            SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0,bf_interval=1
            JobRequeue=1
            ReturnToService=2
            MpiDefault=none
            SwitchType=switch/none
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            SlurmdTimeout=5
            SlurmctldTimeout=10
            InactiveLimit=0
            KillWait=2
            MinJobAge=300
            MaxArraySize=1001
            \(nodes.enumerated().map { "NodeName=\($1) NodeHostname=\(host) NodeAddr=127.0.0.1 Port=\(ports[$0 + 1]) CPUs=2 RealMemory=1000 State=UNKNOWN" }.joined(separator: "\n"))
            PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
            PartitionName=short Nodes=ALL MaxTime=1 State=UP

            """
    }

    private static func path(of program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/bin", "/usr/local/sbin"]
        return folders.lazy.map { $0 + "/" + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func processes(where matches: (String) -> Bool) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { pid in
            (FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")).map { matches(String(decoding: $0, as: UTF8.self)) } ?? false
        }
    }

    private static func processes(childOf parent: Int32) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { pid in
            let text = FileManager.default.contents(atPath: "/proc/\(pid)/stat").map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap { Int32($0) } == parent
        }
    }

    /// Ports that nobody listens on now.
    private static func freePorts(_ count: Int) throws -> [UInt16] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        return try (0..<count).map { _ in
            #if canImport(Glibc)
                let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            #else
                let descriptor = socket(AF_INET, SOCK_STREAM, 0)
            #endif
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0 }
            }
            guard bound else { throw Broken(description: "no free port") }
            return UInt16(bigEndian: address.sin_port)
        }
    }
}
