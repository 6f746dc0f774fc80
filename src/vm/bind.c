/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binding as a def written in Python does it: functions of the notation, and natives that stand in for such
 * functions. The order of the checks decides which of several errors is shown: keywords, too many, missing,
 * missing keyword-only. See https://docs.python.org/3.11/reference/expressions.html#calls */
#include "vm/bind.h"
#include "lang/code.h"

static bool is_name(Value name, Value other) { return is_same(name, other) || str_equal(name, other); }

static int64_t find_parameter(const Parameters *parameters, Value name, uint32_t from) {
    for (uint32_t i = from; i < parameters->positional; i++) {
        if (is_name(parameters->names[i], name)) return i;
    }
    for (uint32_t i = 0; i < parameters->keyword_only; i++) {
        if (is_name(parameters->names[parameters->keyword_start + i], name))
            return parameters->keyword_start + i;
    }
    return -1;
}

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'" */
static void append_missing(Buffer *out, const Parameters *parameters, const uint32_t *slots, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buffer_append_text(out, count == 2 ? " and " : i + 1 == count ? ", and " : ", ");
        value_repr(out, parameters->names[slots[i]], 0);
    }
}

static bool raise_missing(Task *task, const Parameters *parameters, const char *kind, const uint32_t *slots,
                          size_t count) {
    Buffer names = { 0 };
    append_missing(&names, parameters, slots, count);
    raise_error(task, TypeError, "%U() missing %zu required %s argument%s: %s", parameters->qualname, count,
                kind, count == 1 ? "" : "s", buffer_text(&names));
    buffer_clear(&names);
    return false;
}

static bool raise_too_many(Task *task, const Parameters *parameters, size_t given, const Value *slots) {
    size_t keywords_given = 0;
    for (uint32_t i = 0; i < parameters->keyword_only; i++) {
        keywords_given += !is_absent(slots[parameters->keyword_start + i]);
    }
    char takes[64], extra[96] = "";
    uint32_t most = parameters->positional, least = most - parameters->default_count;
    if (least < most)
        snprintf(takes, sizeof takes, "from %u to %u", least, most);
    else
        snprintf(takes, sizeof takes, "%u", most);
    if (keywords_given) {
        snprintf(extra, sizeof extra, " positional argument%s (and %zu keyword-only argument%s)",
                 given != 1 ? "s" : "", keywords_given, keywords_given != 1 ? "s" : "");
    }
    raise_error(task, TypeError, "%U() takes %s positional argument%s but %zu%s %s given",
                parameters->qualname, takes, least < most || most != 1 ? "s" : "", given, extra,
                given == 1 && !keywords_given ? "was" : "were");
    return false;
}

/* When a keyword has no place: whether positional-only parameters were given by name, all of which the error
 * lists. */
static bool raise_no_place(Task *task, const Parameters *parameters, Value keywords, Value keyword) {
    Buffer names = { 0 };
    for (uint32_t i = 0; i < parameters->positional_only; i++) {
        for (size_t k = 0; k < tuple_of(keywords)->count; k++) {
            if (!is_name(parameters->names[i], tuple_of(keywords)->items[k])) continue;
            if (names.count) buffer_append_text(&names, ", ");
            str_append_utf8(&names, parameters->names[i]);
        }
    }
    if (names.count) {
        raise_error(task, TypeError,
                    "%U() got some positional-only arguments passed as keyword arguments: '%s'",
                    parameters->qualname, buffer_text(&names));
    } else {
        raise_error(task, TypeError, "%U() got an unexpected keyword argument '%U'", parameters->qualname,
                    keyword);
    }
    buffer_clear(&names);
    return false;
}

static bool place_keyword(Task *task, const Parameters *parameters, Value keywords, Value name, Value value,
                          Value *slots) {
    if (!is_str(name)) {
        raise_error(task, TypeError, "keywords must be strings");
        return false;
    }
    int64_t slot = find_parameter(parameters, name, parameters->positional_only);
    if (slot >= 0) {
        if (!is_absent(slots[slot])) {
            raise_error(task, TypeError, "%U() got multiple values for argument '%U'", parameters->qualname,
                        name);
            return false;
        }
        slots[slot] = retain(value);
        return true;
    }
    if (parameters->keywords < 0) return raise_no_place(task, parameters, keywords, name);
    if (dict_set_str(dict_of(slots[parameters->keywords]), name, value)) return true;
    raise_memory(task);
    return false;
}

static bool place_all(Task *task, const Parameters *parameters, const Value *args, size_t given,
                      Value keywords, Value *slots) {
    size_t placed = given < parameters->positional ? given : parameters->positional;
    for (size_t i = 0; i < placed; i++) slots[i] = retain(args[i]);
    if (parameters->rest >= 0) {
        slots[parameters->rest] = tuple_from(args + placed, given - placed);
        if (is_absent(slots[parameters->rest])) return raise_memory(task), false;
    }
    if (parameters->keywords >= 0) slots[parameters->keywords] = dict_value(dict_new());
    if (is_absent(keywords)) return true;
    const Tuple *names = tuple_of(keywords);
    for (size_t i = 0; i < names->count; i++) {
        if (!place_keyword(task, parameters, keywords, names->items[i], args[given + i], slots)) return false;
    }
    return true;
}

static bool check_missing(Task *task, const Parameters *parameters, Value *slots) {
    uint32_t missing[PARAMETERS_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < parameters->positional - parameters->default_count; i++) {
        if (is_absent(slots[i]) && count < PARAMETERS_MAX) missing[count++] = i;
    }
    return count == 0 || raise_missing(task, parameters, "positional", missing, count);
}

static bool fill_keyword_only(Task *task, const Parameters *parameters, Value *slots) {
    uint32_t missing[PARAMETERS_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < parameters->keyword_only; i++) {
        uint32_t slot = parameters->keyword_start + i;
        if (!is_absent(slots[slot])) continue;
        Value value = ABSENT;
        bool has_default = parameters->keyword_default(parameters, slot, &value);
        if (has_default)
            slots[slot] = retain(value);
        else if (count < PARAMETERS_MAX)
            missing[count++] = slot;
    }
    return count == 0 || raise_missing(task, parameters, "keyword-only", missing, count);
}

bool parameters_bind(Task *task, const Parameters *parameters, const Value *args, size_t count,
                     Value keywords, Value *slots) {
    size_t given = count - (is_absent(keywords) ? 0 : tuple_of(keywords)->count);
    if (!place_all(task, parameters, args, given, keywords, slots)) return false;
    if (given > parameters->positional && parameters->rest < 0)
        return raise_too_many(task, parameters, given, slots);
    if (!check_missing(task, parameters, slots)) return false;
    uint32_t first = parameters->positional - parameters->default_count;
    for (uint32_t i = 0; i < parameters->default_count; i++) {
        if (is_absent(slots[first + i])) slots[first + i] = retain(parameters->defaults[i]);
    }
    return fill_keyword_only(task, parameters, slots);
}

/* ---- functions of the notation */

static bool function_keyword_default(const Parameters *parameters, uint32_t slot, Value *value) {
    const Function *function = parameters->owner;
    if (!has_type(function->keyword_defaults, TYPE_ID_DICT)) return false;
    *value = dict_peek_str(dict_of(function->keyword_defaults), parameters->names[slot]);
    return !is_absent(*value);
}

bool function_bind(Task *task, const Function *function, const Value *args, size_t count, Value keywords,
                   Value *slots) {
    const Code *code = code_of(function->code);
    uint32_t next = code->positional_count + code->keyword_only_count;
    Parameters parameters = {
        .names = code->slot_names,
        .positional = code->positional_count,
        .positional_only = code->positional_only_count,
        .keyword_only = code->keyword_only_count,
        .keyword_start = code->positional_count,
        .rest = -1,
        .keywords = -1,
        .qualname = function->qualname,
        .keyword_default = function_keyword_default,
        .owner = function,
    };
    if (code->flags & CODE_VARARGS) parameters.rest = (int32_t)next++;
    if (code->flags & CODE_VARKEYWORDS) parameters.keywords = (int32_t)next;
    if (is_tuple(function->defaults)) {
        const Tuple *defaults = tuple_of(function->defaults);
        size_t used = defaults->count < code->positional_count ? defaults->count : code->positional_count;
        parameters.default_count = (uint32_t)used;
        parameters.defaults = defaults->items + (defaults->count - used);
    }
    return parameters_bind(task, &parameters, args, count, keywords, slots);
}
