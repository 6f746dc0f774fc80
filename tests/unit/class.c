/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes: C3 order, lookup through caches that a change empties, layouts of derived classes. */
#include "value/class.h"
#include "unit.h"
#include "value/exception.h"
#include "value/list.h"
#include "value/str.h"
#include "value/tuple.h"

static const Type object_row = { .name = "object", .id = TYPE_ID_OBJECT, .flags = TYPE_SUBCLASSABLE };
static Class *object_class;

static Class *make(const char *name, size_t count, Class *const *bases) {
    Value text = str_new(name), tuple = tuple_new_absent(count);
    for (size_t i = 0; i < count; i++) tuple_of(tuple)->items[i] = retain(object_value(bases[i]));
    Dict *dict = dict_new();
    Class *class = class_new(text, tuple, dict);
    release(text);
    release(tuple);
    release(dict_value(dict));
    return class;
}

static void drop(Class *class) { release(object_value(class)); }

static void test_order(void) {
    Class *a = make("A", 1, (Class *[]){ object_class }), *b = make("B", 1, (Class *[]){ a });
    Class *c = make("C", 1, (Class *[]){ a }), *d = make("D", 2, (Class *[]){ b, c });
    Class *want[] = { d, b, c, a, object_class };
    CHECK_INT(d->mro_count, 5);
    for (size_t i = 0; i < d->mro_count; i++) CHECK(d->mro[i] == want[i]);
    CHECK(class_is_subclass(d, a) && !class_is_subclass(a, d));
    CHECK(make("E", 2, (Class *[]){ a, b }) == NULL);
    drop(d);
    drop(c);
    drop(b);
    drop(a);
}

static void test_lookup(void) {
    Class *a = make("A", 1, (Class *[]){ object_class }), *b = make("B", 1, (Class *[]){ a });
    Value x = str_new("x"), eq = str_new("__eq__"), instance = instance_new(b);
    CHECK(is_absent(class_find(b, x)) && is_absent(class_find(b, x)));
    CHECK(dict_set_str(class_dict(a), x, small_int(1)));
    class_name_changed(a, x);
    CHECK(is_same(class_find(b, x), small_int(1)));
    CHECK(dict_set_str(class_dict(b), x, small_int(2)));
    class_changed(b);
    CHECK(is_same(class_find(b, x), small_int(2)) && is_same(class_find(a, x), small_int(1)));
    CHECK(value_hooks(instance) == 0);
    CHECK(is_absent(class_peek_special(b, SPECIAL_eq)));
    CHECK(dict_set_str(class_dict(a), eq, TRUE));
    class_name_changed(a, eq);
    CHECK(value_hooks(instance) == HOOKS_EQUAL);
    CHECK(is_same(class_peek_special(b, SPECIAL_eq), TRUE));
    CHECK(value_equal(instance, instance, 0) == HOOK);
    release(instance);
    release(x);
    release(eq);
    drop(b);
    drop(a);
}

static void test_derived_layout(void) {
    Class *list = class_new_native(&list_type, object_class, "builtins");
    Class *mine = make("Mine", 1, (Class *[]){ list });
    CHECK_INT(mine->type.id, TYPE_ID_LIST);
    CHECK(mine->type.attributes_offset >= sizeof(List) &&
          mine->type.size >= mine->type.attributes_offset + sizeof(Value));
    Value instance = object_value(container_new(&mine->type, mine->type.size));
    Value *attributes = (Value *)(void *)((char *)object_of(instance) + mine->type.attributes_offset);
    *attributes = dict_value(dict_new());
    CHECK(is_list(instance) && list_push(list_of(instance), instance));
    dict_define_text_take(dict_of(*attributes), "self", retain(instance));
    release(instance);
    CHECK_INT(cycles_collect(), 1); /* attributes that are nobody else's do not count */
    Buffer out = { 0 };
    CHECK(value_repr(&out, object_value(mine), 0) == YES);
    CHECK_TEXT(buffer_text(&out), "<class 'Mine'>");
    buffer_clear(&out);
    CHECK_INT(object_of(object_value(mine))->references, 1);
    drop(mine);
    drop(list);
}

static void test_attributes_behind_items(void) {
    const Type *natives[] = { &tuple_type, &str_type };
    for (size_t i = 0; i < 2; i++) {
        Class *native = class_new_native(natives[i], object_class, "builtins");
        Class *mine = make("Mine", 1, (Class *[]){ native });
        Value plain = i == 0 ? tuple_pair(small_int(1), NONE) : str_new("a longer text");
        Value instance = class_copy_trailing(&mine->type, plain);
        CHECK(is_absent(*attributes_slot(object_of(instance))));
        *attributes_slot(object_of(instance)) = dict_value(dict_new());
        CHECK(value_equal(instance, plain, 0) == YES);
        release(plain);
        release(instance);
        drop(mine);
        drop(native);
    }
}

static void test_exceptions(void) {
    Class *base = exception_class_new(BaseException, object_class, "builtins");
    Class *plain = exception_class_new(Exception, base, "builtins");
    Class *os = exception_class_new(OSError, plain, "builtins");
    Class *mixin = make("Mixin", 1, (Class *[]){ plain }), *mine = make("Mine", 2, (Class *[]){ mixin, os });
    CHECK_INT(exception_kind(mine), OSError);
    CHECK_TEXT(exception_fields(exception_kind(mine))[1], "strerror");
    Value text = str_new("text"), arguments = tuple_from(&text, 1),
          exception = exception_new(mine, arguments);
    Buffer out = { 0 };
    CHECK(value_repr(&out, exception, 0) == YES);
    buffer_append_byte(&out, ' ');
    CHECK(value_str(&out, exception) == YES);
    exception_of(exception)->fields[0] = small_int(2);
    exception_of(exception)->fields[1] = retain(text);
    exception_of(exception)->fields[2] = retain(text);
    buffer_append_byte(&out, ' ');
    CHECK(value_str(&out, exception) == YES);
    CHECK_TEXT(buffer_text(&out), "Mine('text') text [Errno 2] text: 'text'");
    buffer_clear(&out);
    release(exception);
    release(arguments);
    release(text);
    drop(mine);
    drop(mixin);
    drop(os);
    drop(plain);
    drop(base);
}

int main(void) {
    object_class = class_new_native(&object_row, NULL, "builtins");
    test_order();
    test_lookup();
    test_derived_layout();
    test_attributes_behind_items();
    test_exceptions();
    drop(object_class);
    CHECK_INT(cycles_container_count(), 0);
    return unit_end();
}
