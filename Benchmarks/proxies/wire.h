// What origin.c and client.c agree on.
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_LIMIT = 4096, CHUNK = 256 << 10 };

/// The body of every answer and upload: a given length has one text, so that each byte can be checked.
static inline char *make_body(size_t length) {
    char *body = malloc(length + 1);
    for (size_t index = 0; index < length; index++) body[index] = 'a' + (index * 7 + index / 251) % 26;
    return body;
}

static inline void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static inline int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static inline void set_option(int socket, int level, int option, int value) {
    if (setsockopt(socket, level, option, &value, sizeof value) < 0) fail("setsockopt: %s", strerror(errno));
}

static inline struct sockaddr_in loopback(int host, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + host);
    return address;
}

static inline void raise_limit(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// The value of a field in a head that ends with an empty line: name in any case. NULL if it is not there.
static inline const char *field(const char *head, size_t length, const char *name) {
    const char *end = head + length, *line = memchr(head, '\n', length);
    size_t name_length = strlen(name);
    while (line && ++line < end) {
        if ((size_t)(end - line) > name_length && line[name_length] == ':' && !strncasecmp(line, name, name_length)) {
            const char *value = line + name_length + 1;
            while (*value == ' ') value++;
            return value;
        }
        line = memchr(line, '\n', end - line);
    }
    return NULL;
}

/// How long a head is, with its empty line; 0 if it is not over.
static inline size_t head_length(const char *bytes, size_t count) {
    const char *end = memmem(bytes, count, "\r\n\r\n", 4);
    return end ? end + 4 - bytes : 0;
}
