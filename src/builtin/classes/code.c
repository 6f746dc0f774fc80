/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What code shows of itself. Its instructions are causette's own: co_code and what goes with it are refused
 * by name, and offsets count two for an instruction, as co_lines() and co_positions() do. See
 * https://docs.python.org/3.11/library/inspect.html#types-and-members */
#include "lang/code.h"
#include "builtin/classes/object.h"
#include "value/number.h"
#include "vm/call.h"
#include <string.h>

static const Code *own(const Call *call) { return code_of(call->args[0]); }

/* The same with all that it has; NULL: raised. */
static const Code *whole(const Call *call) {
    Code *code = code_of(call->args[0]);
    return code_is_ready(call->task, code) ? code : NULL;
}

static Outcome code_name(Call *call) { return give(call, retain(own(call)->name)); }
static Outcome code_qualname(Call *call) { return give(call, retain(own(call)->qualname)); }
static Outcome code_filename(Call *call) { return give(call, retain(own(call)->filename)); }
static Outcome code_first_line(Call *call) { return give_int(call, own(call)->first_line); }
static Outcome code_positional(Call *call) { return give_int(call, own(call)->positional_count); }
static Outcome code_positional_only(Call *call) { return give_int(call, own(call)->positional_only_count); }
static Outcome code_keyword_only(Call *call) { return give_int(call, own(call)->keyword_only_count); }
static Outcome code_local_count(Call *call) { return give_int(call, own(call)->cell_start); }
static Outcome code_stack(Call *call) {
    const Code *code = whole(call);
    return code ? give_int(call, code->stack_size) : RAISED;
}

static Outcome code_names(Call *call) {
    const Code *code = whole(call);
    return code ? give(call, tuple_from(code->names, code->name_count)) : RAISED;
}

static Outcome code_variables(Call *call) {
    const Code *code = whole(call);
    return code ? give(call, tuple_from(code->slot_names, code->cell_start)) : RAISED;
}

static Outcome code_free_variables(Call *call) {
    const Code *code = whole(call);
    if (!code) return RAISED;
    return give(call, tuple_from(code->slot_names + code->free_start, code->slot_count - code->free_start));
}

/* Cells of their own slots, and parameters that a cell is made of at the entry. */
static Outcome code_cells(Call *call) {
    const Code *code = whole(call);
    if (!code) return RAISED;
    Value cells = list_new(4);
    for (size_t i = 0; i < code->count && opcode_of(code->instructions[i]) == OP_MAKE_CELL; i++)
        list_add(list_of(cells), code->slot_names[operand_of(code->instructions[i])]);
    if (code->flags & CODE_CLASS_BODY) {
        for (uint32_t i = code->cell_start; i < code->free_start; i++)
            list_add(list_of(cells), code->slot_names[i]);
    }
    Value tuple = tuple_from(list_of(cells)->items, list_of(cells)->count);
    release(cells);
    return give(call, tuple);
}

enum {
    CO_OPTIMIZED = 1,
    CO_NEWLOCALS = 2,
    CO_VARARGS = 4,
    CO_VARKEYWORDS = 8,
    CO_NESTED = 16,
    CO_GENERATOR = 0x20,
    CO_COROUTINE = 0x80,
    CO_ITERABLE_COROUTINE = 0x100,
    CO_ASYNC_GENERATOR = 0x200
};

static bool is_function_code(const Code *code) { return !(code->flags & (CODE_MODULE | CODE_CLASS_BODY)); }

static int64_t flags_of(const Code *code) {
    Buffer scratch = { 0 };
    int64_t flags = code->flags & CODE_FUTURES;
    flags |= is_function_code(code) ? CO_OPTIMIZED | CO_NEWLOCALS : 0;
    if (code->flags & CODE_VARARGS) flags |= CO_VARARGS;
    if (code->flags & CODE_VARKEYWORDS) flags |= CO_VARKEYWORDS;
    if (strstr(str_peek_utf8(code->qualname, &scratch, NULL), "<locals>")) flags |= CO_NESTED;
    if (code->flags & CODE_GENERATOR) flags |= CO_GENERATOR;
    if (code->flags & CODE_COROUTINE) flags |= CO_COROUTINE;
    if (code->flags & CODE_ITERABLE_COROUTINE) flags |= CO_ITERABLE_COROUTINE;
    if (code->flags & CODE_ASYNC_GENERATOR) flags |= CO_ASYNC_GENERATOR;
    buffer_clear(&scratch);
    return flags;
}

static Outcome code_flags(Call *call) { return give_int(call, flags_of(own(call))); }

/* Of a function the docstring stands first, or None. */
static Outcome code_constants(Call *call) {
    const Code *code = whole(call);
    if (!code) return RAISED;
    bool lacks_doc = is_function_code(code) && !(code->flags & CODE_HAS_DOC);
    Value list = list_new(code->constant_count + 1);
    if (lacks_doc) list_add(list_of(list), NONE);
    for (size_t i = 0; i < code->constant_count; i++) {
        if (!lacks_doc || !is_none(code->constants[i])) list_add(list_of(list), code->constants[i]);
    }
    Value tuple = tuple_from(list_of(list)->items, list_of(list)->count);
    release(list);
    return give(call, tuple);
}

static Value int_or_none(const Position *position, uint32_t number) {
    return position->line ? small_int(number) : NONE;
}

static Outcome give_iterator(Call *call, Value list) {
    Value iterator = list_type.iterate(list);
    release(list);
    return give(call, iterator);
}

static Outcome code_positions(Call *call) {
    const Code *code = whole(call);
    if (!code) return RAISED;
    Value list = list_new(code->count + 1);
    if (is_absent(list)) return raise_memory(call->task);
    for (size_t i = 0; i < code->count; i++) {
        Position at = code_position(code, i);
        Value items[] = { int_or_none(&at, at.line), int_or_none(&at, at.end_line),
                          int_or_none(&at, at.column), int_or_none(&at, at.end_column) };
        list_add_take(list_of(list), tuple_from(items, 4));
    }
    return give_iterator(call, list);
}

/* (start, end, line) of each stretch of instructions that stand on one line. */
static Outcome code_lines(Call *call) {
    const Code *code = whole(call);
    if (!code) return RAISED;
    Value list = list_new(8);
    for (size_t i = 0, end; i < code->count; i = end) {
        Position at = code_position(code, i);
        for (end = i + 1; end < code->count && code_position(code, end).line == at.line;) end++;
        Value items[] = { small_int(2 * (int64_t)i), small_int(2 * (int64_t)end), int_or_none(&at, at.line) };
        list_add_take(list_of(list), tuple_from(items, 3));
    }
    return give_iterator(call, list);
}

static Outcome code_refused(Call *call) {
    return raise_error(call->task, NotImplementedError,
                       "the bytecode of a code object is not in causette (Python has it)");
}

/* ---- replace: keep is the copy */

enum { REPLACED_NAME = 1, REPLACED_QUALNAME, REPLACED_FILENAME, REPLACED_LINE, REPLACED_FLAGS };

static bool replace_text(Call *call, size_t i, const char *name, Value *text) {
    if (is_absent(call->args[i])) return true;
    if (!is_str(call->args[i])) {
        raise_error(call->task, TypeError, "replace() argument '%s' must be str, not %T", name,
                    call->args[i]);
        return false;
    }
    replace_take(text, retain(call->args[i]));
    return true;
}

static bool replace_texts(Call *call, Code *copy) {
    return replace_text(call, REPLACED_NAME, "co_name", &copy->name) &&
           replace_text(call, REPLACED_QUALNAME, "co_qualname", &copy->qualname) &&
           replace_text(call, REPLACED_FILENAME, "co_filename", &copy->filename);
}

/* Its own lines move with the first one, those of inner code do not. */
static void move_lines(Code *copy, int64_t distance) {
    for (size_t i = 0; i < copy->count; i++) {
        if (!code_position(copy, i).line) continue;
        Position *at = &copy->positions[i];
        at->line = (uint32_t)(at->line + distance);
        at->end_line = (uint32_t)(at->end_line + distance);
    }
}

/* Of the flags only these mean something that the instructions do not say themselves. */
static bool replace_numbers(Call *call, Code *copy) {
    int line = (int)copy->first_line, flags = 0;
    if (!is_absent(call->args[REPLACED_LINE]) && !arg_int(call, REPLACED_LINE, &line)) return false;
    if (line != (int64_t)copy->first_line) move_lines(copy, line - (int64_t)copy->first_line);
    copy->first_line = (uint32_t)line;
    if (is_absent(call->args[REPLACED_FLAGS])) return true;
    if (!arg_int(call, REPLACED_FLAGS, &flags)) return false;
    copy->flags &= ~(uint32_t)(CODE_ITERABLE_COROUTINE | CODE_FUTURES);
    copy->flags |= (uint32_t)flags & CODE_FUTURES;
    if (flags & CO_ITERABLE_COROUTINE) copy->flags |= CODE_ITERABLE_COROUTINE;
    if (flags_of(copy) == flags) return true;
    raise_error(call->task, NotImplementedError,
                "flags that the bytecode would have to follow are not in causette (Python has them)");
    return false;
}

static Outcome code_replace(Call *call) {
    const Code *code = whole(call);
    if (!code) return RAISED;
    if (dict_of(call->args[REPLACED_FLAGS + 1])->count) return code_refused(call);
    Code *copy = code_copy(code);
    if (replace_texts(call, copy) && replace_numbers(call, copy)) return give(call, object_value(copy));
    release(object_value(copy));
    return RAISED;
}

static const NativeSpec code_methods[] = {
    { "co_name", code_name },
    { "co_qualname", code_qualname },
    { "co_filename", code_filename },
    { "co_firstlineno", code_first_line },
    { "co_argcount", code_positional },
    { "co_posonlyargcount", code_positional_only },
    { "co_kwonlyargcount", code_keyword_only },
    { "co_nlocals", code_local_count },
    { "co_stacksize", code_stack },
    { "co_flags", code_flags },
    { "co_consts", code_constants },
    { "co_names", code_names },
    { "co_varnames", code_variables },
    { "co_cellvars", code_cells },
    { "co_freevars", code_free_variables },
    { "co_code", code_refused },
    { "co_linetable", code_refused },
    { "co_exceptiontable", code_refused },
    { "co_lines(self, /)", code_lines, "An iterator over (start, end, line)." },
    { "replace(self, *, co_name=..., co_qualname=..., co_filename=..., co_firstlineno=..., co_flags=..., "
      "**rest)",
      code_replace, "A copy with other names, another first line." },
    { "co_positions(self, /)", code_positions, "An iterator over the place of each instruction." },
    { 0 },
};

const ClassSpec code_class_spec = { .type = &code_type, .is_hidden = true, .methods = code_methods };
