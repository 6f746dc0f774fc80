/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known stands in a Situation. What can be said stands in rows of const tables, grouped by
 * subject, one table a file (ports.c, calls.c, ...). The first row that fits speaks: its
 * sentence if all facts named in it are known, else its plain sentence, else the next row has its turn.
 *
 * To add a row: put it into the table of its group, in front of rows that are less special. The sentence
 * is N_("..."), its French goes into po/fr.po (`./dev po` makes the entry). Facts stand in braces,
 * `{name}`, and are rows too: ExplainFact; a brace itself is written twice, "{{". One line says what is
 * the case, the next (behind \n) what to try; code in `backquotes`, without a prompt. What a peer sent or
 * a file system holds is escaped by the fact that shows it (journal_append_data). To add a group: a file
 * with an ExplainGroup, its name in explain_groups (explain.c).
 *
 * To test a row: a case in tests/shell/explain_cases.txt or explain_*.py, played in pseudo-terminals in
 * English and in French, once with its facts and once with them withheld (the switches hide-diag and
 * hide-proc of base/switches.h). */
#pragma once
#include "base/language.h"
#include "explain/explain.h"
#include "kernel/kernel.h"
#include "lang/ast.h"
#include "modules/socket/journal.h"

/* ---- what is known */

/* How far a connection had come when the last statement that read from it ended; slot: the socket's
 * number, wrapped. */
typedef struct {
    uint64_t socket, received;
    uint32_t segments;
} ExplainSeen;
enum { EXPLAIN_SEEN = 32 };

/* The fields up to `private` are read by rows, all borrowed. What costs a question is asked by the
 * functions below, once, and within a budget of work.
 *
 * Of a call that is known by its record alone there is no machine, no variable and no source: then only what
 * record, journal and kernel tell is found. */
typedef struct Situation {
    Machine *machine;                    /* NULL: the call is another program's */
    Dict *globals;                       /* of __main__; NULL like the machine */
    const ExplainNeighbours *neighbours; /* NULL: none are asked */
    int64_t now;                         /* on the clock of the journal */
    const Journal *journal;              /* NULL: there is none */
    const char *source;                  /* the statement as typed; "" */
    size_t source_count;
    const char *file; /* the source is all of this program; NULL: it is a statement of the prompt */
    bool has_failed;  /* by an exception, or an errno; false: it returned */
    Value exception;  /* ABSENT: there is none, or none of ours */
    ExceptionKind kind;
    int error;            /* errno of an OSError; 0: none */
    const char *message;  /* str(exception), not escaped; "" when only the program can tell */
    Value displayed;      /* what the prompt showed of the statement's value; ABSENT: nothing */
    uint64_t first, last; /* the records of this statement; none: first > last */
    /* The call: of an error the one that raised it, of a result the one that is looked at. NULL: no
     * recorded one. */
    const JournalRecord *record;
    /* Its name, "recv"; without a record the one in the source that the row asked for; or NULL. */
    const char *call;
    /* That call as typed, in a statement without a body; NULL: it is not there, or not alone. */
    const Node *node;
    Socket *socket; /* whose method it is; NULL: gone, none, or only in a container */
    /* The variable that holds it, or what was typed for it ("clients[0]"); NULL: neither. */
    const char *name;
    ExplainSeen *seen; /* EXPLAIN_SEEN of them; NULL: nothing is kept */
    struct SituationPrivate *private;
} Situation;

/* The tree of the statement; NULL: it has none. */
const Ast *situation_tree(Situation *situation);
/* A call f(...) or x.f(...) of this name in a statement that is no block: in its expression, not inside a
 * lambda or a comprehension. Several: the first. */
const Node *situation_find_call(Situation *situation, const char *name);
/* What was typed for a node, cut at `most` bytes; safe for a terminal. */
void situation_append_node(Situation *situation, const Node *node, size_t most, Buffer *out);
Value situation_global(const Situation *situation, const char *name); /* borrowed; ABSENT */
/* The variable that holds it; NULL. */
const char *situation_name_of(const Situation *situation, uint64_t socket);
Socket *situation_socket(const Situation *situation, uint64_t socket); /* held by a variable; NULL */
/* Walks over the sockets that variables hold: *position begins at 0; NULL at the end. */
Socket *situation_next_socket(const Situation *situation, size_t *position, const char **name);
/* The newest record of this socket that is a call of this name; NULL. */
const JournalRecord *situation_last_call(const Situation *situation, uint64_t socket, const char *name);

/* The exception is one of module ssl's: its number is none of the system's. */
bool situation_is_tls(const Situation *situation);

/* The directions that this socket's program has ended by shutdown(). */
enum { SITUATION_SHUT_RECEIVE = 1, SITUATION_SHUT_SEND = 2 };
unsigned situation_was_shut(const Situation *situation, uint64_t socket);
int situation_descriptor(const Situation *situation); /* of the call's socket; -1: it is closed, or may be */
bool situation_is_stream(Situation *situation);       /* not a socket for datagrams, as far as is known */
bool situation_is_datagram(Situation *situation);
bool situation_is_unix(Situation *situation); /* the call was given a path */

/* What the kernel says; NULL or false: not known, or not there. */
const Kernel *situation_kernel(Situation *situation);
const KernelSocket *situation_own(Situation *situation); /* the call's socket, as it is now */
/* TCP sockets that have the port of the call's address as their own, in this network; never NULL. */
const KernelSockets *situation_at_port(Situation *situation);
const KernelSockets *situation_listeners(Situation *situation);    /* all TCP listeners; never NULL */
const KernelSockets *situation_unix_sockets(Situation *situation); /* stream sockets; never NULL */
const KernelSocket *situation_other_end(Situation *situation);     /* of the call's socket, on this machine */
const KernelProcess *situation_holder(Situation *situation, const KernelSocket *socket);
/* Of another shell of this user that has the variable which the statement lacks: its prompt. NULL: none
 * has it, or none answered in time. */
const Buffer *situation_shell_with(Situation *situation, const char *name);
/* "12 bytes", "4,157,547 bytes"; false: none, and nothing is appended. */
bool situation_append_bytes(uint64_t count, Buffer *out);
/* "python3, process 4242, terminal pts/3"; "this shell"; false: not known. */
bool situation_append_holder(Situation *situation, const KernelSocket *socket, Buffer *out);

/* ---- what can be said */

typedef bool SituationTest(Situation *situation);

typedef struct {
    const char *id; /* "A1" */
    enum { EXPLAIN_ERROR, EXPLAIN_RESULT } when;
    ExceptionKind kind;  /* EXPLAIN_ERROR: this class or one below it */
    int error;           /* errno; 0: any */
    const char *message; /* a part of the message; NULL: any */
    const char *calls;   /* one of these calls, "bind listen"; NULL: any, or none */
    SituationTest *test; /* NULL: always */
    /* With facts; NULL: only the plain one. "": this row fits and nothing is to be said. */
    const char *sentence;
    const char *plain; /* when one of them is not known; NULL: the next row has its turn */
    const char *story; /* for `:explain`, facts allowed; NULL: the sentence is all there is */
} ExplainRow;
/* A row with EXPLAIN_RESULT and calls is tried with each of the statement's calls that returned, was typed
 * at the prompt and has one of the names; without calls once. */

/* What stands in braces: false when it is not known. */
typedef struct {
    const char *name;
    bool (*append)(Situation *situation, Buffer *out);
} ExplainFact;

typedef struct {
    const ExplainRow *rows;   /* up to {0} */
    const ExplainFact *facts; /* up to {0}, beside the common ones (facts.c); NULL: none */
} ExplainGroup;

extern const ExplainFact explain_facts[];

/* ---- the engine's own, situation.c */

/* The row speaks of this call: sets record, call, node, socket and name. record: NULL: the source's call
 * of that name. */
void situation_look_at(Situation *situation, const JournalRecord *record, const char *call);
/* Keeps in `seen` what the statement's calls that received have read; the last that is done with a
 * situation. */
void explain_note_received(Situation *situation); /* stream.c */
void situation_open(Situation *situation);        /* behind the fields up to last */
void situation_close(Situation *situation);
