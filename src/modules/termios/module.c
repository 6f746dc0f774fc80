/* SPDX-License-Identifier: GPL-3.0-or-later */
/* termios: terminals asked and set. What waits until all is written asks again and again, so that other tasks
 * go on. See https://docs.python.org/3.11/library/termios.html, termios(3). */
#include "base/clock.h"
#include "builtin/functions/fileno.h"
#include "modules/termios/constants.h"
#include "sched/sched.h"
#include "vm/machine.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

static const ExceptionSpec terminal_error = { "termios", "error", Exception, NULL };

enum { INPUT, OUTPUT, CONTROL, LOCAL, INPUT_SPEED, OUTPUT_SPEED, CHARACTERS, ATTRIBUTES };

/* error(errno, text) */
static Outcome raise_terminal(Call *call, int problem) {
    Value arguments = tuple_pair_take(small_int(problem), str_new(strerror(problem)));
    Value error = exception_new(module_exception(call_machine(call), &terminal_error), arguments);
    raise_value(call->task, error);
    release(error);
    release(arguments);
    return RAISED;
}

static Outcome give_done(Call *call, int result) {
    return result < 0 ? raise_terminal(call, errno) : give_none(call);
}

/* ---- attributes */

/* Two of the control characters are numbers where lines are not edited. */
static bool is_number(const struct termios *mode, size_t i) {
    return !(mode->c_lflag & ICANON) && (i == VMIN || i == VTIME);
}

static Value characters_of(const struct termios *mode) {
    Value list = list_new(NCCS);
    for (size_t i = 0; i < NCCS; i++)
        list_add_take(list_of(list),
                      is_number(mode, i) ? small_int(mode->c_cc[i]) : bytes_new(&mode->c_cc[i], 1));
    return list;
}

static Outcome get_attributes(Call *call) {
    int fd;
    struct termios mode;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome != DONE) return outcome;
    if (tcgetattr(fd, &mode) < 0) return raise_terminal(call, errno);
    Value items[] = { small_int(mode.c_iflag), small_int(mode.c_oflag),       small_int(mode.c_cflag),
                      small_int(mode.c_lflag), small_int(cfgetispeed(&mode)), small_int(cfgetospeed(&mode)),
                      characters_of(&mode) };
    return give(call, list_from_take(items, ATTRIBUTES));
}

static bool read_number(Call *call, Value item, int64_t *number) {
    if (!is_int(item)) {
        raise_error(call->task, TypeError, "an integer is required (got type %T)", item);
    } else if (!int_fits_int64(item, number)) {
        raise_error(call->task, OverflowError, "Python int too large to convert to C long");
    } else {
        return true;
    }
    return false;
}

static bool read_characters(Call *call, Value list, struct termios *mode) {
    for (size_t i = 0; i < NCCS; i++) {
        Value item = list_of(list)->items[i];
        const uint8_t *data;
        size_t count;
        int64_t number;
        if (is_bytes(item) && bytes_peek(item, &data, &count) && count == 1) {
            mode->c_cc[i] = *data;
        } else if (is_int(item)) {
            if (!read_number(call, item, &number)) return false;
            mode->c_cc[i] = (cc_t)number;
        } else {
            raise_error(call->task, TypeError,
                        "tcsetattr: elements of attributes must be characters or integers");
            return false;
        }
    }
    return true;
}

static bool read_attributes(Call *call, struct termios *mode) {
    Value given = call->args[2];
    int64_t numbers[CHARACTERS];
    if (!is_list(given) || list_of(given)->count != ATTRIBUTES) {
        raise_error(call->task, TypeError, "tcsetattr, arg 3: must be 7 element list");
        return false;
    }
    const Value *items = list_of(given)->items;
    for (size_t i = 0; i < CHARACTERS; i++) {
        if (!read_number(call, items[i], &numbers[i])) return false;
    }
    if (!is_list(items[CHARACTERS]) || list_of(items[CHARACTERS])->count != NCCS) {
        raise_error(call->task, TypeError, "tcsetattr: attributes[6] must be %d element list", NCCS);
        return false;
    }
    mode->c_iflag = (tcflag_t)numbers[INPUT];
    mode->c_oflag = (tcflag_t)numbers[OUTPUT];
    mode->c_cflag = (tcflag_t)numbers[CONTROL];
    mode->c_lflag = (tcflag_t)numbers[LOCAL];
    if (!read_characters(call, items[CHARACTERS], mode)) return false;
    if (cfsetispeed(mode, (speed_t)numbers[INPUT_SPEED]) == 0 &&
        cfsetospeed(mode, (speed_t)numbers[OUTPUT_SPEED]) == 0)
        return true;
    raise_terminal(call, errno);
    return false;
}

/* ---- what waits for the output */

enum { DRAINS = 1 };

/* DONE: all is written, or there is nothing to be known. */
static Outcome drained(Call *call, int fd) {
    int waiting = 0;
    if (ioctl(fd, TIOCOUTQ, &waiting) < 0 || waiting <= 0) return DONE;
    call->step = DRAINS;
    return sched_sleep(call, sched_now(sched_of(call)) + CLOCK_MILLISECOND);
}

static Outcome set_attributes(Call *call) {
    int fd, when;
    struct termios mode;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &when)) return RAISED;
    if (tcgetattr(fd, &mode) < 0 && is_list(call->args[2]) && list_of(call->args[2])->count == ATTRIBUTES)
        return raise_terminal(call, errno);
    if (!read_attributes(call, &mode)) return RAISED;
    if (when == TCSADRAIN || when == TCSAFLUSH) outcome = drained(call, fd);
    return outcome == DONE ? give_done(call, tcsetattr(fd, when, &mode)) : outcome;
}

static Outcome drain(Call *call) {
    int fd;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome == DONE) outcome = drained(call, fd);
    return outcome == DONE ? give_done(call, tcdrain(fd)) : outcome;
}

/* ---- the rest */

static Outcome with_number(Call *call, int (*act)(int fd, int number)) {
    int fd, number;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome != DONE) return outcome;
    return arg_int(call, 1, &number) ? give_done(call, act(fd, number)) : RAISED;
}

static Outcome send_break(Call *call) { return with_number(call, tcsendbreak); }
static Outcome flush(Call *call) { return with_number(call, tcflush); }
static Outcome flow(Call *call) { return with_number(call, tcflow); }

static Outcome get_size(Call *call) {
    int fd;
    struct winsize size;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome != DONE) return outcome;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0) return raise_terminal(call, errno);
    return give(call, tuple_pair_take(small_int(size.ws_row), small_int(size.ws_col)));
}

static Outcome set_size(Call *call) {
    int fd;
    struct winsize size = { 0 };
    const Value *items;
    size_t count;
    int64_t numbers[2];
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome != DONE) return outcome;
    if (!sequence_peek(call->args[1], &items, &count) || count != 2)
        return raise_error(call->task, TypeError, "tcsetwinsize, arg 2: must be a two-item sequence");
    for (size_t i = 0; i < 2; i++) {
        if (!read_number(call, items[i], &numbers[i])) return RAISED;
    }
    if (ioctl(fd, TIOCGWINSZ, &size) < 0) return raise_terminal(call, errno);
    size.ws_row = (unsigned short)numbers[0];
    size.ws_col = (unsigned short)numbers[1];
    if (size.ws_row != numbers[0] || size.ws_col != numbers[1])
        return raise_error(call->task, OverflowError, "winsize value(s) out of range.");
    return give_done(call, ioctl(fd, TIOCSWINSZ, &size));
}

static const NativeSpec functions[] = {
    { "tcgetattr(fd, /)", get_attributes, "The attributes of a terminal, a list of 7." },
    { "tcsetattr(fd, when, attributes, /)", set_attributes, "Set the attributes of a terminal." },
    { "tcsendbreak(fd, duration, /)", send_break, "Send a break." },
    { "tcdrain(fd, /)", drain, "Wait until all that was written has gone." },
    { "tcflush(fd, queue, /)", flush, "Drop what waits to be read, to be written, or both." },
    { "tcflow(fd, action, /)", flow, "Stop or restart input or output." },
    { "tcgetwinsize(fd, /)", get_size, "Rows and columns of a terminal." },
    { "tcsetwinsize(fd, winsize, /)", set_size, "Set rows and columns of a terminal." },
    { 0 },
};

static const ExceptionSpec *const exceptions[] = { &terminal_error, NULL };

const ModuleSpec termios_module = {
    .name = "termios",
    .doc = "Terminals asked and set.",
    .functions = functions,
    .ints = terminal_constants,
    .exceptions = exceptions,
};
