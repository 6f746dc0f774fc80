/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set: operations, and the order of its table. With a file of commands as its argument this program plays
 * them and prints the registers instead: set_order.py compares that with python3, over long
 * random histories. */
#include "value/set.h"
#include "base/hash.h"
#include "unit.h"
#include "value/int.h"
#include "value/str.h"
#include <stdlib.h>

static HashedKey int_key(int64_t number) {
    return (HashedKey){ small_int(number), int_hash(small_int(number)) };
}

static Value ints(size_t count, const int64_t *numbers) {
    Value set = set_new();
    for (size_t i = 0; i < count; i++) CHECK(set_add(set_of(set), int_key(numbers[i])));
    return set;
}
#define INTS(...) ints(sizeof((int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t), (int64_t[]){ __VA_ARGS__ })

static void check_take(Value set, const char *want) {
    Buffer out = { 0 };
    CHECK(value_repr(&out, set, 0) == YES);
    CHECK_TEXT(buffer_text(&out), want);
    buffer_clear(&out);
    release(set);
}

static void test_order(void) {
    check_take(INTS(8, 0, 16), "{8, 0, 16}");
    check_take(INTS(16, 8, 0), "{16, 8, 0}");
    check_take(INTS(100, 5, 37, -1, -2), "{100, 37, 5, -2, -1}");
    check_take(frozenset_new(), "frozenset()");
    check_take(set_new(), "set()");
}

/* The operators of two sets: what they copy and what they walk is in their order, see value/set.h. */
static Value unite(Set *a, Set *b) {
    Value result = set_copy(a, NULL);
    if (a != b) CHECK(set_update(set_of(result), b));
    return result;
}

static Value difference_both_ways(Set *a, Set *b) {
    Value result = set_copy(b, NULL);
    CHECK(set_symmetric_difference_update(set_of(result), a));
    return result;
}

static void keep_common(Set *set, Set *with) {
    Value kept = set_intersection(set, with);
    set_swap_items(set, set_of(kept));
    release(kept);
}

static void test_operations(void) {
    Value a = INTS(1, 2, 3, 40), b = INTS(3, 40, 5);
    check_take(unite(set_of(a), set_of(b)), "{1, 2, 3, 5, 40}");
    check_take(set_intersection(set_of(a), set_of(b)), "{40, 3}");
    check_take(set_difference(set_of(a), set_of(b)), "{1, 2}");
    check_take(difference_both_ways(set_of(a), set_of(b)), "{1, 2, 5}");
    CHECK(!set_is_subset(set_of(b), set_of(a)) && !set_is_disjoint(set_of(a), set_of(b)));
    CHECK(set_discard(set_of(b), int_key(5)) && !set_discard(set_of(b), int_key(5)));
    CHECK(set_is_subset(set_of(b), set_of(a)));
    Value frozen = set_copy(set_of(b), &frozenset_type);
    CHECK(value_equal(frozen, b, 0) == YES);
    int64_t hash;
    CHECK(value_hash(b, &hash, 0) == NO && value_hash(frozen, &hash, 0) == YES);
    release(frozen);
    release(a);
    release(b);
}

static void test_iterator_notices_changes(void) {
    Value set = INTS(1, 2), iterator = set_type.iterate(set);
    CHECK(is_same(set_iterator_type.next(iterator), small_int(1)));
    CHECK(set_add(set_of(set), int_key(3)));
    CHECK(is_absent(set_iterator_type.next(iterator)));
    CHECK_TEXT(iterator_problem(iterator), "Set changed size during iteration");
    release(iterator);
    release(set);
}

/* ---- played commands */

enum { REGISTERS = 4 };
static Value registers[REGISTERS];

static HashedKey key_of_word(const char *word, Value *owned) {
    int64_t hash = 0;
    if (word[0] == 's')
        *owned = str_new(word + 1);
    else
        *owned = int_from_int64(atoll(word));
    value_hash(*owned, &hash, 0);
    return (HashedKey){ *owned, hash };
}

static void play_pair(const char *verb, Value *to, Set *a, Set *b) {
    if (strcmp(verb, "or") == 0)
        replace_take(to, unite(a, b));
    else if (strcmp(verb, "and") == 0)
        replace_take(to, set_intersection(a, b));
    else if (strcmp(verb, "sub") == 0)
        replace_take(to, set_difference(a, b));
    else if (strcmp(verb, "xor") == 0)
        replace_take(to, difference_both_ways(a, b));
    else if (strcmp(verb, "ior") == 0)
        CHECK(set_update(a, b));
    else if (strcmp(verb, "iand") == 0)
        keep_common(a, b);
    else if (strcmp(verb, "isub") == 0)
        set_difference_update(a, b);
    else if (strcmp(verb, "ixor") == 0)
        CHECK(set_symmetric_difference_update(a, b));
    else if (strcmp(verb, "copy") == 0)
        replace_take(to, set_copy(a, NULL));
}

/* VERB TO A B: with registers by number, or for add and discard a key: a number, or s and a text. */
static int play(const char *path) {
    FILE *file = fopen(path, "r");
    char verb[16], word[64];
    int to, a;
    if (!file) return 1;
    for (int i = 0; i < REGISTERS; i++) registers[i] = set_new();
    while (fscanf(file, "%15s %d %d %63s", verb, &to, &a, word) == 4) {
        Value owned = ABSENT;
        if (strcmp(verb, "add") == 0)
            CHECK(set_add(set_of(registers[to]), key_of_word(word, &owned)));
        else if (strcmp(verb, "discard") == 0)
            set_discard(set_of(registers[to]), key_of_word(word, &owned));
        else if (strcmp(verb, "pop") == 0)
            owned = set_pop(set_of(registers[to]));
        else if (strcmp(verb, "show") == 0) {
            Buffer out = { 0 };
            value_repr(&out, registers[to], 0);
            puts(buffer_text(&out));
            buffer_clear(&out);
        } else
            play_pair(verb, &registers[to], set_of(registers[a]), set_of(registers[atoi(word)]));
        release(owned);
    }
    for (int i = 0; i < REGISTERS; i++) release(registers[i]);
    fclose(file);
    return 0;
}

int main(int argc, char **argv) {
    hash_init("0");
    if (argc > 1) return play(argv[1]);
    test_order();
    test_operations();
    test_iterator_notices_changes();
    return unit_end();
}
