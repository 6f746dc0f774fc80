/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trial deletion over all containers: take from each count the references that come from containers. Where
 * something is left, the container is held from outside, and so is all that it reaches; the others hold only
 * each other. Nothing here recurses: what is reached is behind in the very list that is being walked, or goes
 * to its end. The order of creation is kept as far as that allows, so that finalizers run as in python3. */
#include "value/cycles.h"
#include "base/memory.h"
#include "base/switches.h"
#include "value/class.h"
#include "value/weak.h"

enum { KEPT = -1, GARBAGE = -2 }; /* a cycle_count: not looked at; nothing reaches it, as far as is seen */
enum { FIRST_LOOK = 20 * 1000 };  /* containers: below it nothing is won */

static Link containers = { &containers, &containers };
static Link kept = { &kept, &kept };
static Link frozen = { &frozen, &frozen };
static size_t container_count; /* without those kept */
static size_t next_look = FIRST_LOOK;
static bool is_off;

size_t cycles_container_count(void) { return container_count; }
void cycles_set_automatic(bool is_automatic) { is_off = !is_automatic; }

void cycles_watch(Container *container) {
    list_append(&containers, &container->cycle_link);
    container_count++;
}

void cycles_forget(Container *container) {
    link_remove(&container->cycle_link);
    if (container->cycle_count != KEPT) container_count--;
}

static Container *container_of_link(Link *link) { return CONTAINER_OF(link, Container, cycle_link); }

/* What a program holds. */
static Object *owner_of(Container *container) {
    return container->object.type == &shadow_type ? ((Shadow *)container)->owner : &container->object;
}

static Container *as_container(Value value) {
    if (!is_object(value) || !(object_type(value)->flags & (TYPE_CONTAINER | TYPE_SHADOW))) return NULL;
    bool is_container = object_type(value)->flags & TYPE_CONTAINER;
    Object *object = object_of(value);
    Container *container = is_container ? (Container *)object : &shadow_of(object)->head;
    return link_is_linked(&container->cycle_link) && container->cycle_count != KEPT ? container : NULL;
}

static void visit_all(Container *container, VisitFunction *visit, void *context) {
    const Type *type = container->object.type;
    if (type->visit) type->visit(&container->object, visit, context);
    if (type->flags & TYPE_HEAP) visit(object_value(class_of_heap_type(type)), context);
}

void cycles_each(VisitFunction *visit, void *context) {
    for (Link *link = containers.next; link != &containers; link = link->next)
        visit(object_value(owner_of(container_of_link(link))), context);
}

static void take_one_reference(Value value, void *context) {
    (void)context;
    Container *container = as_container(value);
    if (container) container->cycle_count--;
}

static void move(Container *container, Link *list) {
    link_remove(&container->cycle_link);
    list_append(list, &container->cycle_link);
}

/* What is reached before its turn waits for it; what was taken for garbage has its turn again, at the end. */
static void reach(Value value, void *context) {
    (void)context;
    Container *container = as_container(value);
    if (!container || container->cycle_count > 0) return;
    if (container->cycle_count == GARBAGE) move(container, &containers);
    container->cycle_count = 1;
}

/* Walks from `link` to the end of all containers, which may grow there; what nothing reaches goes to garbage.
 */
static void part_garbage(Link *link, Link *garbage) {
    for (Link *next; link != &containers; link = next) {
        Container *container = container_of_link(link);
        bool is_held = container->cycle_count > 0;
        if (is_held) visit_all(container, reach, NULL);
        next = link->next;
        if (is_held) continue;
        container->cycle_count = GARBAGE;
        move(container, garbage);
    }
}

/* What is garbage has ended for who refers to it weakly, even if its finalizer brings it back. */
static void end_weak_references(Link *garbage) {
    for (Link *link = garbage->next; weak_count && link != garbage; link = link->next) {
        Object *object = owner_of(container_of_link(link));
        if (object->type->flags & TYPE_WEAK) weak_target_ends(object, true);
    }
}

/* An end that needs the machine comes first; what it reaches may still be used by it, so it stays
 * until then. */
static void queue_finalizers(Link *garbage) {
    Link *last = containers.previous;
    for (Link *link = garbage->next, *next; link != garbage; link = next) {
        next = link->next;
        Object *object = owner_of(container_of_link(link));
        if (!object->type->needs_finalizer || !object->type->needs_finalizer(object)) continue;
        object_queue_finalizer(object);
        container_of_link(link)->cycle_count = 1;
        move(container_of_link(link), &containers);
    }
    part_garbage(last->next, garbage);
}

/* Attributes that nothing else holds are no object of their own in python3, where they are counted. */
static bool has_own_attributes(Object *object) {
    if (!(object->type->flags & TYPE_HEAP)) return false;
    const Value *attributes = attributes_slot(object);
    return attributes && is_object(*attributes) && object_of(*attributes)->references == 1;
}

static size_t break_cycles(Link *garbage) {
    size_t count = 0;
    for (Link *link = garbage->next; link != garbage; link = link->next) {
        Object *object = owner_of(container_of_link(link));
        count += !has_own_attributes(object);
        object->references++;
    }
    for (Link *link; (link = list_pop(garbage));) {
        Container *container = container_of_link(link);
        Object *owner = owner_of(container);
        list_append(&containers, link);
        if (container->object.type->clear) container->object.type->clear(&container->object);
        release(object_value(owner));
    }
    return count;
}

bool cycles_is_garbage(const Container *container) { return container->cycle_count == GARBAGE; }

static size_t tell_garbage(Link *garbage, VisitFunction *visit, void *context) {
    size_t count = 0;
    for (Link *link; (link = list_pop(garbage)); count++) {
        list_append(&containers, link);
        visit(object_value(owner_of(container_of_link(link))), context);
    }
    return count;
}

/* In a list of its own: nothing refers to it weakly any more, and what ends it needs is queued. */
static void find_garbage(Link *garbage) {
    list_init(garbage);
    for (Link *link = containers.next; link != &containers; link = link->next) {
        Container *container = container_of_link(link);
        container->cycle_count = owner_of(container)->references;
    }
    for (Link *link = containers.next; link != &containers; link = link->next) {
        visit_all(container_of_link(link), take_one_reference, NULL);
    }
    part_garbage(containers.next, garbage);
    end_weak_references(garbage);
    queue_finalizers(garbage);
}

size_t cycles_gather(VisitFunction *visit, void *context) {
    Link garbage;
    find_garbage(&garbage);
    return tell_garbage(&garbage, visit, context);
}

size_t cycles_collect(void) {
    Link garbage;
    find_garbage(&garbage);
    size_t count = break_cycles(&garbage);
    next_look = 2 * container_count < FIRST_LOOK ? FIRST_LOOK : 2 * container_count;
    return count;
}

void cycles_collect_when_due(void) {
    bool is_due =
        container_count >= next_look || (memory_over_budget() && container_count > next_look / 8 * 5);
    if (!is_off && (is_due || switch_collects_always())) cycles_collect();
}

bool cycles_know(const Container *container) {
    for (const Link *link = containers.next; link != &containers; link = link->next) {
        if (link == &container->cycle_link) return true;
    }
    return false;
}

static void lay_aside(Link *list) {
    for (Link *link; (link = list_pop(&containers));) {
        container_of_link(link)->cycle_count = KEPT;
        list_append(list, link);
    }
    container_count = 0;
}

static void take_again(Link *list) {
    for (Link *link; (link = list_pop(list));) {
        container_of_link(link)->cycle_count = 0;
        list_append(&containers, link);
        container_count++;
    }
}

void cycles_keep(void) { lay_aside(&kept); }
void cycles_freeze(void) { lay_aside(&frozen); }
void cycles_unfreeze(void) { take_again(&frozen); }

size_t cycles_frozen_count(void) {
    size_t count = 0;
    for (const Link *link = frozen.next; link != &frozen; link = link->next) count++;
    return count;
}

void cycles_keep_none(void) {
    take_again(&kept);
    take_again(&frozen);
}
