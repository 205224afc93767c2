// What the kernel can be asked to forbid this process: Landlock and seccomp have no interface in any C library, and their
// programs are macros that Swift cannot see. On other systems than Linux all of it is "not there".
#ifndef CFENCE_H
#define CFENCE_H

#include <stddef.h>

/// 0 done, 1 the kernel does not have it, -1 refused (errno says why).

/// This process and what it starts never get more rights than they have.
int mv_fence_no_new_privileges(void);

/// The version of Landlock's interface; 0 where there is none.
int mv_fence_landlock_version(void);

/// From now on only files beneath `readable` can be read, and only those beneath `writable` changed as well; devices beneath `devices` can be
/// read and written. Paths that are not there are passed over.
int mv_fence_landlock(
    const char *const *readable, size_t readables, const char *const *writable, size_t writables, const char *const *devices, size_t device_count);

/// From now on no sockets, no new programs or processes, no looking into others, and none of the kernel's rarer doors: such calls fail with
/// EPERM. Threads can be started.
int mv_fence_seccomp(void);

#endif
