// For the proxy: streams of bytes, and numbers that threads share. Calls give the negative errno where they fail.
#pragma once

#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/uio.h>

/// A socket that listens, does not wait and shares its port with others of ours (SO_REUSEPORT).
///
/// `takes_v4` says of an IPv6 socket whether it takes IPv4 too; -1: as the system is set.
static inline long linux_stream_listen(const void *address, socklen_t count, int family, int backlog, int takes_v4) {
    int descriptor = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    if (descriptor < 0) return -errno;
    int v6only = !takes_v4;
    if (setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) < 0 ||
        (family == AF_INET6 && takes_v4 >= 0 &&
         setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &v6only, sizeof v6only) < 0) ||
        bind(descriptor, (const struct sockaddr *)address, count) < 0 || listen(descriptor, backlog) < 0) {
        long result = -errno;
        close(descriptor);
        return result;
    }
    return descriptor;
}

/// accept4(2); the address goes to `address`, which has room for `*count` bytes.
static inline long linux_stream_accept(int descriptor, void *address, socklen_t *count) {
    return linux_result(syscall(SYS_accept4, descriptor, address, count, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

/// A socket that has begun to connect: 1 if it has done so already, 0 if not yet.
static inline long linux_begin_connect(int family, const void *address, socklen_t count, int *descriptor) {
    int one = 1;
    *descriptor = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (*descriptor < 0) return -errno;
    (void)setsockopt(*descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(*descriptor, (const struct sockaddr *)address, count) == 0) return 1;
    if (errno == EINPROGRESS) return 0;
    long result = -errno;
    close(*descriptor);
    *descriptor = -1;
    return result;
}

/// What became of a connect: 0, or the negative errno.
static inline long linux_socket_error(int descriptor) {
    int error = 0;
    socklen_t count = sizeof error;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &count) < 0) return -errno;
    return -error;
}

static inline long linux_stream_receive(int descriptor, void *bytes, size_t count) {
    return linux_result(recv(descriptor, bytes, count, MSG_DONTWAIT));
}

/// Looks at what is there without taking it.
static inline long linux_stream_peek(int descriptor, void *bytes, size_t count) {
    return linux_result(recv(descriptor, bytes, count, MSG_DONTWAIT | MSG_PEEK));
}

/// `more`: more follows at once, so that the kernel need not send a short packet.
static inline long linux_stream_send(int descriptor, const void *bytes, size_t count, int more) {
    return linux_result(send(descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL | (more ? MSG_MORE : 0)));
}

/// No more is written: the other side reads the end.
static inline void linux_end_writing(int descriptor) { (void)shutdown(descriptor, SHUT_WR); }

/// Closing it resets the connection, so that the other side sees that it was cut off.
static inline void linux_reset_on_close(int descriptor) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    (void)setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/// Short packets leave at once.
static inline void linux_do_not_delay(int descriptor) {
    int one = 1;
    (void)setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static inline long linux_local_address(int descriptor, void *address, socklen_t *count) {
    return linux_result(getsockname(descriptor, (struct sockaddr *)address, count));
}

/// splice(2) between a socket and a pipe.
static inline long linux_splice(int from, int to, size_t count, int more) {
    return linux_result(syscall(
        SYS_splice, from, (void *)0, to, (void *)0, count, /* SPLICE_F_MOVE | SPLICE_F_NONBLOCK */ 3 | (more ? 4 : 0)));
}

static inline long linux_set_pipe_size(int descriptor, int count) {
    return linux_result(fcntl(descriptor, /* F_SETPIPE_SZ */ 1031, count));
}

static inline long linux_event(void) { return linux_result(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)); }

/// Memory of zeros that takes no room before it is written to; null if there is none.
static inline void *linux_map(size_t count) {
    void *memory = mmap(0, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? 0 : memory;
}

static inline void linux_unmap(void *memory, size_t count) { (void)munmap(memory, count); }

// A number that threads share. The order of two numbers' changes is not told; whoever needs it uses the epoch.

static inline int64_t linux_load(const int64_t *number) { return __atomic_load_n(number, __ATOMIC_RELAXED); }
static inline void linux_store(int64_t *number, int64_t value) { __atomic_store_n(number, value, __ATOMIC_RELAXED); }
static inline int64_t linux_load_acquiring(const int64_t *number) { return __atomic_load_n(number, __ATOMIC_ACQUIRE); }

/// Adds to a number that only this thread changes: no locked instruction is needed.
static inline void linux_add_alone(int64_t *number, int64_t value) {
    __atomic_store_n(number, __atomic_load_n(number, __ATOMIC_RELAXED) + value, __ATOMIC_RELAXED);
}

/// Adds to a number that others change too: what it is then.
static inline int64_t linux_add(int64_t *number, int64_t value) {
    return __atomic_add_fetch(number, value, __ATOMIC_ACQ_REL);
}

/// Not repeated after EINTR: the descriptor is closed by then (close(2)).
static inline void linux_close(int descriptor) { (void)close(descriptor); }

#include <sys/random.h>

/// A number nobody can guess; of the clock's if the kernel has none yet.
static inline uint64_t linux_random(void) {
    uint64_t number;
    if (getrandom(&number, sizeof number, GRND_NONBLOCK) == (ssize_t)sizeof number) return number;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_nsec * 0x9E3779B97F4A7C15u ^ (uint64_t)getpid();
}
