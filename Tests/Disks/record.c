// Records what a program does to the files of one folder, so that crash-states can be made of it: what a disk may hold when power is lost.
// Loaded with LD_PRELOAD; MV_RECORD_FOLDER names the folder and MV_RECORD_LOG the log, to which each process appends whole records.
//
// A record is a line of words and, for writes, the bytes after it:
//   W path offset count\n<bytes>   S path (fsync)   R from to   U path   T path length   C path (created)   D path (folder synced)
#include "paths.h"

#include <pthread.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>

static int log_file = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("MV_RECORD_LOG"), *watched = getenv("MV_RECORD_FOLDER");
    if (folder || !watched || !path) return;
    int file = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    log_file = fcntl(file, F_DUPFD_CLOEXEC, 500);
    REAL(close)(file);
    watch(watched);
}

static void record(const struct iovec *pieces, int count) {
    pthread_mutex_lock(&lock);
    // One append, so that records of several processes do not mix.
    REAL(flock)(log_file, LOCK_EX);
    size_t total = 0;
    for (int i = 0; i < count; i++) total += pieces[i].iov_len;
    char *whole = malloc(total), *at = whole;
    for (int i = 0; i < count; i++) {
        memcpy(at, pieces[i].iov_base, pieces[i].iov_len);
        at += pieces[i].iov_len;
    }
    for (size_t sent = 0; sent < total;) {
        ssize_t n = REAL(write)(log_file, whole + sent, total - sent);
        if (n <= 0) break;
        sent += (size_t)n;
    }
    free(whole);
    REAL(flock)(log_file, LOCK_UN);
    pthread_mutex_unlock(&lock);
}

static void say(const char *format, ...) {
    char line[2 * PATH_MAX + 64];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    record(&(struct iovec){line, (size_t)length}, 1);
}

static void say_write(const char *path, off_t offset, const void *bytes, size_t count) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "W\t%s\t%lld\t%zu\n", path + folder_length + 1, (long long)offset, count);
    struct iovec pieces[2] = {{line, (size_t)length}, {(void *)bytes, count}};
    record(pieces, 2);
}

static void say_writev(int file, const struct iovec *list, int count, off_t offset, ssize_t written, const char *path) {
    (void)file;
    for (int i = 0; i < count && written > 0; i++) {
        size_t part = list[i].iov_len < (size_t)written ? list[i].iov_len : (size_t)written;
        say_write(path, offset, list[i].iov_base, part);
        offset += (off_t)part;
        written -= (ssize_t)part;
    }
}

ssize_t write(int file, const void *bytes, size_t count) {
    char path[PATH_MAX];
    if (!path_of(file, path)) return REAL(write)(file, bytes, count);
    int flags = fcntl(file, F_GETFL);
    off_t offset = flags & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    ssize_t written = REAL(write)(file, bytes, count);
    if (written > 0) say_write(path, offset, bytes, (size_t)written);
    return written;
}

ssize_t writev(int file, const struct iovec *list, int count) {
    char path[PATH_MAX];
    if (!path_of(file, path)) return REAL(writev)(file, list, count);
    off_t offset = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    ssize_t written = REAL(writev)(file, list, count);
    if (written > 0) say_writev(file, list, count, offset, written, path);
    return written;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    char path[PATH_MAX];
    ssize_t written = REAL(pwrite)(file, bytes, count, offset);
    int reason = errno;
    if (written > 0 && path_of(file, path)) say_write(path, offset, bytes, (size_t)written);
    errno = reason;
    return written;
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) { return pwrite(file, bytes, count, offset); }

static void say_sync(int file) {
    char path[PATH_MAX];
    struct stat info;
    if (!path_of(file, path)) return;
    say("%c\t%s\n", fstat(file, &info) == 0 && S_ISDIR(info.st_mode) ? 'D' : 'S', path + folder_length + 1);
}

int fsync(int file) {
    int result = REAL(fsync)(file);
    int reason = errno;
    if (result == 0) say_sync(file);
    errno = reason;
    return result;
}
int fdatasync(int file) {
    int result = REAL(fdatasync)(file);
    int reason = errno;
    if (result == 0) say_sync(file);
    errno = reason;
    return result;
}

int ftruncate(int file, off_t length) {
    char path[PATH_MAX];
    int result = REAL(ftruncate)(file, length);
    int reason = errno;
    if (result == 0 && path_of(file, path)) say("T\t%s\t%lld\n", path + folder_length + 1, (long long)length);
    errno = reason;
    return result;
}
int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

static int named(int at, const char *path, int result, const char *kind) {
    char full[PATH_MAX];
    int reason = errno;
    if (result == 0 && absolute(at, path, full)) say("%s\t%s\n", kind, full + folder_length + 1);
    errno = reason;
    return result;
}
int unlink(const char *path) { return named(AT_FDCWD, path, REAL(unlink)(path), "U"); }
int unlinkat(int at, const char *path, int flags) { return named(at, path, REAL(unlinkat)(at, path, flags), flags & AT_REMOVEDIR ? "X" : "U"); }
int rmdir(const char *path) { return named(AT_FDCWD, path, REAL(rmdir)(path), "X"); }
int mkdir(const char *path, mode_t mode) { return named(AT_FDCWD, path, REAL(mkdir)(path, mode), "M"); }

int rename(const char *from, const char *to) {
    char old[PATH_MAX], new[PATH_MAX];
    int result = REAL(rename)(from, to);
    int reason = errno;
    if (result == 0 && absolute(AT_FDCWD, from, old) && absolute(AT_FDCWD, to, new)) say("R\t%s\t%s\n", old + folder_length + 1, new + folder_length + 1);
    errno = reason;
    return result;
}
int link(const char *from, const char *to) {
    char full[PATH_MAX], source[PATH_MAX];
    int result = REAL(link)(from, to);
    int reason = errno;
    if (result == 0 && absolute(AT_FDCWD, to, full)) {
        (void)absolute(AT_FDCWD, from, source);
        say("L\t%s\t%s\n", source, full + folder_length + 1);
    }
    errno = reason;
    return result;
}

// Files that come to be, and files that are emptied on opening.
static void opened(int at, const char *path, int flags, int file) {
    char full[PATH_MAX];
    if (file < 0 || !(flags & (O_CREAT | O_TRUNC)) || !absolute(at, path, full)) return;
    int reason = errno;
    say("%c\t%s\n", flags & O_TRUNC ? 'E' : 'C', full + folder_length + 1);
    errno = reason;
}
static int opening(int at, const char *path, int flags, mode_t mode) {
    int file = REAL(openat)(at, path, flags, mode);
    opened(at, path, flags, file);
    return file;
}
OPENS

// stdio of the C library opens by a way of its own.
FILE *fopen(const char *path, const char *mode) {
    FILE *file = REAL(fopen)(path, mode);
    if (file && mode[0] == 'w') opened(AT_FDCWD, path, O_CREAT | O_TRUNC, fileno(file));
    return file;
}
FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }
