/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module sre share: the objects. */
#pragma once
#include "modules/sre/matcher.h"
#include "vm/native.h"

/* A pattern. Its program never changes. */
typedef struct {
    Container head;
    Value source;      /* str, bytes, or whatever was given with made-up codes */
    Value group_index; /* dict: names to numbers */
    Value group_names; /* tuple: numbers to names */
    int64_t flags;
    bool is_str, is_bytes;
    Program program;
    struct Search *spare; /* owned: one that rests, with its memory; NULL: none */
} Pattern;

/* A pattern at work over a text, all that a native keeps while the machine does something else. */
typedef struct Search {
    Container head;
    Matcher matcher;
    Pattern *pattern; /* owned; NULL while it rests */
    Value text;       /* str or bytes-like, as it was given */
    Value hold;       /* keeps a bytearray from being resized */
    bool is_str;
    bool is_over;          /* of a scanner: it has said no */
    int64_t length, begin; /* of the text; where the search began */
    /* Of findall, split, sub: */
    Value parts;       /* list */
    Value replacement; /* a callable, a text, or a template of re._compile_repl */
    int64_t most, count;
    int64_t copied; /* the text up to here is in the parts */
} Search;

/* A match. Marks are places in the text, -1 where the group took no part. */
typedef struct {
    Container head;
    Value text;
    Pattern *pattern; /* owned */
    Value spans;      /* a tuple, made when first asked for; ABSENT */
    int64_t begin, end, last_group;
    size_t group_count; /* with the whole match */
    int64_t marks[];
} Match;

extern const Type pattern_type;
extern const ClassSpec pattern_class, match_class, scanner_class, match_iterator_class;

static inline Pattern *self_pattern(const Call *call) { return (Pattern *)object_of(call->args[0]); }

/* ---- Search (subject.c) */

/* A search over args[i], from args[i + 1] to args[i + 2] where has_bounds, in call->keep. Asks for __index__.
 * DONE, RAISED or CALLED; done once, it does nothing more. */
Outcome search_begin(Call *call, size_t i, MatchMode mode, bool has_bounds);
static inline Search *kept_search(const Call *call) { return (Search *)object_of(call->keep); }
/* DONE: *found. CALLED: the machine looks around first, and the native comes through here again. */
Outcome search_run(Call *call, Search *search, bool *found);
/* After a match: the next may begin where it ended, and may be empty only where it does not touch it. */
void search_advance(Search *search);
/* The native is done with call->keep: it rests. */
void search_rest(Call *call);
/* A part of the text as str or bytes; of a group, NONE when it took no part. ABSENT: memory refused. */
Value search_slice(const Search *search, int64_t start, int64_t end);
Value search_group(const Search *search, size_t group, bool empty_if_absent);
Value text_slice(Value text, int64_t start, int64_t end);

/* ---- Match */
Value match_new(const Search *search); /* ABSENT: memory refused */

/* ---- natives in files of their own */
Native pattern_sub, pattern_subn;         /* self, repl, string, count */
Native pattern_scanner, pattern_finditer; /* self, string, pos, endpos */
Native match_expand;                      /* self, template */
Native pattern_compile;                   /* pattern, flags, code, groups, groupindex, indexgroup */
