/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document read: its dialogues, each with its roles in the order in which they appear, and the turns in the
 * order of the document. Nothing here runs anything; what a program computes is not known.
 *
 * A turn begins at a line whose first text is a prompt: `>>> ` of a terminal without a name, `(NAME) >>> `
 * and `(NAME) $ `, or whatever a turn before has set sys.ps1 to with a literal. `... ` lines go on with it.
 * What follows at the same or a deeper indentation is expected, up to a blank line, a prompt, or the end of
 * the block. Turns in a comment of the markup that begins with `causette:` are hidden from the reader of the
 * document, and played as any other.
 *
 * Python's doctest is the oracle for documents with bare prompts. */
#pragma once
#include "document/field.h"
#include "document/lines.h"

enum { ROLE_LIMIT = 100, PROMPT_LIMIT = 200, DIALOGUE_LIMIT = 1000, PLAYER_LIMIT = 100 };

typedef enum {
    FORMAT_ANY,      /* not known: fences and comments of either markup */
    FORMAT_RST,      /* no fences */
    FORMAT_MARKDOWN, /* no literal blocks */
} DocumentFormat;

typedef enum { TURN_NOTATION, TURN_SHELL } TurnKind;

typedef enum {
    NAMES_NOTHING,
    NAMES_LITERAL,  /* sets sys.ps1 to naming_prompt */
    NAMES_COMPUTED, /* sets sys.ps1 to what only running it tells: see dialogue_name_role */
} Naming;

typedef struct {
    TurnKind kind;
    size_t dialogue; /* in the document's dialogues */
    size_t role;     /* in the dialogue's roles */
    int line;        /* of the document, from 1: where its prompt stands */
    Span prompt;     /* what the role must show before it is typed: `(server) >>> ` */
    /* the lines to type, each ended by \n; empty: the prompt stands alone and is only asserted */
    Span source;
    Span expected;     /* the lines expected, each ended by \n, without indentation */
    int expected_line; /* of its first line, or where that would stand */
    size_t source_lines, expected_lines;
    /* whole lines in the document's bytes; empty ones too have a place */
    size_t expected_start, expected_end;
    Span indentation; /* as written */
    Marks marks;
    BlockOptions block;
    unsigned options; /* of the settings, of the block and of the marks together */
    bool is_hidden;
    bool interrupts;  /* expected begins with ^C */
    bool is_barred;   /* see document_bar_shells */
    bool is_in_block; /* whose end is known: what follows right below is no prose */
    Naming naming;
    Span naming_prompt;
} Turn;

typedef struct {
    Span name;   /* `server`; of a terminal without a name `>>>` */
    Span prompt; /* what it shows when it starts; others than `>>> ` are preset */
    TurnKind kind;
    bool is_named;
    int line; /* where it appears first */
    size_t turns;
} Role;

typedef struct {
    Span text; /* what sys.ps1 was set to */
    size_t role;
    TurnKind kind;
    int line;
    bool is_plain; /* of the form (NAME) >>> or (NAME) $, which needs no introduction */
} Prompt;

typedef struct {
    int line; /* where it begins */
    Settings settings;
    bool bars_shells; /* its turns at a shell's prompt are not run */
    Role *roles;
    size_t count, capacity;
    Prompt *prompts;
    size_t prompt_count, prompt_capacity;
    size_t first_turn, turn_count; /* in the document's turns */
} Dialogue;

typedef struct {
    SpanStore store;
    Lines lines;
    DocumentFormat format;
    Turn *turns;
    size_t turn_count, turn_capacity;
    Dialogue *dialogues;
    size_t count, capacity;
    Problems problems; /* with any, the document is not to be played */
} Document;

DocumentFormat document_format(const char *path); /* by its suffix */

/* Owned; never NULL. The bytes are copied. Look at ->problems first. */
Document *document_read(const void *bytes, size_t count, DocumentFormat format);
void document_free(Document *document);

/* Tells what prompt a role shows since one of its turns with NAMES_COMPUTED was played. The role gets the
 * prompt's name; a role that reading took for another one because it has that prompt becomes this one (its
 * turns get this role's number; it keeps its place, with no turns). False: that prompt belongs to a role with
 * turns before `line`. */
bool dialogue_name_role(Document *document, Dialogue *dialogue, size_t role, Span prompt, int line);

/* A prompt such as `(venv) $ ` stands in many documents that were not written to be played: where a
 * dialogue does not say `causette: shell`, such turns are skipped. How many. */
size_t document_bar_shells(Document *document);

/* Appends the dialogues, roles and turns as they were read: for `check --list`. */
void document_append_list(Buffer *out, const Document *document);
