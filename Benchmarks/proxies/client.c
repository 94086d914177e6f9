// The clients before the proxies: one thread, epoll; every byte of every answer is checked, and one that is wrong ends
// it with exit status 1.
//
//     client -p PORT -c CONNECTIONS -t SECONDS [-r RATE] [-n] [-g BYTES] [-u BYTES] [-s] [-i]
//
// Without -r each connection asks again as soon as it has its answer (closed loop). With -r so many requests fall due
// each second, whether or not those before them have been answered, and a latency counts from that moment (open loop):
// what waits because the proxy is slow is not left out.
// -n a new connection for each request; -g GET /large, which has BYTES; -u POST of BYTES; -s each answer must set a
// cookie; -i one request on each connection, then all are held open until standard input ends, and are asked once more.
// Writes one JSON object; latencies in microseconds.
#define _GNU_SOURCE
#include "wire.h"

struct link {
    int socket;
    int64_t start;
    /// Of the answer's head, until it is over; then of its body.
    size_t count;
    bool has_head, is_idle;
    size_t body_left, body_read;
    /// Of the request.
    size_t sent;
    char head[HEAD_LIMIT];
};

static int port, link_count = 64;
/// Until then a connection that has its answer asks again (closed loop).
static int64_t asks_until;
static double seconds = 5, rate;
static size_t small_length = 65, large_length, upload_length;
static bool is_new_each, wants_cookie, holds;

static int poller;
static struct link *links;
static char *request, *pattern;
static size_t request_length;
static uint64_t done, sent_bytes, body_bytes, connects;

// Latencies: 64 steps in each power of two, so within 1.6 %.

enum { STEPS = 64, POWERS = 40 };
static uint64_t histogram[POWERS * STEPS];
static int64_t longest;

static void count_latency(int64_t time) {
    if (time < 1) time = 1;
    if (time > longest) longest = time;
    int power = 63 - __builtin_clzll(time);
    int slot = power < 6 ? time : (power - 5) * STEPS + ((time >> (power - 6)) & (STEPS - 1));
    histogram[slot]++;
}

static double percentile(double share) {
    uint64_t wanted = done * share, seen = 0;
    for (int slot = 0; slot < POWERS * STEPS; slot++) {
        seen += histogram[slot];
        if (seen > wanted) {
            if (slot < STEPS) return slot / 1000.0;
            int power = slot / STEPS + 5;
            return (double)((int64_t)(STEPS + slot % STEPS) << (power - 6)) / 1000;
        }
    }
    return longest / 1000.0;
}

static void make_request(void) {
    size_t longest = large_length > upload_length ? large_length : upload_length;
    pattern = make_body(longest > small_length ? longest : small_length);
    request = malloc(upload_length + 1024);
    const char *close = is_new_each ? "Connection: close\r\n" : "";
    const char *rest = "Host: www.example.com\r\nUser-Agent: benchmark\r\nAccept: */*\r\n";
    if (upload_length) {
        request_length = sprintf(
            request, "POST / HTTP/1.1\r\n%s%sContent-Length: %zu\r\n\r\n", rest, close, upload_length);
        memcpy(request + request_length, pattern, upload_length);
        request_length += upload_length;
    } else {
        request_length = sprintf(request, "GET /%s HTTP/1.1\r\n%s%s\r\n", large_length ? "large" : "", rest, close);
    }
}

static void watch(int operation, struct link *link, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = link};
    if (epoll_ctl(poller, operation, link->socket, &event) < 0) fail("client: epoll_ctl: %s", strerror(errno));
}

static void open_link(struct link *link) {
    link->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (link->socket < 0) fail("client: socket: %s", strerror(errno));
    set_option(link->socket, IPPROTO_TCP, TCP_NODELAY, 1);
    // Many own addresses: none runs out of ports.
    set_option(link->socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
    struct sockaddr_in own = loopback(2 + connects++ % 16, 0), address = loopback(1, port);
    if (bind(link->socket, (struct sockaddr *)&own, sizeof own) < 0) fail("client: bind: %s", strerror(errno));
    if (connect(link->socket, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
        fail("client: connect: %s", strerror(errno));
    }
    watch(EPOLL_CTL_ADD, link, EPOLLIN);
}

static void send_request(struct link *link) {
    while (link->sent < request_length) {
        ssize_t count = send(link->socket, request + link->sent, request_length - link->sent, MSG_NOSIGNAL);
        if (count < 0) {
            if (errno != EAGAIN && errno != ENOTCONN) fail("client: send: %s", strerror(errno));
            return watch(EPOLL_CTL_MOD, link, EPOLLIN | EPOLLOUT);
        }
        link->sent += count;
        sent_bytes += count;
        if (link->sent < request_length) return watch(EPOLL_CTL_MOD, link, EPOLLIN | EPOLLOUT);
    }
}

static void ask(struct link *link, int64_t start) {
    link->start = start;
    link->is_idle = false;
    link->has_head = false;
    link->count = link->sent = 0;
    if (is_new_each || !link->socket) open_link(link);
    send_request(link);
}

static void check_head(struct link *link, size_t length) {
    size_t wanted = large_length ? large_length : small_length;
    const char *content = field(link->head, length, "content-length");
    if (strncmp(link->head, "HTTP/1.1 200 ", 13)) fail("client: not 200: %.*s", (int)length, link->head);
    if (!content || strtoull(content, NULL, 10) != wanted) fail("client: length: %.*s", (int)length, link->head);
    if (wants_cookie && !field(link->head, length, "set-cookie")) fail("client: no cookie: %s", link->head);
    link->has_head = true;
    link->body_left = wanted;
    link->body_read = 0;
}

static void take_body(struct link *link, const char *bytes, size_t count) {
    if (count > link->body_left || memcmp(bytes, pattern + link->body_read, count)) fail("client: wrong body");
    link->body_left -= count;
    link->body_read += count;
    body_bytes += count;
}

/// Takes what came; whether the answer is over.
static bool take(struct link *link, const char *bytes, size_t count) {
    if (!link->has_head) {
        size_t before = link->count, added = sizeof link->head - 1 - before;
        if (added > count) added = count;
        memcpy(link->head + before, bytes, added);
        link->count += added;
        link->head[link->count] = 0;
        size_t length = head_length(link->head, link->count);
        if (!length) {
            if (link->count == sizeof link->head - 1) fail("client: a head without end");
            return false;
        }
        check_head(link, length);
        bytes += length - before;
        count -= length - before;
    }
    take_body(link, bytes, count);
    return !link->body_left;
}

static void finish(struct link *link) {
    count_latency(now() - link->start);
    done++;
    link->is_idle = true;
    if (is_new_each) {
        close(link->socket);
        link->socket = 0;
    }
    int64_t present = asks_until ? now() : 0;
    if (present < asks_until) ask(link, present);
}

static void read_link(struct link *link) {
    static char buffer[CHUNK];
    for (;;) {
        ssize_t count = recv(link->socket, buffer, sizeof buffer, 0);
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) fail("client: recv: %s", strerror(errno));
        if (count == 0) fail("client: closed %s, after %lu answers", link->is_idle ? "idle" : "in an answer", done);
        if (link->is_idle) fail("client: more than the answer");
        if (take(link, buffer, count)) return finish(link);
        if ((size_t)count < sizeof buffer) return;
    }
}

/// Waits and does what is ready, at most until `until`.
static void turn(int64_t until) {
    struct epoll_event events[256];
    int64_t left = until - now();
    if (left < 0) left = 0;
    struct timespec timeout = {left / 1000000000, left % 1000000000};
    int ready = epoll_pwait2(poller, events, 256, &timeout, NULL);
    for (int index = 0; index < ready; index++) {
        struct link *link = events[index].data.ptr;
        if (events[index].events & EPOLLOUT) {
            watch(EPOLL_CTL_MOD, link, EPOLLIN);
            send_request(link);
        }
        if (events[index].events & ~EPOLLOUT) read_link(link);
    }
}

static void closed_loop(int64_t end) {
    asks_until = end;
    for (int index = 0; index < link_count; index++) ask(&links[index], now());
    while (now() < end) turn(end);
}

static void open_loop(int64_t start, int64_t end) {
    double interval = 1e9 / rate;
    uint64_t number = 0;
    int next = 0;
    for (;;) {
        int64_t due = start + (int64_t)(number * interval), present = now();
        if (due >= end) return;
        if (due > present) {
            turn(due);
            continue;
        }
        int looked = 0;
        while (looked < link_count && !links[next].is_idle) {
            next = (next + 1) % link_count;
            looked++;
        }
        if (!links[next].is_idle) {
            turn(present + 1000000);
            // It goes on until the last is served; a proxy that never gets there is ended here.
            if (present > end + 10000000000LL) fail("client: the rate is more than it can serve");
            continue;
        }
        ask(&links[next], due);
        next = (next + 1) % link_count;
        number++;
    }
}

/// Waits for the answers that are under way.
static void drain(void) {
    int64_t limit = now() + 20000000000LL;
    for (int index = 0; index < link_count; index++) {
        while (!links[index].is_idle) {
            if (now() > limit) fail("client: an answer does not come, after %lu", done);
            turn(now() + 100000000);
        }
    }
}

static void hold(void) {
    // A few at a time: what a burst of connections costs is not what is measured.
    for (int index = 0; index < link_count; index++) {
        ask(&links[index], now());
        if (index % 64 == 63 || index == link_count - 1) drain();
    }
    printf("held\n");
    fflush(stdout);
    char byte;
    while (read(0, &byte, 1) > 0) continue;
    for (int index = 0; index < link_count; index++) {
        ask(&links[index], now());
        if (index % 64 == 63) drain();
    }
    drain();
}

static void read_options(int count, char **words) {
    int option;
    while ((option = getopt(count, words, "p:c:t:r:ng:u:si")) >= 0) {
        switch (option) {
        case 'p': port = atoi(optarg); break;
        case 'c': link_count = atoi(optarg); break;
        case 't': seconds = atof(optarg); break;
        case 'r': rate = atof(optarg); break;
        case 'n': is_new_each = true; break;
        case 'g': large_length = strtoull(optarg, NULL, 10); break;
        case 'u': upload_length = strtoull(optarg, NULL, 10); break;
        case 's': wants_cookie = true; break;
        case 'i': holds = true; break;
        default: fail("client: unknown option");
        }
    }
    if (!port || link_count < 1) fail("client: options");
}

int main(int count, char **words) {
    read_options(count, words);
    raise_limit();
    make_request();
    poller = epoll_create1(0);
    links = calloc(link_count, sizeof *links);
    for (int index = 0; index < link_count; index++) links[index].is_idle = true;
    int64_t start = now(), end = start + (int64_t)(seconds * 1e9);
    if (holds) hold();
    else if (rate > 0) open_loop(start, end);
    else closed_loop(end);
    drain();
    double taken = (now() - start) / 1e9;
    printf(
        "{\"requests\": %lu, \"seconds\": %.6f, \"body_bytes\": %lu, \"sent_bytes\": %lu, \"connections\": %lu, "
        "\"p50\": %.2f, \"p90\": %.2f, \"p99\": %.2f, \"p999\": %.2f, \"max\": %.2f}\n",
        done, taken, body_bytes, sent_bytes, connects, percentile(0.5), percentile(0.9), percentile(0.99),
        percentile(0.999), longest / 1000.0);
}
