/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line editor: a queue of bytes before readline, and the terminal's state around it.
 *
 *     standard input -> queue -> whole keys -> readline -> a line
 *                             \-> a bracketed paste -> lines to be played one by one
 *
 * While no line is being read the terminal is in its usual mode, so what is typed ahead is echoed by it and
 * waits there. */
#include "shell/line_editor.h"
#include "builtin/classes/file.h"
#include "modules/sys/sys.h"
#include "sched/io.h"
#include "shell/complete.h"
#include "shell/history.h"
#include "shell/keys.h"
#include "shell/paste.h"
#include "shell/plain_lines.h"
#include "shell/save.h"
#include "shell/terminal.h"
#include "shell/waiting_line.h"
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#define _FUNCTION_DEF /* readline then leaves out its old type names, which would meet ours */
#include <readline/readline.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum { EDIT_IDLE, EDIT_LINE, EDIT_DONE } EditState;

static struct {
    Program *program;
    bool is_terminal;
    EditState state;
    LineEvent event;
    Buffer line; /* what was read */
    bool in_paste;
    Buffer pasted; /* what came of a bracketed paste so far */
    Paste paste;   /* what is being played */
    StatementState statement;
    bool may_end; /* the statement is a block that may end here */
    /* Lines are asked for by the shell and by input(), one after the other. */
    int64_t lines;   /* begun so far: the number of this one */
    Task *asker;     /* whose input() the line is for, only to be compared; NULL: a statement's */
    WaitList its;    /* where that task parks */
    WaitList others; /* where those park whose turn comes after it */
} editor;

bool line_editor_is_terminal(void) { return editor.is_terminal; }

/* How long the loop may wait for the kernel. */
static int64_t time_to_wait(void) {
    return editor.state == EDIT_LINE && keys_count() && !editor.in_paste ? keys_time_for_rest() : -1;
}

/* ---- lines */

static void finish(LineEvent event) {
    editor.event = event;
    editor.state = EDIT_DONE;
    wait_list_wake_all(&editor.its);
}

static void on_line(char *line) {
    rl_callback_handler_remove();
    if (line) {
        buffer_append_text(&editor.line, line);
        history_note(line);
        if (paste_block_may_end_behind(line)) editor.may_end = true;
    } else {
        io_write(STDOUT_FILENO, "\n", 1);
    }
    free(line);
    finish(line ? LINE_READY : LINE_END);
}

/* The next line of a paste goes through the editor as if it had been typed. */
static void play_line(void) {
    Buffer line = { 0 };
    PasteNext next = paste_next(&editor.paste, editor.statement, editor.may_end, &line);
    if (line.count) rl_insert_text(buffer_text(&line));
    buffer_clear(&line);
    if (next == PASTE_NOTHING) return;
    rl_redisplay();
    if (next != PASTE_LINE) return;
    keys_press('\r');
    rl_callback_read_char();
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
    const char *mark =
        keys_count() >= PASTE_MARK ? memmem(keys_peek(), keys_count(), paste_end, PASTE_MARK) : NULL;
    size_t keep = 0;
    if (!mark) {
        for (keep = keys_count() < PASTE_MARK - 1 ? keys_count() : PASTE_MARK - 1; keep; keep--) {
            if (!memcmp(keys_peek() + keys_count() - keep, paste_end, keep)) break;
        }
    }
    size_t count = mark ? (size_t)(mark - keys_peek()) : keys_count() - keep;
    buffer_append(&editor.pasted, keys_peek(), count);
    keys_take(mark ? count + PASTE_MARK : count);
    if (mark) end_paste();
}

/* Hands what is in the queue to readline, key by key, until a line is there or more bytes are needed. */
static void feed(void) {
    while (editor.state == EDIT_LINE && keys_count()) {
        if (editor.in_paste) {
            size_t before = keys_count();
            feed_paste();
            if (editor.in_paste && keys_count() == before) return;
            continue;
        }
        size_t length = keys_first();
        if (!length && keys_time_for_rest()) return;
        if (length == PASTE_MARK && !memcmp(keys_peek(), paste_start, PASTE_MARK)) {
            keys_take(PASTE_MARK);
            editor.in_paste = true;
            continue;
        }
        size_t left = keys_count() - (length ? length : keys_count());
        while (editor.state == EDIT_LINE && keys_count() > left) rl_callback_read_char();
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
    keys_read();
}

/* ---- reading a line */

static void begin(const char *prompt, StatementState state, Task *asker) {
    waiting_line_hide();
    waiting_line_note_output("\n", 1); /* whatever is shown meanwhile, the line ends in one */
    editor.state = EDIT_LINE;
    editor.event = LINE_READY;
    editor.asker = asker;
    editor.lines++;
    editor.statement = state;
    if (state == AT_STATEMENT) editor.may_end = false;
    buffer_truncate(&editor.line, 0);
    file_flush_output(editor.program->machine);
    rl_callback_handler_install(prompt, on_line);
    if (!asker || !editor.paste.is_transcript) play_line(); /* a transcript holds no answers to input() */
    feed();
    if (editor.state == EDIT_LINE) sched_call_back(editor.program->sched, STDIN_FILENO, on_readable, NULL);
}

/* The next one may ask for a line. */
static void end(void) {
    sched_call_back(editor.program->sched, STDIN_FILENO, NULL, NULL);
    editor.state = EDIT_IDLE;
    wait_list_wake_all(&editor.others);
}

/* The line as it is, and nothing comes of it. */
static void leave_line(void) {
    rl_callback_sigcleanup(); /* ends a search */
    rl_free_line_state();
    rl_callback_handler_remove();
}

/* A line whose input() was interrupted is nobody's. */
static void drop_orphan(void) {
    if (editor.state != EDIT_LINE || !editor.asker || !wait_list_is_empty(&editor.its)) return;
    leave_line();
    io_write(STDOUT_FILENO, "\n", 1);
    end();
}

/* ---- output while a line is being edited */

static void before_output(void *context) {
    (void)context;
    drop_orphan();
    waiting_line_hide();
    if (editor.state != EDIT_LINE || !editor.is_terminal) return;
    rl_clear_visible_line();
    fflush(rl_outstream); /* what comes now goes past its buffer */
}

static void after_output(void *context, const char *bytes, size_t count) {
    (void)context;
    waiting_line_note_output(bytes, count);
    if (editor.state != EDIT_LINE || !editor.is_terminal) return;
    if (bytes[count - 1] != '\n') io_write(STDOUT_FILENO, "\r\n", 2);
    rl_on_new_line();
    rl_redisplay();
}

static bool has_more(void) { return editor.paste.position < editor.paste.text.count; }

static bool is_typed(void) { return isatty(STDIN_FILENO); }

static void drop_input(void) {
    if (!is_typed()) return; /* a pipe goes on behind the statement that was interrupted */
    keys_drop();
    paste_drop(&editor.paste);
    buffer_truncate(&editor.pasted, 0);
    editor.in_paste = false;
}

/* One round of the scheduler, and what it brought for the line. */
static void step(int64_t wait) {
    sched_run_once(editor.program->sched, wait);
    terminal_handle_signals();
    drop_orphan();
    if (sched_interrupt_is_pending()) return; /* typed before what was read just now */
    feed();
    if (editor.state == EDIT_LINE && keys_have_ended() && !keys_count()) on_line(NULL);
}

/* Steps until no line is edited any more; Ctrl-C drops it and all that waits behind it. */
static bool was_interrupted_before(EditState wanted) {
    while (editor.state != EDIT_IDLE && editor.state != wanted) {
        if (!sched_take_interrupt()) {
            step(time_to_wait());
            continue;
        }
        if (editor.state == EDIT_LINE) leave_line();
        drop_input();
        wait_list_wake_all(&editor.its);
        end();
        editor.event = LINE_INTERRUPTED;
        return true;
    }
    return false;
}

/* Who is ready goes before the prompt: to print, or to ask for a line. Behind Ctrl-C the prompt
 * goes first. */
static bool was_interrupted_before_prompt(void) {
    if (editor.event == LINE_INTERRUPTED) return false;
    int64_t lines;
    do {
        lines = editor.lines;
        sched_run_once(editor.program->sched, 0);
        if (was_interrupted_before(EDIT_IDLE)) return true;
    } while (editor.lines != lines);
    return false;
}

/* Ctrl-C between two lines of a paste: it is the paste that is meant. */
static bool was_interrupted_in_paste(void) {
    if (!sched_take_interrupt() || !has_more()) return false;
    drop_input();
    editor.event = LINE_INTERRUPTED;
    return true;
}

static LineEvent read_edited(const char *prompt, StatementState state, Buffer *line) {
    if (was_interrupted_in_paste()) return LINE_INTERRUPTED;
    if (was_interrupted_before_prompt()) return LINE_INTERRUPTED;
    begin(prompt, state, NULL);
    if (was_interrupted_before(EDIT_DONE)) return LINE_INTERRUPTED;
    buffer_append(line, editor.line.bytes, editor.line.count);
    end();
    return editor.event;
}

static LineEvent read_line(const char *prompt, StatementState state, Buffer *line) {
    return editor.is_terminal ? read_edited(prompt, state, line)
                              : plain_lines_read(editor.program, prompt, line);
}

/* ---- input() */

static void note_input(Value prompt) {
    Buffer scratch = { 0 };
    save_note_input(str_peek_utf8(prompt, &scratch, NULL), buffer_text(&editor.line), editor.line.count);
    buffer_clear(&scratch);
}

/* The prompt is args[0] as str, already made; parks until the line is there. EOFError at the end of input.
 * One line is read at a time: who asks meanwhile waits for its turn, the prompt too. call->mark: the number
 * of the line that was begun for it. The shell may have taken the editor from it since. */
static Outcome line_editor_input(Call *call) {
    drop_orphan();
    bool is_own = call->mark && call->mark == editor.lines && editor.asker == call->task;
    if (!is_own && editor.state == EDIT_DONE && editor.asker == call->task)
        end(); /* of a call that was interrupted */
    if (!is_own || editor.state == EDIT_IDLE) {
        if (editor.state != EDIT_IDLE) return task_park(call->task, &editor.others, SCHED_NEVER);
        Buffer scratch = { 0 };
        begin(str_peek_utf8(call->args[0], &scratch, NULL), IN_BRACKET, call->task);
        call->mark = editor.lines;
        buffer_clear(&scratch);
    }
    if (editor.state == EDIT_LINE) return task_park(call->task, &editor.its, SCHED_NEVER);
    end();
    if (editor.event == LINE_END) return raise_error(call->task, EOFError, NULL);
    if (call->task == editor.program->machine->main) note_input(call->args[0]);
    return give(call, sys_text(editor.program->machine, buffer_text(&editor.line)));
}

static void step_statement(void) {
    int64_t wait = time_to_wait(), line = editor.state == EDIT_LINE ? -1 : waiting_line_time();
    step(line >= 0 && (wait < 0 || line < wait) ? line : wait);
    if (editor.state == EDIT_LINE)
        waiting_line_hide();
    else
        waiting_line_update();
}

static void end_statement(void) {
    waiting_line_hide();
    drop_orphan();
    if (editor.state == EDIT_DONE && editor.asker == editor.program->machine->main) end();
}

/* ---- opening and closing */

/* The notation is UTF-8 whatever the locale. */
static int use_utf8(void) {
    if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
    return 0;
}

static void open_editor(Program *program) {
    editor.program = program;
    keys_open(program->sched);
    editor.is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    wait_list_init(&editor.its);
    wait_list_init(&editor.others);
    if (!editor.is_terminal) return;
    rl_readline_name = "causette";
    rl_initialize();
    use_utf8();
    rl_startup_hook = use_utf8; /* readline takes the environment's locale again at each line */
    rl_variable_bind("input-meta", "on");
    rl_variable_bind("output-meta", "on");
    rl_variable_bind("convert-meta", "off");
    terminal_open();
    waiting_line_open(program);
    rl_getc_function = keys_get;
    rl_input_available_hook = keys_are_available;
    rl_bind_keyseq("\\e[200~", start_paste);
    complete_open(program);
    history_load();
    FileHooks hooks = { before_output, after_output, NULL };
    file_set_hooks(program->machine, &hooks);
    program->machine->hooks.leave = terminal_restore;
    program->machine->hooks.input = line_editor_input;
}

static void close_editor(void) {
    keys_close();
    if (!editor.is_terminal) return;
    editor.program->machine->hooks.input = NULL;
    if (editor.state == EDIT_LINE) leave_line();
    if (editor.state != EDIT_IDLE) end();
    FileHooks none = { 0 };
    file_set_hooks(editor.program->machine, &none);
    editor.is_terminal = false;
    buffer_clear(&editor.line);
    buffer_clear(&editor.pasted);
    paste_drop(&editor.paste);
}

const LineSource line_editor = {
    .open = open_editor,
    .close = close_editor,
    .is_terminal = line_editor_is_terminal,
    .is_typed = is_typed,
    .read = read_line,
    .has_more = has_more,
    .drop_input = drop_input,
    .step_statement = step_statement,
    .end_statement = end_statement,
};
