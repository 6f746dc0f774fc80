/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads, children, and a program that is run in a child: each sends its word to one socket, whose other end
 * reads them.
 *
 *     many THREADS CHILDREN */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int pair[2];

static void *run_thread(void *context) {
    send(pair[0], "thread", 6, 0);
    return context;
}

int main(int argc, char **argv) {
    if (argc == 2)
        return (int)send(atoi(argv[1]), "image", 5, 0) != 5; /* the program that is run in a child */
    int threads = argc > 2 ? atoi(argv[1]) : 0, children = argc > 2 ? atoi(argv[2]) : 0;
    pthread_t ids[threads + 1];
    char bytes[1000], number[20];
    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
    for (int i = 0; i < threads; i++) pthread_create(&ids[i], NULL, run_thread, NULL);
    for (int i = 0; i < threads; i++) pthread_join(ids[i], NULL);
    for (int i = 0; i < children; i++) {
        if (fork() > 0) continue;
        send(pair[0], "child", 5, 0);
        snprintf(number, sizeof number, "%d", pair[0]);
        execl(argv[0], argv[0], number, NULL);
    }
    while (wait(NULL) > 0) continue;
    for (int i = 0; i < threads + 2 * children; i++) recv(pair[1], bytes, sizeof bytes, 0);
    return 0;
}
