// For a service of several processes that gives up its privileges. Part of shim.h; calls give the negative errno where
// they fail.
#pragma once

#include <time.h>

/// Two ends of a local stream; neither waits, nor lives on in a program that is executed.
static inline long linux_stream_pair(int ends[2]) {
    return linux_result(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends));
}

/// Closes the descriptors from `first` to `last`, those that are open.
static inline void linux_close_range(unsigned first, unsigned last) {
    if (syscall(SYS_close_range, first, last, 0) == 0) return;
    // Before Linux 5.9.
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return;
    for (unsigned number = first; number <= last && number < limit.rlim_cur; number++) close((int)number);
}

/// The folder becomes this process's root and its working folder.
static inline long linux_change_root(const char *folder) {
    if (chroot(folder) < 0 || chdir("/") < 0) return -errno;
    return 0;
}

/// This process, which has one thread, becomes somebody else for good; capabilities go with root's number. The bare
/// system calls, as glibc's need more than a header without _GNU_SOURCE shows.
static inline long linux_become_group(gid_t group, const gid_t *groups, size_t count) {
    if (syscall(SYS_setgroups, count, groups) < 0 || syscall(SYS_setresgid, group, group, group) < 0) return -errno;
    return 0;
}

static inline long linux_become_user(uid_t user) { return linux_result(syscall(SYS_setresuid, user, user, user)); }

/// A listening socket takes no more connections, and those that wait in it are refused.
static inline void linux_stop_listening(int descriptor) { (void)shutdown(descriptor, SHUT_RD); }

/// It takes connections again, as many at a time as the system allows.
static inline void linux_listen_again(int descriptor) { (void)listen(descriptor, INT_MAX); }

/// A descriptor limit: how many there may be now, and what that may be raised to.
static inline long linux_descriptor_limit(uint64_t *present, uint64_t *most) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    *present = limit.rlim_cur;
    *most = limit.rlim_max;
    return 0;
}

static inline long linux_set_descriptor_limit(uint64_t present, uint64_t most) {
    struct rlimit limit = {present, most};
    return linux_result(setrlimit(RLIMIT_NOFILE, &limit));
}

/// The permission bits that new files do not get.
static inline unsigned linux_umask(void) {
    mode_t mask = umask(0);
    umask(mask);
    return mask;
}

/// Reads the rules of local time, so that they are known after a change of root.
static inline void linux_read_time_zone(void) { tzset(); }

/// Seconds that the local time is ahead of UTC at a moment.
static inline long linux_local_offset(int64_t seconds) {
    time_t moment = seconds;
    struct tm local;
    return localtime_r(&moment, &local) ? local.tm_gmtoff : 0;
}

/// How many processors this process may run on.
static inline long linux_processor_count(void) {
    unsigned long mask[128] = {0};
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask), count = 0;
    for (long word = 0; word < bytes / (long)sizeof *mask; word++) count += __builtin_popcountl(mask[word]);
    return count > 0 ? count : 1;
}
