// A disk that fails: what changes the files of one folder is counted, over all processes, and from one change on it does not go as it should.
// Loaded with LD_PRELOAD. MV_FAULT_FOLDER names the folder, MV_FAULT_COUNT a file of eight bytes with the count, MV_FAULT_AT the first change
// that fails, and MV_FAULT_KIND how:
//   full       no room: nothing grows, comes to be or is given another name; what is there can be read and removed
//   readonly   nothing changes any more
//   denied     no file is opened for writing, made, renamed or removed; those that are open go on
//   once       this change fails with an error of the device, those after it do not
//   slow       every call waits up to 20 ms, and nothing fails
//   clock      the clock is MV_FAULT_SHIFT seconds off, and nothing fails
#include "paths.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>

static enum { NONE, FULL, READONLY, DENIED, ONCE, SLOW, CLOCK } kind;
static _Atomic int64_t *count;
static int64_t first, shift;

// Before main, and so before a worker's fence.
__attribute__((constructor)) static void begin(void) {
    const char *watched = getenv("MV_FAULT_FOLDER"), *words = getenv("MV_FAULT_KIND"), *path = getenv("MV_FAULT_COUNT"), *at = getenv("MV_FAULT_AT");
    const char *kinds[] = {"", "full", "readonly", "denied", "once", "slow", "clock"}, *off = getenv("MV_FAULT_SHIFT");
    if (!watched || !words || !path || !at) return;
    int file = REAL(open)(path, O_RDWR | O_CLOEXEC);
    count = mmap(0, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    REAL(close)(file);
    if (count == MAP_FAILED) abort();
    first = atoll(at);
    shift = off ? atoll(off) : 0;
    for (int i = 1; i <= CLOCK; i++)
        if (!strcmp(words, kinds[i])) kind = i;
    watch(watched);
}

// What a call does to the disk.
enum change { GROWS, MAKES, RENAMES, REMOVES, SYNCS, LOOKS };

// The number of an error, or 0 when all goes well.
static int trouble(enum change change) {
    if (kind == SLOW) {
        static _Atomic unsigned seed = 1;
        unsigned next = atomic_fetch_add(&seed, 1) * 2654435761u;
        usleep((next >> 16) % 20000);
        return 0;
    }
    if (change == LOOKS || kind == CLOCK) return 0;
    int64_t number = atomic_fetch_add(count, 1) + 1;
    if (number < first) return 0;
    switch (kind) {
    case FULL: return change == REMOVES ? 0 : ENOSPC;
    case READONLY: return EROFS;
    case DENIED: return change == MAKES || change == RENAMES || change == REMOVES ? EACCES : 0;
    case ONCE: return number == first ? EIO : 0;
    default: return 0;
    }
}

static int fails(int is_ours, enum change change) {
    int reason = is_ours ? trouble(change) : 0;
    if (reason) errno = reason;
    return reason;
}

static int fails_at(int file, enum change change) {
    char path[PATH_MAX];
    return folder && fails(path_of(file, path), change);
}

static int fails_on(int at, const char *path, enum change change) {
    char full[PATH_MAX];
    return folder && fails(absolute(at, path, full), change);
}

ssize_t write(int file, const void *bytes, size_t size) { return fails_at(file, GROWS) ? -1 : REAL(write)(file, bytes, size); }
ssize_t writev(int file, const struct iovec *list, int pieces) { return fails_at(file, GROWS) ? -1 : REAL(writev)(file, list, pieces); }
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    return fails_at(file, GROWS) ? -1 : REAL(pwrite)(file, bytes, size, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) { return pwrite(file, bytes, size, offset); }
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *offset, size_t size, unsigned flags) {
    return fails_at(to, GROWS) ? -1 : REAL(copy_file_range)(from, at, to, offset, size, flags);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) { return fails_at(to, GROWS) ? -1 : REAL(sendfile)(to, from, offset, size); }
ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) { return sendfile(to, from, offset, size); }
int ftruncate(int file, off_t length) { return fails_at(file, GROWS) ? -1 : REAL(ftruncate)(file, length); }
int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }
int fallocate(int file, int mode, off_t offset, off_t size) { return fails_at(file, GROWS) ? -1 : REAL(fallocate)(file, mode, offset, size); }
int posix_fallocate(int file, off_t offset, off_t size) {
    return fails_at(file, GROWS) ? errno : REAL(posix_fallocate)(file, offset, size);
}
int fsync(int file) { return fails_at(file, SYNCS) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails_at(file, SYNCS) ? -1 : REAL(fdatasync)(file); }

int unlink(const char *path) { return fails_on(AT_FDCWD, path, REMOVES) ? -1 : REAL(unlink)(path); }
int unlinkat(int at, const char *path, int flags) { return fails_on(at, path, REMOVES) ? -1 : REAL(unlinkat)(at, path, flags); }
int rmdir(const char *path) { return fails_on(AT_FDCWD, path, REMOVES) ? -1 : REAL(rmdir)(path); }
int mkdir(const char *path, mode_t mode) { return fails_on(AT_FDCWD, path, MAKES) ? -1 : REAL(mkdir)(path, mode); }
int rename(const char *from, const char *to) { return fails_on(AT_FDCWD, to, RENAMES) ? -1 : REAL(rename)(from, to); }
int link(const char *from, const char *to) { return fails_on(AT_FDCWD, to, MAKES) ? -1 : REAL(link)(from, to); }

static int opening(int at, const char *path, int flags, mode_t mode) {
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    // On a full disk a file that is there can be opened; on one that cannot be written it cannot.
    enum change change = !writes ? LOOKS : flags & O_CREAT || kind == READONLY || kind == DENIED ? MAKES : LOOKS;
    if (change == MAKES && kind == FULL && REAL(faccessat)(at, path, F_OK, 0) == 0) change = LOOKS;
    return fails_on(at, path, change) ? -1 : REAL(openat)(at, path, flags, mode);
}
OPENS

// The clock that people and other machines go by.
int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = REAL(clock_gettime)(clock, time);
    if (result == 0 && kind == CLOCK && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += shift;
    return result;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int result = REAL(gettimeofday)(now, zone);
    if (result == 0 && kind == CLOCK) now->tv_sec += shift;
    return result;
}
time_t time(time_t *now) {
    struct timespec seen;
    clock_gettime(CLOCK_REALTIME, &seen);
    if (now) *now = seen.tv_sec;
    return seen.tv_sec;
}
