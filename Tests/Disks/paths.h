// Which calls are about the files of the folder that is watched.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// Nil until the library is ready.
static const char *folder;
static size_t folder_length;

static void watch(const char *path) {
    folder = path;
    folder_length = strlen(path);
}

static int ours(const char *path) { return folder && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/'; }

static int path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path);
}

static int absolute(int at, const char *path, char *full) {
    if (path[0] == '/') {
        snprintf(full, PATH_MAX, "%s", path);
    } else {
        char base[PATH_MAX];
        if (at == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", at);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length <= 0) return 0;
            base[length] = 0;
        }
        if (snprintf(full, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    return ours(full);
}

// open in its four spellings, by one function that is given what they were given.
#define OPEN(name, at_parameter, at)                                            \
    int name(at_parameter const char *path, int flags, ...) {                   \
        va_list list;                                                           \
        va_start(list, flags);                                                  \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0; \
        va_end(list);                                                           \
        return opening(at, path, flags, mode);                                  \
    }
#define NOTHING
#define AT int at,
#define OPENS OPEN(open, NOTHING, AT_FDCWD) OPEN(open64, NOTHING, AT_FDCWD) OPEN(openat, AT, at) OPEN(openat64, AT, at)
