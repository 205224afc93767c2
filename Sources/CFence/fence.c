#define _GNU_SOURCE
#include "CFence.h"

#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int mv_fence_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -1; }

// Landlock: https://docs.kernel.org/userspace-api/landlock.html. The numbers are the kernel's interface; headers of older systems lack
// the newer ones.
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_add_rule 445
#define __NR_landlock_restrict_self 446
#endif

enum {
    may_execute = 1 << 0,
    may_write_file = 1 << 1,
    may_read_file = 1 << 2,
    may_read_dir = 1 << 3,
    may_ioctl_device = 1 << 15,
    all_of_version_1 = (1 << 13) - 1,
    may_refer = 1 << 13,
    may_truncate = 1 << 14,
};

struct ruleset_attributes {
    uint64_t handled_access_fs;
};
struct path_beneath {
    uint64_t allowed_access;
    int32_t parent_fd;
} __attribute__((packed));

int mv_fence_landlock_version(void) {
    long version = syscall(__NR_landlock_create_ruleset, NULL, 0, 1);
    return version > 0 ? (int)version : 0;
}

static int allow(int ruleset, const char *const *paths, size_t count, uint64_t access, uint64_t of_files) {
    for (size_t index = 0; index < count; index++) {
        int file = open(paths[index], O_PATH | O_CLOEXEC);
        if (file < 0) continue;
        struct stat info;
        int is_folder = fstat(file, &info) == 0 && S_ISDIR(info.st_mode);
        struct path_beneath rule = {is_folder ? access : access & of_files, file};
        long result = syscall(__NR_landlock_add_rule, ruleset, 1, &rule, 0);
        int reason = errno;
        close(file);
        if (result != 0) {
            errno = reason;
            return -1;
        }
    }
    return 0;
}

int mv_fence_landlock(
    const char *const *readable, size_t readables, const char *const *writable, size_t writables, const char *const *devices, size_t device_count) {
    int version = mv_fence_landlock_version();
    // Without may_refer no file can be moved from one folder to another, which is how results get their names.
    if (version < 2) return 1;
    uint64_t handled = all_of_version_1 | may_refer;
    if (version >= 3) handled |= may_truncate;
    struct ruleset_attributes attributes = {handled};
    long ruleset = syscall(__NR_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0) return -1;
    uint64_t of_files = (may_execute | may_write_file | may_read_file | may_truncate) & handled;
    uint64_t reading = may_read_file | may_read_dir;
    int failed = allow((int)ruleset, readable, readables, reading, of_files) || allow((int)ruleset, writable, writables, handled & ~(uint64_t)may_execute, of_files) ||
                 allow((int)ruleset, devices, device_count, reading | may_write_file, of_files);
    long result = failed ? -1 : syscall(__NR_landlock_restrict_self, (int)ruleset, 0);
    int reason = errno;
    close((int)ruleset);
    errno = reason;
    return result == 0 ? 0 : -1;
}

#if defined(__x86_64__)
#define FENCE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define FENCE_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef FENCE_ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define DENY(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

int mv_fence_seccomp(void) {
    struct sock_filter program[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, FENCE_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        LOAD(nr),
#ifdef __x86_64__
        // The other numbering of x86-64 (x32) would go round the list.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
        // The network, and every other socket.
        DENY(__NR_socket), DENY(__NR_socketpair), DENY(__NR_connect), DENY(__NR_bind), DENY(__NR_listen), DENY(__NR_accept), DENY(__NR_accept4),
        // Other programs and processes.
        DENY(__NR_execve), DENY(__NR_execveat), DENY(__NR_ptrace), DENY(__NR_process_vm_readv), DENY(__NR_process_vm_writev), DENY(__NR_pidfd_getfd),
#ifdef __NR_fork
        DENY(__NR_fork), DENY(__NR_vfork),
#endif
        // The system itself.
        DENY(__NR_mount), DENY(__NR_umount2), DENY(__NR_pivot_root), DENY(__NR_chroot), DENY(__NR_setns), DENY(__NR_unshare), DENY(__NR_bpf),
        DENY(__NR_perf_event_open), DENY(__NR_keyctl), DENY(__NR_add_key), DENY(__NR_request_key), DENY(__NR_userfaultfd), DENY(__NR_init_module),
        DENY(__NR_finit_module), DENY(__NR_delete_module), DENY(__NR_kexec_load), DENY(__NR_reboot), DENY(__NR_swapon), DENY(__NR_open_by_handle_at),
        DENY(__NR_name_to_handle_at), DENY(425 /* io_uring_setup */), DENY(426 /* io_uring_enter */), DENY(427 /* io_uring_register */),
        // glibc starts threads with clone3, whose arguments cannot be looked at from here; told that there is none, it uses clone.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 435 /* clone3 */, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 3),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof program / sizeof program[0], program};
    if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0) return 0;
    return errno == ENOSYS || errno == EINVAL ? 1 : -1;
}

#else
int mv_fence_seccomp(void) { return 1; }
#endif

#else

int mv_fence_no_new_privileges(void) { return 1; }
int mv_fence_landlock_version(void) { return 0; }
int mv_fence_landlock(
    const char *const *readable, size_t readables, const char *const *writable, size_t writables, const char *const *devices, size_t device_count) {
    return 1;
}
int mv_fence_seccomp(void) { return 1; }

#endif
