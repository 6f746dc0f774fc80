/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intrusive doubly linked list. A list is a Link that points at itself when empty; a member embeds a Link.
 * A Link that is in no list is zeroed, so link_is_linked tells, and unlinking twice is harmless. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct Link {
    struct Link *next, *previous;
} Link;

#define CONTAINER_OF(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))

static inline void list_init(Link *list) { list->next = list->previous = list; }
static inline bool list_is_empty(const Link *list) { return list->next == list; }
static inline bool link_is_linked(const Link *link) { return link->next != NULL; }

static inline void list_append(Link *list, Link *link) {
    link->next = list;
    link->previous = list->previous;
    list->previous->next = link;
    list->previous = link;
}

static inline void link_remove(Link *link) {
    if (!link->next) return;
    link->previous->next = link->next;
    link->next->previous = link->previous;
    link->next = link->previous = NULL;
}

/* Takes the first member off, or returns NULL. */
static inline Link *list_pop(Link *list) {
    if (list_is_empty(list)) return NULL;
    Link *first = list->next;
    link_remove(first);
    return first;
}
