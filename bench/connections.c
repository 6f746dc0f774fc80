/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many connections at once. Without arguments an echo server on epoll, the mark for all others: it prints its
   port, and runs until it is ended. `load PORT COUNT ROUNDS PID` opens COUNT connections to the server whose
   process is PID and prints the seconds until each has been answered, the bytes of memory the server has
   grown by for them, and the round trips per second of 64 bytes that follow, on all connections at once. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SIZE = 64, BLOCK = 1024, EVENTS = 256, UNANSWERED = 500 };

static void need(int held, const char *what) {
    if (held) return;
    perror(what);
    exit(1);
}

static void watch(int epoll, int fd) {
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    need(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0, "epoll_ctl");
}

static void serve(void) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0), epoll = epoll_create1(0);
    need(bind(listener, (struct sockaddr *)&address, length) == 0, "bind");
    need(listen(listener, 1000) == 0, "listen");
    need(getsockname(listener, (struct sockaddr *)&address, &length) == 0, "getsockname");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    watch(epoll, listener);
    for (;;) {
        struct epoll_event events[EVENTS];
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int peer = accept(listener, NULL, NULL);
                need(peer >= 0, "accept");
                watch(epoll, peer);
                continue;
            }
            char data[BLOCK];
            ssize_t got = recv(fd, data, sizeof data, 0);
            if (got > 0)
                need(send(fd, data, got, 0) == got, "send");
            else
                close(fd);
        }
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

/* Resident memory of a process, in bytes. */
static long memory_of(int process) {
    char path[64];
    long pages;
    snprintf(path, sizeof path, "/proc/%d/statm", process);
    FILE *file = fopen(path, "r");
    need(file && fscanf(file, "%*d %ld", &pages) == 1, path);
    fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static void send_one(int fd) {
    static const char data[SIZE];
    need(send(fd, data, SIZE, 0) == SIZE, "send");
}

/* Takes echoes until no more than `most` connections are unanswered. missing[fd]: what has not come back. */
static long take(int epoll, int *missing, long unanswered, long most) {
    while (unanswered > most) {
        struct epoll_event events[EVENTS];
        int count = epoll_wait(epoll, events, EVENTS, 20000);
        need(count > 0, "no answer");
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            char data[SIZE];
            ssize_t got = recv(fd, data, sizeof data, 0);
            need(got > 0, "recv");
            missing[fd] -= got;
            if (missing[fd] == 0) unanswered--;
        }
    }
    return unanswered;
}

static void load(int port, int count, int rounds, int process) {
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr = { htonl(INADDR_LOOPBACK) },
                                   .sin_port = htons(port) };
    int epoll = epoll_create1(0), *fds = malloc(count * sizeof *fds),
        *missing = calloc(count + 64, sizeof *missing);
    long memory = memory_of(process), unanswered = 0;
    double begin = seconds();
    for (int i = 0; i < count; i++) {
        fds[i] = socket(AF_INET, SOCK_STREAM, 0);
        need(fds[i] >= 0 && fds[i] < count + 64, "socket");
        need(connect(fds[i], (struct sockaddr *)&address, sizeof address) == 0, "connect");
        watch(epoll, fds[i]);
        send_one(fds[i]);
        missing[fds[i]] = SIZE;
        unanswered = take(epoll, missing, unanswered + 1, UNANSWERED);
    }
    take(epoll, missing, unanswered, 0);
    double accepted = seconds() - begin;
    memory = memory_of(process) - memory;
    begin = seconds();
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < count; i++) {
            send_one(fds[i]);
            missing[fds[i]] = SIZE;
        }
        take(epoll, missing, count, 0);
    }
    printf("%f %ld %f\n", accepted, memory, (double)count * rounds / (seconds() - begin));
}

int main(int argc, char **argv) {
    if (argc == 1) {
        serve();
    } else if (argc == 6 && strcmp(argv[1], "load") == 0) {
        load(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
    } else {
        return 2;
    }
    return 0;
}
