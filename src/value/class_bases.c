/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes and their subclasses: who inherits from whom, and other bases for a class that is there. */
#include "value/class.h"
#include "value/tuple.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    Class **items;
    size_t count, capacity;
} Classes;

static void add(Class ***items, size_t *count, size_t *capacity, Class *class) {
    bool passed = memory_pass_budget(true);
    if (!memory_grow(items, capacity, *count + 1, sizeof(Class *))) memory_end();
    memory_pass_budget(passed);
    (*items)[(*count)++] = class;
}

void class_join_bases(Class *class) {
    const Tuple *bases = tuple_of(class->bases);
    class->parents = memory_get((bases->count + 1) * sizeof *class->parents);
    class->parent_count = bases->count;
    for (size_t i = 0; i < bases->count; i++) {
        Class *base = class->parents[i] = (Class *)object_of(retain(bases->items[i]));
        add(&base->subclasses, &base->subclass_count, &base->subclass_capacity, class);
    }
}

void class_leave_bases(Class *class) {
    for (size_t i = 0; i < class->parent_count; i++) {
        Class *base = class->parents[i];
        size_t j = base->subclass_count; /* the last made are the first to go */
        while (base->subclasses[j - 1] != class) j--;
        base->subclass_count--;
        memmove(&base->subclasses[j - 1], &base->subclasses[j],
                (base->subclass_count - j + 1) * sizeof(Class *));
        release(object_value(base));
    }
    memory_free(class->parents);
}

static int compare_orders(const void *a, const void *b) {
    size_t x = (*(Class *const *)a)->mro_count, y = (*(Class *const *)b)->mro_count;
    return (x > y) - (x < y);
}

/* It and all that inherit from it, each behind those that it inherits from. */
static Classes family(Class *class) {
    Classes classes = { 0 };
    add(&classes.items, &classes.count, &classes.capacity, class);
    for (size_t i = 0; i < classes.count; i++) {
        const Class *of = classes.items[i];
        for (size_t j = 0; j < of->subclass_count; j++) {
            size_t place = 0;
            while (place < classes.count && classes.items[place] != of->subclasses[j]) place++;
            if (place == classes.count)
                add(&classes.items, &classes.count, &classes.capacity, of->subclasses[j]);
        }
    }
    qsort(classes.items + 1, classes.count - 1, sizeof *classes.items, compare_orders);
    return classes;
}

static void take_bases(Class *class, Value bases) {
    class_leave_bases(class);
    replace_take(&class->bases, retain(bases));
    class->base = class_best_base(bases);
    class_join_bases(class);
}

bool class_set_bases(Class *class, Value bases) {
    Classes classes = family(class);
    Value *orders = memory_get(classes.count * sizeof *orders), old = retain(class->bases);
    take_bases(class, bases);
    size_t done = 0;
    bool consistent = true;
    while (consistent && done < classes.count) {
        orders[done] = class_mro(classes.items[done]);
        consistent = !is_absent(orders[done]) && class_linearise(classes.items[done]);
        done++;
    }
    if (!consistent) take_bases(class, old);
    for (size_t i = 0; i < done; i++) {
        if (!consistent && !is_absent(orders[i])) class_set_mro(classes.items[i], orders[i]);
        release(orders[i]);
    }
    release(old);
    memory_free(orders);
    memory_free(classes.items);
    return consistent;
}
