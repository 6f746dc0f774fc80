/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traced processes and which of their descriptors are sockets: kept from what the calls do, since nothing in
 * a call tells a socket from a file. Threads of a process share a table, a child gets a copy, and a program
 * that is run anew keeps what /proc still shows. */
#pragma once
#include "base/address.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* An open socket, whichever descriptors and processes hold it. */
typedef struct {
    uint64_t number;         /* the journal's */
    uint64_t inode;          /* of /proc/PID/fd; 0 not known */
    size_t holders;          /* descriptors */
    int type;                /* SOCK_STREAM, ...; 0 not known */
    bool is_non_blocking;    /* O_NONBLOCK */
    uint64_t sent, received; /* bytes */
    uint64_t last;           /* its newest record */
    Address local, peer;
} TracedSocket;

enum { TRACED_GONE = 1024 };

typedef struct TracedProcess {
    struct TracedProcess *next;
    pid_t id;
    int pidfd; /* -1: the kernel has none */
    size_t threads;
    TracedSocket **sockets; /* by descriptor; NULL: it is no socket */
    size_t count, capacity;
    uint64_t gone[TRACED_GONE / 64]; /* bits of descriptors that were sockets and have been closed */
} TracedProcess;

typedef struct {
    TracedProcess *first;
    uint64_t (*number)(void *context); /* for a socket that is met first */
    void *context;
} TracedProcesses;

TracedProcess *traced_process(TracedProcesses *processes, pid_t id); /* NULL: not known */
/* parent: whose descriptors it has; 0: those that /proc shows. */
TracedProcess *traced_process_add(TracedProcesses *processes, pid_t id, pid_t parent);
void traced_process_remove(TracedProcesses *processes, pid_t id);
void traced_processes_clear(TracedProcesses *processes);

TracedSocket *traced_socket(const TracedProcess *process, int64_t fd);                       /* NULL: none */
TracedSocket *traced_socket_add(TracedProcesses *processes, TracedProcess *process, int fd); /* a new one */
void traced_socket_set(TracedProcess *process, int fd, TracedSocket *socket); /* NULL: no longer a socket */
/* It was one, has been closed, and is nothing else by now. */
bool traced_socket_is_gone(TracedProcess *process, int64_t fd);
/* What /proc shows: descriptors that are sockets are met, those that are gone are forgotten. */
void traced_process_look(TracedProcesses *processes, TracedProcess *process);
/* A descriptor of our own of the same socket, to be closed at once; -1: the kernel gives none. */
int traced_socket_borrow(const TracedProcess *process, int fd);
