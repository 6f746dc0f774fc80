/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/witness.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/quiet/activity.h"
#include "modules/socket/journal.h"
#include <stdlib.h>
#include <string.h>

enum { SEARCH_MS = 50 };

typedef struct Witness {
    Wire *wire;            /* NULL: it cannot be watched */
    KernelSockets sockets; /* of the namespace */
    KernelHolders holders;
    uint64_t *known; /* inodes of sockets that somebody has been asked about */
    size_t count, capacity;
} Witness;

static Chronicle *chronicle_of(const Stage *stage) { return stage->options->chronicle; }

static void note_problem(Stage *stage, int problem) {
    if (problem < 0)
        buffer_append_format(&stage->played->problem, _("the packets could not be written: %s"),
                             strerror(-problem));
}

void witness_open(Stage *stage) {
    if (!chronicle_of(stage)) return;
    stage->witness = memory_get_zeroed(sizeof *stage->witness);
    Wire *wire = stage->witness->wire = stage->options->own_namespace ? wire_open() : NULL;
    chronicle_of(stage)->is_virtual = stage->is_virtual;
    chronicle_of(stage)->has_wire = wire != NULL;
    if (wire && stage->options->packets) note_problem(stage, wire_keep(wire, stage->options->packets));
}

void witness_start(Stage *stage, size_t role) {
    if (!stage->witness) return;
    const Role *description = &stage->dialogue->roles[role];
    bool is_ours = stage->parts[role].actor->kind->tells_calls;
    stage->parts[role].column =
        chronicle_add_role(chronicle_of(stage), description->name.bytes, description->name.count, is_ours);
}

void witness_turn(Stage *stage, const Turn *turn) {
    if (!stage->witness) return;
    chronicle_add_turn(chronicle_of(stage), stage_part(stage, turn)->column, turn->line, clock_now(),
                       turn->source.bytes, turn->source.count);
}

/* ---- sockets of programs */

static bool has_group(const Actor *actor, pid_t group) {
    const pid_t *groups = &actor->pid;
    size_t count = actor->kind->groups ? actor->kind->groups(actor, &groups) : 1;
    for (size_t i = 0; i < count; i++) {
        if (groups[i] == group) return true;
    }
    return false;
}

/* Whose program the process is; NULL: a role's that tells its calls. */
static const Part *find_part(const Stage *stage, pid_t pid) {
    pid_t group = activity_group(pid);
    for (size_t i = 0; group && i < stage->dialogue->count; i++) {
        const Part *part = &stage->parts[i];
        if (part->actor && !part->actor->kind->tells_calls && has_group(part->actor, group)) return part;
    }
    return NULL;
}

/* Both lists of sockets are sorted by inode. */
static int compare_inodes(const void *a, const void *b) {
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return first < second ? -1 : first > second;
}

static int compare_sockets(const void *a, const void *b) {
    const KernelSocket *first = a, *second = b;
    return compare_inodes(&first->inode, &second->inode);
}

static void tell_socket(Stage *stage, const KernelProcess *holder) {
    const Witness *witness = stage->witness;
    const Part *part = find_part(stage, holder->pid);
    KernelSocket wanted = { .inode = holder->inode };
    const KernelSocket *socket =
        part && witness->sockets.count
            ? bsearch(&wanted, witness->sockets.items, witness->sockets.count, sizeof wanted, compare_sockets)
            : NULL;
    if (!socket) return;
    ChronicleSocket told = { part->column, clock_now(), socket->local, socket->peer };
    chronicle_add_socket(chronicle_of(stage), &told);
}

/* Sockets are asked about once: while all is quiet, who has made one holds it. */
static void find_sockets(Stage *stage) {
    Witness *witness = stage->witness;
    KernelQuery query = { .tcp = true, .states = ~KERNEL_STATE_BIT(KERNEL_TIME_WAIT) };
    if (!kernel_list_sockets(&stage->quiet.kernel, &query, &witness->sockets)) return;
    size_t first = witness->count;
    for (size_t i = 0; i < witness->sockets.count; i++) {
        uint64_t inode = witness->sockets.items[i].inode;
        bool is_known = first && bsearch(&inode, witness->known, first, sizeof inode, compare_inodes);
        if (inode && !is_known)
            *(uint64_t *)array_push(&witness->known, &witness->count, &witness->capacity, sizeof inode) =
                inode;
    }
    if (witness->count == first) return;
    KernelSearch search = { .milliseconds = SEARCH_MS, .first_only = true };
    kernel_find_holders(&stage->quiet.kernel, witness->known + first, witness->count - first, &search,
                        &witness->holders);
    qsort(witness->sockets.items, witness->sockets.count, sizeof *witness->sockets.items, compare_sockets);
    for (size_t i = 0; i < witness->holders.count; i++) tell_socket(stage, &witness->holders.items[i]);
    qsort(witness->known, witness->count, sizeof *witness->known, compare_inodes);
}

/* ---- what has happened */

static void tell_packet(void *context, const Packet *packet) { chronicle_add_packet(context, packet); }

static void read_wire(Stage *stage) {
    if (stage->witness->wire)
        note_problem(stage, wire_read(stage->witness->wire, tell_packet, chronicle_of(stage)));
}

static void take_calls(Chronicle *chronicle, Part *part) {
    Actor *actor = part->actor;
    for (size_t i = 0; i < actor->call_count; i++)
        chronicle_add_call_take(chronicle, part->column, &actor->calls[i]);
    if (part->column < chronicle->role_count) chronicle->roles[part->column].lost += actor->lost_calls;
    actor->call_count = 0;
    actor->lost_calls = 0;
}

void witness_run(Stage *stage, Part *part) {
    if (!stage->witness) return;
    if (part->actor) take_calls(chronicle_of(stage), part);
    if (part->actor && part->actor->did && !part->actor->kind->tells_calls && stage->witness->wire)
        find_sockets(stage);
    read_wire(stage);
}

/* A role whose prompt only running it told has got its name since it was started. */
void witness_close(Stage *stage) {
    Witness *witness = stage->witness;
    if (!witness) return;
    Chronicle *chronicle = chronicle_of(stage);
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Span *name = &stage->dialogue->roles[i].name;
        if (stage->parts[i].actor)
            chronicle_rename_role(chronicle, stage->parts[i].column, name->bytes, name->count);
    }
    read_wire(stage);
    if (witness->wire) chronicle->lost_packets += wire_lost(witness->wire);
    wire_close(witness->wire);
    kernel_clear_sockets(&witness->sockets);
    kernel_clear_holders(&witness->holders);
    memory_free(witness->known);
    memory_free(witness);
    stage->witness = NULL;
}
