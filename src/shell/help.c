/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help on values. */
#include "shell/help.h"
#include "base/language.h"
#include "lang/code.h"
#include "modules/socket/object.h"
#include "shell/commands.h"
#include "shell/view_names.h"
#include "shell/view_text.h"
#include "vm/operations.h"
#include <string.h>

enum { INDENT = 4, LONGEST_DEFAULT = 40 };

/* ---- signatures */

/* The parameters of a row, in parentheses, without self; nothing for an attribute. */
static void append_parameters(Buffer *out, const char *signature, bool has_self) {
    const char *open = strchr(signature, '(');
    if (!open) return;
    const char *rest = open + 1;
    if (has_self) {
        rest += strcspn(rest, ",)");
        if (*rest == ',') rest += 1 + strspn(rest + 1, " ");
        if (!strncmp(rest, "/, ", 3)) rest += 3;
        if (!strcmp(rest, "/)")) rest++;
    }
    buffer_append_byte(out, '(');
    buffer_append_text(out, rest);
}

static void append_value(Buffer *out, Value value) {
    Buffer text = { 0 };
    if (value_repr(&text, value, 0) != YES) {
        buffer_truncate(&text, 0);
        buffer_append_text(&text, "...");
    }
    const char *shown = buffer_text(&text), *dot = strchr(shown, '.');
    size_t count = text.count;
    if (*shown == '<' && dot && strchr(dot, ':')) { /* <AddressFamily.AF_INET: 2> */
        shown = dot + 1;
        count = strcspn(shown, ":");
    } else if (*shown == '<') { /* an address is of no use */
        shown = "...";
        count = 3;
    }
    view_append_safe(out, shown, count, LONGEST_DEFAULT);
    buffer_clear(&text);
}

static Value default_of(const Function *function, uint32_t i) {
    const Code *code = code_of(function->code);
    if (i >= code->positional_count)
        return is_absent(function->keyword_defaults)
                   ? ABSENT
                   : dict_peek_str(dict_of(function->keyword_defaults), code->slot_names[i]);
    size_t count = is_absent(function->defaults) ? 0 : tuple_of(function->defaults)->count;
    size_t first = code->positional_count - count;
    return i < first ? ABSENT : tuple_of(function->defaults)->items[i - first];
}

typedef struct {
    Buffer *out;
    const char *before; /* what comes between it and the next one */
} ShownParameters;

static void append_parameter(ShownParameters *parameters, const char *mark, Value name, Value otherwise) {
    buffer_append_text(parameters->out, parameters->before);
    buffer_append_text(parameters->out, mark);
    if (!is_absent(name)) str_append_utf8(parameters->out, name);
    if (!is_absent(otherwise)) {
        buffer_append_byte(parameters->out, '=');
        append_value(parameters->out, otherwise);
    }
    parameters->before = ", ";
}

static void append_function_parameters(Buffer *out, const Function *function, bool has_self) {
    const Code *code = code_of(function->code);
    uint32_t named = code->positional_count + code->keyword_only_count;
    ShownParameters parameters = { out, "" };
    buffer_append_byte(out, '(');
    for (uint32_t i = 0; i < named; i++) {
        if (i == code->positional_count) {
            bool has_rest = code->flags & CODE_VARARGS;
            append_parameter(&parameters, "*", has_rest ? code->slot_names[named] : ABSENT, ABSENT);
        }
        if (i || !has_self) append_parameter(&parameters, "", code->slot_names[i], default_of(function, i));
        if (code->positional_only_count && i + 1 == code->positional_only_count)
            append_parameter(&parameters, "/", ABSENT, ABSENT);
    }
    if (code->flags & CODE_VARARGS && !code->keyword_only_count)
        append_parameter(&parameters, "*", code->slot_names[named], ABSENT);
    if (code->flags & CODE_VARKEYWORDS)
        append_parameter(&parameters, "**", code->slot_names[named + !!(code->flags & CODE_VARARGS)], ABSENT);
    buffer_append_byte(out, ')');
}

/* ---- texts */

/* The lines of a docstring without the indentation that all but the first have in common. is_own: causette's. */
static void append_docstring(Buffer *out, Value doc, bool is_own, int columns) {
    Buffer text = { 0 }, clean = { 0 };
    size_t common = SIZE_MAX;
    str_append_utf8(&text, doc);
    const char *start = is_own ? _(buffer_text(&text)) : buffer_text(&text);
    for (const char *line = strchr(start, '\n'); line; line = strchr(line, '\n')) {
        size_t indent = strspn(++line, " ");
        if (line[indent] && line[indent] != '\n' && indent < common) common = indent;
    }
    for (const char *line = start; *line;) {
        size_t count = strcspn(line, "\n"),
               skip = line == start || common == SIZE_MAX ? strspn(line, " ") : common;
        if (skip > count) skip = count;
        view_append_safe(&clean, line + skip, count - skip, 0);
        buffer_append_byte(&clean, '\n');
        line += count + (line[count] == '\n');
    }
    while (clean.count && (clean.bytes[clean.count - 1] == '\n' || clean.bytes[clean.count - 1] == ' '))
        buffer_truncate(&clean, clean.count - 1);
    view_append_wrapped(out, buffer_text(&clean), columns, INDENT);
    buffer_clear(&text);
    buffer_clear(&clean);
}

static void append_detail(Buffer *out, const HelpDetail *detail, int columns) {
    view_append_wrapped(out, _(detail->text), columns, INDENT);
    if (!detail->pages) return;
    Buffer pages = { 0 };
    buffer_append_format(&pages, _("Manual pages: %s"), detail->pages);
    view_append_wrapped(out, buffer_text(&pages), columns, INDENT);
    buffer_clear(&pages);
}

static const NativeSpec *find_socket_method(const char *name) {
    for (const NativeSpec *method = socket_class.methods; method->signature; method++) {
        size_t count = strcspn(method->signature, "(");
        if (strlen(name) == count && !strncmp(method->signature, name, count)) return method;
    }
    return NULL;
}

/* socket.close is a method's name and a function's; the texts are about the methods. */
static const HelpDetail *find_detail(const char *name, bool is_method) {
    bool is_both = !is_method && !strncmp(name, "socket.", 7) && find_socket_method(name + 7);
    return is_both ? NULL : help_find_detail(name);
}

/* The longer text when there is one, else the row's. */
static void append_doc(Buffer *out, const char *name, const char *doc, bool is_method, int columns) {
    const HelpDetail *detail = find_detail(name, is_method);
    if (detail)
        append_detail(out, detail, columns);
    else if (doc)
        view_append_wrapped(out, _(doc), columns, INDENT);
}

/* ---- what is called */

/* before: "socket." */
static void append_spec(Buffer *out, const char *before, const NativeSpec *spec, bool is_method,
                        int columns) {
    Buffer name = { 0 };
    buffer_append_text(&name, before);
    buffer_append(&name, spec->signature, strcspn(spec->signature, "("));
    buffer_append_text(out, buffer_text(&name));
    append_parameters(out, spec->signature, is_method && !(spec->flags & NATIVE_STATICMETHOD));
    buffer_append_byte(out, '\n');
    append_doc(out, buffer_text(&name), spec->doc, is_method, columns);
    buffer_clear(&name);
}

static void append_builtin(Buffer *out, const Builtin *builtin, int columns) {
    Buffer before = { 0 };
    bool is_method = builtin->of != NULL;
    if (is_method) {
        str_append_utf8(&before, builtin->of->qualname);
        buffer_append_byte(&before, '.');
    } else if (is_str(builtin->module) && !str_is(builtin->module, "builtins")) {
        buffer_append_text(&before, str_is(builtin->module, "_socket") ? "socket" : "");
        if (!str_is(builtin->module, "_socket")) str_append_utf8(&before, builtin->module);
        buffer_append_byte(&before, '.');
    }
    append_spec(out, buffer_text(&before), builtin->spec, is_method, columns);
    buffer_clear(&before);
}

static void append_function(Buffer *out, const Function *function, bool has_self, int columns) {
    Buffer name = { 0 };
    if (is_str(function->module) && !str_is(function->module, "__main__")) {
        str_append_utf8(&name, function->module);
        buffer_append_byte(&name, '.');
    }
    str_append_utf8(&name, function->qualname);
    buffer_append_text(out, buffer_text(&name));
    append_function_parameters(out, function, has_self);
    buffer_append_byte(out, '\n');
    const HelpDetail *detail = help_find_detail(buffer_text(&name));
    if (detail)
        append_detail(out, detail, columns);
    else if (is_str(function->doc))
        append_docstring(out, function->doc, false, columns);
    buffer_clear(&name);
}

/* ---- classes and modules: what is in them, a line each */

static void append_first_sentence(Buffer *out, const char *text) {
    size_t count = strcspn(text, "\n");
    const char *stop = memmem(text, count, ". ", 2);
    buffer_append(out, text, stop ? (size_t)(stop - text) + 1 : count);
}

/* False: it has no place in a list. */
static bool append_member(Buffer *name, Buffer *doc, const char *before, Value member) {
    Buffer key = { 0 };
    const char *text = NULL;
    if (has_type(member, TYPE_ID_METHOD_DESCRIPTOR) || has_type(member, TYPE_ID_BUILTIN) ||
        has_type(member, TYPE_ID_GETSET_DESCRIPTOR)) {
        const Builtin *builtin = (const Builtin *)object_of(member);
        buffer_append(name, builtin->spec->signature, strcspn(builtin->spec->signature, "("));
        append_parameters(name, builtin->spec->signature,
                          builtin->of && !(builtin->spec->flags & NATIVE_STATICMETHOD));
        text = builtin->spec->doc ? _(builtin->spec->doc) : NULL;
    } else if (has_type(member, TYPE_ID_FUNCTION)) {
        const Function *function = (const Function *)object_of(member);
        str_append_utf8(name, function->name);
        append_function_parameters(name, function,
                                   *before && is_str(function->qualname) &&
                                       str_count(function->qualname) != str_count(function->name));
        if (is_str(function->doc)) str_append_utf8(&key, function->doc);
        text = buffer_text(&key);
    } else if (has_type(member, TYPE_ID_TYPE)) {
        str_append_utf8(name, ((const Class *)object_of(member))->name);
    } else {
        return false;
    }
    Buffer full = { 0 };
    buffer_append_format(&full, "%s.%.*s", before, (int)strcspn(buffer_text(name), "("), buffer_text(name));
    bool is_method = !has_type(member, TYPE_ID_BUILTIN) || ((const Builtin *)object_of(member))->of;
    const HelpDetail *detail = find_detail(buffer_text(&full), is_method);
    if (detail) text = _(detail->text);
    if (text) append_first_sentence(doc, text);
    buffer_clear(&full);
    buffer_clear(&key);
    return true;
}

static void append_members(Buffer *out, const char *before, Dict *dict, int columns) {
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(dict, &position));) {
        Buffer name = { 0 }, doc = { 0 };
        bool is_hidden = !is_str(entry->key) || str_peek_at(str_of(entry->key), 0) == '_';
        if (!is_hidden && append_member(&name, &doc, before, entry->value)) {
            buffer_append_repeated(out, ' ', INDENT);
            view_append_safe(out, name.bytes, name.count, columns - INDENT - 1);
            buffer_append_byte(out, '\n');
            view_append_wrapped(out, buffer_text(&doc), columns, 2 * INDENT);
        }
        buffer_clear(&name);
        buffer_clear(&doc);
    }
}

static void append_constructor(Buffer *out, const Class *class) {
    for (size_t i = 0; i < class->mro_count; i++) {
        Value init = dict_peek_text(class_dict(class->mro[i]), "__init__");
        if (!has_type(init, TYPE_ID_FUNCTION)) continue;
        append_function_parameters(out, (const Function *)object_of(init), true);
        return;
    }
    if (is_absent(class->make)) return;
    append_parameters(out, ((const Builtin *)object_of(class->make))->spec->signature, true);
}

static void append_class(Buffer *out, Class *class, int columns) {
    Buffer name = { 0 };
    class_append_name(&name, class);
    buffer_append_format(out, "class %s", buffer_text(&name));
    append_constructor(out, class);
    buffer_append_byte(out, '\n');
    buffer_clear(&name);
    str_append_utf8(&name, class->qualname);
    const HelpDetail *detail = help_find_detail(buffer_text(&name));
    Value doc = dict_peek_text(class_dict(class), "__doc__");
    if (detail)
        append_detail(out, detail, columns);
    else if (is_str(doc))
        append_docstring(out, doc, class->is_native, columns);
    if (class->base && class->base->base) {
        Buffer base = { 0 }, sentence = { 0 };
        class_append_name(&base, class->base);
        buffer_append_format(&sentence, _("It has what %s has."), buffer_text(&base));
        view_append_wrapped(out, buffer_text(&sentence), columns, INDENT);
        buffer_clear(&base);
        buffer_clear(&sentence);
    }
    buffer_append_byte(out, '\n');
    append_members(out, buffer_text(&name), class_dict(class), columns);
    buffer_clear(&name);
}

static void append_module(Buffer *out, const Module *module, int columns) {
    Buffer name = { 0 };
    str_append_utf8(&name, module->name);
    buffer_append_format(out, "module %s\n", buffer_text(&name));
    const HelpDetail *detail = NULL;
    Value doc = dict_peek_text(module->dict, "__doc__");
    Buffer key = { 0 };
    buffer_append_format(&key, "module %s", buffer_text(&name));
    detail = help_find_detail(buffer_text(&key));
    if (detail)
        append_detail(out, detail, columns);
    else if (is_str(doc))
        append_docstring(out, doc, module->spec != NULL, columns);
    buffer_append_byte(out, '\n');
    append_members(out, buffer_text(&name), module->dict, columns);
    buffer_clear(&key);
    buffer_clear(&name);
}

static void append_instance(Buffer *out, Machine *machine, Value value, int columns) {
    Class *class = value_class(machine, value);
    Buffer name = { 0 }, sentence = { 0 };
    class_append_name(&name, class);
    buffer_append_format(&sentence, _("A value of class %s."), buffer_text(&name));
    view_append_wrapped(out, buffer_text(&sentence), columns, 0);
    buffer_append_byte(out, '\n');
    append_class(out, class, columns);
    buffer_clear(&name);
    buffer_clear(&sentence);
}

/* ---- the whole */

void help_append_value(Buffer *out, Machine *machine, Value value, int columns) {
    switch (value_type_id(value)) {
    case TYPE_ID_BUILTIN:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_GETSET_DESCRIPTOR: append_builtin(out, (const Builtin *)object_of(value), columns); return;
    case TYPE_ID_FUNCTION: append_function(out, (const Function *)object_of(value), false, columns); return;
    case TYPE_ID_METHOD: {
        Value function = ((const Method *)object_of(value))->function;
        if (has_type(function, TYPE_ID_FUNCTION))
            append_function(out, (const Function *)object_of(function), true, columns);
        else
            help_append_value(out, machine, function, columns);
        return;
    }
    case TYPE_ID_TYPE: append_class(out, (Class *)object_of(value), columns); return;
    case TYPE_ID_MODULE: append_module(out, (const Module *)object_of(value), columns); return;
    default: append_instance(out, machine, value, columns);
    }
}

/* ---- names */

static bool append_socket_method(Buffer *out, const char *name, int columns) {
    const NativeSpec *method = find_socket_method(!strncmp(name, "socket.", 7) ? name + 7 : name);
    if (method) append_spec(out, "socket.", method, true, columns);
    return method;
}

static bool append_command(Buffer *out, const char *name, int columns) {
    for (const Command *command = commands; command->name; command++) {
        if (strcmp(command->name, name) != 0) continue;
        buffer_append_format(out, ":%s %s\n", command->name, command->arguments);
        view_append_wrapped(out, _(command->doc), columns, INDENT);
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
        append_detail(out, detail, columns);
        return true;
    }
    return false;
}

static bool append_word(Buffer *out, const char *name, int columns) {
    const char *text = help_find_word(name);
    if (!text) return false;
    buffer_append_format(out, "%s\n", name);
    view_append_wrapped(out, _(text), columns, INDENT);
    return true;
}

/* Only those that causette brings along: a program's own module would run. */
static Value import_own(Program *program, const char *name, size_t count) {
    static const char *const own[] = { "socket", "time", "threading", "sys", "errno", "os" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strlen(own[i]) != count || strncmp(own[i], name, count) != 0) continue;
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

bool help_append_name(Buffer *out, Machine *machine, Program *program, const char *name, int columns) {
    if (*name == ':') return append_command(out, name + 1, columns);
    bool is_of_sockets = !strncmp(name, "socket.", 7);
    bool known = append_word(out, name, columns) ||
                 (is_of_sockets && append_socket_method(out, name, columns)) ||
                 append_looked_up(out, machine, program, name, columns) ||
                 append_socket_method(out, name, columns) || append_last_part(out, name, columns);
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
        view_append_wrapped(out, _(command->doc), columns, 2 * INDENT);
    }
    buffer_append_byte(out, '\n');
    view_append_wrapped(
        out,
        _("A line that begins with # and that you did not type is a note: what a call waits for, why something "
          "failed and what to try. Notes are no part of what a program shows.\n"
          "Tab completes names, methods and commands. Ctrl-C gives up a call that waits. What you type while a "
          "call waits runs afterwards. Ctrl-R searches earlier lines. Ctrl-D or exit() leaves.\n"
          "Try :help accept, :help socket, or help(x) with any x."),
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
