/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/witness.h"
#include "base/language.h"
#include "base/memory.h"
#include <string.h>

static Chronicle *chronicle_of(const Stage *stage) { return stage->options->chronicle; }

static void note_problem(Stage *stage, int problem) {
    if (problem < 0)
        buffer_append_format(&stage->played->problem, _("the packets could not be written: %s"),
                             strerror(-problem));
}

void witness_open(Stage *stage) {
    if (!chronicle_of(stage)) return;
    chronicle_of(stage)->is_virtual = stage->is_virtual;
    stage->wire = stage->options->own_namespace ? wire_open() : NULL;
    chronicle_of(stage)->has_wire = stage->wire != NULL;
    if (stage->wire && stage->options->packets)
        note_problem(stage, wire_keep(stage->wire, stage->options->packets));
}

void witness_start(Stage *stage, size_t role) {
    if (!chronicle_of(stage)) return;
    const Role *description = &stage->dialogue->roles[role];
    bool is_ours = stage->parts[role].actor->kind->tells_calls;
    stage->parts[role].column =
        chronicle_add_role(chronicle_of(stage), description->name.bytes, description->name.count, is_ours);
}

void witness_turn(Stage *stage, const Turn *turn) {
    if (!chronicle_of(stage)) return;
    chronicle_add_turn(chronicle_of(stage), stage_part(stage, turn)->column, turn->line, actor_now(),
                       turn->source.bytes, turn->source.count);
}

static void tell_packet(void *context, const Packet *packet) { chronicle_add_packet(context, packet); }

static void read_wire(Stage *stage) {
    if (stage->wire) note_problem(stage, wire_read(stage->wire, tell_packet, chronicle_of(stage)));
}

void witness_run(Stage *stage, Part *part) {
    Chronicle *chronicle = chronicle_of(stage);
    if (!chronicle) return;
    Actor *actor = part->actor;
    for (size_t i = 0; actor && i < actor->call_count; i++)
        chronicle_add_call_take(chronicle, part->column, &actor->calls[i]);
    if (actor) {
        if (part->column < chronicle->role_count) chronicle->roles[part->column].lost += actor->lost_calls;
        actor->call_count = 0;
        actor->lost_calls = 0;
    }
    read_wire(stage);
}

/* A role whose prompt only running it told has got its name since it was started. */
void witness_close(Stage *stage) {
    Chronicle *chronicle = chronicle_of(stage);
    if (!chronicle) return;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        if (stage->parts[i].actor)
            chronicle_rename_role(chronicle, stage->parts[i].column, stage->dialogue->roles[i].name.bytes,
                                  stage->dialogue->roles[i].name.count);
    }
    read_wire(stage);
    if (stage->wire) chronicle->lost_packets += wire_lost(stage->wire);
    wire_close(stage->wire);
    stage->wire = NULL;
}
