/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help on names, and the overview: what :help and help() show. */
#include "shell/help.h"
#include "base/language.h"
#include "explain/socket_names.h"
#include "modules/modules.h"
#include "shell/commands.h"
#include "shell/view_text.h"
#include "vm/operations.h"
#include <string.h>

/* ---- names */

static bool append_command(Buffer *out, const char *name, int columns) {
    for (const Command *command = commands; command->name; command++) {
        if (strcmp(command->name, name) != 0) continue;
        buffer_append_format(out, ":%s %s\n", command->name, command->arguments);
        view_append_wrapped(out, _(command->doc), columns, HELP_INDENT);
        return true;
    }
    return false;
}

/* "create_server": the text of "socket.create_server". */
static bool append_last_part(Buffer *out, const char *name, int columns) {
    for (const HelpDetail *detail = NULL; (detail = help_next_detail(detail));) {
        const char *dot = strrchr(detail->name, '.');
        if (strcmp(detail->name, name) && (!dot || strcmp(dot + 1, name))) continue;
        buffer_append_format(out, "%s\n", detail->name);
        help_append_detail(out, detail, columns);
        return true;
    }
    return false;
}

static bool append_word(Buffer *out, const char *name, int columns) {
    const char *text = help_find_word(name);
    if (!text) return false;
    buffer_append_format(out, "%s\n", name);
    view_append_wrapped(out, _(text), columns, HELP_INDENT);
    return true;
}

static bool append_topic(Buffer *out, const char *name, int columns) {
    const char *title, *text = help_find_topic(name, &title);
    if (!text) return false;
    buffer_append_format(out, "%s\n", title);
    view_append_wrapped(out, _(text), columns, HELP_INDENT);
    return true;
}

/* Only those that causette brings along: a program's own module would run. */
static Value import_own(Program *program, const char *name, size_t count) {
    const char *own;
    for (size_t i = 0; (own = modules_peek_name(i)); i++) {
        if (strlen(own) != count || strncmp(own, name, count) != 0) continue;
        Value args[] = { int_from_int64(0), NONE, str_from_utf8(name, count) };
        if (is_absent(args[2])) return ABSENT; /* no memory */
        Value module = program_call(program, operation_import, 3, args, NULL);
        release(args[2]);
        return module;
    }
    return ABSENT;
}

static bool append_looked_up(Buffer *out, Machine *machine, Program *program, const char *name, int columns) {
    size_t count = strlen(name), first = strcspn(name, ".");
    Value value = names_look_up(machine, name, count);
    if (is_absent(value) && program) {
        Value module = import_own(program, name, first);
        if (!is_absent(module))
            value = name[first] ? names_look_up_in(machine, module, name + first + 1, count - first - 1)
                                : retain(module);
        release(module);
    }
    if (is_absent(value)) return false;
    help_append_value(out, machine, value, columns);
    release(value);
    return true;
}

/* "epoll": that of the modules in which whoever learns sockets would look for it. */
static bool append_of_module(Buffer *out, Machine *machine, Program *program, const char *name, int columns) {
    static const char *const likely[] = { "socket", "select", "struct", "threading", "time", "os", "sys" };
    bool is_known = false;
    for (size_t i = 0; program && !strchr(name, '.') && !is_known && i < sizeof likely / sizeof *likely;
         i++) {
        Buffer dotted = { 0 };
        buffer_append_format(&dotted, "%s.%s", likely[i], name);
        is_known = append_looked_up(out, machine, program, buffer_text(&dotted), columns);
        buffer_clear(&dotted);
    }
    return is_known;
}

/* A dotted name, a method of sockets, a word of the language, a colon command; false: nothing is known of
 * it. program: NULL: nothing is imported for it. */
static bool help_append_name(Buffer *out, Machine *machine, Program *program, const char *name, int columns) {
    if (*name == ':') return append_command(out, name + 1, columns);
    bool is_of_sockets = !strncmp(name, "socket.", 7);
    bool known =
        append_word(out, name, columns) || (is_of_sockets && help_append_method(out, name, columns)) ||
        append_looked_up(out, machine, program, name, columns) || help_append_method(out, name, columns) ||
        append_topic(out, name, columns) || append_last_part(out, name, columns) ||
        append_of_module(out, machine, program, name, columns);
    Buffer command = { 0 };
    if (append_command(&command, name, columns)) {
        if (known) buffer_append_byte(out, '\n');
        buffer_append(out, command.bytes, command.count);
        known = true;
    }
    buffer_clear(&command);
    return known;
}

/* ---- the overview */

static void append_overview(Buffer *out, int columns) {
    view_append_wrapped(
        out,
        _("What is typed at the prompt is Python 3.11, as far as causette knows it; what it does not know it "
          "refuses by name. Lines that begin with a colon are for the shell:"),
        columns, 0);
    buffer_append_byte(out, '\n');
    for (const Command *command = commands; command->name; command++) {
        buffer_append_format(out, "  :%s%s%s\n", command->name, *command->arguments ? " " : "",
                             command->arguments);
        view_append_wrapped(out, _(command->doc), columns, 2 * HELP_INDENT);
    }
    buffer_append_byte(out, '\n');
    view_append_wrapped(
        out,
        _("A line that begins with # and that you did not type is a note: what a call waits for, why "
          "something "
          "failed and what to try. Notes are no part of what a program shows.\n"
          "Tab completes names, methods and commands. Ctrl-C gives up a call that waits. What you type while "
          "a "
          "call waits runs afterwards. Ctrl-R searches earlier lines. Ctrl-D or exit() leaves.\n"
          "Try :help accept, :help socket, :help EADDRINUSE, :help TIME-WAIT, or help(x) with any x."),
        columns, 0);
}

bool command_help(const CommandCall *call) {
    Buffer out = { 0 }, name = { 0 };
    int columns = command_columns();
    buffer_append_text(&name, call->arguments);
    while (name.count && strchr("()", name.bytes[name.count - 1])) buffer_truncate(&name, name.count - 1);
    if (!name.count) {
        append_overview(&out, columns);
        command_show(call->program, &out);
    } else if (help_append_name(&out, call->program->machine, call->program, buffer_text(&name), columns)) {
        command_show(call->program, &out);
    } else {
        Buffer safe = { 0 }, sentence = { 0 };
        view_append_safe(&safe, name.bytes, name.count, 40);
        buffer_append_format(&sentence, _("Nothing is known of %s. :help alone tells what there is."),
                             buffer_text(&safe));
        command_complain(call->program, buffer_text(&sentence));
        buffer_clear(&safe);
        buffer_clear(&sentence);
    }
    buffer_clear(&out);
    buffer_clear(&name);
    return true;
}

/* ---- help() */

/* What help(x) prints; help("accept") asks for a name. */
static void append_answer(Buffer *out, Machine *machine, Value value) {
    int columns = command_columns();
    language_open();
    if (is_absent(value)) {
        append_overview(out, columns);
        return;
    }
    if (is_str(value)) {
        Buffer name = { 0 };
        str_append_utf8(&name, value);
        bool known = help_append_name(out, machine, NULL, buffer_text(&name), columns);
        buffer_clear(&name);
        if (known) return;
    }
    help_append_value(out, machine, value, columns);
}

void help_install(Machine *machine) { machine->hooks.help = append_answer; }
