/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list and tuple: growth, splices with their own items, extended slices, comparing, printing. */
#include "value/list.h"
#include "unit.h"
#include "value/str.h"
#include "value/tuple.h"

static Value numbers(int64_t from, int64_t count) {
    Value list = list_new(0);
    for (int64_t i = 0; i < count; i++) CHECK(list_push(list_of(list), small_int(from + i)));
    return list;
}

static void check_repr(Value value, const char *want, const char *place) {
    Buffer out = { 0 };
    CHECK(value_repr(&out, value, 0) == YES);
    if (!CHECK_TEXT(buffer_text(&out), want)) printf("    in %s\n", place);
    buffer_clear(&out);
}

static void test_push_and_delete(void) {
    Value list = numbers(0, 100);
    CHECK_INT(list_of(list)->count, 100);
    list_delete(list_of(list), 3, 95);
    check_repr(list, "[0, 1, 2, 98, 99]", "delete");
    CHECK(list_insert(list_of(list), 5, NONE));
    CHECK(list_insert(list_of(list), 0, TRUE));
    check_repr(list, "[True, 0, 1, 2, 98, 99, None]", "insert");
    list_reverse_items(list_of(list));
    check_repr(list, "[None, 99, 98, 2, 1, 0, True]", "reverse");
    list_clear_items(list_of(list));
    check_repr(list, "[]", "clear");
    release(list);
}

static void test_splice_with_itself(void) {
    Value list = numbers(0, 4);
    CHECK(list_splice(list_of(list), 1, 2, list_of(list)->items, 4));
    check_repr(list, "[0, 0, 1, 2, 3, 3]", "own items");
    CHECK(list_extend(list_of(list), list_of(list)->items, 6));
    CHECK_INT(list_of(list)->count, 12);
    CHECK(list_splice(list_of(list), 1, 10, NULL, 0));
    check_repr(list, "[0, 3]", "nothing in");
    CHECK(list_repeat_in_place(list_of(list), 3));
    check_repr(list, "[0, 3, 0, 3, 0, 3]", "repeat");
    release(list);
}

static void test_slices(void) {
    Value list = numbers(0, 10), part = list_slice(list, 8, -3, 3);
    check_repr(part, "[8, 5, 2]", "negative step");
    list_delete_slice(list_of(list), 8, -3, 3);
    check_repr(list, "[0, 1, 3, 4, 6, 7, 9]", "delete with a step");
    list_delete_slice(list_of(list), 0, 2, 4);
    check_repr(list, "[1, 4, 7]", "delete every other");
    list_set_slice(list_of(list), 2, -1, 3, list_of(part)->items);
    check_repr(list, "[2, 5, 8]", "assign backwards");
    release(part);
    release(list);
}

static void test_references(void) {
    Value text = str_new("shared"), list = list_new(0);
    for (int i = 0; i < 3; i++) CHECK(list_push(list_of(list), text));
    Value copy = list_from(list_of(list)->items, 3),
          repeated = sequence_repeat(list_of(list)->items, 3, 4, true);
    CHECK_INT(object_of(text)->references, 1 + 3 + 3 + 12);
    release(repeated);
    release(copy);
    list_delete(list_of(list), 0, 2);
    CHECK_INT(object_of(text)->references, 2);
    release(list);
    CHECK_INT(object_of(text)->references, 1);
    release(text);
}

static void test_compare(void) {
    Value a = numbers(0, 3), b = numbers(0, 3), c = numbers(0, 4);
    int order = 0;
    CHECK(value_equal(a, b, 0) == YES);
    CHECK(value_equal(a, c, 0) == NO);
    CHECK(value_order(a, c, &order, 0) == YES && order < 0);
    CHECK(value_order(c, a, &order, 0) == YES && order > 0);
    replace_take(&list_of(b)->items[1], str_new("x"));
    CHECK(value_order(a, b, &order, 0) == UNSUPPORTED);
    Value one = a, other = b;
    sequence_unordered_pair(&one, &other);
    CHECK(is_same(one, small_int(1)) && is_str(other));
    Value tuple = tuple_from(list_of(a)->items, 3);
    CHECK(value_equal(a, tuple, 0) == NO);
    CHECK(value_order(a, tuple, &order, 0) == UNSUPPORTED);
    release(tuple);
    release(a);
    release(b);
    release(c);
}

static void test_hash_of_tuples(void) {
    int64_t hash;
    Value empty = tuple_from(NULL, 0), pair = tuple_pair(small_int(1), small_int(2));
    CHECK(value_hash(empty, &hash, 0) == YES);
    CHECK_INT(hash, 5740354900026072187);
    CHECK(value_hash(pair, &hash, 0) == YES);
    CHECK_INT(hash, -3550055125485641917);
    Value list = list_new(0), holds_list = tuple_pair(pair, list);
    CHECK(value_hash(holds_list, &hash, 0) == NO);
    CHECK(is_same(sequence_unhashable_part(holds_list), list));
    check_repr(holds_list, "((1, 2), [])", "nested");
    release(holds_list);
    release(list);
    release(pair);
    release(empty);
}

static void test_iterate(void) {
    Value list = numbers(0, 2), iterator = list_type.iterate(list), back = list_reverse_iterate(list);
    CHECK(is_same(list_iterator_type.next(iterator), small_int(0)));
    CHECK(list_push(list_of(list), small_int(2)));
    CHECK(is_same(list_iterator_type.next(iterator), small_int(1)));
    CHECK(is_same(list_iterator_type.next(iterator), small_int(2)));
    CHECK(is_absent(list_iterator_type.next(iterator)));
    CHECK(list_push(list_of(list), small_int(3)));
    CHECK(is_absent(list_iterator_type.next(iterator)));
    CHECK(is_same(list_reverse_iterator_type.next(back), small_int(1)));
    list_clear_items(list_of(list));
    CHECK(is_absent(list_reverse_iterator_type.next(back)));
    release(back);
    release(iterator);
    release(list);
}

static void test_nesting_ends_in_a_hook(void) {
    Value list = list_new(0);
    Buffer out = { 0 };
    CHECK(list_push(list_of(list), list));
    CHECK(value_repr(&out, list, 0) == HOOK);
    buffer_clear(&out);
    release(list);
    CHECK_INT(cycles_collect(), 1);
    CHECK_INT(cycles_container_count(), 0);
}

int main(void) {
    test_push_and_delete();
    test_splice_with_itself();
    test_slices();
    test_references();
    test_compare();
    test_hash_of_tuples();
    test_iterate();
    test_nesting_ends_in_a_hook();
    return unit_end();
}
