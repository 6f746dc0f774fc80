/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the shells of a user meet: Unix sockets, one a shell, in the folder causette/ of $XDG_RUNTIME_DIR (or
 * of /tmp, with the user's number), which only this user may enter. Nothing is opened on the network. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/un.h>

enum { MEETING_FOLDER = 256 };

/* Made if it is missing. False: there is none, or it is not this user's alone. */
bool meeting_folder(char out[MEETING_FOLDER]);
bool meeting_address(struct sockaddr_un *address, const char *folder, const char *name); /* false: too long */
void meeting_name(char *out, size_t size, pid_t pid); /* of a shell's socket in the folder */
pid_t meeting_pid(const char *name);                  /* the shell of a name; 0: it is no shell's */
/* Removes the socket of a shell that ended without a chance to do so: connect(2) was refused. */
void meeting_forget_dead(const struct sockaddr_un *address, const char *name);
/* Whether the other end of a connection is this user's; *pid (may be NULL): its process. */
bool meeting_is_own(int fd, pid_t *pid);
