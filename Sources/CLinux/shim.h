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

/// unshare(2): the calling thread enters a new network namespace.
static inline int linux_enter_new_network(void) {
    return (int)syscall(SYS_unshare, CLONE_NEWNET);
}

// For the module Linux. Every function below gives the negative errno where its call fails, so that nothing can come
// between the call and the reading of errno.

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <limits.h>
#include <linux/capability.h>
#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <linux/filter.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/rseq.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

/// What a call gave, or the negative errno.
static inline long linux_result(long result) {
    return result < 0 ? -errno : result;
}

// Descriptors

static inline long linux_read(int descriptor, void *bytes, size_t count) {
    return linux_result(read(descriptor, bytes, count));
}

static inline long linux_write(int descriptor, const void *bytes, size_t count) {
    return linux_result(write(descriptor, bytes, count));
}

static inline long linux_open(const char *path, int flags, unsigned mode) {
    return linux_result(open(path, flags | O_CLOEXEC, mode));
}

static inline long linux_pipe(int ends[2]) {
    return linux_result(syscall(SYS_pipe2, ends, O_CLOEXEC | O_NONBLOCK));
}

/// Whether `descriptor` does not wait: O_NONBLOCK of its open file description.
static inline long linux_set_blocking(int descriptor, int blocks) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return -errno;
    return linux_result(fcntl(descriptor, F_SETFL, blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

/// A copy of `descriptor` that closes on exec.
static inline long linux_duplicate(int descriptor) {
    return linux_result(fcntl(descriptor, F_DUPFD_CLOEXEC, 3));
}

/// Waits until `descriptor` can be read: 1, or 0 after the time.
static inline long linux_wait_readable(int descriptor, int milliseconds) {
    struct pollfd wanted = {.fd = descriptor, .events = POLLIN};
    return linux_result(poll(&wanted, 1, milliseconds));
}

/// Waits until `descriptor` takes bytes: 1, or 0 after the time.
static inline long linux_wait_writable(int descriptor, int milliseconds) {
    struct pollfd wanted = {.fd = descriptor, .events = POLLOUT};
    return linux_result(poll(&wanted, 1, milliseconds));
}

// Files

/// What stat(2) tells that is used here.
struct linux_file {
    unsigned mode;
    uid_t owner;
    gid_t group;
    int64_t size;
    uint64_t device;
    uint64_t inode;
};

static inline long linux_file_result(int result, const struct stat *status, struct linux_file *file) {
    if (result < 0) return -errno;
    *file = (struct linux_file){
        status->st_mode, status->st_uid, status->st_gid, status->st_size, status->st_dev, status->st_ino};
    return 0;
}

static inline long linux_stat_descriptor(int descriptor, struct linux_file *file) {
    struct stat status;
    return linux_file_result(fstat(descriptor, &status), &status, file);
}

/// lstat(2), or stat(2) where the last link is followed.
static inline long linux_stat(const char *path, int follows, struct linux_file *file) {
    struct stat status;
    return linux_file_result(follows ? stat(path, &status) : lstat(path, &status), &status, file);
}

static inline long linux_set_mode(int descriptor, unsigned mode) {
    return linux_result(fchmod(descriptor, mode));
}

static inline long linux_set_path_mode(const char *path, unsigned mode) {
    return linux_result(chmod(path, mode));
}

static inline long linux_set_path_owner(const char *path, uid_t user, gid_t group) {
    return linux_result(chown(path, user, group));
}

static inline long linux_sync(int descriptor) {
    return linux_result(fsync(descriptor));
}

static inline long linux_rename(const char *from, const char *to) {
    return linux_result(rename(from, to));
}

static inline long linux_unlink(const char *path) {
    return linux_result(unlink(path));
}

static inline void linux_ignore_signal(int number) { signal(number, SIG_IGN); }

static inline void linux_default_signal(int number) { signal(number, SIG_DFL); }

/// An entry of a folder as getdents64(2) gives it.
struct linux_entry {
    uint64_t inode;
    int64_t next;
    unsigned short length;
    unsigned char kind;
    char name[];
};

/// The numbers above 0 among the next names of an open folder; none at its end. The buffer holds 26 entries at most, of 24
/// bytes at least: listing the folder of processes takes the kernel some µs for each.
static inline long linux_next_numbers(int folder, int32_t *numbers, int capacity) {
    _Alignas(struct linux_entry) char buffer[640];
    for (;;) {
        long size = linux_result(syscall(SYS_getdents64, folder, buffer, sizeof buffer));
        if (size <= 0) return size;
        int count = 0;
        for (long at = 0; at < size;) {
            const struct linux_entry *entry = (const struct linux_entry *)(buffer + at);
            char *end;
            long number = strtol(entry->name, &end, 10);
            if (number > 0 && number <= INT32_MAX && !*end && count < capacity) numbers[count++] = (int32_t)number;
            at += entry->length;
        }
        if (count) return count;
    }
}

// epoll, signalfd

static inline long linux_epoll_create(void) {
    return linux_result(epoll_create1(EPOLL_CLOEXEC));
}

static inline long linux_epoll_control(int poller, int operation, int descriptor, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return linux_result(epoll_ctl(poller, operation, descriptor, &event));
}

/// struct epoll_event without its union, so that it is safe to look at.
struct linux_event {
    uint32_t events;
    uint64_t token;
} __EPOLL_PACKED;
_Static_assert(sizeof(struct linux_event) == sizeof(struct epoll_event), "one layout");

static inline long linux_epoll_wait(int poller, struct linux_event *events, int count, int milliseconds) {
    return linux_result(epoll_wait(poller, (struct epoll_event *)events, count, milliseconds));
}

/// To the nanosecond where the kernel can (Linux 5.11), else to the millisecond that follows.
static inline long linux_epoll_wait_precisely(int poller, struct linux_event *events, int count, int64_t nanoseconds) {
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    long result = linux_result(epoll_pwait2(poller, (struct epoll_event *)events, count, &time, 0));
    if (result != -ENOSYS) return result;
    int64_t milliseconds = (nanoseconds + 999999) / 1000000;
    return linux_epoll_wait(poller, events, count, milliseconds < INT_MAX ? (int)milliseconds : INT_MAX);
}

/// Blocks the signals of `mask` (bit n - 1 is signal n) in the calling thread and opens a signalfd for them.
static inline long linux_signal_source(uint64_t mask) {
    sigset_t set;
    sigemptyset(&set);
    for (int number = 1; number < 65; number++) {
        if (mask >> (number - 1) & 1) sigaddset(&set, number);
    }
    int failure = pthread_sigmask(SIG_BLOCK, &set, 0);
    if (failure) return -failure;
    return linux_result(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

// Sockets

static inline long linux_socket(int family, int kind, int protocol) {
    return linux_result(socket(family, kind | SOCK_CLOEXEC, protocol));
}

static inline long linux_bind(int descriptor, const void *address, unsigned count) {
    return linux_result(bind(descriptor, (const struct sockaddr *)address, count));
}

static inline long linux_connect(int descriptor, const void *address, unsigned count) {
    return linux_result(connect(descriptor, (const struct sockaddr *)address, count));
}

static inline long linux_listen(int descriptor, int backlog) {
    return linux_result(listen(descriptor, backlog));
}

static inline long linux_accept(int descriptor) {
    return linux_result(syscall(SYS_accept4, descriptor, (void *)0, (void *)0, SOCK_CLOEXEC | SOCK_NONBLOCK));
}

static inline long linux_set_option(int descriptor, int level, int option, const void *value, unsigned count) {
    return linux_result(setsockopt(descriptor, level, option, value, count));
}

static inline long linux_get_option(int descriptor, int level, int option, void *value, unsigned *count) {
    return linux_result(getsockopt(descriptor, level, option, value, count));
}

static inline long linux_attach_filter(int descriptor, const struct sock_filter *instructions, unsigned short count) {
    struct sock_fprog program = {count, (struct sock_filter *)instructions};
    return linux_result(setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}

/// sendmsg(2) with one piece of payload, or sendto(2), for which the kernel has less to read; `address` and `control` may
/// be empty.
static inline long linux_send(int descriptor, const void *bytes, size_t count, const void *address,
                              unsigned address_count, const void *control, size_t control_count, int flags) {
    if (!control_count) {
        const struct sockaddr *destination = address_count ? address : 0;
        return linux_result(sendto(descriptor, bytes, count, flags | MSG_NOSIGNAL, destination, address_count));
    }
    struct iovec piece = {(void *)bytes, count};
    struct msghdr message = {
        .msg_name = address_count ? (void *)address : 0,
        .msg_namelen = address_count,
        .msg_iov = &piece,
        .msg_iovlen = 1,
        .msg_control = control_count ? (void *)control : 0,
        .msg_controllen = control_count,
    };
    return linux_result(sendmsg(descriptor, &message, flags | MSG_NOSIGNAL));
}

/// recv(2): how long the message is, though it may not fit.
static inline long linux_receive_payload(int descriptor, void *bytes, size_t count) {
    return linux_result(recv(descriptor, bytes, count, MSG_TRUNC));
}

/// What recvmsg(2) tells beside the payload.
struct linux_received {
    unsigned address_count;
    size_t control_count;
    int flags;
};

/// recvmsg(2) into one piece of payload.
static inline long linux_receive(int descriptor, void *bytes, size_t count, void *address, unsigned address_count,
                                 void *control, size_t control_count, int flags, struct linux_received *received) {
    struct iovec piece = {bytes, count};
    struct msghdr message = {
        .msg_name = address,
        .msg_namelen = address_count,
        .msg_iov = &piece,
        .msg_iovlen = 1,
        .msg_control = control,
        .msg_controllen = control_count,
    };
    long result = recvmsg(descriptor, &message, flags);
    if (result < 0) return -errno;
    received->address_count = message.msg_namelen;
    received->control_count = message.msg_controllen;
    received->flags = message.msg_flags;
    return result;
}

// The process itself

/// SCHED_RR at `priority`, not given on to children (SCHED_RESET_ON_FORK).
static inline long linux_set_round_robin(int priority) {
    struct sched_param parameters = {.sched_priority = priority};
    return linux_result(sched_setscheduler(0, SCHED_RR | 0x40000000, &parameters));
}

/// Locks the pages that are in memory and those that will be, as they are first touched (MCL_ONFAULT, 4.4); all at
/// once where the kernel does not know that.
static inline long linux_lock_memory(void) {
    if (mlockall(MCL_CURRENT | MCL_FUTURE | 4) == 0) return 0;
    if (errno != EINVAL) return -errno;
    return linux_result(mlockall(MCL_CURRENT | MCL_FUTURE));
}

/// Takes back what the C library has asked of the kernel for the calling thread (rseq(2)).
static inline long linux_leave_restartable_sequences(void) {
    void *area = (char *)__builtin_thread_pointer() + __rseq_offset;
    return linux_result(syscall(SYS_rseq, area, sizeof(struct rseq), RSEQ_FLAG_UNREGISTER, RSEQ_SIG));
}

static inline long linux_set_nice(int nice) {
    return linux_result(setpriority(PRIO_PROCESS, 0, nice));
}

/// The capabilities in force, bit n is capability n; or the negative errno.
static inline long linux_effective_capabilities(uint64_t *capabilities) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{0}, {0}};
    long result = linux_result(syscall(SYS_capget, &header, data));
    *capabilities = (uint64_t)data[1].effective << 32 | data[0].effective;
    return result;
}

#include "processes.h"
#include "sockets.h"
#include "service.h"
