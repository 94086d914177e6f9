// The server behind the proxies: one thread, epoll, answers made before anything is asked. Also the place where their
// access logs go.
//
//     origin SMALL LARGE LOG-PORT PORT...
//
// GET / gets SMALL bytes, GET /large LARGE bytes, a POST's body, of LARGE bytes at most, is checked and answered as GET /. A request without
// X-Forwarded-For is answered 500. At the end (SIGTERM) it writes {"requests": …, "log_lines": …}.
#define _GNU_SOURCE
#include "wire.h"

struct peer {
    int socket;
    /// Of a head that is not over.
    size_t count;
    char head[HEAD_LIMIT];
    /// Of a request's body: what is still to come, and how much was there.
    size_t body_left, body_read;
    bool is_large;
    bool is_bad;
    /// Of an answer that did not fit at once.
    const char *rest;
    size_t rest_length;
};

struct answer {
    char *bytes;
    size_t length;
};

static struct answer small, large, refusal;
static char *pattern;
static size_t pattern_length;
static int poller, log_socket;
static uint64_t requests, log_lines;
static volatile sig_atomic_t is_over;

static void end(int signal) {
    (void)signal;
    is_over = 1;
}

static struct answer make_answer(const char *status, size_t length) {
    struct answer answer = {.bytes = malloc(length + 256)};
    int head = sprintf(
        answer.bytes, "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n", status, length);
    char *body = make_body(length);
    memcpy(answer.bytes + head, body, length);
    free(body);
    answer.length = head + length;
    return answer;
}

static int listener(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = loopback(1, port);
    set_option(listener, SOL_SOCKET, SO_REUSEADDR, 1);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 16384) < 0) {
        fail("origin: port %d: %s", port, strerror(errno));
    }
    return listener;
}

static void watch(int operation, int socket, uint32_t events, void *data) {
    struct epoll_event event = {.events = events, .data.ptr = data};
    if (epoll_ctl(poller, operation, socket, &event) < 0) fail("origin: epoll_ctl: %s", strerror(errno));
}

static void drop(struct peer *peer) {
    close(peer->socket);
    free(peer);
}

/// Sends as much as fits. False if the connection is gone.
static bool send_rest(struct peer *peer) {
    bool waited = peer->rest_length > 0;
    while (peer->rest_length) {
        ssize_t sent = send(peer->socket, peer->rest, peer->rest_length, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno != EAGAIN) return false;
            watch(EPOLL_CTL_MOD, peer->socket, EPOLLIN | EPOLLOUT, peer);
            return true;
        }
        peer->rest += sent;
        peer->rest_length -= sent;
    }
    if (waited) watch(EPOLL_CTL_MOD, peer->socket, EPOLLIN, peer);
    return true;
}

static bool answer(struct peer *peer) {
    struct answer *answer = peer->is_bad ? &refusal : peer->is_large ? &large : &small;
    requests++;
    ssize_t sent = send(peer->socket, answer->bytes, answer->length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return false;
    if (sent < 0) sent = 0;
    if ((size_t)sent == answer->length) return true;
    peer->rest = answer->bytes + sent;
    peer->rest_length = answer->length - sent;
    return send_rest(peer);
}

/// Takes body bytes; how many belonged to it.
static size_t take_body(struct peer *peer, const char *bytes, size_t count) {
    size_t taken = count < peer->body_left ? count : peer->body_left;
    if (peer->body_read + taken > pattern_length || memcmp(bytes, pattern + peer->body_read, taken)) peer->is_bad = true;
    peer->body_read += taken;
    peer->body_left -= taken;
    return taken;
}

/// The head is whole, and what follows it is not looked at. False if it cannot be served.
static bool begin(struct peer *peer, const char *head, size_t length) {
    const char *content = field(head, length, "content-length");
    peer->is_large = !strncmp(head, "GET /large ", 11);
    peer->is_bad = !field(head, length, "x-forwarded-for");
    peer->body_read = 0;
    peer->body_left = content ? strtoull(content, NULL, 10) : 0;
    return !field(head, length, "transfer-encoding");
}

static bool serve(struct peer *peer, char *bytes, size_t count) {
    while (count) {
        if (peer->body_left) {
            size_t taken = take_body(peer, bytes, count);
            bytes += taken;
            count -= taken;
            if (!peer->body_left && !answer(peer)) return false;
            continue;
        }
        // Mostly a head comes whole, and is read where it stands.
        size_t before = peer->count, length = before ? 0 : head_length(bytes, count);
        if (length) {
            if (!begin(peer, bytes, length)) return false;
        } else {
            size_t added = count < sizeof peer->head - before ? count : sizeof peer->head - before;
            memcpy(peer->head + before, bytes, added);
            peer->count += added;
            length = head_length(peer->head, peer->count);
            if (!length) return peer->count < sizeof peer->head;
            if (!begin(peer, peer->head, length)) return false;
            length -= before;
            peer->count = 0;
        }
        bytes += length;
        count -= length;
        if (!peer->body_left && !answer(peer)) return false;
    }
    return true;
}

static void read_peer(struct peer *peer) {
    static char buffer[CHUNK];
    for (;;) {
        ssize_t count = recv(peer->socket, buffer, sizeof buffer, 0);
        if (count < 0 && errno == EAGAIN) return;
        if (count <= 0 || !serve(peer, buffer, count)) return drop(peer);
        if ((size_t)count < sizeof buffer) return;
    }
}

static void accept_all(int listener) {
    int socket;
    while ((socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct peer *peer = calloc(1, sizeof *peer);
        peer->socket = socket;
        set_option(socket, IPPROTO_TCP, TCP_NODELAY, 1);
        watch(EPOLL_CTL_ADD, socket, EPOLLIN, peer);
    }
}

static void read_log(void) {
    char line[8192];
    while (recv(log_socket, line, sizeof line, MSG_DONTWAIT) > 0) log_lines++;
}

int main(int count, char **words) {
    if (count < 5) fail("origin SMALL LARGE LOG-PORT PORT...");
    raise_limit();
    signal(SIGPIPE, SIG_IGN);
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    small = make_answer("200 OK", atoi(words[1]));
    large = make_answer("200 OK", atoi(words[2]));
    refusal = make_answer("500 Wrong Request", 0);
    pattern_length = atoi(words[2]);
    pattern = make_body(pattern_length);
    poller = epoll_create1(0);
    log_socket = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = loopback(1, atoi(words[3]));
    set_option(log_socket, SOL_SOCKET, SO_RCVBUFFORCE, 32 << 20);
    if (bind(log_socket, (struct sockaddr *)&address, sizeof address) < 0) fail("origin: log: %s", strerror(errno));
    static struct peer log_peer, listeners[16];
    watch(EPOLL_CTL_ADD, log_socket, EPOLLIN, &log_peer);
    for (int index = 4; index < count && index < 20; index++) {
        listeners[index - 4].socket = listener(atoi(words[index]));
        watch(EPOLL_CTL_ADD, listeners[index - 4].socket, EPOLLIN, &listeners[index - 4]);
    }
    struct epoll_event events[256];
    while (!is_over) {
        int ready = epoll_wait(poller, events, 256, -1);
        for (int index = 0; index < ready; index++) {
            struct peer *peer = events[index].data.ptr;
            if (peer == &log_peer) read_log();
            else if (peer >= listeners && peer < listeners + 16) accept_all(peer->socket);
            else if ((events[index].events & EPOLLOUT) && !send_rest(peer)) drop(peer);
            else if (events[index].events & ~EPOLLOUT) read_peer(peer);
        }
    }
    read_log();
    printf("{\"requests\": %lu, \"log_lines\": %lu}\n", requests, log_lines);
}
