/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groupby, whose groups read from the same iterator as it does; and tee, whose iterators share what one of
 * them has read and another has not. */
#include "lang/opcodes.h"
#include "modules/itertools/stage.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- groupby */

typedef struct {
    Container head;
    Value source, function; /* None: the item is the key */
    Value wanted;           /* the key of the group given last; ABSENT: none yet */
    Value key, item;        /* read last; ABSENT: nothing is, or the item has been given */
    bool is_given;          /* key is of an item that another has to be read behind */
    const Object *group;    /* the group that may read, borrowed: it is only compared */
} GroupBy;

static void groupby_visit(Object *object, VisitFunction *visit, void *context) {
    const GroupBy *self = (const GroupBy *)object;
    visit(self->source, context);
    visit(self->function, context);
    visit(self->wanted, context);
    visit(self->key, context);
    visit(self->item, context);
}

static void groupby_clear(Object *object) {
    GroupBy *self = (GroupBy *)object;
    replace_take(&self->source, ABSENT);
    replace_take(&self->function, ABSENT);
    replace_take(&self->wanted, ABSENT);
    replace_take(&self->key, ABSENT);
    replace_take(&self->item, ABSENT);
}

static const Type groupby_type = {
    .name = "itertools.groupby",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(GroupBy),
    .free = container_free,
    .visit = groupby_visit,
    .clear = groupby_clear,
};
/* Of a group, source is the GroupBy, held the key. */
static const Type grouper_type = {
    .name = "itertools._grouper",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Stage),
    .free = container_free,
    .visit = stage_visit,
    .clear = stage_clear,
};

static Outcome groupby_make(Call *call) {
    Outcome outcome = stage_iterate(call, 1);
    if (outcome != DONE) return outcome;
    GroupBy *made = class_allocate((Class *)object_of(call->args[0]));
    made->wanted = made->key = made->item = ABSENT;
    made->source = take_result(call);
    made->function = retain(call->args[2]);
    return give(call, object_value(made));
}

enum { READ_ITEM = 1, READ_KEY, READ_COMPARED };

/* Reads an item and its key. DONE with step 0: it has them. */
static Outcome read_item(Call *call, GroupBy *self) {
    if (call->step == 0) {
        call->step = READ_ITEM;
        Outcome outcome = call_next_or_stop(call, self->source);
        if (outcome != DONE) return outcome;
    }
    if (call->step == READ_ITEM) {
        replace_take(&call->keep, take_result(call));
        call->step = READ_KEY;
        Outcome outcome = is_none(self->function) ? give(call, retain(call->keep))
                                                  : call_value(call, self->function, 1, &call->keep);
        if (outcome != DONE) return outcome;
    }
    replace_take(&self->item, retain(call->keep));
    replace_take(&self->key, take_result(call));
    self->is_given = false;
    call->step = 0;
    return DONE;
}

/* Whether what has been read has this key. */
static Outcome compare_key(Call *call, const GroupBy *self, Value key, bool *equal) {
    if (call->step != READ_COMPARED) {
        call->step = READ_COMPARED;
        Outcome outcome = call_equal(call, key, self->key);
        if (outcome != DONE) return outcome;
    }
    *equal = is_same(call->result, TRUE);
    call->step = 0;
    return DONE;
}

static Outcome groupby_next(Call *call) {
    GroupBy *self = (GroupBy *)object_of(call->args[0]);
    self->group = NULL;
    for (;;) {
        bool reads =
            call->step == READ_ITEM || call->step == READ_KEY || is_absent(self->key) || self->is_given;
        bool equal = true;
        Outcome outcome = DONE;
        if (reads)
            outcome = read_item(call, self);
        else if (is_absent(self->wanted))
            break;
        else
            outcome = compare_key(call, self, self->wanted, &equal);
        if (outcome != DONE) return outcome;
        if (!equal) break;
        if (!reads) self->is_given = true;
    }
    replace_take(&self->wanted, retain(self->key));
    Stage *group = container_new(&grouper_type, sizeof *group);
    group->function = group->other = ABSENT;
    group->source = retain(call->args[0]);
    group->held = retain(self->wanted);
    self->group = &group->head.object;
    return give(call, tuple_pair_take(retain(self->key), object_value(group)));
}

static Outcome grouper_next(Call *call) {
    const Stage *group = self_stage(call);
    if (is_absent(group->source)) return raise_stop(call->task, NONE);
    GroupBy *self = (GroupBy *)object_of(group->source);
    if (self->group != &group->head.object) return raise_stop(call->task, NONE);
    bool equal;
    if (call->step != READ_COMPARED && (call->step || is_absent(self->item))) {
        Outcome outcome = read_item(call, self);
        if (outcome != DONE) return outcome;
    }
    Outcome outcome = compare_key(call, self, group->held, &equal);
    if (outcome != DONE) return outcome;
    /* its __eq__ may have asked for the next one, and got it */
    if (!equal || is_absent(self->item)) return raise_stop(call->task, NONE);
    Value item = self->item;
    self->item = ABSENT;
    self->is_given = true;
    return give(call, item);
}

static Outcome groupby_reduce(Call *call) {
    const GroupBy *self = (const GroupBy *)object_of(call->args[0]);
    Value args[] = { retain(self->source), retain(self->function) };
    bool is_fresh = is_absent(self->key) || is_absent(self->item) || is_absent(self->wanted);
    Value state[] = { self->key, self->item, self->wanted };
    return stage_reduced_take(call, args, 2, is_fresh ? ABSENT : tuple_from(state, 3));
}

static Outcome groupby_set_state(Call *call) {
    GroupBy *self = (GroupBy *)object_of(call->args[0]);
    Value state = call->args[1];
    if (!is_tuple(state)) return raise_error(call->task, TypeError, "state is not a tuple");
    const Tuple *parts = tuple_of(state);
    if (parts->count != 3)
        return raise_error(call->task, TypeError, "function takes exactly 3 arguments (%zu given)",
                           parts->count);
    replace_take(&self->key, retain(parts->items[0]));
    replace_take(&self->item, retain(parts->items[1]));
    replace_take(&self->wanted, retain(parts->items[2]));
    self->is_given = false;
    return give_none(call);
}

static Outcome grouper_reduce(Call *call) {
    const Stage *group = self_stage(call);
    const GroupBy *parent = is_absent(group->source) ? NULL : (const GroupBy *)object_of(group->source);
    if (!parent || parent->group != &group->head.object)
        return give_reduced_take(call, dict_peek_text(call_machine(call)->builtins, "iter"),
                                 tuple_from(NULL, 0), ABSENT);
    Value args[] = { retain(group->source), retain(group->held) };
    return stage_reduced_take(call, args, 2, ABSENT);
}

static Outcome grouper_make(Call *call) {
    if (!has_layout(call->args[1], &groupby_type))
        return raise_error(call->task, TypeError, "argument 1 must be itertools.groupby, not %T",
                           call->args[1]);
    Stage *group = container_new(&grouper_type, sizeof *group);
    group->function = group->other = ABSENT;
    group->source = retain(call->args[1]);
    group->held = retain(call->args[2]);
    ((GroupBy *)object_of(call->args[1]))->group = &group->head.object;
    return give(call, object_value(group));
}

/* ---- tee: a list of nodes, each with an item that has been read; at its end the node that waits for one */

typedef struct {
    Container head;
    Value source; /* the iterator */
    Value item;   /* ABSENT: not read yet */
    Value next;   /* the node behind; ABSENT as long as item is */
    bool reading;
} Node;

static void node_visit(Object *object, VisitFunction *visit, void *context) {
    const Node *node = (const Node *)object;
    visit(node->source, context);
    visit(node->item, context);
    visit(node->next, context);
}

static void node_clear(Object *object) {
    Node *node = (Node *)object;
    replace_take(&node->source, ABSENT);
    replace_take(&node->item, ABSENT);
    replace_take(&node->next, ABSENT);
}

static const Type node_type = {
    .name = "itertools._tee_dataobject",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Node),
    .free = container_free,
    .visit = node_visit,
    .clear = node_clear,
};
/* source is the node whose item comes next */
static const Type tee_type = {
    .name = "itertools._tee",
    .flags = TYPE_CONTAINER | TYPE_WEAK,
    .size = sizeof(Stage),
    .free = container_free,
    .visit = stage_visit,
    .clear = stage_clear,
};

static Node *node_new(Value source) {
    Node *node = container_new(&node_type, sizeof *node);
    node->source = retain(source);
    node->item = node->next = ABSENT;
    return node;
}

static Value tee_new(Value node) {
    Stage *tee = container_new(&tee_type, sizeof *tee);
    tee->function = tee->held = tee->other = ABSENT;
    tee->source = retain(node);
    return object_value(tee);
}

static Outcome tee_next(Call *call) {
    Stage *self = self_stage(call);
    if (call->step == 0) {
        replace_take(&call->keep, retain(self->source));
        Node *node = (Node *)object_of(call->keep);
        if (is_absent(node->item)) {
            if (node->reading)
                return raise_error(call->task, RuntimeError, "cannot re-enter the tee iterator");
            node->reading = true;
            call->step = 1;
            call->catches = true;
            Outcome outcome = call_next_or_stop(call, node->source);
            if (outcome == RAISED) node->reading = false;
            if (outcome != DONE) return outcome;
        }
    }
    Node *node = (Node *)object_of(call->keep);
    if (call->step == 1) {
        node->reading = false;
        if (is_absent(call->result)) return RAISED;
        node->item = take_result(call);
        node->next = object_value(node_new(node->source));
    }
    Value item = retain(node->item);
    replace_take(&self->source, retain(node->next));
    return give(call, item);
}

static Outcome tee_copy(Call *call) { return give(call, tee_new(self_stage(call)->source)); }

static Outcome tee_make(Call *call) {
    if (has_layout(call->args[1], &tee_type)) return give(call, tee_new(stage_of(call->args[1])->source));
    Outcome outcome = stage_iterate(call, 1);
    if (outcome != DONE) return outcome;
    Value node = object_value(node_new(call->result));
    Outcome given = give(call, tee_new(node));
    release(node);
    return given;
}

/* ---- copies and pickles of a tee: its nodes, each for itself, so that what two of them share stays shared,
 * and as many as there may be nest no deeper than one */

static Outcome node_reduce(Call *call) {
    const Node *node = (const Node *)object_of(call->args[0]);
    Value args[] = { retain(node->source), list_from(&node->item, is_absent(node->item) ? 0 : 1), NONE };
    return stage_reduced_take(call, args, 3, ABSENT);
}

static Outcome node_make(Call *call) {
    const Value *items;
    size_t count;
    if (!is_list(call->args[2]) || !sequence_peek(call->args[2], &items, &count) || count > 1)
        return raise_error(call->task, TypeError, "_tee_dataobject() argument 2 must be list, not %T",
                           call->args[2]);
    Node *node = node_new(call->args[1]);
    if (count) {
        node->item = retain(items[0]);
        node->next = object_value(node_new(node->source));
    }
    return give(call, object_value(node));
}

static Outcome tee_reduce(Call *call) {
    Value nodes = list_new(1);
    for (Value node = self_stage(call)->source; !is_absent(nodes) && !is_absent(node);
         node = ((const Node *)object_of(node))->next)
        if (!list_push(list_of(nodes), node)) replace_take(&nodes, ABSENT);
    if (is_absent(nodes)) return raise_memory(call->task);
    Value empty = tuple_from(NULL, 0), state = tuple_from(list_of(nodes)->items, list_of(nodes)->count);
    release(nodes);
    return stage_reduced_take(call, &empty, 1, state);
}

static Outcome tee_set_state(Call *call) {
    Value state = call->args[1];
    if (!is_tuple(state) || !tuple_of(state)->count)
        return raise_error(call->task, TypeError, "state is not a tuple");
    const Tuple *nodes = tuple_of(state);
    for (size_t i = 0; i < nodes->count; i++) {
        bool is_last = i + 1 == nodes->count;
        bool fits = is_object(nodes->items[i]) && object_type(nodes->items[i]) == &node_type &&
                    (is_last || !is_absent(((Node *)object_of(nodes->items[i]))->item));
        if (!fits) return raise_error(call->task, ValueError, "Index out of range");
    }
    for (size_t i = 0; i + 1 < nodes->count; i++)
        replace_take(&((Node *)object_of(nodes->items[i]))->next, retain(nodes->items[i + 1]));
    replace_take(&self_stage(call)->source, retain(nodes->items[0]));
    return give_none(call);
}

enum { TEE_ITERATED = 1, TEE_COPIED };

/* An iterator that can be copied, a tee among them, is. */
Outcome function_tee(Call *call) {
    int64_t count;
    Outcome outcome = call->step ? DONE : arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &count)) return RAISED;
    if (count < 0) return raise_error(call->task, ValueError, "n must be >= 0");
    if (count == 0) return give(call, tuple_from(NULL, 0));
    if (call->step == 0) {
        call->step = TEE_ITERATED;
        outcome = call_iterate(call, call->args[0]);
        if (outcome != DONE) return outcome;
    }
    if (call->step == TEE_ITERATED) {
        Value first = take_result(call), name = str_new("__copy__");
        Class *class = value_class(call_machine(call), first);
        Value interned = str_intern(name);
        bool copies = !is_absent(class_find(class, interned));
        release(name);
        release(interned);
        if (!copies) {
            Value node = object_value(node_new(first));
            replace_take(&first, tee_new(node));
            release(node);
        }
        call->keep = list_from_take(&first, 1);
        if (is_absent(call->keep)) return raise_memory(call->task);
        call->step = TEE_COPIED;
    } else if (!list_push_take(list_of(call->keep), take_result(call))) {
        return raise_memory(call->task);
    }
    const List *made = list_of(call->keep);
    if ((int64_t)made->count < count) return call_method(call, made->items[0], "__copy__", 0, NULL);
    return give(call, tuple_from(made->items, made->count));
}

/* ---- the classes */

static const NativeSpec groupby_methods[] = {
    STAGE_METHODS(groupby_next),
    { "__reduce__(self, /)", groupby_reduce, NULL },
    { "__setstate__(self, state, /)", groupby_set_state, NULL },
    { 0 },
};
static const NativeSpec grouper_methods[] = {
    STAGE_METHODS(grouper_next),
    { "__reduce__(self, /)", grouper_reduce, NULL },
    { 0 },
};
static const NativeSpec tee_methods[] = {
    STAGE_METHODS(tee_next),
    { "__copy__(self, /)", tee_copy, NULL },
    { "__reduce__(self, /)", tee_reduce, NULL },
    { "__setstate__(self, state, /)", tee_set_state, NULL },
    { 0 },
};
static const NativeSpec node_methods[] = { { "__reduce__(self, /)", node_reduce, NULL }, { 0 } };

const ClassSpec groupby_class = {
    .type = &groupby_type,
    .module = "itertools",
    .make = { "groupby(cls, iterable, key=None)", groupby_make, NULL, ARGS_KEYWORDS },
    .methods = groupby_methods,
    .doc = "Neighbours with the same key: pairs of the key and an iterator over them.",
};
const ClassSpec grouper_class = {
    .type = &grouper_type,
    .module = "itertools",
    .make = { "_grouper(cls, parent, tgtkey, /)", grouper_make },
    .methods = grouper_methods,
};
const ClassSpec tee_class = {
    .type = &tee_type,
    .module = "itertools",
    .make = { "_tee(cls, iterable, /)", tee_make },
    .methods = tee_methods,
};
const ClassSpec tee_node_class = {
    .type = &node_type,
    .module = "itertools",
    .make = { "_tee_dataobject(cls, it, values, next, /)", node_make },
    .methods = node_methods,
};
