/* SPDX-License-Identifier: GPL-3.0-or-later */
/* re.Match. See https://docs.python.org/3.11/library/re.html#match-objects */
#include "base/text.h"
#include "builtin/classes/object.h"
#include "modules/sre/sre.h"
#include "vm/machine.h"

/* ---- the object */

static void match_visit(Object *object, VisitFunction *visit, void *context) {
    Match *match = (Match *)object;
    visit(match->text, context);
    visit(match->spans, context);
    if (match->pattern) visit(object_value(match->pattern), context);
}

static void match_clear(Object *object) {
    Match *match = (Match *)object;
    Pattern *pattern = match->pattern;
    match->pattern = NULL;
    match->group_count = 0;
    replace_take(&match->text, ABSENT);
    replace_take(&match->spans, ABSENT);
    if (pattern) release(object_value(pattern));
}

static const Type match_type;

static Match *match_of(Value value) { return (Match *)object_of(value); }

Value match_new(const Search *search) {
    const Matcher *matcher = &search->matcher;
    size_t groups = search->pattern->program.groups;
    Match *match = container_try_new(&match_type, sizeof *match + 2 * (groups + 1) * sizeof *match->marks);
    if (!match) return ABSENT;
    match->text = retain(search->text);
    match->spans = ABSENT;
    retain(object_value(search->pattern));
    match->pattern = search->pattern;
    match->begin = search->begin;
    match->end = matcher->end;
    match->last_group = matcher_last_group(matcher);
    match->group_count = groups + 1;
    match->marks[0] = matcher->start;
    match->marks[1] = matcher->stop;
    for (size_t i = 0; i < 2 * groups; i += 2) {
        int64_t from = matcher_mark(matcher, i), to = matcher_mark(matcher, i + 1);
        bool took_part = from >= 0 && to >= from;
        match->marks[i + 2] = took_part ? from : -1;
        match->marks[i + 3] = took_part ? to : -1;
    }
    return object_value(match);
}

/* A group's text; `absent` (borrowed) when it took no part. ABSENT: memory refused. */
static Value group_text(const Match *match, size_t group, Value absent) {
    int64_t start = match->marks[2 * group];
    if (start < 0) return retain(absent);
    return text_slice(match->text, start, match->marks[2 * group + 1]);
}

enum { REPR_TEXT = 50 };

static Verdict match_repr(Buffer *out, Value self, int depth) {
    const Match *match = match_of(self);
    Buffer text = { 0 };
    if (!match->group_count) return NO;
    Value group = group_text(match, 0, NONE);
    Verdict verdict = is_absent(group) ? NO : value_repr(&text, group, depth + 1);
    release(group);
    const uint8_t *at = (const uint8_t *)text.bytes, *end = at + text.count;
    for (size_t i = 0; i < REPR_TEXT && at < end; i++) text_decode(&at, end, true);
    buffer_append_format(out, "<re.Match object; span=(%lld, %lld), match=", (long long)match->marks[0],
                         (long long)match->marks[1]);
    buffer_append(out, text.bytes, (size_t)((const char *)at - text.bytes));
    buffer_append_byte(out, '>');
    buffer_clear(&text);
    return verdict;
}

static const Type match_type = {
    .name = "re.Match",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Match),
    .free = container_free,
    .visit = match_visit,
    .clear = match_clear,
    .repr = match_repr,
};

/* ---- which group is meant: a number, or a name */

static Outcome raise_no_group(Call *call) { return raise_error(call->task, IndexError, "no such group"); }

static bool find_group(const Match *match, Value key, size_t *group) {
    int64_t number;
    if (is_str(key) && is_dict(match->pattern->group_index))
        key = dict_peek_str(dict_of(match->pattern->group_index), key);
    if (is_absent(key) || !is_int(key) || !int_fits_int64(key, &number)) return false;
    *group = (size_t)number;
    return number >= 0 && *group < match->group_count;
}

/* args[1] as a group of the match in args[0]; a program's __index__ is asked. */
static Outcome arg_group(Call *call, size_t *group) {
    Value key = call->args[1];
    if (!is_int(key) && is_object(key) && !is_str(key) &&
        !is_absent(class_peek_special(value_class(call_machine(call), key), SPECIAL_index))) {
        Outcome outcome = arg_integer(call, 1);
        if (outcome != DONE) return outcome;
    }
    return find_group(match_of(call->args[0]), call->args[1], group) ? DONE : raise_no_group(call);
}

static Outcome match_get_item(Call *call) {
    size_t group;
    Outcome outcome = arg_group(call, &group);
    return outcome == DONE ? give(call, group_text(match_of(call->args[0]), group, NONE)) : outcome;
}

/* The keys are args[1], a tuple; those that answer __index__ are turned to numbers one by one, in keep. */
static Outcome resolve_keys(Call *call) {
    if (is_absent(call->keep)) {
        const Tuple *keys = tuple_of(call->args[1]);
        call->keep = list_from(keys->items, keys->count);
        if (is_absent(call->keep)) return raise_memory(call->task);
    }
    List *keys = list_of(call->keep);
    if (call->step) {
        replace_take(&keys->items[call->mark++], take_result(call));
        call->step = 0;
    }
    for (; (size_t)call->mark < keys->count; call->mark++) {
        Value key = keys->items[call->mark];
        if (is_int(key) || is_str(key) || !is_object(key)) continue;
        if (is_absent(class_peek_special(value_class(call_machine(call), key), SPECIAL_index))) continue;
        call->step = 1;
        return call_special(call, key, SPECIAL_index, 0, NULL);
    }
    return DONE;
}

static Outcome match_group(Call *call) {
    const Match *match = match_of(call->args[0]);
    const Tuple *given = tuple_of(call->args[1]);
    size_t group;
    if (!given->count) return give(call, group_text(match, 0, NONE));
    if (given->count == 1 && find_group(match, given->items[0], &group))
        return give(call, group_text(match, group, NONE));
    Outcome outcome = resolve_keys(call);
    if (outcome != DONE) return outcome;
    const List *keys = list_of(call->keep);
    Value tuple = tuple_new_absent(keys->count);
    if (is_absent(tuple)) return raise_memory(call->task);
    for (size_t i = 0; i < keys->count; i++) {
        bool exists = find_group(match, keys->items[i], &group);
        Value text = tuple_of(tuple)->items[i] = exists ? group_text(match, group, NONE) : ABSENT;
        if (!is_absent(text)) continue;
        release(tuple);
        return exists ? raise_memory(call->task) : raise_no_group(call);
    }
    if (keys->count > 1) return give(call, tuple);
    Value only = retain(tuple_of(tuple)->items[0]);
    release(tuple);
    return give(call, only);
}

/* ---- all groups */

static Outcome match_groups(Call *call) {
    const Match *match = match_of(call->args[0]);
    if (!match->group_count) return give_none(call);
    Value tuple = tuple_new_absent(match->group_count - 1);
    for (size_t i = 1; !is_absent(tuple) && i < match->group_count; i++) {
        Value text = tuple_of(tuple)->items[i - 1] = group_text(match, i, call->args[1]);
        if (is_absent(text)) replace_take(&tuple, ABSENT);
    }
    return give(call, tuple);
}

static Outcome match_group_dict(Call *call) {
    const Match *match = match_of(call->args[0]);
    Dict *groups = dict_new();
    size_t position = 0, group;
    DictEntry *entry;
    bool refused = false;
    Dict *index =
        match->pattern && is_dict(match->pattern->group_index) ? dict_of(match->pattern->group_index) : NULL;
    while (index && !refused && (entry = dict_next(index, &position))) {
        if (!find_group(match, entry->value, &group)) continue;
        Value text = group_text(match, group, call->args[1]);
        refused = is_absent(text) || !dict_set(groups, (HashedKey){ entry->key, entry->hash }, text);
        release(text);
    }
    if (!refused) return give(call, dict_value(groups));
    release(dict_value(groups));
    return raise_memory(call->task);
}

/* ---- where they stand */

static Outcome match_start(Call *call) {
    size_t group;
    Outcome outcome = arg_group(call, &group);
    return outcome == DONE ? give_int(call, match_of(call->args[0])->marks[2 * group]) : outcome;
}

static Outcome match_end(Call *call) {
    size_t group;
    Outcome outcome = arg_group(call, &group);
    return outcome == DONE ? give_int(call, match_of(call->args[0])->marks[2 * group + 1]) : outcome;
}

static Value span(const Match *match, size_t group) {
    return tuple_pair_take(int_from_int64(match->marks[2 * group]),
                           int_from_int64(match->marks[2 * group + 1]));
}

static Outcome match_span(Call *call) {
    size_t group;
    Outcome outcome = arg_group(call, &group);
    return outcome == DONE ? give(call, span(match_of(call->args[0]), group)) : outcome;
}

static Outcome match_regs(Call *call) {
    Match *match = match_of(call->args[0]);
    if (is_absent(match->spans)) {
        Value spans = tuple_new_absent(match->group_count);
        if (is_absent(spans)) return raise_memory(call->task);
        for (size_t i = 0; i < match->group_count; i++) tuple_of(spans)->items[i] = span(match, i);
        match->spans = spans;
    }
    return give(call, retain(match->spans));
}

/* ---- attributes */

static Outcome match_string(Call *call) {
    Value text = match_of(call->args[0])->text;
    return give(call, is_absent(text) ? NONE : retain(text));
}

static Outcome match_pattern(Call *call) {
    const Pattern *pattern = match_of(call->args[0])->pattern;
    return give(call, pattern ? retain(object_value(pattern)) : NONE);
}

static Outcome match_pos(Call *call) { return give_int(call, match_of(call->args[0])->begin); }
static Outcome match_endpos(Call *call) { return give_int(call, match_of(call->args[0])->end); }

static Outcome match_last_index(Call *call) {
    int64_t last = match_of(call->args[0])->last_group;
    return last < 0 ? give_none(call) : give_int(call, last);
}

static Outcome match_last_group(Call *call) {
    const Match *match = match_of(call->args[0]);
    if (match->last_group < 0 || !match->pattern || !is_tuple(match->pattern->group_names))
        return give_none(call);
    const Tuple *names = tuple_of(match->pattern->group_names);
    size_t last = (size_t)match->last_group;
    return give(call, last < names->count ? retain(names->items[last]) : NONE);
}

static Outcome match_copy(Call *call) { return give(call, retain(call->args[0])); }

static const NativeSpec match_methods[] = {
    { "string", match_string, "The text that was searched." },
    { "re", match_pattern, "The pattern." },
    { "pos", match_pos, "Where the search began." },
    { "endpos", match_endpos, "Where it was to end." },
    { "lastindex", match_last_index, "The number of the group that ended last, or None." },
    { "lastgroup", match_last_group, "The name of the group that ended last, or None." },
    { "regs", match_regs, NULL },
    { "group(self, /, *args)", match_group, "The text of the match, or of groups by number or name." },
    { "__getitem__(self, key, /)", match_get_item, "The text of a group." },
    { "start(self, group=0, /)", match_start, "Where a group begins, or -1.", ARGS_UNPACK },
    { "end(self, group=0, /)", match_end, "Where a group ends, or -1.", ARGS_UNPACK },
    { "span(self, group=0, /)", match_span, "Where a group begins and ends.", ARGS_UNPACK },
    { "groups(self, /, default=None)", match_groups, "The texts of all groups, a tuple." },
    { "groupdict(self, /, default=None)", match_group_dict, "The texts of the named groups, a dict." },
    { "expand(self, /, template)", match_expand, "The template with its groups filled in." },
    { "__copy__(self, /)", match_copy, "Itself: it never changes." },
    { "__deepcopy__(self, memo, /)", match_copy, "Itself: it never changes." },
    { "__class_getitem__(cls, key, /)", class_getitem, "See PEP 585.", .flags = NATIVE_CLASSMETHOD },
    { 0 },
};

const ClassSpec match_class = {
    .type = &match_type,
    .module = "re",
    .is_hidden = true,
    .methods = match_methods,
    .doc = "What match() and search() of a pattern give.",
};
