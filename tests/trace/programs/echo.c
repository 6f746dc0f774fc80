/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that sends back what it gets, one client after the other. Prints its port.
 *
 *     echo CLIENTS STATUS */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void handle_client(int fd) {
    char bytes[100];
    ssize_t count;
    while ((count = recv(fd, bytes, sizeof bytes, 0)) > 0) send(fd, bytes, (size_t)count, 0);
    close(fd);
}

int main(int argc, char **argv) {
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (argc < 3 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0) return 1;
    listen(listener, 5);
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (int i = 0; i < atoi(argv[1]); i++) handle_client(accept(listener, NULL, NULL));
    close(listener);
    return atoi(argv[2]);
}
