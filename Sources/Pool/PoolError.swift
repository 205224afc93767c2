import Content
import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The pool would not do as asked. Nothing was changed when one of these is thrown.
public struct PoolError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Hashable, Sendable {
        /// There is no pool at that path.
        case missing
        /// There was a pool at that path: what lies beside it is there, the pool is not.
        case lost
        /// The file is damaged or no database.
        case unreadable
        /// The file is a database, but not a pool.
        case foreign
        /// Made by a newer program.
        case newer
        /// Made by an older program and opened for reading only.
        case older
        /// Another program kept the pool for too long.
        case locked
        /// Writing through a pool that was opened for reading.
        case readOnly
        /// Nothing has that id.
        case unknown
        /// More than one take has that prefix.
        case ambiguous
        /// A step of a request that its state does not allow.
        case refusedStep
        /// Somebody else changed it in the meantime.
        case overtaken
        /// The request would bring the spending above the budget.
        case overBudget
        /// A value that the pool does not take.
        case invalid
        /// Anything else SQLite says.
        case database
    }

    public var kind: Kind
    /// What was wrong, what was expected and the next step.
    public var description: String
    /// The takes an ambiguous prefix could mean, as ids.
    public var candidates: [String]

    package init(_ kind: Kind, _ description: String, candidates: [String] = []) {
        self.kind = kind
        self.description = description
        self.candidates = candidates
    }

    /// What a database error means to the people in front of it.
    init(_ error: DatabaseError, path: String) {
        switch Self.cause(of: error, path: path) {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .unreadable,
                "the pool \(path) is damaged or no database (\(error.message ?? "no reason given")); 'mv pool recover' makes a sound one of "
                    + "what can still be read of it, the takes' sidecars, the journal of verdicts and the newest backup, and keeps the damaged one")
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self.init(.locked, "the pool \(path) is being written by another program; wait for it to finish and try again")
        case .SQLITE_READONLY, .SQLITE_PERM:
            self = .unwritable(path)
        case .SQLITE_CANTOPEN:
            self.init(.missing, "the pool \(path) cannot be opened: check that its folder is there and may be written")
        case .SQLITE_FULL:
            self.init(.database, "the disk that holds the pool \(path) is full; make room and try again")
        case .SQLITE_IOERR:
            self.init(
                .database,
                "the disk that holds the pool \(path) cannot be read or written (disk I/O error); when it can again, "
                    + "'mv pool verify' says whether the pool is whole")
        default:
            self.init(.database, "the pool \(path) refused: \(error.message ?? "no reason given") (SQLite's error \(error.resultCode.rawValue))")
        }
    }

    static func unwritable(_ path: String) -> PoolError {
        PoolError(.readOnly, "the pool \(path) cannot be written: check the permissions of the file, of its folder and of the disk")
    }

    /// SQLite says of a full disk now this, now that; the disk itself says one thing.
    private static func cause(of error: DatabaseError, path: String) -> ResultCode {
        guard [.SQLITE_CANTOPEN, .SQLITE_IOERR].contains(error.resultCode) else { return error.resultCode }
        return switch Volume.trouble(writingIn: Beside(path).folder) {
        case ENOSPC, EDQUOT: .SQLITE_FULL
        case EROFS, EACCES, EPERM: .SQLITE_READONLY
        default: error.resultCode
        }
    }
}
