// Kernel calls that Swift's Glibc module does not show (it is built without _GNU_SOURCE).
#pragma once

#include <linux/magic.h>
#include <linux/sched.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

/// setns(2): the calling thread enters the namespace that `descriptor` names.
static inline int linux_setns(int descriptor, int kind) {
    return (int)syscall(SYS_setns, descriptor, kind);
}

/// pidfd_open(2): a descriptor that means this one process for ever, whoever gets its number later.
static inline int linux_pidfd_open(int process) {
    return (int)syscall(SYS_pidfd_open, process, 0);
}

/// pidfd_send_signal(2)
static inline int linux_pidfd_send_signal(int descriptor, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, descriptor, signal, (void *)0, 0);
}
