/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanners, which find one match after the other, and the iterators of finditer(). */
#include "builtin/classes/iterators.h"
#include "modules/sre/sre.h"

typedef struct {
    Container head;
    Search *search; /* owned; NULL only while a cycle is cleared */
} Scanner;

static void scanner_visit(Object *object, VisitFunction *visit, void *context) {
    Scanner *scanner = (Scanner *)object;
    if (scanner->search) visit(object_value(scanner->search), context);
}

static void scanner_clear(Object *object) {
    Scanner *scanner = (Scanner *)object;
    Search *search = scanner->search;
    scanner->search = NULL;
    if (search) release(object_value(search));
}

#define SCANNER_TYPE(NAME)                                                                                   \
    {                                                                                                        \
        .name = NAME, .flags = TYPE_CONTAINER, .size = sizeof(Scanner), .free = container_free,              \
        .visit = scanner_visit, .clear = scanner_clear                                                       \
    }
static const Type scanner_type = SCANNER_TYPE("_sre.SRE_Scanner");
static const Type match_iterator_type = SCANNER_TYPE("callable_iterator");

static Outcome make(Call *call, const Type *type) {
    Outcome outcome = search_begin(call, 1, MODE_SEARCH, true);
    if (outcome != DONE) return outcome;
    Scanner *scanner = container_try_new(type, sizeof *scanner);
    if (!scanner) return raise_memory(call->task);
    scanner->search = kept_search(call);
    call->keep = ABSENT;
    return give(call, object_value(scanner));
}

Outcome pattern_scanner(Call *call) { return make(call, &scanner_type); }
Outcome pattern_finditer(Call *call) { return make(call, &match_iterator_type); }

static Search *self_search(const Call *call) { return ((Scanner *)object_of(call->args[0]))->search; }

/* The next match; ABSENT in *match: there is none. */
static Outcome next_match(Call *call, MatchMode mode, Value *match) {
    Search *search = self_search(call);
    bool found = false;
    *match = ABSENT;
    if (!search || search->is_over) return DONE;
    if (call->step == 0) {
        search->matcher.mode = mode;
        matcher_begin(&search->matcher);
    }
    call->step = 1;
    Outcome outcome = search_run(call, search, &found);
    if (outcome != DONE) return outcome;
    search->is_over = !found;
    if (!found) return DONE;
    *match = match_new(search);
    search_advance(search);
    return is_absent(*match) ? raise_memory(call->task) : DONE;
}

static Outcome give_next(Call *call, MatchMode mode) {
    Value match;
    Outcome outcome = next_match(call, mode, &match);
    if (outcome != DONE) return outcome;
    return give(call, is_absent(match) ? NONE : match);
}

static Outcome scanner_match(Call *call) { return give_next(call, MODE_MATCH); }
static Outcome scanner_search(Call *call) { return give_next(call, MODE_SEARCH); }

static Outcome scanner_pattern(Call *call) {
    const Search *search = self_search(call);
    if (!search || !search->pattern) return give_none(call);
    return give(call, retain(object_value(search->pattern)));
}

static Outcome iterator_step(Call *call) {
    Value match;
    Outcome outcome = next_match(call, MODE_SEARCH, &match);
    if (outcome != DONE) return outcome;
    return is_absent(match) ? raise_stop(call->task, NONE) : give(call, match);
}

static const NativeSpec scanner_methods[] = {
    { "pattern", scanner_pattern, NULL },
    { "match(self, /)", scanner_match, NULL },
    { "search(self, /)", scanner_search, NULL },
    { 0 },
};

const ClassSpec scanner_class = {
    .type = &scanner_type, .module = "_sre", .is_hidden = true, .methods = scanner_methods
};

static const NativeSpec iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, NULL },
    { "__next__(self, /)", iterator_step, NULL },
    { 0 },
};

const ClassSpec match_iterator_class = { .type = &match_iterator_type,
                                         .is_hidden = true,
                                         .methods = iterator_methods };
