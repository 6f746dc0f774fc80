/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mistakes that people make with sockets in C, one a function, each wrong and, with a second argument,
 * mended.
 *
 *     mistakes NAME [mended] */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static bool mended;
static int pair[2];

/* An address that no other test has. */
static struct sockaddr_in loopback(unsigned short port) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = port };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK | 0x530000);
    return address;
}

static int bound(unsigned short port) {
    struct sockaddr_in address = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bind(fd, (struct sockaddr *)&address, sizeof address);
    return fd;
}

static void port_bytes(void) { bound(mended ? htons(7770) : 7770); }

static void end_of_stream(void) {
    char bytes[10];
    shutdown(pair[1], SHUT_WR);
    for (int i = 0; i < 3; i++) {
        ssize_t count = recv(pair[0], bytes, sizeof bytes, 0);
        if (mended && count == 0) break;
    }
}

static void short_send(void) {
    static char bytes[1000000], taken[2000000];
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    ssize_t sent = send(pair[0], bytes, sizeof bytes, 0);
    recv(pair[1], taken, sizeof taken, 0);
    if (mended)
        send(pair[0], bytes + sent, sizeof bytes - (size_t)sent, 0);
    else
        send(pair[0], "next", 4, 0);
    mended = true; /* what is left in the mended one is of no interest */
}

static void read_after_close(void) {
    char bytes[10];
    int fd = dup(pair[0]);
    send(pair[1], "hello", 5, 0);
    if (!mended) close(fd);
    read(fd, bytes, sizeof bytes);
    if (mended) close(fd);
}

static void close_twice(void) {
    int fd = dup(pair[0]);
    close(fd);
    if (!mended) close(fd);
}

static void sizeof_pointer(void) {
    const char *text = "hello, world";
    send(pair[0], text, mended ? strlen(text) : sizeof text, 0);
}

static void closing_zero(void) {
    const char text[] = "hello";
    send(pair[0], text, mended ? strlen(text) : sizeof text, 0);
}

static void bind_unlooked(void) {
    int first = bound(0);
    listen(first, 1);
    struct sockaddr_in taken;
    socklen_t length = sizeof taken;
    getsockname(first, (struct sockaddr *)&taken, &length);
    int second = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(second, (struct sockaddr *)&taken, sizeof taken) < 0 && mended) return;
    listen(second, 1);
}

static void connect_unlooked(void) {
    int fd = bound(0);
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    getsockname(fd, (struct sockaddr *)&address, &length); /* bound, and nobody listens there */
    int client = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(client, (struct sockaddr *)&address, sizeof address) < 0 && mended) return;
    send(client, "hello", 5, MSG_NOSIGNAL);
}

static void *connect_to(void *context) {
    struct sockaddr_in *address = context;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (struct sockaddr *)address, sizeof *address);
    return NULL;
}

static void accept_length(void) {
    struct sockaddr_in address, peer;
    socklen_t length = sizeof address;
    int fd = bound(0);
    pthread_t thread;
    listen(fd, 1);
    getsockname(fd, (struct sockaddr *)&address, &length);
    pthread_create(&thread, NULL, connect_to, &address);
    length = mended ? sizeof peer : 0;
    accept(fd, (struct sockaddr *)&peer, &length);
    pthread_join(thread, NULL);
}

static void nothing(int number) { (void)number; }

static void end_after_a_moment(int flags) {
    struct sigaction action = { .sa_handler = nothing, .sa_flags = flags };
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){ .it_value.tv_usec = 50000 }, NULL);
}

static void empty_sets(void) {
    fd_set reads;
    FD_ZERO(&reads);
    if (mended) FD_SET(pair[0], &reads);
    send(pair[1], "hello", 5, 0);
    end_after_a_moment(0);
    select(pair[1] + 1, &reads, NULL, NULL, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL);
}

static void *send_later(void *context) {
    usleep(150000); /* behind the signal: what is looked at is what the signal does */
    send(pair[1], "hello", 5, 0);
    return context;
}

static void interrupted(void) {
    char bytes[10];
    pthread_t thread;
    sigset_t alarm;
    end_after_a_moment(mended ? SA_RESTART : 0);
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &alarm, NULL); /* the other thread does not take it */
    pthread_create(&thread, NULL, send_later, NULL);
    pthread_sigmask(SIG_UNBLOCK, &alarm, NULL);
    recv(pair[0], bytes, sizeof bytes, 0);
    pthread_join(thread, NULL);
}

static void broken_pipe(void) {
    if (mended) signal(SIGPIPE, SIG_IGN);
    close(pair[1]);
    send(pair[0], "hello", 5, 0);
}

static const struct {
    const char *name;
    void (*make)(void);
} mistakes[] = {
    { "port_bytes", port_bytes },
    { "end_of_stream", end_of_stream },
    { "short_send", short_send },
    { "read_after_close", read_after_close },
    { "close_twice", close_twice },
    { "sizeof_pointer", sizeof_pointer },
    { "closing_zero", closing_zero },
    { "bind_unlooked", bind_unlooked },
    { "connect_unlooked", connect_unlooked },
    { "accept_length", accept_length },
    { "empty_sets", empty_sets },
    { "interrupted", interrupted },
    { "broken_pipe", broken_pipe },
};

int main(int argc, char **argv) {
    mended = argc > 2;
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    for (size_t i = 0; argc > 1 && i < sizeof mistakes / sizeof *mistakes; i++) {
        if (strcmp(argv[1], mistakes[i].name)) continue;
        mistakes[i].make();
        return 0;
    }
    return 1;
}
