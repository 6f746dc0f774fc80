/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dict: a long random history against a plain array; order, versions, iterators that notice
 * changes, views. */
#include "value/dict.h"
#include "base/hash.h"
#include "unit.h"
#include "value/int.h"
#include "value/set.h"
#include "value/str.h"
#include <stdlib.h>

static HashedKey int_key(int64_t number) {
    return (HashedKey){ small_int(number), int_hash(small_int(number)) };
}

static HashedKey str_key(Value str) { return (HashedKey){ str, str_hash(str) }; }

/* What a dict must be: keys in order of insertion. */
enum { KEYS = 300 };
static struct { int64_t key, value; } model[KEYS];
static size_t model_count;

static size_t model_find(int64_t key) {
    size_t i = 0;
    while (i < model_count && model[i].key != key) i++;
    return i;
}

static void model_set(int64_t key, int64_t value) {
    size_t i = model_find(key);
    if (i == model_count) model[model_count++].key = key;
    model[i].value = value;
}

static bool model_remove(int64_t key) {
    size_t i = model_find(key);
    if (i == model_count) return false;
    memmove(&model[i], &model[i + 1], (model_count - i - 1) * sizeof *model);
    model_count--;
    return true;
}

static bool same_as_model(Dict *dict) {
    size_t position = 0, i = 0;
    DictEntry *entry;
    if (dict->count != model_count) return false;
    for (; (entry = dict_next(dict, &position)); i++) {
        if (small_int_of(entry->key) != model[i].key || small_int_of(entry->value) != model[i].value)
            return false;
    }
    return i == model_count;
}

static void test_random_history(void) {
    Dict *dict = dict_new();
    srand(7);
    bool same = true;
    for (int step = 0; step < 20000 && same; step++) {
        int64_t key = (rand() % KEYS) * 4096 + 1; /* many with equal low bits */
        if (rand() % 3 > 0) {
            model_set(key, step);
            same = dict_set(dict, int_key(key), small_int(step));
        } else if (rand() % 20 == 0) {
            DictEntry last;
            bool had = dict_take_last(dict, &last);
            same = had == (model_count > 0) && (!had || small_int_of(last.key) == model[--model_count].key);
        } else {
            same = dict_remove(dict, int_key(key)) == model_remove(key);
        }
        same = same && (step % 50 || same_as_model(dict));
    }
    CHECK(same);
    Dict *copy = dict_copy(dict);
    CHECK(same_as_model(copy));
    release(dict_value(copy));
    dict_clear_items(dict);
    CHECK_INT(dict->count, 0);
    CHECK(is_absent(dict_peek(dict, int_key(1))));
    release(dict_value(dict));
}

static void test_widths_of_the_index(void) {
    Dict *dict = dict_new();
    for (int64_t i = 0; i < 100000; i++) {
        if (!CHECK(dict_set(dict, int_key(i * 7), small_int(i)))) break;
    }
    int64_t found = 0;
    for (int64_t i = 0; i < 100000; i++) found += is_same(dict_peek(dict, int_key(i * 7)), small_int(i));
    CHECK_INT(found, 100000);
    CHECK(is_absent(dict_peek(dict, int_key(3))));
    CHECK_INT(dict->slot_bits, 32);
    release(dict_value(dict));
}

static void test_keys_of_other_types(void) {
    Dict *dict = dict_new();
    Value name = str_new("name"), other = str_new("na"), rest = str_new("me"), same = str_concat(other, rest);
    CHECK(dict_set(dict, str_key(name), small_int(1)));
    CHECK(!is_same(name, same) && is_same(dict_peek(dict, str_key(same)), small_int(1)));
    CHECK(is_same(dict_peek_text(dict, "name"), small_int(1)));
    CHECK(is_absent(dict_peek_text(dict, "nam")));
    CHECK(dict_set(dict, int_key(1), small_int(2)));
    CHECK(is_same(dict_peek(dict, (HashedKey){ TRUE, 1 }), small_int(2)));
    CHECK(dict_set(dict, (HashedKey){ TRUE, 1 }, small_int(3)));
    CHECK_INT(dict->count, 2);
    Buffer out = { 0 };
    CHECK(value_repr(&out, dict_value(dict), 0) == YES);
    CHECK_TEXT(buffer_text(&out), "{'name': 1, 1: 3}");
    buffer_clear(&out);
    release(dict_value(dict));
    CHECK_INT(object_of(name)->references, 1);
    release(name);
    release(other);
    release(rest);
    release(same);
}

static void test_versions(void) {
    Dict *dict = dict_new(), *other = dict_new();
    CHECK(dict->version != other->version);
    CHECK(dict_set(dict, int_key(1), NONE));
    uint64_t version = dict->version;
    CHECK(dict_set(dict, int_key(1), TRUE));
    CHECK(dict->version == version);
    CHECK(dict_set(dict, int_key(2), TRUE));
    CHECK(dict->version != version);
    version = dict->version;
    CHECK(dict_remove(dict, int_key(2)));
    CHECK(dict->version != version);
    release(dict_value(dict));
    release(dict_value(other));
}

static void test_candidates(void) {
    Dict *dict = dict_new();
    for (int64_t i = 0; i < 40; i++) CHECK(dict_set(dict, (HashedKey){ small_int(i), i % 2 ? 5 : i }, NONE));
    size_t cursor = 0, fives = 0;
    DictEntry *entry;
    while ((entry = dict_next_candidate(dict, 5, &cursor))) fives += small_int_of(entry->key) % 2;
    CHECK_INT(fives, 20);
    release(dict_value(dict));
}

static void test_iterators_notice_changes(void) {
    Dict *dict = dict_new();
    CHECK(dict_set(dict, int_key(1), NONE));
    CHECK(dict_set(dict, int_key(2), NONE));
    Value iterator = dict_type.iterate(dict_value(dict));
    CHECK(is_same(dict_key_iterator_type.next(iterator), small_int(1)));
    CHECK(dict_set(dict, int_key(3), NONE));
    for (int i = 0; i < 2; i++) {
        CHECK(is_absent(dict_key_iterator_type.next(iterator)));
        CHECK_TEXT(iterator_problem(iterator), "dictionary changed size during iteration");
    }
    release(iterator);
    iterator = dict_reverse_iterate(dict, TYPE_ID_DICT_KEYS);
    CHECK(is_same(dict_reverse_key_iterator_type.next(iterator), small_int(3)));
    CHECK(is_same(dict_reverse_key_iterator_type.next(iterator), small_int(2)));
    CHECK(is_same(dict_reverse_key_iterator_type.next(iterator), small_int(1)));
    CHECK(is_absent(dict_reverse_key_iterator_type.next(iterator)));
    CHECK_TEXT(iterator_problem(iterator), NULL);
    release(iterator);
    release(dict_value(dict));
}

static void test_views(void) {
    Dict *dict = dict_new();
    Value keys = dict_view(dict, TYPE_ID_DICT_KEYS), items = dict_view(dict, TYPE_ID_DICT_ITEMS),
          set = set_new();
    CHECK(dict_set(dict, int_key(1), small_int(2)));
    CHECK(set_add(set_of(set), int_key(1)));
    CHECK(value_equal(keys, set, 0) == YES);
    CHECK(value_equal(set, keys, 0) == YES);
    CHECK(value_equal(set, items, 0) == NO);
    Buffer out = { 0 };
    CHECK(value_repr(&out, items, 0) == YES);
    CHECK_TEXT(buffer_text(&out), "dict_items([(1, 2)])");
    buffer_clear(&out);
    release(set);
    release(keys);
    release(items);
    CHECK_INT(object_of(dict_value(dict))->references, 1);
    release(dict_value(dict));
}

int main(void) {
    hash_init("0");
    test_random_history();
    test_widths_of_the_index();
    test_keys_of_other_types();
    test_versions();
    test_candidates();
    test_iterators_notice_changes();
    test_views();
    return unit_end();
}
