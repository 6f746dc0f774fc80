/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A walk over what variables hold, breadth first, so that the shortest name is met first. It is bounded in
 * depth and in count: a program may hold millions of values, and few of them are sockets. */
#include "explain/socket_names.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "vm/operations.h"
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 4, MOST_PLACES = 20000, MOST_ITEMS = 2000, LONGEST = 60 };

typedef struct {
    Value value; /* borrowed */
    char *name;  /* owned */
    int depth;
} Place;

typedef struct {
    Place *places;
    size_t count, capacity, next;
    SocketNames *out;
} Walk;

/* ---- what was found */

/* A second name is put behind the first; what `_` holds has mostly another one. */
static void add_name(SocketName *item, const char *name) {
    if (!strcmp(name, "_") || strlen(item->name) + strlen(name) > LONGEST) return;
    bool is_shown_value = !strcmp(item->name, "_");
    char *both = is_shown_value ? buffer_new_text("%s", name) : buffer_new_text("%s, %s", item->name, name);
    memory_free(item->name);
    item->name = both;
}

static void found(Walk *walk, const Socket *socket, const char *name) {
    SocketNames *out = walk->out;
    for (size_t i = 0; i < out->count; i++) {
        if (out->items[i].socket != socket) continue;
        add_name(&out->items[i], name);
        return;
    }
    SocketName *item = array_try_push(&out->items, &out->count, &out->capacity, sizeof *item);
    if (item) *item = (SocketName){ socket, buffer_new_text("%s", name) };
}

/* ---- the walk */

/* Takes the name. */
static void visit(Walk *walk, Value value, char *name, int depth) {
    bool is_worth =
        is_object(value) && depth <= DEEPEST && walk->count < MOST_PLACES && strlen(name) <= LONGEST;
    if (is_worth && is_socket(value)) found(walk, (const Socket *)object_of(value), name);
    Place *place =
        is_worth ? array_try_push(&walk->places, &walk->count, &walk->capacity, sizeof *place) : NULL;
    if (place)
        *place = (Place){ value, name, depth };
    else
        memory_free(name);
}

static void visit_items(Walk *walk, const Place place, const Value *items, size_t count) {
    for (size_t i = 0; i < count && i < MOST_ITEMS; i++)
        if (is_object(items[i]))
            visit(walk, items[i], buffer_new_text("%s[%zu]", place.name, i), place.depth + 1);
}

static void visit_dict(Walk *walk, const Place place, Dict *dict) {
    DictEntry *entry;
    size_t seen = 0;
    for (size_t position = 0; seen < MOST_ITEMS && (entry = dict_next(dict, &position)); seen++) {
        Buffer key = { 0 };
        int64_t number;
        if (is_socket(entry->key))
            visit(walk, entry->key, buffer_new_text("%s{...}", place.name), place.depth + 1);
        if (!is_object(entry->value)) continue;
        if (is_str(entry->key))
            str_append_repr(&key, entry->key);
        else if (is_int(entry->key) && int_fits_int64(entry->key, &number))
            buffer_append_int64(&key, number);
        else
            buffer_append_text(&key, "...");
        visit(walk, entry->value, buffer_new_text("%s[%s]", place.name, buffer_text(&key)), place.depth + 1);
        buffer_clear(&key);
    }
}

/* Variables and attributes: what is before the name tells them apart. */
static void visit_names(Walk *walk, const char *before, Dict *dict, int depth) {
    DictEntry *entry;
    for (size_t position = 0; dict && (entry = dict_next(dict, &position));) {
        if (!is_str(entry->key) || !is_object(entry->value)) continue;
        Buffer name = { 0 };
        str_append_utf8(&name, entry->key);
        if (strncmp(buffer_text(&name), "__", 2) != 0)
            visit(walk, entry->value, buffer_new_text("%s%s", before, buffer_text(&name)), depth);
        buffer_clear(&name);
    }
}

static void visit_inside(Walk *walk, const Place place) {
    Object *object = object_of(place.value);
    switch (object_type(place.value)->id) {
    case TYPE_ID_LIST: visit_items(walk, place, ((List *)object)->items, ((List *)object)->count); break;
    case TYPE_ID_TUPLE:
        visit_items(walk, place, tuple_of(place.value)->items, tuple_of(place.value)->count);
        break;
    case TYPE_ID_DICT: visit_dict(walk, place, (Dict *)object); break;
    case TYPE_ID_MODULE:
    case TYPE_ID_TYPE:
    case TYPE_ID_FUNCTION:
    case TYPE_ID_STR: return;
    default: break;
    }
    char *before = buffer_new_text("%s.", place.name);
    visit_names(walk, before, attributes_of(place.value, false), place.depth + 1);
    memory_free(before);
}

static void visit_frame(Walk *walk, const Frame *frame) {
    const Code *code = frame->code;
    Buffer function = { 0 };
    str_append_utf8(&function, code->name);
    for (uint32_t i = 0; i < code->slot_count; i++) {
        Value value = frame->slots[i];
        if (has_type(value, TYPE_ID_CELL)) value = ((Cell *)object_of(value))->content;
        if (!is_object(value) || !is_str(code->slot_names[i])) continue;
        Buffer name = { 0 };
        str_append_utf8(&name, code->slot_names[i]);
        visit(walk, value, buffer_new_text("%s in %s()", buffer_text(&name), buffer_text(&function)),
              DEEPEST - 1);
        buffer_clear(&name);
    }
    buffer_clear(&function);
}

static void visit_tasks(Walk *walk, Machine *machine) {
    for (Link *link = machine->tasks.next; link != &machine->tasks; link = link->next) {
        const Task *task = CONTAINER_OF(link, Task, all_link);
        for (const Frame *frame = task->frame; frame; frame = frame->caller) {
            if (frame->code && !(frame->code->flags & CODE_MODULE)) visit_frame(walk, frame);
        }
    }
}

void socket_names_find(SocketNames *out, Machine *machine, Dict *globals) {
    Walk walk = { .out = out };
    visit_names(&walk, "", globals, 0);
    visit_tasks(&walk, machine);
    while (walk.next < walk.count) visit_inside(&walk, walk.places[walk.next++]);
    for (size_t i = 0; i < walk.count; i++) memory_free(walk.places[i].name);
    memory_free(walk.places);
}

void socket_names_clear(SocketNames *names) {
    for (size_t i = 0; i < names->count; i++) memory_free(names->items[i].name);
    memory_free(names->items);
    *names = (SocketNames){ 0 };
}

const SocketName *socket_names_peek(const SocketNames *names, int fd) {
    for (size_t i = 0; i < names->count; i++) {
        if (names->items[i].socket->fd == fd) return &names->items[i];
    }
    return NULL;
}

/* ---- the other way round */

Value names_look_up_in(Machine *machine, Value object, const char *text, size_t count) {
    Value value = retain(object);
    for (const char *at = text, *end = text + count; at <= end && !is_absent(value);) {
        const char *dot = memchr(at, '.', (size_t)(end - at));
        size_t length = (size_t)((dot ? dot : end) - at);
        Value name = text_is_utf8(at, length) ? str_from_utf8(at, length) : ABSENT, next = ABSENT;
        if (is_absent(name) || attribute_find(machine, value, name, &next) != YES) next = ABSENT;
        release(name);
        release(value);
        value = next;
        at += length + 1;
    }
    return value;
}

Value names_look_up(Machine *machine, const char *text, size_t count) {
    size_t first = strcspn(text, ".") < count ? strcspn(text, ".") : count;
    if (!text_is_utf8(text, count)) return ABSENT;
    Value name = str_from_utf8(text, first);
    if (is_absent(name)) return ABSENT; /* no memory */
    Value module = dict_peek_text(machine->modules, "__main__"), value = ABSENT;
    if (has_type(module, TYPE_ID_MODULE)) value = dict_peek_str(((Module *)object_of(module))->dict, name);
    if (is_absent(value)) value = dict_peek_str(machine->builtins, name);
    release(name);
    if (is_absent(value)) return ABSENT;
    return first == count ? retain(value)
                          : names_look_up_in(machine, value, text + first + 1, count - first - 1);
}
