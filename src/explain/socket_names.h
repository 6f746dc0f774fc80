/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sockets that a program holds, and what it calls them: "con", "clients[0]", "peers['ada']",
 * "server.socket", and "con in serve()" for a local variable of another task. Found by looking, without
 * calling anything of the program. */
#pragma once
#include "modules/socket/object.h"

typedef struct {
    const Socket *socket; /* borrowed: nothing may run meanwhile */
    char *name;           /* owned */
} SocketName;

typedef struct {
    SocketName *items; /* one a socket, in the order in which they were found */
    size_t count, capacity;
} SocketNames;

void socket_names_find(SocketNames *out, Machine *machine, Dict *globals); /* of __main__ */
void socket_names_clear(SocketNames *names);
const SocketName *socket_names_peek(const SocketNames *names, int fd); /* NULL: nothing names it */

/* What a dotted name of __main__ or of the builtins leads to, without calling anything; owned, or ABSENT. */
Value names_look_up(Machine *machine, const char *text, size_t count);
Value names_look_up_in(Machine *machine, Value object, const char *text, size_t count);
