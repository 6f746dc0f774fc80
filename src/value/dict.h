/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dict: insertion-ordered hash table, entries in a dense array, a sparse index of entry numbers beside it.
 *
 * Keys come with their hash (HashedKey). Equality here is identity, or equal hash and value_same_or_equal ==
 * YES; a key for which a program's own __eq__ or __hash__ decides is first turned by the machine (arg_key of
 * vm/native.h) into the very object that stands in the dict, or is known to be absent. `hooked` is set once a
 * key of that kind was stored: only then must simple keys take that way too. `version` changes with every
 * insertion, deletion and resize, not when a value of a present key is replaced: iterators and the machine's
 * caches of globals rely on it. */
#pragma once
#include "value/object.h"

typedef struct {
    Value key;
    int64_t hash;
} HashedKey;

typedef struct {
    Value key; /* ABSENT: deleted */
    Value value;
    int64_t hash;
} DictEntry;

typedef struct Dict {
    Container head;
    size_t count;       /* live entries */
    size_t entry_count; /* with deleted ones */
    size_t entry_capacity;
    size_t usable;      /* insertions until the next rebuild; deleting does not raise it */
    DictEntry *entries; /* and behind them, in the same block, the index */
    void *index;        /* of 1, 2, 4 or 8 byte slots */
    size_t mask;        /* slots - 1 */
    uint8_t slot_bits;
    bool hooked;
    /* As globals: they bring builtins of their own, or their class says what a name means. Then no cache may
     * know where a name is. */
    bool has_builtins, is_asked;
    uint64_t version; /* unique among all dicts, ever */
} Dict;

/* A view: the dict's keys, values or items, as they are whenever one looks. */
typedef struct {
    Container head;
    Dict *dict; /* owned; NULL only while a cycle is cleared */
} DictView;

typedef struct {
    Container head;
    Dict *dict; /* owned; NULL once it has ended */
    size_t position;
    size_t left;  /* items still expected */
    size_t count; /* the dict's when it began; SIZE_MAX: it has changed, and every next step says so again */
    const char *problem;
} DictIterator;

extern const Type dict_type;
extern const Type dict_keys_type, dict_values_type, dict_items_type;
extern const Type dict_key_iterator_type, dict_value_iterator_type, dict_item_iterator_type;
extern const Type dict_reverse_key_iterator_type, dict_reverse_value_iterator_type,
    dict_reverse_item_iterator_type;

extern const Type str_type;
bool key_is_hooked_within(Value key, int depth);
/* A program decides what it equals, or what something in it equals. */
static inline bool key_is_hooked(Value key) {
    return is_object(key) && object_type(key) != &str_type &&
           key_is_hooked_within(key, 1); /* the depth at which keys compare */
}

bool is_dict(Value value);
static inline Dict *dict_of(Value value) { return (Dict *)object_of(value); }
static inline Value dict_value(Dict *dict) { return object_value(dict); }

Dict *dict_new(void);        /* owned; never NULL */
void dict_init(Dict *dict);  /* a new object of a subclass, zeroed behind its header */
Dict *dict_copy(Dict *dict); /* NULL: memory refused */
DictEntry *dict_peek_entry(Dict *dict, HashedKey key); /* borrowed until the next change; NULL: absent */
Value dict_peek(Dict *dict, HashedKey key);            /* borrowed; ABSENT when there is none */
CHECKED bool dict_set(Dict *dict, HashedKey key, Value value); /* retains both; false: memory refused */
Value dict_take(Dict *dict, HashedKey key);                    /* removes; the value, owned, or ABSENT */
bool dict_remove(Dict *dict, HashedKey key);
bool dict_take_last(Dict *dict, DictEntry *entry); /* removes the last; its key and value are the caller's */
CHECKED bool dict_update(Dict *dict, Dict *from);  /* keys without hooks; false: memory refused */
void dict_clear_items(Dict *dict);
/* Walk: *position starts at 0; NULL at the end. */
DictEntry *dict_next(Dict *dict, size_t *position);
DictEntry *dict_previous(Dict *dict, size_t *position); /* starts at entry_count */

/* From now on these globals are no usual ones: see has_builtins. */
void dict_mark_globals(Dict *dict, bool has_builtins, bool is_asked);

/* With str keys, whose hash is in the object. */
Value dict_peek_str(Dict *dict, Value name);
CHECKED bool dict_set_str(Dict *dict, Value name, Value value);
bool dict_remove_str(Dict *dict, Value name);
Value dict_peek_text(Dict *dict, const char *name); /* name in ASCII */
/* What causette itself defines, a few names: memory does not refuse them, be it past the budget. */
void dict_define(Dict *dict, Value name, Value value);
void dict_define_text_take(Dict *dict, const char *name, Value value); /* interns the name, takes the value */

/* For the machine's key resolver: walks the entries of equal hash. *cursor starts at 0; NULL at the end. */
DictEntry *dict_next_candidate(Dict *dict, int64_t hash, size_t *cursor);

Value dict_view(Dict *dict, TypeId kind); /* DICT_KEYS, DICT_VALUES or DICT_ITEMS */
Dict *dict_peek_viewed(Value view);       /* the dict behind a view, borrowed */
bool is_dict_view(Value value);           /* keys or items: those that act as sets */
/* Whether item is a pair that d.items() has; HOOK too when its key cannot be hashed in C. */
Verdict dict_items_contain(Dict *dict, Value item, int depth);
/* What the Type of a dict with more in it takes from dict's. */
void dict_visit(Object *object, VisitFunction *visit, void *context);
void dict_clear(Object *object);
Verdict dict_equal(Value a, Value b, int depth);
Verdict dict_truth(Value self);
int64_t dict_length(Value self);
Value dict_iterate(Value self);
Value dict_reverse_iterate(Dict *dict, TypeId kind); /* kind as of dict_view */
