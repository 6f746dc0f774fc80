/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the shell's lines come from, and what keeps tasks running meanwhile: the line editor of a terminal or
 * a pipe (line_editor.h), or a checker that plays a role of a dialogue (dialogue/actor/agent.h). */
#pragma once
#include "shell/paste.h"
#include "shell/program.h"

typedef enum { LINE_READY, LINE_END, LINE_INTERRUPTED } LineEvent;

typedef struct {
    void (*open)(Program *program);
    void (*close)(void);
    bool (*is_terminal)(void); /* a person looks at it: greetings and explanations have a place */
    /* Lines are typed, so one may be a colon command; those of a pipe are Python's. */
    bool (*is_typed)(void);
    /* Shows the prompt and waits for a line, running tasks meanwhile. *line: without its newline. state: what
     * the line goes on. */
    LineEvent (*read)(const char *prompt, StatementState state, Buffer *line);
    bool (*has_more)(void);   /* of a paste: nobody looks at a prompt before it is played */
    void (*drop_input)(void); /* after Ctrl-C: what waits to be read or played */
    /* One round of the scheduler while a statement runs, with the keys that input() waits for. */
    void (*step_statement)(void);
    void (*end_statement)(void); /* the line of an input() that was interrupted is left */
} LineSource;
