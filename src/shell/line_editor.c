/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line editor: a queue of bytes before readline, and the terminal's state around it.
 *
 *     standard input -> queue -> whole keys -> readline -> a line
 *                             \-> a bracketed paste -> lines to be played one by one
 *
 * While no line is being read the terminal is in its usual mode, so what is typed ahead is echoed by it and waits there. */
#include "shell/line_editor.h"
#include "modules/file.h"
#include "sched/io.h"
#include "shell/complete.h"
#include "shell/history.h"
#include "shell/paste.h"
#include "shell/terminal.h"
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#define _FUNCTION_DEF /* readline then leaves out its old type names, which would meet ours */
#include <readline/readline.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEY_WAIT = 50 * 1000 * 1000 }; /* nanoseconds that the rest of an escape sequence may take */

typedef enum { EDIT_IDLE, EDIT_LINE, EDIT_DONE } EditState;

static struct {
    Program *program;
    bool is_terminal;
    EditState state;
    LineEvent event;
    Buffer line;     /* what was read */
    Buffer queue;    /* bytes of standard input not yet used */
    size_t position; /* in queue */
    bool at_end;     /* standard input has ended */
    bool in_paste;
    Buffer pasted; /* what came of a bracketed paste so far */
    Paste paste;   /* what is being played */
    StatementState statement;
    bool is_indented; /* the statement has an indented line of a block */
    int64_t read_at;  /* when bytes came last */
    WaitList waiters; /* who parks in input() */
} editor;

bool line_editor_is_terminal(void) { return editor.is_terminal; }

/* ---- output while a line is being edited */

static void before_output(void *context) {
    (void)context;
    if (editor.state == EDIT_LINE && editor.is_terminal) rl_clear_visible_line();
}

static void after_output(void *context, bool ended_line) {
    (void)context;
    if (editor.state != EDIT_LINE || !editor.is_terminal) return;
    if (!ended_line) io_write(STDOUT_FILENO, "\r\n", 2);
    rl_on_new_line();
    rl_redisplay();
}

/* ---- the queue */

static size_t queued(void) { return editor.queue.count - editor.position; }
static const char *queue_start(void) { return editor.queue.bytes + editor.position; }

static void take_queued(size_t count) {
    editor.position += count;
    if (editor.position < editor.queue.count) return;
    buffer_truncate(&editor.queue, 0);
    editor.position = 0;
}

static void read_input(void) {
    char block[4096];
    ssize_t got = io_read(STDIN_FILENO, block, sizeof block);
    if (got > 0) buffer_append(&editor.queue, block, (size_t)got);
    if (got == 0 || (got < 0 && got != -EINTR && got != -EAGAIN)) editor.at_end = true;
    editor.read_at = sched_now(editor.program->sched);
}

static int get_character(FILE *stream) {
    (void)stream;
    while (!queued() && !editor.at_end) read_input();
    if (!queued()) return EOF;
    int byte = (unsigned char)*queue_start();
    take_queued(1);
    return byte;
}

static int input_is_available(void) { return queued() > 0; }

/* How long the rest of a key that came in pieces may still take; 0: it will not come, what is there counts as it is. */
static int64_t time_for_rest(void) {
    int64_t rest = editor.read_at + KEY_WAIT - sched_now(editor.program->sched);
    return rest > 0 && !editor.at_end ? rest : 0;
}

/* How long the loop may wait for the kernel. */
static int64_t time_to_wait(void) {
    return editor.state == EDIT_LINE && queued() && !editor.in_paste ? time_for_rest() : -1;
}

/* The bytes of the first key in the queue; 0: not all of it is there yet. */
static size_t key_length(const char *bytes, size_t count) {
    unsigned char lead = (unsigned char)bytes[0];
    if (lead >= 0xc0) {
        size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        return count >= length ? length : 0;
    }
    if (lead != '\033') return 1;
    if (count < 2) return 0;
    if (bytes[1] == 'O') return count >= 3 ? 3 : 0;
    if (bytes[1] != '[') return 2;
    for (size_t i = 2; i < count; i++) {
        if (bytes[i] >= 0x40 && bytes[i] <= 0x7e) return i + 1;
    }
    return 0;
}

/* ---- lines */

static void finish(LineEvent event) {
    editor.event = event;
    editor.state = EDIT_DONE;
    wait_list_wake_all(&editor.waiters);
}

static void on_line(char *line) {
    rl_callback_handler_remove();
    if (line) {
        buffer_append_text(&editor.line, line);
        history_note(line);
        if (editor.statement == IN_BLOCK && (*line == ' ' || *line == '\t')) editor.is_indented = true;
    } else {
        io_write(STDOUT_FILENO, "\n", 1);
    }
    free(line);
    finish(line ? LINE_READY : LINE_END);
}

/* Return, as if it had been typed. */
static void press_return(void) {
    Buffer rest = editor.queue;
    size_t position = editor.position;
    editor.queue = (Buffer){ 0 };
    editor.position = 0;
    buffer_append_byte(&editor.queue, '\r');
    rl_callback_read_char();
    buffer_clear(&editor.queue);
    editor.queue = rest;
    editor.position = position;
}

/* The next line of a paste goes through the editor as if it had been typed. */
static void play_line(void) {
    Buffer line = { 0 };
    PasteNext next = paste_next(&editor.paste, editor.statement, editor.is_indented, &line);
    if (line.count) rl_insert_text(buffer_text(&line));
    buffer_clear(&line);
    if (next == PASTE_NOTHING) return;
    rl_redisplay();
    if (next == PASTE_LINE) press_return();
}

static void end_paste(void) {
    editor.in_paste = false;
    paste_begin(&editor.paste, editor.pasted.bytes, editor.pasted.count, rl_end > 0);
    buffer_truncate(&editor.pasted, 0);
    play_line();
}

static const char paste_start[] = "\033[200~", paste_end[] = "\033[201~";
enum { PASTE_MARK = 6 };

/* Bytes of a paste up to its end mark; what may be the mark's beginning waits. */
static void feed_paste(void) {
    const char *mark = queued() >= PASTE_MARK ? memmem(queue_start(), queued(), paste_end, PASTE_MARK) : NULL;
    size_t keep = 0;
    if (!mark) {
        for (keep = queued() < PASTE_MARK - 1 ? queued() : PASTE_MARK - 1; keep; keep--) {
            if (!memcmp(queue_start() + queued() - keep, paste_end, keep)) break;
        }
    }
    size_t count = mark ? (size_t)(mark - queue_start()) : queued() - keep;
    buffer_append(&editor.pasted, queue_start(), count);
    take_queued(mark ? count + PASTE_MARK : count);
    if (mark) end_paste();
}

/* Hands what is in the queue to readline, key by key, until a line is there or more bytes are needed. */
static void feed(void) {
    while (editor.state == EDIT_LINE && queued()) {
        if (editor.in_paste) {
            size_t before = queued();
            feed_paste();
            if (editor.in_paste && queued() == before) return;
            continue;
        }
        size_t length = key_length(queue_start(), queued());
        if (!length && time_for_rest()) return;
        if (length == PASTE_MARK && !memcmp(queue_start(), paste_start, PASTE_MARK)) {
            take_queued(PASTE_MARK);
            editor.in_paste = true;
            continue;
        }
        size_t left = queued() - (length ? length : queued());
        while (editor.state == EDIT_LINE && queued() > left) rl_callback_read_char();
    }
}

/* A paste's mark that came in pieces, and so slowly that readline was given them. */
static int start_paste(int count, int key) {
    (void)count, (void)key;
    editor.in_paste = true;
    return 0;
}

static void on_readable(void *context, int fd, bool readable, bool writable) {
    (void)context, (void)fd, (void)readable, (void)writable;
    read_input();
}

/* ---- reading a line */

static void begin(const char *prompt, StatementState state) {
    editor.state = EDIT_LINE;
    editor.statement = state;
    if (state == AT_STATEMENT) editor.is_indented = false;
    buffer_truncate(&editor.line, 0);
    file_flush_output(editor.program->machine);
    rl_callback_handler_install(prompt, on_line);
    play_line();
    feed();
    if (editor.state == EDIT_LINE) sched_call_back(editor.program->sched, STDIN_FILENO, on_readable, NULL);
}

static void stop_reading(void) { sched_call_back(editor.program->sched, STDIN_FILENO, NULL, NULL); }

void line_editor_drop_input(void) {
    take_queued(queued());
    paste_drop(&editor.paste);
    buffer_truncate(&editor.pasted, 0);
    editor.in_paste = false;
}

/* Ctrl-C: the line and all that waits behind it are dropped. */
static void interrupt(void) {
    rl_callback_sigcleanup(); /* ends a search */
    rl_free_line_state();
    rl_callback_handler_remove();
    line_editor_drop_input();
    finish(LINE_INTERRUPTED);
}

/* One round of the scheduler, and of what it brought. */
static void step(void) {
    sched_run_once(editor.program->sched, time_to_wait());
    terminal_handle_signals();
    if (editor.state != EDIT_LINE) return;
    feed();
    if (editor.state == EDIT_LINE && editor.at_end && !queued()) on_line(NULL);
}

static LineEvent read_edited(const char *prompt, StatementState state, Buffer *line) {
    sched_take_interrupt();
    begin(prompt, state);
    while (editor.state == EDIT_LINE) {
        if (sched_take_interrupt())
            interrupt();
        else
            step();
    }
    stop_reading();
    buffer_append(line, editor.line.bytes, editor.line.count);
    editor.state = EDIT_IDLE;
    return editor.event;
}

/* Input that is no terminal: lines as they come, the prompt on standard error as python3 -i does it. */
static LineEvent read_plain(const char *prompt, Buffer *line) {
    file_flush_output(editor.program->machine);
    file_write_error(editor.program->machine, prompt, strlen(prompt));
    bool watched = false;
    for (;;) {
        const char *newline = queued() ? memchr(queue_start(), '\n', queued()) : NULL;
        if (newline || (editor.at_end && queued())) {
            size_t count = newline ? (size_t)(newline - queue_start()) : queued();
            buffer_append(line, queue_start(), count);
            take_queued(newline ? count + 1 : count);
            break;
        }
        if (editor.at_end) break;
        if (io_is_readable(STDIN_FILENO)) {
            read_input();
            continue;
        }
        if (!watched) sched_call_back(editor.program->sched, STDIN_FILENO, on_readable, NULL);
        watched = true;
        sched_run_once(editor.program->sched, -1);
        if (sched_take_interrupt()) {
            stop_reading();
            return LINE_INTERRUPTED;
        }
    }
    if (watched) stop_reading();
    return line->count || queued() || !editor.at_end ? LINE_READY : LINE_END;
}

LineEvent line_editor_read(const char *prompt, StatementState state, Buffer *line) {
    return editor.is_terminal ? read_edited(prompt, state, line) : read_plain(prompt, line);
}

/* ---- input() */

enum { INPUT_BEGUN = 1 };

static Outcome give_input(Call *call) {
    stop_reading();
    editor.state = EDIT_IDLE;
    if (editor.event == LINE_END) return raise_error(call->task, EOFError, NULL);
    return give(call, str_from_utf8(editor.line.bytes ? editor.line.bytes : "", editor.line.count));
}

Outcome line_editor_input(Call *call) {
    if (call->step != INPUT_BEGUN) {
        if (editor.state != EDIT_IDLE) return task_park(call->task, &editor.waiters, SCHED_NEVER);
        Buffer scratch = { 0 };
        call->step = INPUT_BEGUN;
        begin(str_peek_utf8(call->args[0], &scratch, NULL), IN_BRACKET);
        buffer_clear(&scratch);
    }
    if (editor.state == EDIT_DONE) return give_input(call);
    return task_park(call->task, &editor.waiters, SCHED_NEVER);
}

/* While a statement runs, keys are for input() alone. */
static void on_tick_of_statement(void) {
    if (editor.state != EDIT_LINE) return;
    feed();
    if (editor.state == EDIT_LINE && editor.at_end && !queued()) on_line(NULL);
}

void line_editor_step_statement(void) {
    sched_run_once(editor.program->sched, time_to_wait());
    terminal_handle_signals();
    on_tick_of_statement();
}

void line_editor_end_statement(void) {
    if (editor.state == EDIT_IDLE) return;
    if (editor.state == EDIT_LINE) {
        rl_callback_handler_remove();
        stop_reading();
    }
    editor.state = EDIT_IDLE;
}

/* ---- opening and closing */

void line_editor_open(Program *program) {
    editor.program = program;
    editor.is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    wait_list_init(&editor.waiters);
    if (!editor.is_terminal) return;
    rl_readline_name = "causette";
    setlocale(LC_CTYPE, "");
    rl_initialize();
    if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8"); /* the notation is UTF-8 whatever the locale */
    terminal_open();
    rl_getc_function = get_character;
    rl_input_available_hook = input_is_available;
    rl_bind_keyseq("\\e[200~", start_paste);
    complete_open(program);
    history_load();
    FileHooks hooks = { before_output, after_output, NULL };
    file_set_hooks(program->machine, &hooks);
    program->machine->hooks.leave = terminal_restore;
}

void line_editor_close(void) {
    if (!editor.is_terminal) return;
    if (editor.state == EDIT_LINE) {
        rl_callback_handler_remove();
    }
    editor.state = EDIT_IDLE;
    FileHooks none = { 0 };
    file_set_hooks(editor.program->machine, &none);
    editor.is_terminal = false;
    buffer_clear(&editor.line);
    buffer_clear(&editor.queue);
    buffer_clear(&editor.pasted);
    paste_drop(&editor.paste);
}
