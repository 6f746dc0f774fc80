/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handlers only note the signal and end the scheduler's wait; what they mean happens in the loop. The
 * exception is abort, which has no loop to come: tcsetattr and write are allowed in its handler. See
 * signal-safety(7), tty_ioctl(4). */
#include "shell/terminal.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "shell/keys.h"
#include <stdio.h>
#define _FUNCTION_DEF /* readline then leaves out its old type names, which would meet ours */
#include <readline/readline.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static struct {
    bool is_dumb, is_editing;
    bool takes_keys;      /* without readline's line */
    unsigned stops;       /* after which it went on */
    struct termios usual; /* while editing: the modes to go back to */
} terminal;               /* part of the line editor's static state */

static const int caught[] = { SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT };
enum { CAUGHT = sizeof caught / sizeof *caught };
/* readline divides by the columns that a wide character leaves it: by 0 in a window of 2, and of 3 that does
 * not wrap. */
enum { FEWEST_COLUMNS = 4 };
static struct sigaction before[CAUGHT];
static volatile sig_atomic_t noted[65];

bool terminal_is_dumb(void) { return terminal.is_dumb; }

static void note(int number) {
    noted[number] = 1;
    sched_note_signal();
}

static bool take(int number) {
    bool was_noted = noted[number];
    noted[number] = 0;
    return was_noted;
}

static void catch_signals(void) {
    struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &action, &before[i]);
}

static void release_signals(void) {
    for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &before[i], NULL);
}

static void paste_mode(bool on) {
    if (!terminal.is_dumb) io_write(STDOUT_FILENO, on ? "\033[?2004h" : "\033[?2004l", 8);
}

/* readline's hooks */
static void begin_editing(int meta) {
    if (!terminal.is_editing) {
        tcgetattr(STDIN_FILENO, &terminal.usual);
        catch_signals();
    }
    terminal.is_editing = true;
    rl_prep_terminal(meta);
    keys_are_single();
    paste_mode(true);
}

static void end_editing(void) {
    if (!terminal.is_editing) return;
    paste_mode(false);
    rl_deprep_terminal();
    terminal.is_editing = false;
    release_signals();
}

void terminal_restore(void) {
    if (!terminal.is_editing) return;
    terminal.is_editing = false;
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal.usual); /* no wait for output that Ctrl-S may hold back */
    paste_mode(false);
}

void terminal_begin_keys(void) {
    terminal.takes_keys = true;
    begin_editing(1);
}

void terminal_end_keys(void) {
    end_editing();
    terminal.takes_keys = false;
}

unsigned terminal_stops(void) { return terminal.stops; }

static void on_abort(int number) {
    terminal_restore();
    signal(number, SIG_DFL);
    raise(number);
}

/* Going on after a stop, ours or one that could not be caught: the shell that started us has set its own
 * modes. */
static void go_on(void) {
    begin_editing(1);
    terminal.stops++;
    if (terminal.takes_keys) return;
    rl_on_new_line();
    rl_forced_update_display();
}

static void end_by(int number) {
    end_editing();
    signal(number, SIG_DFL);
    raise(number);
}

/* Whatever the window's size, readline has room for a wide character. */
static void widen(void) {
    int rows, columns;
    rl_get_screen_size(&rows, &columns);
    if (columns < FEWEST_COLUMNS) rl_set_screen_size(rows, FEWEST_COLUMNS);
}

/* rl_resize_terminal draws the line at once, so it must not meet a window that is too narrow. */
static void follow_size(void) {
    struct winsize size;
    bool is_narrow =
        ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_col <= FEWEST_COLUMNS;
    if (terminal.is_editing && !is_narrow) {
        rl_resize_terminal();
        return;
    }
    rl_reset_screen_size();
    widen();
    if (terminal.is_editing && !terminal.takes_keys) rl_forced_update_display();
}

void terminal_handle_signals(void) {
    if (take(SIGWINCH)) follow_size();
    if (take(SIGTSTP) && terminal.is_editing) {
        end_editing();
        raise(SIGTSTP);
        go_on();
        take(SIGCONT);
    }
    if (take(SIGCONT) && terminal.is_editing) {
        end_editing();
        go_on();
    }
    if (take(SIGTERM)) end_by(SIGTERM);
    if (take(SIGHUP)) end_by(SIGHUP);
    if (take(SIGQUIT)) end_by(SIGQUIT);
}

void terminal_open(void) {
    const char *name = getenv("TERM");
    terminal.is_dumb = !name || !*name || !strcmp(name, "dumb");
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    rl_prep_term_function = begin_editing;
    rl_deprep_term_function = end_editing;
    rl_variable_bind("enable-bracketed-paste", "off"); /* ours does not wait for the end of a paste */
    struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };
    sigemptyset(&action.sa_mask);
    sigaction(SIGWINCH, &action, NULL);
    widen();
    signal(SIGABRT, on_abort);
    atexit(terminal_restore);
}
