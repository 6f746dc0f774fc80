/* SPDX-License-Identifier: GPL-3.0-or-later */
/* re.Pattern. See https://docs.python.org/3.11/library/re.html#regular-expression-objects */
#include "base/text.h"
#include "builtin/classes/object.h"
#include "modules/sre/sre.h"
#include "vm/attribute.h"
#include <string.h>

/* ---- the object */

static void pattern_visit(Object *object, VisitFunction *visit, void *context) {
    Pattern *pattern = (Pattern *)object;
    visit(pattern->source, context);
    visit(pattern->group_index, context);
    visit(pattern->group_names, context);
    if (pattern->spare) visit(object_value(pattern->spare), context);
}

static void pattern_clear(Object *object) {
    Pattern *pattern = (Pattern *)object;
    Search *spare = pattern->spare;
    pattern->spare = NULL;
    if (spare) release(object_value(spare));
    replace_take(&pattern->source, NONE);
    replace_take(&pattern->group_index, NONE);
    replace_take(&pattern->group_names, NONE);
}

static void pattern_free(Object *object) {
    program_clear(&((Pattern *)object)->program);
    container_free(object);
}

static const Pattern *pattern_of(Value value) { return (Pattern *)object_of(value); }

static Verdict pattern_equal(Value a, Value b, int depth) {
    if (!has_layout(b, &pattern_type)) return UNSUPPORTED;
    const Pattern *left = pattern_of(a), *right = pattern_of(b);
    const Program *ours = &left->program, *theirs = &right->program;
    if (left->flags != right->flags || left->is_bytes != right->is_bytes ||
        ours->code_count != theirs->code_count ||
        memcmp(ours->codes, theirs->codes, ours->code_count * sizeof *ours->codes) != 0)
        return NO;
    return value_equal(left->source, right->source, depth + 1);
}

static Verdict pattern_hash(Value self, int64_t *hash, int depth) {
    const Pattern *pattern = pattern_of(self);
    Verdict verdict = value_hash(pattern->source, hash, depth + 1);
    uint64_t mixed = (uint64_t)*hash ^ (uint64_t)pattern->flags;
    for (size_t i = 0; i < pattern->program.code_count; i++)
        mixed = (mixed ^ pattern->program.codes[i]) * 0x100000001b3u;
    *hash = (int64_t)(mixed ^ pattern->is_bytes);
    if (*hash == -1) *hash = -2;
    return verdict;
}

/* ---- repr: re.compile('a', re.IGNORECASE) */

typedef struct {
    const char *name;
    int64_t flag;
} FlagName;

static const FlagName flag_names[] = {
    { "re.TEMPLATE", FLAG_TEMPLATE },   { "re.IGNORECASE", FLAG_IGNORECASE }, { "re.LOCALE", FLAG_LOCALE },
    { "re.MULTILINE", FLAG_MULTILINE }, { "re.DOTALL", FLAG_DOTALL },         { "re.UNICODE", FLAG_UNICODE },
    { "re.VERBOSE", FLAG_VERBOSE },     { "re.DEBUG", FLAG_DEBUG },           { "re.ASCII", FLAG_ASCII },
};

enum { REPR_SOURCE = 200 };

static void append_flags(Buffer *out, int64_t flags) {
    const char *before = ", ";
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++) {
        if (!(flags & flag_names[i].flag)) continue;
        buffer_append_format(out, "%s%s", before, flag_names[i].name);
        flags &= ~flag_names[i].flag;
        before = "|";
    }
    if (flags) buffer_append_format(out, "%s0x%x", before, (unsigned)flags);
}

static Verdict pattern_repr(Buffer *out, Value self, int depth) {
    const Pattern *pattern = pattern_of(self);
    int64_t flags = pattern->flags;
    Buffer source = { 0 };
    if (pattern->is_str && (flags & (FLAG_LOCALE | FLAG_UNICODE | FLAG_ASCII)) == FLAG_UNICODE)
        flags &= ~(int64_t)FLAG_UNICODE;
    Verdict verdict = value_repr(&source, pattern->source, depth + 1);
    buffer_append_text(out, "re.compile(");
    const uint8_t *at = (const uint8_t *)source.bytes, *end = at + source.count;
    for (size_t i = 0; i < REPR_SOURCE && at < end; i++) text_decode(&at, end, true);
    buffer_append(out, source.bytes, (size_t)((const char *)at - source.bytes));
    append_flags(out, flags);
    buffer_append_byte(out, ')');
    buffer_clear(&source);
    return verdict;
}

const Type pattern_type = {
    .name = "re.Pattern",
    .flags = TYPE_CONTAINER | TYPE_WEAK,
    .size = sizeof(Pattern),
    .free = pattern_free,
    .visit = pattern_visit,
    .clear = pattern_clear,
    .equal = pattern_equal,
    .hash = pattern_hash,
    .repr = pattern_repr,
};

/* ---- attributes */

static Outcome pattern_source(Call *call) { return give(call, retain(self_pattern(call)->source)); }
static Outcome pattern_flags(Call *call) { return give_int(call, self_pattern(call)->flags); }
static Outcome pattern_groups(Call *call) { return give_int(call, self_pattern(call)->program.groups); }
static Outcome pattern_group_index(Call *call) {
    return give(call, mapping_proxy_new(self_pattern(call)->group_index));
}
static Outcome pattern_copy(Call *call) { return give(call, retain(call->args[0])); }

/* ---- one match */

static Outcome find_one(Call *call, MatchMode mode) {
    bool found;
    Outcome outcome = search_begin(call, 1, mode, true);
    if (outcome == DONE) outcome = search_run(call, kept_search(call), &found);
    if (outcome != DONE) return outcome;
    Value match = found ? match_new(kept_search(call)) : NONE;
    search_rest(call);
    return give(call, match);
}

static Outcome pattern_match(Call *call) { return find_one(call, MODE_MATCH); }
static Outcome pattern_fullmatch(Call *call) { return find_one(call, MODE_FULLMATCH); }
static Outcome pattern_search(Call *call) { return find_one(call, MODE_SEARCH); }

/* ---- all of them */

static Outcome begin_list(Call *call) {
    Search *search = kept_search(call);
    if (!is_absent(search->parts)) return DONE;
    search->parts = list_new(0);
    return is_absent(search->parts) ? raise_memory(call->task) : DONE;
}

static bool push_part(Search *search, Value part) { return list_push_take(list_of(search->parts), part); }

static Outcome give_parts(Call *call) {
    Value parts = kept_search(call)->parts;
    kept_search(call)->parts = ABSENT;
    search_rest(call);
    return give(call, parts);
}

/* What findall has of a match: the group when there is one, a tuple when there are more. */
static Value found_item(const Search *search) {
    size_t groups = search->pattern->program.groups;
    if (groups < 2) return search_group(search, groups, true);
    Value tuple = tuple_new_absent(groups);
    for (size_t i = 0; !is_absent(tuple) && i < groups; i++) {
        Value group = tuple_of(tuple)->items[i] = search_group(search, i + 1, true);
        if (is_absent(group)) replace_take(&tuple, ABSENT);
    }
    return tuple;
}

static Outcome pattern_findall(Call *call) {
    Outcome outcome = search_begin(call, 1, MODE_SEARCH, true);
    if (outcome == DONE) outcome = begin_list(call);
    while (outcome == DONE) {
        bool found;
        Search *search = kept_search(call);
        outcome = search_run(call, search, &found);
        if (outcome != DONE) return outcome;
        if (!found) return give_parts(call);
        Value item = found_item(search);
        if (is_absent(item) || !push_part(search, item)) return raise_memory(call->task);
        search_advance(search);
    }
    return outcome;
}

/* What stands before a match, and its groups. */
static bool push_split(Search *search) {
    size_t groups = search->pattern->program.groups;
    Value part = search_slice(search, search->copied, search->matcher.start);
    bool pushed = !is_absent(part) && push_part(search, part);
    for (size_t i = 1; pushed && i <= groups; i++) {
        part = search_group(search, i, false);
        pushed = !is_absent(part) && push_part(search, part);
    }
    search->copied = search->matcher.stop;
    search->count++;
    return pushed;
}

static Outcome pattern_split(Call *call) {
    int64_t most;
    Outcome outcome = is_small_int(call->args[2]) ? DONE : arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 2, &most)) return RAISED;
    outcome = search_begin(call, 1, MODE_SEARCH, false);
    if (outcome == DONE) outcome = begin_list(call);
    while (outcome == DONE) {
        bool found = false;
        Search *search = kept_search(call);
        if (!most || search->count < most) outcome = search_run(call, search, &found);
        if (outcome != DONE) return outcome;
        if (!found) {
            Value rest = search_slice(search, search->copied, search->length);
            if (is_absent(rest) || !push_part(search, rest)) return raise_memory(call->task);
            return give_parts(call);
        }
        if (!push_split(search)) return raise_memory(call->task);
        search_advance(search);
    }
    return outcome;
}

/* ---- the table */

static const NativeSpec pattern_methods[] = {
    { "pattern", pattern_source, "What it was compiled from." },
    { "flags", pattern_flags, "The flags, those in the pattern included." },
    { "groups", pattern_groups, "How many groups it has." },
    { "groupindex", pattern_group_index, "The names of groups, each with its number." },
    { "match(self, /, string, pos=0, endpos=9223372036854775807)", pattern_match,
      "The match at the start of the text, or None." },
    { "fullmatch(self, /, string, pos=0, endpos=9223372036854775807)", pattern_fullmatch,
      "The match of the whole text, or None." },
    { "search(self, /, string, pos=0, endpos=9223372036854775807)", pattern_search,
      "The first match in the text, or None." },
    { "findall(self, /, string, pos=0, endpos=9223372036854775807)", pattern_findall,
      "A list of what matches, or of its groups." },
    { "finditer(self, /, string, pos=0, endpos=9223372036854775807)", pattern_finditer,
      "An iterator over the matches." },
    { "scanner(self, /, string, pos=0, endpos=9223372036854775807)", pattern_scanner, NULL },
    { "split(self, /, string, maxsplit=0)", pattern_split,
      "The parts of the text between matches, and the groups." },
    { "sub(self, /, repl, string, count=0)", pattern_sub,
      "The text with matches replaced by a template, or by what a function gives." },
    { "subn(self, /, repl, string, count=0)", pattern_subn, "As sub(), and how many were replaced." },
    { "__copy__(self, /)", pattern_copy, "Itself: it never changes." },
    { "__deepcopy__(self, memo, /)", pattern_copy, "Itself: it never changes." },
    { "__class_getitem__(cls, key, /)", class_getitem, "See PEP 585.", .flags = NATIVE_CLASSMETHOD },
    { 0 },
};

const ClassSpec pattern_class = {
    .type = &pattern_type,
    .module = "re",
    .is_hidden = true,
    .methods = pattern_methods,
    .doc = "Compiled regular expression object.",
};
