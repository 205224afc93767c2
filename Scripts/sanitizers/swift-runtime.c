// Tells the thread sanitizer of what Swift's own libraries do, which are compiled without it. Loaded beside a program by Scripts/sanitize.
//
// A Mutex that is free is taken and given back by code in the program itself, which the sanitizer sees. One that had to be waited for is handed
// over by the kernel inside libswiftSynchronization, and a continuation that is resumed before it is awaited goes through nothing but an atomic
// in libswift_Concurrency: without these lines everything they guard is reported.
//
//     https://github.com/swiftlang/swift/blob/main/stdlib/public/Synchronization/Mutex/LinuxImpl.swift
//     https://github.com/swiftlang/swift/blob/main/stdlib/public/Concurrency/Task.cpp  (swift_continuation_await)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define ASYNC __attribute__((swiftasynccall))
#define SELF __attribute__((swift_context)) void *

// Not there in programs without the sanitizer.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

static void acquire(void *what) { if (__tsan_acquire && what) __tsan_acquire(what); }
static void release(void *what) { if (__tsan_release && what) __tsan_release(what); }

SWIFT void lock(uint32_t seen, SELF mutex) __asm__(LOCK);
SWIFT void lock(uint32_t seen, SELF mutex) {
    SWIFT void (*real)(uint32_t, SELF) = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK);
    real(seen, mutex);
    acquire(mutex);
}

SWIFT void unlock(SELF mutex) __asm__(UNLOCK);
SWIFT void unlock(SELF mutex) {
    SWIFT void (*real)(SELF) = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK);
    release(mutex);
    real(mutex);
}

SWIFT void swift_continuation_resume(void *task) {
    SWIFT void (*real)(void *) = (SWIFT void (*)(void *))dlsym(RTLD_NEXT, "swift_continuation_resume");
    release(task);
    real(task);
}

SWIFT void swift_continuation_throwingResume(void *task) {
    SWIFT void (*real)(void *) = (SWIFT void (*)(void *))dlsym(RTLD_NEXT, "swift_continuation_throwingResume");
    release(task);
    real(task);
}

SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error) {
    SWIFT void (*real)(void *, void *) = (SWIFT void (*)(void *, void *))dlsym(RTLD_NEXT, "swift_continuation_throwingResumeWithError");
    release(task);
    real(task, error);
}

ASYNC void swift_continuation_await(void *context) {
    SWIFT void *(*current)(void) = (SWIFT void *(*)(void))dlsym(RTLD_DEFAULT, "swift_task_getCurrent");
    ASYNC void (*real)(void *) = (ASYNC void (*)(void *))dlsym(RTLD_NEXT, "swift_continuation_await");
    acquire(current());
    __attribute__((musttail)) return real(context);
}
