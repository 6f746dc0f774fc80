/* SPDX-License-Identifier: GPL-3.0-or-later */
/* :sockets: this shell's sockets, each with the variable that holds it and what the kernel says of it. Under
 * a listener stand the connections that the kernel has made and nobody has accepted yet. Every fact may be
 * missing. */
#include "shell/view_sockets.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "explain/socket_names.h"
#include "journal/journal_text.h"
#include "kernel/kernel.h"
#include "shell/commands.h"
#include "shell/line_editor.h"
#include "shell/view_text.h"
#include "shell/view_watch.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOLDERS_MS = 50, MOST_WAITING = 20, OWN_START = 4096, OWN_COUNT = 32 };

typedef struct {
    int fd; /* -1: closed */
    const SocketName *name;
    bool known, has_other;
    KernelSocket facts, other; /* other: the other end, when it is on this machine */
} Row;

typedef struct {
    Kernel kernel;
    SocketNames names;
    Row *rows;
    size_t count, capacity;
    bool is_cut;           /* there was no memory for all of them */
    KernelSockets waiting; /* connections on our listeners' ports that no process holds */
    uint64_t *inodes;      /* of other ends */
    size_t inode_count;
    KernelHolders holders;
    const Journal *journal; /* NULL: there is none */
    int64_t now;
} View;

/* ---- which sockets there are */

static void add_row(View *view, int fd, const SocketName *name) {
    Row *row = array_try_push(&view->rows, &view->count, &view->capacity, sizeof *row);
    if (!row) {
        view->is_cut = true;
        return;
    }
    row->fd = fd;
    row->name = name;
    row->known = fd >= 0 && kernel_read_socket(fd, &row->facts);
    if (!row->known && !name) view->count--;
}

/* causette's own sockets lie from there on (sched/descriptor.h); no variable names them. */
static bool is_own(int fd) {
    struct rlimit limit;
    int start = OWN_START;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < OWN_START + 16 && limit.rlim_cur > 16)
        start = (int)limit.rlim_cur - 16;
    return fd >= start && fd < start + OWN_COUNT;
}

static void add_descriptor(View *view, int fd) {
    struct stat status;
    const SocketName *name = socket_names_peek(&view->names, fd);
    if (!name && (is_own(fd) || fstat(fd, &status) < 0 || !S_ISSOCK(status.st_mode))) return;
    add_row(view, fd, name);
}

static int by_fd(const void *a, const void *b) {
    const Row *one = a, *other = b;
    return (one->fd > other->fd) - (one->fd < other->fd);
}

/* The descriptors of this process; where /proc is hidden, those that a variable names and the
 * first thousand. */
static void find_descriptors(View *view) {
    enum { FIRST_ONES = 1024 };
    char path[256];
    snprintf(path, sizeof path, "%s/self/fd", view->kernel.proc);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (entry->d_name[0] != '.') add_descriptor(view, atoi(entry->d_name));
    }
    for (int fd = 0; !folder && fd < FIRST_ONES; fd++) add_descriptor(view, fd);
    for (size_t i = 0; !folder && i < view->names.count; i++) {
        if (view->names.items[i].socket->fd >= FIRST_ONES)
            add_descriptor(view, view->names.items[i].socket->fd);
    }
    if (folder) closedir(folder);
    if (view->count) qsort(view->rows, view->count, sizeof *view->rows, by_fd);
    for (size_t i = 0; i < view->names.count; i++) {
        if (view->names.items[i].socket->fd < 0) add_row(view, -1, &view->names.items[i]);
    }
}

/* ---- what else the kernel knows of them */

static void find_waiting(View *view) {
    bool any = false;
    for (size_t i = 0; i < view->count; i++)
        any |= view->rows[i].known && view->rows[i].facts.state == KERNEL_LISTEN;
    KernelQuery query = { .tcp = true,
                          .states = ~KERNEL_STATE_BIT(KERNEL_TIME_WAIT) & ~KERNEL_STATE_BIT(KERNEL_LISTEN) };
    if (any) kernel_list_sockets(&view->kernel, &query, &view->waiting);
}

static void note_inode(View *view, const KernelSocket *socket) {
    if (socket->inode) view->inodes[view->inode_count++] = socket->inode;
}

static void find_others(View *view) {
    view->inodes = memory_get((view->count + view->waiting.count + 1) * sizeof *view->inodes);
    for (size_t i = 0; i < view->count; i++) {
        Row *row = &view->rows[i];
        bool is_connected = row->known && row->facts.peer.family != AF_UNSPEC;
        row->has_other = is_connected && kernel_find_other_end(&view->kernel, &row->facts, &row->other);
        if (row->has_other) note_inode(view, &row->other);
    }
    KernelSearch search = { .milliseconds = HOLDERS_MS, .first_only = true };
    if (view->inode_count)
        kernel_find_holders(&view->kernel, view->inodes, view->inode_count, &search, &view->holders);
}

static const KernelProcess *holder_of(const View *view, uint64_t inode) {
    for (size_t i = 0; inode && i < view->holders.count; i++) {
        if (view->holders.items[i].inode == inode) return &view->holders.items[i];
    }
    return NULL;
}

static void view_open(View *view, Program *program) {
    memset(view, 0, sizeof *view);
    kernel_init(&view->kernel);
    view->journal = journal_of(program->machine);
    view->now = sched_now(program->sched);
    socket_names_find(&view->names, program->machine, program->main->dict);
    find_descriptors(view);
    find_waiting(view);
    find_others(view);
}

static void view_close(View *view) {
    kernel_clear_sockets(&view->waiting);
    kernel_clear_holders(&view->holders);
    socket_names_clear(&view->names);
    memory_free(view->inodes);
    memory_free(view->rows);
}

/* ---- cells */

static char *cell_name(const Row *row) {
    if (!row->name) return buffer_new_text("%s", _("(no name)"));
    Buffer safe = { 0 };
    view_append_safe(&safe, row->name->name, strlen(row->name->name), 40);
    char *text = buffer_new_text("%s", buffer_text(&safe));
    buffer_clear(&safe);
    return text;
}

static const char *family_name(const KernelSocket *socket) {
    switch (socket->family) {
    case AF_INET: return "IPv4";
    case AF_INET6: return "IPv6";
    case AF_UNIX: return "Unix";
    default: return NULL;
    }
}

static char *cell_family(const KernelSocket *socket) {
    const char *family = family_name(socket);
    if (!family) return buffer_new_text("%d", socket->family);
    return socket->type == SOCK_DGRAM ? buffer_new_text("%s/UDP", family) : buffer_new_text("%s", family);
}

static char *cell_address(const Address *address) {
    char text[ADDRESS_TEXT];
    return address_is_bound(address) ? buffer_new_text("%s", address_text(address, text)) : NULL;
}

static char *cell_state(const KernelSocket *socket) {
    if (socket->type == SOCK_DGRAM) return NULL;
    const char *name = kernel_state_name(socket->state);
    return *name ? buffer_new_text("%s", name) : NULL;
}

static char *cell_duration(uint32_t microseconds) {
    Buffer text = { 0 };
    clock_append_duration(&text, (int64_t)microseconds * 1000);
    char *cell = buffer_new_text("%s", buffer_text(&text));
    buffer_clear(&text);
    return cell;
}

static char *cell_process(const View *view, const Row *row) {
    const KernelProcess *process = row->has_other ? holder_of(view, row->other.inode) : NULL;
    if (!row->has_other) return NULL;
    if (!process)
        return row->other.inode && view->holders.others_hidden ? buffer_new_text("%s", _("another user's"))
                                                               : NULL;
    if (process->own) return buffer_new_text("%s", _("this shell"));
    return buffer_new_text("%s %d%s%s", process->command, (int)process->pid, *process->terminal ? " " : "",
                           process->terminal);
}

/* How it was closed, and how long ago, as far as the journal still knows. */
static char *cell_closed(const View *view, const Socket *socket) {
    const JournalRecord *last = view->journal ? journal_peek_last(view->journal, socket->number, 0) : NULL;
    Buffer call = { 0 }, text = { 0 };
    const char *name = last && last->ended ? journal_call_name(last, &call) : "";
    bool is_close = !strcmp(name, "close"), is_detach = !strcmp(name, "detach");
    if (is_close || is_detach) {
        Buffer ago = { 0 };
        int64_t passed = view->now - last->ended;
        if (passed < 60 * CLOCK_SECOND)
            buffer_append_format(&ago, "%d s", (int)(passed / CLOCK_SECOND));
        else
            clock_append_duration(&ago, passed);
        buffer_append_format(&text, is_close ? _("closed %s ago") : _("given away %s ago"),
                             buffer_text(&ago));
        buffer_clear(&ago);
    } else {
        buffer_append_text(&text, _("closed"));
    }
    char *cell = buffer_new_text("%s", buffer_text(&text));
    buffer_clear(&call);
    buffer_clear(&text);
    return cell;
}

/* ---- under a listener */

static bool waits_at(const KernelSocket *listener, const KernelSocket *socket) {
    if (socket->inode || socket->local.port != listener->local.port) return false;
    if (socket->state != KERNEL_ESTABLISHED && socket->state != KERNEL_CLOSE_WAIT &&
        socket->state != KERNEL_SYN_RECEIVED)
        return false;
    return address_equals(&listener->local, &socket->local) || address_is_any(&listener->local);
}

static void append_waiting(Buffer *out, const KernelSocket *socket) {
    char text[ADDRESS_TEXT];
    const char *peer = address_text(&socket->peer, text);
    if (socket->receive_queue)
        buffer_append_format(out,
                             _n("%s: connection made by the kernel, not accepted yet; %u byte waits.",
                                "%s: connection made by the kernel, not accepted yet; %u bytes wait.",
                                socket->receive_queue),
                             peer, socket->receive_queue);
    else
        buffer_append_format(out, _("%s: connection made by the kernel, not accepted yet."), peer);
    if (socket->state == KERNEL_CLOSE_WAIT) {
        buffer_append_byte(out, ' ');
        buffer_append_text(out, _("The client has closed already."));
    }
    buffer_append_byte(out, '\n');
}

/* accept() waits for the queue; it is full when more are in it than listen() was given. */
static char *below_listener(const View *view, const KernelSocket *listener) {
    Buffer text = { 0 };
    size_t shown = 0, found = 0;
    for (size_t i = 0; i < view->waiting.count; i++) {
        if (!waits_at(listener, &view->waiting.items[i])) continue;
        found++;
        if (shown == MOST_WAITING) continue;
        append_waiting(&text, &view->waiting.items[i]);
        shown++;
    }
    if (found > shown)
        buffer_append_format(&text, _n("... and %zu more\n", "... and %zu more\n", found - shown),
                             found - shown);
    if (!found && listener->accept_queue > 0) {
        size_t count = (size_t)listener->accept_queue;
        buffer_append_format(&text,
                             _n("%zu connection made by the kernel, not accepted yet.\n",
                                "%zu connections made by the kernel, not accepted yet.\n", count),
                             count);
    }
    if (listener->backlog >= 0 && listener->accept_queue > listener->backlog) {
        buffer_append_text(&text, _("The queue is full: further clients wait to be let in."));
        buffer_append_byte(&text, '\n');
    }
    char *below = text.count ? buffer_new_text("%s", buffer_text(&text)) : NULL;
    buffer_clear(&text);
    return below;
}

/* ---- the table */

static void fill_listener(const View *view, ViewRow *cells, const KernelSocket *facts) {
    if (facts->accept_queue >= 0)
        cells->cells[7] = facts->backlog >= 0 ? buffer_new_text("%d/%d", facts->accept_queue, facts->backlog)
                                              : buffer_new_text("%d", facts->accept_queue);
    cells->below = below_listener(view, facts);
}

static void fill_row(const View *view, ViewRow *cells, const Row *row) {
    const KernelSocket *facts = &row->facts;
    cells->cells[0] = cell_name(row);
    if (row->fd < 0) {
        cells->cells[1] = buffer_new_text("-");
        cells->cells[5] = cell_closed(view, row->name->socket);
        return;
    }
    cells->cells[1] = buffer_new_text("%d", row->fd);
    if (!row->known) return;
    cells->cells[2] = cell_family(facts);
    cells->cells[3] = cell_address(&facts->local);
    cells->cells[4] = cell_address(&facts->peer);
    cells->cells[5] = cell_state(facts);
    if (facts->state == KERNEL_LISTEN) {
        fill_listener(view, cells, facts);
        return;
    }
    bool is_closed =
        facts->type == SOCK_STREAM && (facts->state == KERNEL_CLOSED || facts->state == KERNEL_BOUND);
    if (is_closed) return;
    cells->cells[6] = buffer_new_text("%u", facts->receive_queue);
    if (facts->family != AF_UNIX) cells->cells[8] = buffer_new_text("%u", facts->send_queue);
    if (facts->tcp.known && facts->tcp.rtt_us && facts->peer.family != AF_UNSPEC) {
        cells->cells[9] = cell_duration(facts->tcp.rtt_us);
        cells->cells[10] = buffer_new_text("%u", facts->tcp.retransmitted);
    }
    cells->cells[11] = cell_process(view, row);
}

/* at least one line */
static void view_append_sockets(Buffer *out, Program *program, int columns) {
    const ViewColumn titles[VIEW_COLUMNS + 1] = {
        { _("name"), 0, false },          { _("fd"), 2, true },          { _("family"), 9, false },
        { _("local address"), 4, false }, { _("peer"), 3, false },       { _("state"), 1, false },
        { _("to read"), 5, true },        { _("queue"), 6, true },       { _("to send"), 7, true },
        { _("round trip"), 10, true },    { _("sent again"), 11, true }, { _("peer's process"), 8, false },
    };
    ViewTable table = { .columns = titles };
    View view;
    view_open(&view, program);
    for (size_t i = 0; i < view.count; i++) fill_row(&view, view_table_add(&table), &view.rows[i]);
    if (table.count) view_append_table(out, &table, columns);
    if (view.is_cut)
        view_append_wrapped(out, _("There is no memory left to show all of them."), columns, 0);
    else if (!table.count)
        view_append_wrapped(out, _("This shell has no socket."), columns, 0);
    view_table_clear(&table);
    view_close(&view);
}

/* ---- the command */

enum { MOST_SECONDS = 3600 };

bool command_sockets(const CommandCall *call) {
    const char *text = call->arguments;
    if (!*text) {
        Buffer out = { 0 };
        view_append_sockets(&out, call->program, command_columns());
        command_show(call->program, &out);
        return true;
    }
    if (strncmp(text, "-w", 2) != 0) return false;
    text += 2 + strspn(text + 2, " \t");
    char *end = (char *)text;
    double seconds = *text >= '0' && *text <= '9' ? strtod(text, &end) : 1;
    if (*end || !(seconds >= 0.1 && seconds <= MOST_SECONDS)) return false;
    if (line_editor_is_terminal()) {
        view_watch(call->program, view_append_sockets, seconds);
    } else { /* nobody could end it by a key */
        Buffer out = { 0 };
        view_append_sockets(&out, call->program, command_columns());
        command_show(call->program, &out);
    }
    return true;
}
