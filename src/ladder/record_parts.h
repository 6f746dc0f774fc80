/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of record.c share: the turns as told, and the roles and lines of the document that is made
 * of them. */
#pragma once
#include "document/document.h"
#include "document/ports.h"
#include "ladder/record.h"
#include "ladder/table.h"

typedef struct {
    Buffer text;
    int64_t at;
    size_t prompt, lines;
    bool is_done;
} RecordTurn;

typedef struct {
    RecordTurn *turns;
    size_t count, capacity;
    Buffer prompt;      /* as it is now */
    int64_t first_call; /* when its first socket call began; INT64_MAX: it has made none, 0: not known */
    bool waits;         /* its main task, in a call */
    bool is_cut;
    int64_t ended_at; /* by the end of its input; 0: it did not */
} RecordShell;

/* A document and what it was meant to say. */
typedef struct {
    int line; /* where the turn begins */
    size_t lines, expected_lines, shell;
} WrittenTurn;

struct Record {
    const char *path;
    DocumentFormat format;
    RecordShell *shells;
    size_t count, capacity;
    PortSet ends; /* of connections */
    PortSet any;  /* of these: the kernel chose it, for who asked for port 0 */
    bool has_news, is_written;
    Buffer text; /* the document as it was made last */
    WrittenTurn *written;
    size_t written_count, written_capacity;
    bool has_given_up;
    unsigned typed_any; /* a port of `any` that was typed; 0: none */
};

/* ---- record_roles.c: which prompt a shell's turns have in the document */

typedef struct {
    TableLink by_from, by_to;
    size_t role;
    Span from, to; /* one that it set, and what stands for it; from is empty for a preset one */
} RolePrompt;

typedef struct {
    const RolePrompt *first; /* NULL: it has none */
    size_t bare;             /* so many turns come before it is named; SIZE_MAX: it never is */
    bool is_together;        /* they stand right before its first named turn, at bare prompts */
    Span preset;             /* else: what stands for a bare prompt; empty: the bare prompt itself */
} RecordRole;

typedef struct {
    RecordRole *items;
    size_t count;
    /* RolePrompts of all roles by from and by to; numbers of names that are taken */
    Table prompts, taken, names;
    RolePrompt **owned;
    size_t owned_count, owned_capacity;
    SpanStore store;
} RecordRoles;

void record_roles_make(RecordRoles *roles, const Record *record);
void record_roles_clear(RecordRoles *roles);
Span record_turn_prompt(const RecordTurn *turn); /* as it was shown */
Span record_turn_typed(const RecordTurn *turn);  /* its lines, the prompt included */
/* What stands for this turn's prompt; role: its number. */
Span record_role_prompt(const RecordRoles *roles, size_t role, const RecordTurn *turn);
/* One that the role shows; NULL: it does not. */
const RolePrompt *record_find_prompt(const RecordRoles *roles, size_t role, Span from);

/* ---- record_text.c: makes record->text and record->written */
void record_make(Record *record, bool is_last);
