/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print, input, open, and single characters. */
#include "builtin/classes/file_object.h"
#include "builtin/functions/builtins.h"
#include "vm/operations.h"
#include <limits.h>

/* ---- print */

enum { PRINT_ARGS, PRINT_SEPARATOR, PRINT_END, PRINT_FILE, PRINT_FLUSH };
enum { PRINT_START, PRINT_READY, PRINT_TEXT, PRINT_GOES, PRINT_FLUSHED };

static bool check_separator(Call *call, size_t i, const char *name) {
    if (is_str(call->args[i]) || is_none(call->args[i])) return true;
    raise_error(call->task, TypeError, "%s must be None or a string, not %T", name, call->args[i]);
    return false;
}

/* What is printed is a row of pieces: argument, separator, argument, ..., end. Piece number `mark` as a
 * value, borrowed. */
static Value piece(const Call *call, size_t number) {
    const Tuple *args = tuple_of(call->args[PRINT_ARGS]);
    if (args->count == 0 || number == 2 * args->count - 1) return call->args[PRINT_END];
    return number % 2 ? call->args[PRINT_SEPARATOR] : args->items[number / 2];
}

static size_t piece_count(const Call *call) {
    size_t count = tuple_of(call->args[PRINT_ARGS])->count;
    return count ? 2 * count : 1;
}

/* A separator or end of None is the usual one; an empty one is written all the same, as print() does. */
static void fill_in_separators(Call *call) {
    if (is_none(call->args[PRINT_SEPARATOR])) replace_take(&call->args[PRINT_SEPARATOR], str_new(" "));
    if (is_none(call->args[PRINT_END])) replace_take(&call->args[PRINT_END], str_new("\n"));
}

/* To a file of ours: as many pieces as C can turn into text, in one piece of output. */
static Outcome write_simple_pieces(Call *call) {
    Buffer out = { 0 };
    size_t count = piece_count(call);
    for (; (size_t)call->mark < count; call->mark++) {
        size_t before = out.count;
        if (value_str(&out, piece(call, (size_t)call->mark)) == YES) continue;
        buffer_truncate(&out, before);
        break;
    }
    if (out.count == 0 && !out.failed) {
        buffer_clear(&out);
        return DONE;
    }
    Value text = str_from_buffer_take(&out);
    if (is_absent(text)) return raise_memory(call->task);
    Outcome outcome = file_print_to(call, call->args[PRINT_FILE], text);
    release(text);
    return outcome;
}

static Outcome flush_file(Call *call) {
    Value file = call->args[PRINT_FILE];
    if (is_same(call->args[PRINT_FLUSH], FALSE) || is_none(call->args[PRINT_FLUSH])) return give_none(call);
    call->step = PRINT_FLUSHED;
    return call_method(call, file, "flush", 0, NULL);
}

/* All is put. */
static Outcome end_print(Call *call, bool is_ours) {
    call->step = PRINT_GOES;
    Outcome outcome = is_ours ? file_let_go(call, (File *)object_of(call->args[PRINT_FILE]), false) : DONE;
    return outcome == DONE ? flush_file(call) : outcome;
}

static Outcome start_print(Call *call) {
    if (!check_separator(call, PRINT_SEPARATOR, "sep") || !check_separator(call, PRINT_END, "end"))
        return RAISED;
    Value truth = call->args[PRINT_FLUSH];
    if (!is_bool(truth)) replace_take(&call->args[PRINT_FLUSH], bool_value(value_truth(truth) != NO));
    fill_in_separators(call);
    call->step = PRINT_READY;
    if (is_none(call->args[PRINT_FILE])) {
        Module *sys = machine_peek_sys(call_machine(call));
        Value out = sys ? dict_peek_text(sys->dict, "stdout") : ABSENT;
        if (is_absent(out)) return raise_error(call->task, RuntimeError, "lost sys.stdout");
        replace_take(&call->args[PRINT_FILE], retain(out));
    }
    return DONE;
}

/* The text of a piece has come: one call of write() a piece, as a program that stands in for a file
 * sees it. */
static Outcome write_piece(Call *call) {
    Value text = take_result(call);
    call->step = PRINT_READY;
    call->mark++;
    Outcome outcome = file_print_to(call, call->args[PRINT_FILE], text);
    release(text);
    return outcome;
}

static Outcome ask_for_text(Call *call, Value value) {
    call->step = PRINT_TEXT;
    if (is_object(value) && object_type(value) == &str_type) return give(call, retain(value));
    return call_native(call, operation_str, 0, 1, &value);
}

static Outcome builtin_print(Call *call) {
    if (call->step == PRINT_FLUSHED) return give_none(call);
    if (call->step == PRINT_START && start_print(call) == RAISED) return RAISED;
    if (is_none(call->args[PRINT_FILE])) return give_none(call);
    bool is_ours = file_is_plain(call->args[PRINT_FILE]);
    if (call->step == PRINT_GOES) return end_print(call, is_ours);
    size_t count = piece_count(call);
    while ((size_t)call->mark < count) {
        Outcome outcome;
        if (call->step == PRINT_TEXT) {
            outcome = write_piece(call);
        } else {
            if (is_ours && write_simple_pieces(call) == RAISED) return RAISED;
            if ((size_t)call->mark == count) break;
            outcome = ask_for_text(call, piece(call, (size_t)call->mark));
        }
        if (outcome != DONE) return outcome;
    }
    return end_print(call, is_ours);
}

/* ---- what the prompt shows of an expression */

enum { DISPLAY_REPR = 1, DISPLAY_PRINTED };

/* None shows nothing; anything else is printed and kept in `_`. */
Outcome sys_displayhook(Call *call) {
    Machine *machine = call_machine(call);
    if (call->step == DISPLAY_PRINTED) {
        dict_define(machine->builtins, machine->underscore, call->args[0]);
        return give_none(call);
    }
    if (is_none(call->args[0])) return give_none(call);
    if (call->step == 0) {
        call->step = DISPLAY_REPR;
        dict_define(machine->builtins, machine->underscore, NONE);
        return call_native(call, operation_repr, 0, 1, call->args);
    }
    call->step = DISPLAY_PRINTED;
    Value end = str_new("\n"), line = str_concat(call->result, end);
    Outcome outcome = is_absent(line) ? raise_memory(call->task) : file_print(call, line);
    release(end);
    release(line);
    return outcome == DONE ? sys_displayhook(call) : outcome;
}

enum { SHOW_CALLED = 1 };

/* Whatever sys.displayhook is by now. */
static Outcome show(Call *call) {
    if (call->step == SHOW_CALLED) return give_none(call);
    Module *sys = machine_peek_sys(call_machine(call));
    Value hook = sys ? dict_peek_text(sys->dict, "displayhook") : ABSENT;
    if (is_absent(hook)) return raise_error(call->task, RuntimeError, "lost sys.displayhook");
    call->step = SHOW_CALLED;
    return call_value(call, hook, 1, call->args);
}

void set_display(Machine *machine) { machine->hooks.display = show; }

/* ---- input */

enum { INPUT_START, INPUT_PROMPT, INPUT_PRINTED, INPUT_FLUSHED, INPUT_LINE, INPUT_EDITED };

static Outcome input_stream(Call *call, const char *name, Value *stream) {
    Module *sys = machine_peek_sys(call_machine(call));
    *stream = sys ? dict_peek_text(sys->dict, name) : ABSENT;
    if (!is_absent(*stream) && !is_none(*stream)) return DONE;
    return raise_error(call->task, RuntimeError, "input(): lost sys.%s", name);
}

static Outcome finish_line(Call *call) {
    if (!is_str(call->result)) {
        return raise_error(call->task, TypeError, "object.readline() returned non-string");
    }
    size_t count = str_count(call->result);
    if (count == 0) return raise_error(call->task, EOFError, "EOF when reading a line");
    if (str_peek_at(str_of(call->result), count - 1) != '\n') return DONE;
    return give(call, str_slice(call->result, 0, 1, count - 1));
}

/* Through the streams' own methods, so that whatever stands in for them is asked. */
static Outcome read_line(Call *call) {
    Value out, in;
    if (input_stream(call, "stdin", &in) == RAISED || input_stream(call, "stdout", &out) == RAISED)
        return RAISED;
    if (call->step == INPUT_START) {
        call->step = INPUT_PRINTED;
        if (is_absent(call->args[0])) replace_take(&call->args[0], retain(call_machine(call)->empty_str));
        Outcome outcome = file_print_to(call, out, call->args[0]);
        if (outcome != DONE) return outcome;
    }
    if (call->step == INPUT_PRINTED) {
        call->step = INPUT_FLUSHED;
        return call_method(call, out, "flush", 0, NULL);
    }
    call->step = INPUT_LINE;
    return call_method(call, in, "readline", 0, NULL);
}

/* The shell's line editor, as long as the terminal is what the streams are. */
static Native *line_reader(Machine *machine) {
    if (!machine->hooks.input || !machine_peek_sys(machine)) return NULL;
    Dict *names = machine_peek_sys(machine)->dict;
    bool are_standard = dict_peek_text(names, "stdin").word == dict_peek_text(names, "__stdin__").word &&
                        dict_peek_text(names, "stdout").word == dict_peek_text(names, "__stdout__").word;
    return are_standard ? machine->hooks.input : NULL;
}

static Outcome builtin_input(Call *call) {
    if (call->step == INPUT_EDITED) return DONE;
    if (call->step == INPUT_LINE) return finish_line(call);
    if (call->step != INPUT_PRINTED && call->step != INPUT_FLUSHED && !is_absent(call->args[0])) {
        Outcome outcome = arg_text(call, 0);
        if (outcome != DONE) return outcome;
    }
    Native *reader = call->step == INPUT_START ? line_reader(call_machine(call)) : NULL;
    if (!reader) return read_line(call);
    call->step = INPUT_EDITED;
    Value prompt = is_absent(call->args[0]) ? call_machine(call)->empty_str : call->args[0];
    return call_native(call, reader, 0, 1, &prompt);
}

/* ---- characters */

static Outcome builtin_chr(Call *call) {
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    int64_t number;
    if (!int_fits_int64(call->args[0], &number) || number < INT_MIN || number > INT_MAX) {
        return raise_error(call->task, OverflowError, "Python int too large to convert to C int");
    }
    if (number < 0 || number > 0x10ffff) {
        return raise_error(call->task, ValueError, "chr() arg not in range(0x110000)");
    }
    return give(call, str_from_code_point((uint32_t)number));
}

static Outcome builtin_ord(Call *call) {
    Value value = call->args[0];
    const uint8_t *data;
    size_t count;
    if (is_str(value)) {
        count = str_count(value);
        if (count == 1) return give_int(call, str_peek_at(str_of(value), 0));
    } else if (bytes_peek(value, &data, &count)) {
        if (count == 1) return give_int(call, data[0]);
    } else {
        return raise_error(call->task, TypeError, "ord() expected string of length 1, but %T found", value);
    }
    return raise_error(call->task, TypeError, "ord() expected a character, but string of length %zu found",
                       count);
}

const NativeSpec io_builtins[] = {
    { "chr(i, /)", builtin_chr, "The character with this number in Unicode." },
    { "input(prompt=..., /)", builtin_input, "A line from standard input, without its newline.",
      ARGS_UNPACK },
    { "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
      "opener=None)",
      file_open, "A file object for the file of that name, or for a descriptor." },
    { "ord(c, /)", builtin_ord, "The number of a character in Unicode." },
    { "print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print,
      "Write the values to a file, by default sys.stdout, with sep between them and end behind.",
      ARGS_KEYWORDS },
    { 0 },
};
