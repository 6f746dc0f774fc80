/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items of one iterator come through: compress, dropwhile, takewhile, filterfalse; and starmap. */
#include "modules/itertools/stage.h"
#include "vm/machine.h"
#include "vm/operations.h"

static const Type dropwhile_type = { STAGE_TYPE("dropwhile") };
static const Type takewhile_type = { STAGE_TYPE("takewhile") };
static const Type filterfalse_type = { STAGE_TYPE("filterfalse") };
static const Type compress_type = { STAGE_TYPE("compress") };
static const Type starmap_type = { STAGE_TYPE("starmap") };

/* (cls, function, iterable, /) */
static Outcome make(Call *call) {
    Outcome outcome = stage_iterate(call, 2);
    if (outcome != DONE) return outcome;
    Stage *made = stage_new(call, NULL);
    made->source = take_result(call);
    made->function = retain(call->args[1]);
    return give(call, object_value(made));
}

enum { ITEM_ASKED = 1, ITEM_COME, ITEM_JUDGED, ITEM_TRUTH };

/* The next item into keep. */
static Outcome next_item(Call *call) {
    if (call->step == 0) {
        call->step = ITEM_ASKED;
        Outcome outcome = call_next_or_stop(call, self_stage(call)->source);
        if (outcome != DONE) return outcome;
    }
    if (call->step == ITEM_ASKED) {
        replace_take(&call->keep, take_result(call));
        call->step = ITEM_COME;
    }
    return DONE;
}

/* Whether the function says yes to it; `plain`: the item itself. DONE: *truth. */
static Outcome judge(Call *call, bool plain, bool *truth) {
    if (call->step == ITEM_COME) {
        call->step = ITEM_JUDGED;
        Outcome outcome = plain ? give(call, retain(call->keep))
                                : call_value(call, self_stage(call)->function, 1, &call->keep);
        if (outcome != DONE) return outcome;
    }
    Outcome outcome = stage_truth(call, ITEM_TRUTH);
    *truth = outcome == DONE && is_same(call->result, TRUE);
    return outcome;
}

static Outcome dropwhile_next(Call *call) {
    Stage *self = self_stage(call);
    for (;; call->step = 0) {
        bool truth = false;
        Outcome outcome = next_item(call);
        if (outcome == DONE && !self->number) outcome = judge(call, false, &truth);
        if (outcome != DONE) return outcome;
        if (truth) continue;
        self->number = 1;
        return give(call, retain(call->keep));
    }
}

static Outcome takewhile_next(Call *call) {
    Stage *self = self_stage(call);
    bool truth;
    if (self->number) return raise_stop(call->task, NONE);
    Outcome outcome = next_item(call);
    if (outcome == DONE) outcome = judge(call, false, &truth);
    if (outcome != DONE) return outcome;
    if (truth) return give(call, retain(call->keep));
    self->number = 1;
    return raise_stop(call->task, NONE);
}

static Outcome filterfalse_next(Call *call) {
    const Stage *self = self_stage(call);
    bool plain = is_none(self->function) ||
                 is_same(self->function, object_value(call_machine(call)->classes[TYPE_ID_BOOL]));
    for (;; call->step = 0) {
        bool truth;
        Outcome outcome = next_item(call);
        if (outcome == DONE) outcome = judge(call, plain, &truth);
        if (outcome != DONE) return outcome;
        if (!truth) return give(call, retain(call->keep));
    }
}

static Outcome reduce(Call *call) {
    const Stage *self = self_stage(call);
    Value args[] = { retain(self->function), retain(self->source) };
    return stage_reduced_take(call, args, 2, ABSENT);
}

static Outcome while_reduce(Call *call) {
    const Stage *self = self_stage(call);
    Value args[] = { retain(self->function), retain(self->source) };
    return stage_reduced_take(call, args, 2, small_int(self->number));
}

static Outcome while_set_state(Call *call) {
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    self_stage(call)->number = is_same(call->args[1], TRUE);
    return give_none(call);
}

/* ---- compress: source is the data's iterator, other the selectors' */

enum { COMPRESS_DATA = 1, COMPRESS_SELECTORS };

static Outcome compress_make(Call *call) {
    Outcome outcome = DONE;
    if (call->step == 0) {
        call->step = COMPRESS_DATA;
        outcome = call_iterate(call, call->args[1]);
        if (outcome != DONE) return outcome;
    }
    if (call->step == COMPRESS_DATA) {
        replace_take(&call->keep, take_result(call));
        call->step = COMPRESS_SELECTORS;
        outcome = call_iterate(call, call->args[2]);
        if (outcome != DONE) return outcome;
    }
    Stage *made = stage_new(call, NULL);
    made->source = retain(call->keep);
    made->other = take_result(call);
    return give(call, object_value(made));
}

static Outcome compress_next(Call *call) {
    for (;; call->step = 0) {
        Outcome outcome = next_item(call);
        if (outcome != DONE) return outcome;
        if (call->step == ITEM_COME) {
            call->step = ITEM_JUDGED;
            outcome = call_next_or_stop(call, self_stage(call)->other);
            if (outcome != DONE) return outcome;
        }
        outcome = stage_truth(call, ITEM_TRUTH);
        if (outcome != DONE) return outcome;
        if (is_same(call->result, TRUE)) return give(call, retain(call->keep));
    }
}

static Outcome compress_reduce(Call *call) {
    const Stage *self = self_stage(call);
    Value args[] = { retain(self->source), retain(self->other) };
    return stage_reduced_take(call, args, 2, ABSENT);
}

/* ---- starmap */

enum { STAR_ITEM = 1, STAR_LIST, STAR_CALLED, TO_PLAIN_LIST = 3 };

static Outcome starmap_next(Call *call) {
    const Stage *self = self_stage(call);
    if (call->step == 0) {
        call->step = STAR_ITEM;
        Outcome outcome = call_next_or_stop(call, self->source);
        if (outcome != DONE) return outcome;
    }
    if (call->step == STAR_ITEM) {
        replace_take(&call->keep, take_result(call));
        call->step = STAR_LIST;
        if (!is_object(call->keep) || object_type(call->keep) != &tuple_type)
            return call_native(call, operation_to_list, TO_PLAIN_LIST, 1, &call->keep);
        give(call, retain(call->keep));
    }
    if (call->step == STAR_CALLED) return DONE;
    call->step = STAR_CALLED;
    replace_take(&call->keep, take_result(call));
    return call_spread(call, self->function, call->keep, ABSENT);
}

/* ---- the classes */

static const NativeSpec dropwhile_methods[] = {
    STAGE_METHODS(dropwhile_next),
    { "__reduce__(self, /)", while_reduce, NULL },
    { "__setstate__(self, state, /)", while_set_state, NULL },
    { 0 },
};
static const NativeSpec takewhile_methods[] = {
    STAGE_METHODS(takewhile_next),
    { "__reduce__(self, /)", while_reduce, NULL },
    { "__setstate__(self, state, /)", while_set_state, NULL },
    { 0 },
};
static const NativeSpec filterfalse_methods[] = { STAGE_METHODS(filterfalse_next),
                                                  { "__reduce__(self, /)", reduce, NULL },
                                                  { 0 } };
static const NativeSpec compress_methods[] = { STAGE_METHODS(compress_next),
                                               { "__reduce__(self, /)", compress_reduce, NULL },
                                               { 0 } };
static const NativeSpec starmap_methods[] = { STAGE_METHODS(starmap_next),
                                              { "__reduce__(self, /)", reduce, NULL },
                                              { 0 } };

#define FILTER_CLASS(name, signature, make_function, text)                                                   \
    const ClassSpec name##_class = { .type = &name##_type,                                                   \
                                     .module = "itertools",                                                  \
                                     .make = { signature, make_function, NULL, ARGS_UNPACK },                \
                                     .methods = name##_methods,                                              \
                                     .doc = text }
FILTER_CLASS(dropwhile, "dropwhile(cls, predicate, iterable, /)", make,
             "The items from the first on for which predicate is false.");
FILTER_CLASS(takewhile, "takewhile(cls, predicate, iterable, /)", make,
             "The items before the first for which predicate is false.");
FILTER_CLASS(filterfalse, "filterfalse(cls, function, iterable, /)", make,
             "The items for which function gives false; with None, those that are false.");
FILTER_CLASS(starmap, "starmap(cls, function, iterable, /)", make,
             "What function gives for arguments that come as tuples.");
const ClassSpec compress_class = {
    .type = &compress_type,
    .module = "itertools",
    .make = { "compress(cls, data, selectors)", compress_make, NULL, ARGS_KEYWORDS },
    .methods = compress_methods,
    .doc = "The items of data whose selector is true.",
};
