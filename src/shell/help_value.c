/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help on values. */
#include "base/language.h"
#include "lang/code.h"
#include "modules/socket/object.h"
#include "shell/help.h"
#include "shell/view_text.h"
#include <string.h>

enum { LONGEST_DEFAULT = 40 };

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

static Value doc_of(const Function *function) {
    return is_absent(function->doc) ? code_peek_doc(code_of(function->code)) : function->doc;
}

static void append_function_parameters(Buffer *out, const Function *function, bool has_self) {
    const Code *code = code_of(function->code);
    if (code_complete(code_of(function->code))) return;
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

/* The lines of a docstring without the indentation that all but the first have in common. is_own:
 * causette's. */
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
    view_append_wrapped(out, buffer_text(&clean), columns, HELP_INDENT);
    buffer_clear(&text);
    buffer_clear(&clean);
}

void help_append_detail(Buffer *out, const HelpDetail *detail, int columns) {
    view_append_wrapped(out, _(detail->text), columns, HELP_INDENT);
    if (!detail->pages) return;
    Buffer pages = { 0 };
    buffer_append_format(&pages, _("Manual pages: %s"), detail->pages);
    view_append_wrapped(out, buffer_text(&pages), columns, HELP_INDENT);
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
        help_append_detail(out, detail, columns);
    else if (doc)
        view_append_wrapped(out, _(doc), columns, HELP_INDENT);
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
        bool is_half = str_peek_at(str_of(builtin->module), 0) == '_'; /* _socket is what socket stands on */
        Buffer module = { 0 };
        str_append_utf8(&module, builtin->module);
        buffer_append_format(&before, "%s.", buffer_text(&module) + is_half);
        buffer_clear(&module);
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
        help_append_detail(out, detail, columns);
    else if (is_str(doc_of(function)))
        append_docstring(out, doc_of(function), false, columns);
    buffer_clear(&name);
}

/* ---- classes and modules: what is in them, a line each */

static void append_first_sentence(Buffer *out, const char *text) {
    size_t count = strcspn(text, "\n");
    const char *stop = memmem(text, count, ". ", 2);
    buffer_append(out, text, stop ? (size_t)(stop - text) + 1 : count);
}

/* as: its name there. False: it has no place in a list. */
static bool append_member(Buffer *name, Buffer *doc, const char *before, Value as, Value member) {
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
        if (is_str(doc_of(function))) str_append_utf8(&key, doc_of(function));
        text = buffer_text(&key);
    } else if (has_type(member, TYPE_ID_TYPE)) {
        Value said = dict_peek_text(class_dict((Class *)object_of(member)), "__doc__");
        str_append_utf8(name, as);
        if (is_str(said)) str_append_utf8(&key, said);
        text = _(buffer_text(&key));
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
        if (!is_hidden && append_member(&name, &doc, before, entry->key, entry->value)) {
            buffer_append_repeated(out, ' ', HELP_INDENT);
            view_append_safe(out, name.bytes, name.count, columns - HELP_INDENT - 1);
            buffer_append_byte(out, '\n');
            view_append_wrapped(out, buffer_text(&doc), columns, 2 * HELP_INDENT);
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
        help_append_detail(out, detail, columns);
    else if (is_str(doc))
        append_docstring(out, doc, class->is_native, columns);
    if (class->base && class->base->base) {
        Buffer base = { 0 }, sentence = { 0 };
        class_append_name(&base, class->base);
        buffer_append_format(&sentence, _("It has what %s has."), buffer_text(&base));
        view_append_wrapped(out, buffer_text(&sentence), columns, HELP_INDENT);
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
        help_append_detail(out, detail, columns);
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

bool help_append_method(Buffer *out, const char *name, int columns) {
    const NativeSpec *method = find_socket_method(!strncmp(name, "socket.", 7) ? name + 7 : name);
    if (method) append_spec(out, "socket.", method, true, columns);
    return method;
}
