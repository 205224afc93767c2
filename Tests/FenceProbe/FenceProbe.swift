import Execution
import Fence
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Puts up a fence around itself and tries what it may and may not do: `fence-probe STORE SECRET`; with `open` it
/// puts none up, with `memory` only limits of resources; with `time` it works on and on in two jobs of a second each. Prints a line for each try.
@main
struct FenceProbe {
    static func main() throws {
        let (store, secret) = (CommandLine.arguments[1], CommandLine.arguments[2])
        if CommandLine.arguments.count < 4 {
            let strength = try Fence(readable: [], writable: [store]).apply()
            print("files \(strength.files)\ncalls \(strength.calls)")
        }
        if CommandLine.arguments.last == "memory" {
            ResourceFence(memory: 1 << 30).apply()
            tell("take a quarter of a gigabyte", canTake(1 << 28))
            return tell("take two gigabytes", canTake(2 << 30))
        }
        if CommandLine.arguments.last == "time" {
            let fence = ResourceFence(processorSeconds: 1)
            fence.apply()
            for job in 1...2 {
                fence.beginJob()
                work(for: job == 1 ? 0.9 : 30)
                print("ended job \(job)")
                fflush(nil)
            }
            return
        }
        let folder = (secret as NSString).deletingLastPathComponent
        tell("read a file outside", open(secret, O_RDONLY) >= 0)
        tell("write a file outside", open(folder + "/new", O_WRONLY | O_CREAT, 0o600) >= 0)
        tell("remove a file outside", unlink(folder + "/victim") == 0)
        tell("list a folder outside", opendir(folder) != nil)
        tell("read another process's environment", open("/proc/\(getppid())/environ", O_RDONLY) >= 0)
        tell("read the system's passwords", open("/etc/shadow", O_RDONLY) >= 0)
        tell("reach the outside by a link", symlink(secret, store + "/link") == 0 && open(store + "/link", O_RDONLY) >= 0)
        #if canImport(Glibc)
            let (stream, datagram) = (Int32(SOCK_STREAM.rawValue), Int32(SOCK_DGRAM.rawValue))
        #else
            let (stream, datagram) = (SOCK_STREAM, SOCK_DGRAM)
        #endif
        tell("open a socket", socket(AF_INET, stream, 0) >= 0)
        tell("open a socket of this machine", socket(AF_UNIX, datagram, 0) >= 0)
        var pid = pid_t()
        let words: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        tell("start a program", posix_spawn(&pid, "/bin/true", nil, nil, words, nil) == 0)
        tell("write in the store", FileManager.default.createFile(atPath: store + "/a", contents: Data([1])))
        mkdir(store + "/one", 0o700)
        mkdir(store + "/two", 0o700)
        _ = FileManager.default.createFile(atPath: store + "/one/b", contents: Data([1]))
        tell("move between folders of the store", rename(store + "/one/b", store + "/two/b") == 0)
        tell("read in the store", open(store + "/two/b", O_RDONLY) >= 0)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread { done.signal() }
        thread.start()
        tell("start a thread", done.wait(timeout: .now() + 5) == .success)
        tell("load a library", dlopen("libz.so.1", RTLD_NOW) != nil)
    }

    /// Keeps a processor busy for so many seconds of its time.
    private static func work(for seconds: Double) {
        let start = clock()
        while Double(clock() - start) / Double(CLOCKS_PER_SEC) < seconds {}
    }

    private static func canTake(_ bytes: Int) -> Bool {
        #if canImport(Glibc)
            let flags = MAP_PRIVATE | MAP_ANONYMOUS
        #else
            let flags = MAP_PRIVATE | MAP_ANON
        #endif
        return mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED
    }

    private static func tell(_ what: String, _ done: Bool) { print("\(done ? "can" : "cannot") \(what)") }
}
