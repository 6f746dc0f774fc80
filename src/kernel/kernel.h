/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kernel knows: sockets of the network namespace, who holds them, what a process waits in.
 *
 * Every function answers with facts or with "not known"; none is an error for the person, for each fact
 * can be withheld: sock_diag refused, /proc hidden (hidepid), a process of another user, one that has just
 * ended. What is asked of the whole machine is a picture taken while it moves: a socket may appear twice
 * in a dump, or not at all, when it changes its state meanwhile.
 *
 * No inet_diag answer tells the options of a foreign socket (SO_REUSEADDR, SO_LINGER, its timeouts), nor
 * which process made it; those are known of one's own descriptors only, where getsockopt(2) tells.
 *
 * Ports are in host order, times in milliseconds unless the name says otherwise. Nothing here waits. Texts
 * that come from other processes (commands, user names, terminals) are made safe for a terminal: UTF-8,
 * printable. Paths of Unix sockets in addresses are as the kernel has them, and made safe
 * by address_append. */
#pragma once
#include "base/address.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* How to look. One value a process, filled by kernel_init and borrowed by all; tests withhold facts
 * through it. */
typedef struct {
    const char *proc; /* "/proc"; borrowed */
    bool no_diag;     /* do as if sock_diag were refused */
    bool no_tables;   /* do as if /proc/net were hidden */
    int diag_fd;      /* from kernel_open_diag; 0: every question opens one of its own. Borrowed */
} Kernel;

void kernel_init(Kernel *kernel); /* as the machine is; the test switches hide-diag and hide-proc apply */
/* A descriptor (owned) that asks sock_diag about the network namespace in which it was made, also after the
 * process has left it, or from a process that it was sent to (SCM_RIGHTS). -errno when refused. */
int kernel_open_diag(void);

/* The states of RFC 9293, and BOUND: a TCP socket with a port that neither listens nor is connected, which
 * only sock_diag of Linux 6.8 and later shows (older ones show no such socket). Unix sockets are CLOSED,
 * LISTEN or ESTABLISHED. */
typedef enum {
    KERNEL_STATE_UNKNOWN,
    KERNEL_ESTABLISHED,
    KERNEL_SYN_SENT,
    KERNEL_SYN_RECEIVED,
    KERNEL_FIN_WAIT_1,
    KERNEL_FIN_WAIT_2,
    KERNEL_TIME_WAIT,
    KERNEL_CLOSED,
    KERNEL_CLOSE_WAIT,
    KERNEL_LAST_ACK,
    KERNEL_LISTEN,
    KERNEL_CLOSING,
    KERNEL_BOUND,
} KernelState;

const char *kernel_state_name(KernelState state); /* "ESTABLISHED", "FIN-WAIT-1", ...; "" when not known */

/* TIME-WAIT lasts this long on Linux; no setting changes it (tcp_fin_timeout is for FIN-WAIT-2). */
enum { KERNEL_TIME_WAIT_MS = 60000 };

typedef enum {
    KERNEL_TIMER_NONE,
    KERNEL_TIMER_RETRANSMIT,
    KERNEL_TIMER_KEEPALIVE,
    KERNEL_TIMER_TIME_WAIT, /* the end of TIME-WAIT, or of a FIN-WAIT-2 that no process holds any more */
    KERNEL_TIMER_WINDOW,    /* asks a peer whose window is shut */
} KernelTimer;

/* What TCP_INFO tells (tcp(7), linux/tcp.h); counts are since the connection was made. */
typedef struct {
    bool known;
    uint32_t rtt_us;            /* smoothed round trip; 0 before the first measure */
    uint32_t unsent;            /* bytes of send_queue that have not left yet */
    uint32_t retransmitted;     /* segments sent again */
    bool is_full;               /* a send has no room and waits; false when not known */
    uint32_t peer_window;       /* bytes that the peer is ready to take; 0: shut */
    uint32_t data_segments_out; /* retransmissions included */
    uint32_t data_segments_in;
    uint64_t bytes_sent;     /* payload that has left, each byte once; bytes_acked may count SYN and FIN */
    uint64_t bytes_acked;    /* by the peer; SYN and FIN may each count as one */
    uint64_t bytes_received; /* in order; a FIN may count as one */
} KernelTcp;

typedef struct {
    int family; /* AF_INET, AF_INET6 or AF_UNIX; an IPv6 socket may carry IPv4 in the form ::ffff:1.2.3.4 */
    int type;   /* SOCK_STREAM; of own descriptors also others */
    KernelState state;
    Address local, peer; /* none also of Unix sockets without a name */
    /* Bytes that have come and are not read; an end-of-stream is no byte. 0 for LISTEN. */
    uint32_t receive_queue;
    /* Bytes not acknowledged yet, sent or not; a FIN counts as one, as in ss(8). 0 for LISTEN. Of Unix
     * sockets it is memory, not bytes. */
    uint32_t send_queue;
    /* LISTEN: connections that wait for accept(), and what listen() was given, capped by the kernel. The
     * queue is full when it holds more than the backlog. -1: not known, or no LISTEN. */
    int32_t accept_queue, backlog;
    uint64_t inode;      /* 0: no process holds it (TIME-WAIT, not accepted yet, closed and still sending) */
    uint64_t peer_inode; /* of a connected Unix socket; 0 not known */
    bool uid_known;
    uid_t uid; /* who made it */
    KernelTimer timer;
    int64_t timer_ms;         /* until it fires; -1 no timer or not known */
    uint32_t retransmissions; /* tries so far of what waits for its acknowledgement: 0 when nothing is late */
    bool shut_receive; /* the peer's FIN has come, or shutdown(SHUT_RD) was called; false when not known */
    bool shut_send;    /* close or shutdown(SHUT_WR) was called; false when not known */
    bool only_v6;      /* LISTEN on IPv6 that does not take IPv4 */
    KernelTcp tcp;     /* when the query asked for details, or of an own descriptor */
} KernelSocket;

/* Own descriptors. Both leave the struct as it was and answer false when fd is no socket.
 * kernel_read_socket: everything that can be known, timer and holder apart; about ten small system calls.
 * kernel_read_tcp: state, queues, accept_queue, backlog, retransmissions and tcp only; false when fd is no
 *   TCP socket. Three small system calls, for records made at every call. A BOUND socket is CLOSED to it. */
bool kernel_read_socket(int fd, KernelSocket *out);
bool kernel_read_tcp(int fd, KernelSocket *out);

/* Sockets of the namespace. */
#define KERNEL_STATE_BIT(state) (1u << (state))

typedef struct {
    bool tcp;         /* TCP over IPv4 and IPv6 */
    bool unix_stream; /* Unix stream sockets */
    bool udp; /* UDP over IPv4 and IPv6; one that has a port is BOUND, or ESTABLISHED when it has a peer */
    uint32_t states;     /* KERNEL_STATE_BITs; 0: all. LISTEN alone is cheap, BOUND costs a walk of its own */
    uint16_t local_port; /* 0: any; TCP and UDP only */
    uint16_t peer_port;  /* 0: any; TCP only */
    bool details;        /* fill tcp; costs a third more */
    size_t limit;        /* at most so many; 0: 65536 */
} KernelQuery;

typedef enum {
    KERNEL_NOTHING, /* not known */
    KERNEL_TABLES,  /* /proc/net: no backlog, shutdowns, details, BOUND, queues of Unix sockets */
    KERNEL_DIAG,    /* sock_diag(7) */
} KernelSource;

typedef struct {
    KernelSocket *items; /* owned */
    size_t count, capacity;
    KernelSource source; /* the poorest that was used */
    bool complete;       /* false: cut by the limit or by memory, or an answer could not be read */
} KernelSockets;

/* Zero the list before its first use; it is emptied here and can be used again. False: not known at all. */
bool kernel_list_sockets(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
void kernel_clear_sockets(KernelSockets *sockets);
/* Which TCP sockets have this local port, at most `limit`: the listeners when there are any (0.02 ms),
 * else all others (a walk over the machine's connections: about 1 ms, and 4 more with 10,000 sockets). */
bool kernel_list_port(const Kernel *kernel, uint16_t port, size_t limit, KernelSockets *out);

/* The other end of a connection, when it is on this machine and in this namespace. Exact lookup, no dump. */
bool kernel_find_other_end(const Kernel *kernel, const KernelSocket *socket, KernelSocket *out);

/* Addresses of this machine (getifaddrs(3)), ports 0, loopback included; how many were written. */
size_t kernel_own_addresses(Address *out, size_t limit);
/* ip_unprivileged_port_start of ip(7); -1 not known. */
int kernel_first_unprivileged_port(const Kernel *kernel);

/* Processes (proc(5)). */
typedef struct {
    pid_t pid;
    uint64_t inode; /* the socket it was found for; 0 when asked by pid */
    int fd;         /* its descriptor of that socket; -1 */
    bool own;       /* it is this process */
    bool uid_known;
    uid_t uid;
    char state;        /* 'R' runs, 'S' and 'D' sleep, 'T' suspended, 'Z' ended; 0 not known */
    char command[64];  /* "python3"; "" not known */
    char user[40];     /* "ada"; "" not known (no /etc/passwd, or the user is not in it) */
    char terminal[24]; /* "pts/3", "tty1"; "" none or not known */
} KernelProcess;

bool kernel_read_process(const Kernel *kernel, pid_t pid, KernelProcess *out); /* false: gone or hidden */
bool kernel_user_name(uid_t uid, char *out, size_t size);                      /* false and "": not known */

typedef struct {
    int milliseconds; /* of work (clock_work), then give up; 0: only this process is searched */
    bool first_only;  /* one holder of each inode is enough */
    bool skip_own;    /* this process is not searched: its descriptors are known already */
} KernelSearch;

typedef struct {
    KernelProcess *items; /* owned; as found; one a process and inode, at most 4096 */
    size_t count, capacity;
    bool others_hidden; /* there were processes (mostly of other users) whose descriptors may not be read */
    bool complete;      /* every process that may be read was searched, or all that was asked is found */
} KernelHolders;

/* Who holds the sockets with these inodes; several when descriptors were inherited or sent. One walk over
 * all processes whatever the count of inodes. With nothing found, others_hidden and the socket's uid say
 * "another user". Zero the list before its first use; it is emptied here and can be used again. */
void kernel_find_holders(const Kernel *kernel, const uint64_t *inodes, size_t inode_count,
                         const KernelSearch *search, KernelHolders *out);
void kernel_clear_holders(KernelHolders *holders);

/* What the threads of a process wait in, with regard to one socket of theirs. Read from
 * /proc/PID/task/TID/syscall, for which the kernel asks the same rights as a debugger: often UNKNOWN for
 * processes that are not our children. A peer that parks its tasks (causette) sleeps in POLL, which tells
 * nothing of the socket. */
typedef enum {
    KERNEL_WAITS_UNKNOWN,
    KERNEL_WAITS_RECV, /* in a call on this very socket: recv, read, ... */
    KERNEL_WAITS_ACCEPT,
    KERNEL_WAITS_SEND,
    KERNEL_WAITS_CONNECT,
    KERNEL_WAITS_POLL,      /* a thread is in poll, select or epoll_wait, perhaps for this socket */
    KERNEL_WAITS_ELSEWHERE, /* every thread sleeps in something that is not about this socket */
    KERNEL_WAITS_NOT,       /* a thread runs, and none waits for this socket */
} KernelWait;

KernelWait kernel_waits_in(const Kernel *kernel, pid_t pid, uint64_t inode);

/* For whatever another process says: what is no UTF-8 or not printable becomes '?'; cut to size, always ended
 * by NUL. */
void kernel_safe_text(char *out, size_t size, const char *bytes, size_t count);
