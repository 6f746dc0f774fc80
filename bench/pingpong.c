/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ping-pong of 64 bytes with blocking calls: what the kernel alone takes, the mark for all others.
   `serve` prints its port and echoes one connection; `ping PORT ROUNDS` prints the seconds it took. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SIZE = 64 };

static void need(int held, const char *what) {
    if (held) return;
    perror(what);
    exit(1);
}

static void send_all(int fd, const char *data, size_t size) {
    while (size > 0) {
        ssize_t sent = send(fd, data, size, 0);
        need(sent > 0, "send");
        data += sent;
        size -= sent;
    }
}

static size_t recv_all(int fd, char *data, size_t size) {
    size_t have = 0;
    while (have < size) {
        ssize_t got = recv(fd, data + have, size - have, 0);
        need(got >= 0, "recv");
        if (got == 0) break;
        have += got;
    }
    return have;
}

static void serve(void) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    need(bind(listener, (struct sockaddr *)&address, length) == 0, "bind");
    need(listen(listener, 1) == 0, "listen");
    need(getsockname(listener, (struct sockaddr *)&address, &length) == 0, "getsockname");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    int peer = accept(listener, NULL, NULL);
    need(peer >= 0, "accept");
    char data[SIZE];
    for (;;) {
        ssize_t got = recv(peer, data, SIZE, 0);
        need(got >= 0, "recv");
        if (got == 0) break;
        send_all(peer, data, got);
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void ping(int port, long rounds) {
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr = { htonl(INADDR_LOOPBACK) },
                                   .sin_port = htons(port) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    need(connect(fd, (struct sockaddr *)&address, sizeof address) == 0, "connect");
    char data[SIZE];
    memset(data, 'x', SIZE);
    double begin = seconds();
    for (long i = 0; i < rounds; i++) {
        send_all(fd, data, SIZE);
        need(recv_all(fd, data, SIZE) == SIZE, "recv");
    }
    printf("%f\n", seconds() - begin);
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "serve") == 0) {
        serve();
    } else if (argc == 4) {
        ping(atoi(argv[2]), atol(argv[3]));
    } else {
        return 2;
    }
    return 0;
}
