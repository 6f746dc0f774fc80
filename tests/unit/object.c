/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of objects: deep nests, cycles, finalizers. */
#include "base/memory.h"
#include "unit.h"
#include "value/list.h"
#include "value/str.h"
#include "value/tuple.h"

static void test_deep_nest_is_freed(void) {
    size_t containers = cycles_container_count();
    Value nest = NONE;
    for (int i = 0; i < 1000000; i++) {
        Value outer = tuple_from(&nest, 1);
        release(nest);
        nest = outer;
    }
    CHECK_INT(cycles_container_count(), containers + 1000000);
    release(nest);
    CHECK_INT(cycles_container_count(), containers);
}

static void test_deep_operations_are_left_to_the_machine(void) {
    Value a = NONE, b = NONE;
    for (int i = 0; i < 1000; i++) {
        Value outer_a = tuple_from(&a, 1), outer_b = tuple_from(&b, 1);
        release(a);
        release(b);
        a = outer_a;
        b = outer_b;
    }
    int64_t hash, hash_b;
    int order;
    Buffer out = { 0 };
    CHECK_INT(value_equal(a, b, 0), HOOK);
    CHECK_INT(value_order(a, b, &order, 0), HOOK);
    CHECK(value_hash(a, &hash, 0) == YES && value_hash(b, &hash_b, 0) == YES &&
          hash == hash_b); /* tuples have a loop of their own */
    CHECK_INT(value_repr(&out, a, 0), HOOK);
    buffer_clear(&out);
    release(a);
    release(b);
}

/* A ring of lists, each of which also holds the value given. */
static Value ring_of(int count, Value held) {
    Value first = list_new(2), previous = retain(first);
    list_add(list_of(first), held);
    for (int i = 1; i < count; i++) {
        Value next = list_new(2);
        list_add(list_of(next), held);
        list_add(list_of(previous), next);
        release(previous);
        previous = next;
    }
    list_add(list_of(previous), first);
    release(previous);
    return first;
}

static void test_cycles(void) {
    Value held = str_format("held by %s", "a ring");
    size_t containers = cycles_container_count();
    Value ring = ring_of(1000, held);
    CHECK_INT(cycles_collect(), 0); /* we still hold it */
    CHECK_INT(list_of(ring)->count, 2);
    release(ring);
    CHECK_INT(cycles_container_count(), containers + 1000);
    CHECK_INT(object_of(held)->references, 1001);
    CHECK_INT(cycles_collect(), 1000);
    CHECK_INT(cycles_container_count(), containers);
    CHECK_INT(object_of(held)->references, 1);

    Value self = list_new(1), outer = list_new(1);
    list_add(list_of(self), self);
    list_add(list_of(outer), self);
    release(self);
    CHECK_INT(cycles_collect(), 0); /* reached from a list that we hold */
    release(outer);
    CHECK_INT(cycles_collect(), 1);
    release(held);
}

/* A container whose end needs the machine. */
typedef struct {
    Container head;
    Value other;
    bool finished;
} Guarded;

static int guarded_freed;

static bool guarded_needs_finalizer(Object *object) { return !((const Guarded *)object)->finished; }

static void guarded_free(Object *object) {
    Guarded *guarded = (Guarded *)object;
    if (!guarded->finished) {
        object_queue_finalizer(object);
        return;
    }
    guarded_freed++;
    release(guarded->other);
    object_release_memory(object);
}

static void guarded_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Guarded *)object)->other, context);
}

static void guarded_clear(Object *object) { replace_take(&((Guarded *)object)->other, ABSENT); }

static const Type guarded_type = { .name = "guarded",
                                   .id = TYPE_ID_OBJECT,
                                   .flags = TYPE_CONTAINER,
                                   .free = guarded_free,
                                   .visit = guarded_visit,
                                   .clear = guarded_clear,
                                   .needs_finalizer = guarded_needs_finalizer };

static Guarded *guarded_new(Value other) {
    Guarded *guarded = container_new(&guarded_type, sizeof *guarded);
    guarded->other = retain(other);
    return guarded;
}

static void finish_next(Guarded *expected) {
    Object *object = object_take_finalizer();
    CHECK(object == &expected->head.object);
    if (!object) return;
    ((Guarded *)object)->finished = true;
    release(object_value(object));
}

static void test_finalizers(void) {
    Guarded *first = guarded_new(NONE), *second = guarded_new(NONE);
    release(object_value(first));
    release(object_value(second));
    CHECK(object_has_finalizers);
    CHECK_INT(guarded_freed, 0);
    finish_next(first);
    finish_next(second);
    CHECK(!object_has_finalizers && object_take_finalizer() == NULL);
    CHECK_INT(guarded_freed, 2);

    Value list = list_new(1);
    Guarded *in_cycle = guarded_new(list);
    list_add_take(list_of(list), object_value(in_cycle));
    release(list);
    CHECK_INT(cycles_collect(), 0); /* its finalizer comes first */
    CHECK_INT(list_of(in_cycle->other)->count, 1);
    finish_next(in_cycle);
    CHECK_INT(cycles_collect(), 2);
    CHECK_INT(guarded_freed, 3);
}

int main(void) {
    test_deep_nest_is_freed();
    test_deep_operations_are_left_to_the_machine();
    test_cycles();
    test_finalizers();
    return unit_end();
}
