/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sub, subn and expand. A template is read by Python's own re (_compile_repl): the numbers of groups, each
 * with its place, and the texts between, a list with None at those places. */
#include "modules/sre/sre.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

enum { SUB_START, SUB_IMPORTED, SUB_READ, SUB_SEARCHING, SUB_CALLED };

/* ---- what matches are replaced by */

static bool is_callable(Machine *machine, Value value) {
    switch (value_type_id(value)) {
    case TYPE_ID_FUNCTION:
    case TYPE_ID_BUILTIN:
    case TYPE_ID_METHOD:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_TYPE: return true;
    default: return !is_absent(class_peek_special(value_class(machine, value), SPECIAL_call));
    }
}

/* A text without a backslash stands for itself. */
static bool is_plain(Value text) {
    const uint8_t *bytes;
    size_t count;
    if (is_str(text)) {
        const Str *str = str_of(text);
        for (size_t i = 0; i < str->count; i++)
            if (str_peek_at(str, i) == '\\') return false;
        return true;
    }
    return bytes_peek(text, &bytes, &count) && !memchr(bytes, '\\', count);
}

static Outcome import_re(Call *call) {
    Value name = str_new("re");
    Outcome outcome = call_native(call, operation_import, 0, 3, (Value[]){ small_int(0), NONE, name });
    release(name);
    return outcome;
}

static Outcome read_template(Call *call, Value template, const Pattern *pattern) {
    Value module = take_result(call);
    Outcome outcome =
        call_method(call, module, "_compile_repl", 2, (Value[]){ template, object_value(pattern) });
    release(module);
    return outcome;
}

/* Whether a template has the form that the functions below rely on. */
static bool is_template(Value template) {
    if (!is_tuple(template) || tuple_of(template)->count != 2) return false;
    const Value *parts = tuple_of(template)->items;
    return is_list(parts[0]) && is_list(parts[1]);
}

/* ---- parts */

static bool push(Value parts, Value part) { return !is_absent(part) && list_push_take(list_of(parts), part); }

/* The group that fills place `place` of a template; 0: none does. */
static int64_t group_for(Value groups, size_t place) {
    const List *list = list_of(groups);
    for (size_t i = 0; i < list->count; i++) {
        Value pair = list->items[i];
        int64_t at, group;
        if (!is_tuple(pair) || tuple_of(pair)->count != 2) continue;
        if (int_fits_int64(tuple_of(pair)->items[0], &at) && at == (int64_t)place &&
            int_fits_int64(tuple_of(pair)->items[1], &group))
            return group;
    }
    return 0;
}

typedef Value GroupText(const void *of, size_t group);

static Value search_text_of(const void *of, size_t group) {
    const Search *search = of;
    return group <= search->pattern->program.groups ? search_group(search, group, true) : str_empty();
}

/* Pushes the texts of a template, its groups filled in. False: memory refused. */
static bool push_template(Value parts, Value template, GroupText *text_of, const void *of) {
    Value groups = tuple_of(template)->items[0];
    const List *literals = list_of(tuple_of(template)->items[1]);
    size_t next = 0;
    for (size_t i = 0; i < literals->count; i++) {
        Value literal = literals->items[i];
        if (!is_none(literal)) {
            if (!push(parts, retain(literal))) return false;
            continue;
        }
        /* Places come in order, so the next pair is nearly always the one. */
        const List *pairs = list_of(groups);
        int64_t at = -1, group = 0;
        if (next < pairs->count && is_tuple(pairs->items[next]) && tuple_of(pairs->items[next])->count == 2) {
            const Value *pair = tuple_of(pairs->items[next++])->items;
            if (!int_fits_int64(pair[0], &at) || !int_fits_int64(pair[1], &group)) at = -1;
        }
        if (at != (int64_t)i) group = group_for(groups, i);
        if (!push(parts, text_of(of, (size_t)group))) return false;
    }
    return true;
}

/* ---- the whole */

static Outcome join_bytes(Call *call, const List *parts) {
    size_t total = 0, count;
    const uint8_t *bytes;
    uint8_t *out;
    for (size_t i = 0; i < parts->count; i++) {
        if (!bytes_peek(parts->items[i], &bytes, &count))
            return raise_error(call->task, TypeError,
                               "sequence item %zu: expected a bytes-like object, %T found", i,
                               parts->items[i]);
        total += count;
    }
    Value joined = bytes_new_uninitialised(total, &out);
    if (is_absent(joined)) return raise_memory(call->task);
    for (size_t i = 0; i < parts->count; i++) {
        bytes_peek(parts->items[i], &bytes, &count);
        memcpy(out, bytes, count);
        out += count;
    }
    return give(call, joined);
}

/* DONE: the parts as one text are the result. */
static Outcome join_parts(Call *call, const List *parts, bool is_text) {
    if (!is_text) return join_bytes(call, parts);
    for (size_t i = 0; i < parts->count; i++)
        if (!is_str(parts->items[i]))
            return raise_error(call->task, TypeError, "sequence item %zu: expected str instance, %T found", i,
                               parts->items[i]);
    Value empty = str_empty();
    Value joined = str_join(empty, parts->items, parts->count);
    release(empty);
    return give(call, joined);
}

/* ---- sub, subn: args are self, repl, string, count */

static bool push_before(Search *search) {
    int64_t from = search->copied, to = search->matcher.start;
    search->copied = search->matcher.stop;
    search->count++;
    return from == to || push(search->parts, search_slice(search, from, to));
}

/* DONE: the match is replaced. CALLED: by what a function is asked for. */
static Outcome replace(Call *call, Search *search) {
    Value replacement = search->replacement;
    if (!push_before(search)) return raise_memory(call->task);
    if (is_template(replacement))
        return push_template(search->parts, replacement, search_text_of, search) ? DONE
                                                                                 : raise_memory(call->task);
    if (is_str(replacement) || !is_callable(call_machine(call), replacement))
        return push(search->parts, retain(replacement)) ? DONE : raise_memory(call->task);
    Value match = match_new(search);
    if (is_absent(match)) return raise_memory(call->task);
    call->step = SUB_CALLED;
    Outcome outcome = call_value(call, replacement, 1, &match);
    release(match);
    return outcome;
}

static Outcome finish(Call *call, bool counts) {
    Search *search = kept_search(call);
    int64_t count = search->count;
    if (search->copied < search->length &&
        !push(search->parts, search_slice(search, search->copied, search->length)))
        return raise_memory(call->task);
    Outcome outcome = join_parts(call, list_of(search->parts), search->is_str);
    if (outcome != DONE) return outcome;
    search_rest(call);
    return counts ? give(call, tuple_pair_take(take_result(call), int_from_int64(count))) : DONE;
}

static Outcome take_answer(Call *call, Search *search) {
    Value answer = take_result(call);
    call->step = SUB_SEARCHING;
    if (is_none(answer)) return DONE;
    return push(search->parts, answer) ? DONE : raise_memory(call->task);
}

static Outcome go_on(Call *call, bool counts) {
    Search *search = kept_search(call);
    Outcome outcome = DONE;
    if (call->step == SUB_CALLED) {
        outcome = take_answer(call, search);
        if (outcome == DONE) search_advance(search);
    }
    while (outcome == DONE) {
        bool found = false;
        if (search->most <= 0 || search->count < search->most) outcome = search_run(call, search, &found);
        if (outcome != DONE) return outcome;
        if (!found) return finish(call, counts);
        outcome = replace(call, search);
        if (outcome == DONE) search_advance(search);
    }
    return outcome;
}

/* The replacement, and where the search begins. */
static Outcome start(Call *call, Value replacement) {
    int64_t most;
    if (!arg_int64(call, 3, &most)) return RAISED;
    retain(replacement);
    Outcome outcome = search_begin(call, 2, MODE_SEARCH, false);
    if (outcome != DONE) {
        release(replacement);
        return outcome;
    }
    Search *search = kept_search(call);
    search->replacement = replacement;
    search->most = most;
    search->parts = list_new(0);
    call->step = SUB_SEARCHING;
    return is_absent(search->parts) ? raise_memory(call->task) : DONE;
}

/* A template that is one text without groups is that text. */
static Value simplest(Value template) {
    if (!is_template(template)) return template;
    const List *groups = list_of(tuple_of(template)->items[0]);
    const List *literals = list_of(tuple_of(template)->items[1]);
    return !groups->count && literals->count == 1 ? literals->items[0] : template;
}

static Outcome substitute(Call *call, bool counts) {
    Outcome outcome = DONE;
    if (call->step == SUB_START) {
        outcome = is_small_int(call->args[3]) ? DONE : arg_integer(call, 3);
        if (outcome != DONE) return outcome;
    }
    switch (call->step) {
    case SUB_IMPORTED: call->step = SUB_READ; return read_template(call, call->args[1], self_pattern(call));
    case SUB_READ: {
        Value template = take_result(call);
        outcome = start(call, simplest(template));
        release(template);
        break;
    }
    case SUB_SEARCHING:
    case SUB_CALLED: break;
    default:
        if (!is_plain(call->args[1]) && !is_callable(call_machine(call), call->args[1])) {
            call->step = SUB_IMPORTED;
            return import_re(call);
        }
        outcome = start(call, call->args[1]);
    }
    return outcome == DONE ? go_on(call, counts) : outcome;
}

Outcome pattern_sub(Call *call) { return substitute(call, false); }
Outcome pattern_subn(Call *call) { return substitute(call, true); }

/* ---- expand */

static Value match_text_of(const void *of, size_t group) {
    const Match *match = of;
    int64_t from = 0, to = 0;
    if (group < match->group_count && match->marks[2 * group] >= 0) {
        from = match->marks[2 * group];
        to = match->marks[2 * group + 1];
    }
    return text_slice(match->text, from, to);
}

Outcome match_expand(Call *call) {
    const Match *match = (Match *)object_of(call->args[0]);
    if (!match->pattern) return give_none(call);
    if (call->step == SUB_START) {
        call->step = SUB_IMPORTED;
        return import_re(call);
    }
    if (call->step == SUB_IMPORTED) {
        call->step = SUB_READ;
        return read_template(call, call->args[1], match->pattern);
    }
    Value template = take_result(call), parts = list_new(0);
    bool complete =
        is_template(template) && !is_absent(parts) && push_template(parts, template, match_text_of, match);
    Outcome outcome =
        complete ? join_parts(call, list_of(parts), is_str(match->text)) : raise_memory(call->task);
    release(template);
    release(parts);
    return outcome;
}
