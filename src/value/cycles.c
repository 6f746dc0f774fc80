/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trial deletion over all containers: take from each count the references that come from containers. Where
 * something is left, the container is held from outside, and so is all that it reaches; the others hold only
 * each other. Nothing here recurses: what is reached goes to the end of the very list that is
 * being walked. */
#include "value/cycles.h"
#include "value/class.h"

static Link containers = { &containers, &containers };
static size_t container_count;

size_t cycles_container_count(void) { return container_count; }

void cycles_watch(Container *container) {
    list_append(&containers, &container->cycle_link);
    container_count++;
}

void cycles_forget(Container *container) {
    link_remove(&container->cycle_link);
    container_count--;
}

static Container *container_of_link(Link *link) { return CONTAINER_OF(link, Container, cycle_link); }

static Container *as_container(Value value) {
    if (!is_object(value) || !(object_type(value)->flags & TYPE_CONTAINER)) return NULL;
    Container *container = (Container *)object_of(value);
    return link_is_linked(&container->cycle_link) ? container : NULL;
}

static void visit_all(Container *container, VisitFunction *visit, void *context) {
    const Type *type = container->object.type;
    if (type->visit) type->visit(&container->object, visit, context);
    if (type->flags & TYPE_HEAP) visit(object_value(class_of_heap_type(type)), context);
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

static void reach(Value value, void *reached) {
    Container *container = as_container(value);
    if (!container || container->cycle_count > 0) return;
    container->cycle_count = 1;
    move(container, reached);
}

/* Walks a list that grows at its end while it is walked. */
static void reach_from(Link *reached) {
    for (Link *link = reached->next; link != reached; link = link->next) {
        visit_all(container_of_link(link), reach, reached);
    }
}

static void move_those_held(Link *from, Link *reached) {
    for (Link *link = from->next, *next; link != from; link = next) {
        next = link->next;
        if (container_of_link(link)->cycle_count > 0) move(container_of_link(link), reached);
    }
}

/* An end that needs the machine comes first; what it reaches may still be used by it, so it stays
 * until then. */
static void queue_finalizers(Link *garbage, Link *reached) {
    Link kept;
    list_init(&kept);
    for (Link *link = garbage->next, *next; link != garbage; link = next) {
        next = link->next;
        Object *object = &container_of_link(link)->object;
        if (!object->type->needs_finalizer || !object->type->needs_finalizer(object)) continue;
        object_queue_finalizer(object);
        reach(object_value(object), &kept);
    }
    reach_from(&kept);
    for (Link *link; (link = list_pop(&kept));) list_append(reached, link);
}

static size_t break_cycles(Link *garbage) {
    size_t count = 0;
    for (Link *link = garbage->next; link != garbage; link = link->next) {
        container_of_link(link)->object.references++;
        count++;
    }
    for (Link *link; (link = list_pop(garbage));) {
        Container *container = container_of_link(link);
        list_append(&containers, link);
        if (container->object.type->clear) container->object.type->clear(&container->object);
        release(object_value(container));
    }
    return count;
}

size_t cycles_collect(void) {
    Link garbage, reached;
    list_init(&garbage);
    list_init(&reached);
    for (Link *link; (link = list_pop(&containers));) {
        list_append(&garbage, link);
        Container *container = container_of_link(link);
        container->cycle_count = container->object.references;
    }
    for (Link *link = garbage.next; link != &garbage; link = link->next) {
        visit_all(container_of_link(link), take_one_reference, NULL);
    }
    move_those_held(&garbage, &reached);
    reach_from(&reached);
    queue_finalizers(&garbage, &reached);
    for (Link *link; (link = list_pop(&reached));) list_append(&containers, link);
    return break_cycles(&garbage);
}
