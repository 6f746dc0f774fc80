/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files behind kernel.h. Readers of what comes from outside are functions over a buffer, so that
 * tests can give them anything. */
#pragma once
#include "base/buffer.h"
#include "kernel/kernel.h"

/* kernel.c: lists of sockets. */
/* zeroed, behind the last; NULL: full */
KernelSocket *kernel_new_socket(const KernelQuery *query, KernelSockets *out);
/* counts it, if the query asks for it */
void kernel_keep_socket(const KernelQuery *query, KernelSockets *out);
KernelState kernel_state_from_linux(unsigned number); /* of net/tcp_states.h */
/* The queues as the kernel counts them: of a listener connections, of others bytes with SYN and FIN. */
void kernel_set_queues(KernelSocket *socket, uint32_t receive, uint32_t send);

/* diag.c: sock_diag(7). 0 or -errno; what was read before an error stays in `out`. */
int kernel_diag_list_tcp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
int kernel_diag_list_udp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
int kernel_diag_list_unix(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
int kernel_diag_find_tcp(const Kernel *kernel, const Address *local, const Address *peer, KernelSockets *out);
int kernel_diag_find_unix(const Kernel *kernel, uint64_t inode, KernelSockets *out);
/* One datagram of answers. 1: more will come, 0: that was all, -errno: refused, -EBADMSG: not a netlink
 * message. */
int kernel_diag_parse(const void *bytes, size_t count, uint32_t sequence, const KernelQuery *query,
                      KernelSockets *out);

/* table.c: /proc/net. False: hidden. */
bool kernel_table_list_tcp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
bool kernel_table_list_udp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
bool kernel_table_list_unix(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
void kernel_table_parse_tcp(const char *text, size_t count, int family, const KernelQuery *query,
                            KernelSockets *out);
void kernel_table_parse_unix(const char *text, size_t count, const KernelQuery *query, KernelSockets *out);

/* own.c */
struct tcp_info;
/* all fields, those an old kernel lacks being 0 */
void kernel_set_tcp(KernelTcp *out, const struct tcp_info *info);

/* process.c */
/* The file's beginning with a NUL behind it; its length, or -errno. The path is below kernel->proc. */
ssize_t kernel_read_file(const Kernel *kernel, char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool kernel_parse_stat(const char *text, KernelProcess *out); /* proc_pid_stat(5): command, state, terminal */
/* The processes of the machine in the order of their numbers, the newest last; owned. NULL: hidden. */
pid_t *kernel_process_ids(const Kernel *kernel, size_t *count);
bool kernel_link_is_socket(int folder, const char *name, uint64_t *inode); /* reads the link /proc/PID/fd/N */
