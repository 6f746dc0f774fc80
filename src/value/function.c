/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions and what stands around them: methods, cells, properties, class and static methods. Plain records:
 * calling them is the machine's. */
#include "value/function.h"
#include "base/hash.h"
#include "value/class.h"
#include "value/str.h"

/* ---- functions */

Value function_new(Value code, Dict *globals, Value name, Value qualname) {
    Function *function = container_new(&function_type, sizeof *function);
    function->code = retain(code);
    function->globals = dict_of(retain(dict_value(globals)));
    function->name = retain(name);
    function->qualname = retain(qualname);
    function->defaults = function->keyword_defaults = function->closure = ABSENT;
    function->annotations = function->doc = function->module = function->attributes = function->former =
        ABSENT;
    return object_value(function);
}

static void function_clear(Object *object) {
    Function *function = (Function *)object;
    replace_take(&function->defaults, ABSENT);
    replace_take(&function->keyword_defaults, ABSENT);
    replace_take(&function->closure, ABSENT);
    replace_take(&function->annotations, ABSENT);
    replace_take(&function->attributes, ABSENT);
}

static void function_free(Object *object) {
    Function *function = (Function *)object;
    function_clear(object);
    release(function->code);
    release(function->former);
    release(dict_value(function->globals));
    release(function->name);
    release(function->qualname);
    release(function->doc);
    release(function->module);
    object_release_memory(object);
}

static void function_visit(Object *object, VisitFunction *visit, void *context) {
    Function *function = (Function *)object;
    visit(dict_value(function->globals), context);
    visit(function->defaults, context);
    visit(function->keyword_defaults, context);
    visit(function->closure, context);
    visit(function->annotations, context);
    visit(function->attributes, context);
}

static Verdict function_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_text(out, "<function ");
    str_append_utf8(out, ((Function *)object_of(self))->qualname);
    buffer_append_format(out, " at 0x%lx>", (unsigned long)self.word);
    return YES;
}

const Type function_type = {
    .name = "function",
    .id = TYPE_ID_FUNCTION,
    .flags = TYPE_WEAK | TYPE_CONTAINER | TYPE_ATTRIBUTES,
    .size = sizeof(Function),
    .attributes_offset = offsetof(Function, attributes),
    .free = function_free,
    .visit = function_visit,
    .clear = function_clear,
    .repr = function_repr,
};

/* ---- bound methods */

Value method_new(Value function, Value self) {
    Method *method = container_new(&method_type, sizeof *method);
    method->function = retain(function);
    method->self = retain(self);
    return object_value(method);
}

static Method *method_of(Value value) { return (Method *)object_of(value); }

static void method_clear(Object *object) {
    Method *method = (Method *)object;
    replace_take(&method->function, ABSENT);
    replace_take(&method->self, ABSENT);
}

static void method_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Method *)object)->function, context);
    visit(((Method *)object)->self, context);
}

static Verdict method_repr(Buffer *out, Value self, int depth) {
    const Method *method = method_of(self);
    buffer_append_text(out, "<bound method ");
    if (has_type(method->function, TYPE_ID_FUNCTION)) {
        str_append_utf8(out, ((Function *)object_of(method->function))->qualname);
    } else {
        return HOOK;
    }
    buffer_append_text(out, " of ");
    Verdict verdict = value_repr(out, method->self, depth + 1);
    buffer_append_byte(out, '>');
    return verdict;
}

static Verdict method_equal(Value a, Value b, int depth) {
    if (!has_type(a, TYPE_ID_METHOD) || !has_type(b, TYPE_ID_METHOD)) return UNSUPPORTED;
    if (!is_same(method_of(a)->self, method_of(b)->self)) return NO;
    return value_same_or_equal(method_of(a)->function, method_of(b)->function, depth + 1);
}

static Verdict method_hash(Value self, int64_t *hash, int depth) {
    Verdict verdict = value_hash(method_of(self)->function, hash, depth + 1);
    *hash ^= hash_pointer((const void *)method_of(self)->self.word);
    if (*hash == -1) *hash = -2;
    return verdict;
}

const Type method_type = {
    .name = "method",
    .id = TYPE_ID_METHOD,
    .flags = TYPE_WEAK | TYPE_CONTAINER,
    .size = sizeof(Method),
    .free = container_free,
    .visit = method_visit,
    .clear = method_clear,
    .repr = method_repr,
    .hash = method_hash,
    .equal = method_equal,
};

/* ---- cells */

Value cell_new(Value content) {
    Cell *cell = container_new(&cell_type, sizeof *cell);
    cell->content = retain(content);
    return object_value(cell);
}

/* Cells compare as what they hold; an empty one comes before all others. */
static Verdict cell_equal(Value a, Value b, int depth) {
    if (!has_type(a, TYPE_ID_CELL) || !has_type(b, TYPE_ID_CELL)) return UNSUPPORTED;
    Value left = ((Cell *)object_of(a))->content, right = ((Cell *)object_of(b))->content;
    if (is_absent(left) || is_absent(right)) return is_absent(left) == is_absent(right) ? YES : NO;
    return value_same_or_equal(left, right, depth + 1);
}

static Verdict cell_order(Value a, Value b, int *order, int depth) {
    if (!has_type(a, TYPE_ID_CELL) || !has_type(b, TYPE_ID_CELL)) return UNSUPPORTED;
    Value left = ((Cell *)object_of(a))->content, right = ((Cell *)object_of(b))->content;
    *order = !is_absent(left) - !is_absent(right);
    return is_absent(left) || is_absent(right) ? YES : value_order(left, right, order, depth + 1);
}

static void cell_clear(Object *object) { replace_take(&((Cell *)object)->content, ABSENT); }

static void cell_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Cell *)object)->content, context);
}

static Verdict cell_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    Value content = ((Cell *)object_of(self))->content;
    buffer_append_format(out, "<cell at 0x%lx: ", (unsigned long)self.word);
    if (is_absent(content))
        buffer_append_text(out, "empty>");
    else
        buffer_append_format(out, "%s object at 0x%lx>", value_type(content)->name,
                             (unsigned long)content.word);
    return YES;
}

const Type cell_type = {
    .name = "cell",
    .id = TYPE_ID_CELL,
    .flags = TYPE_CONTAINER,
    .size = sizeof(Cell),
    .free = container_free,
    .visit = cell_visit,
    .clear = cell_clear,
    .repr = cell_repr,
    .equal = cell_equal,
    .order = cell_order,
};

/* ---- properties */

static void *new_of(const Type *type) {
    Object *object = container_new(type, type->size);
    if (type->flags & TYPE_HEAP) *attributes_slot(object) = ABSENT;
    return object;
}

Value property_new(const Type *type) {
    Property *property = new_of(type);
    property->get = property->set = property->delete = property->doc = NONE;
    property->name = ABSENT;
    property->has_getters_doc = false;
    return object_value(property);
}

static void property_clear(Object *object) {
    Property *property = (Property *)object;
    replace_take(&property->get, NONE);
    replace_take(&property->set, NONE);
    replace_take(&property->delete, NONE);
    replace_take(&property->doc, NONE);
    replace_take(&property->name, ABSENT);
}

static void property_visit(Object *object, VisitFunction *visit, void *context) {
    Property *property = (Property *)object;
    visit(property->get, context);
    visit(property->set, context);
    visit(property->delete, context);
    visit(property->doc, context);
    visit(property->name, context);
}

const Type property_type = {
    .name = "property",
    .id = TYPE_ID_PROPERTY,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE,
    .size = sizeof(Property),
    .free = container_free,
    .visit = property_visit,
    .clear = property_clear,
};

/* ---- classmethod and staticmethod */

Value method_wrapper_new(const Type *type, Value function) {
    MethodWrapper *wrapper = new_of(type);
    wrapper->function = retain(function);
    wrapper->attributes = ABSENT;
    return object_value(wrapper);
}

static void wrapper_clear(Object *object) {
    replace_take(&((MethodWrapper *)object)->function, NONE);
    replace_take(&((MethodWrapper *)object)->attributes, ABSENT);
}

static void wrapper_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((MethodWrapper *)object)->function, context);
    visit(((MethodWrapper *)object)->attributes, context);
}

static Verdict wrapper_repr(Buffer *out, Value self, int depth) {
    buffer_append_format(out, "<%s(", object_type(self)->name);
    Verdict verdict = value_repr(out, ((MethodWrapper *)object_of(self))->function, depth + 1);
    buffer_append_text(out, ")>");
    return verdict;
}

const Type classmethod_type = {
    .name = "classmethod",
    .id = TYPE_ID_CLASSMETHOD,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_ATTRIBUTES,
    .size = sizeof(MethodWrapper),
    .attributes_offset = offsetof(MethodWrapper, attributes),
    .free = container_free,
    .visit = wrapper_visit,
    .clear = wrapper_clear,
    .repr = wrapper_repr,
};

const Type staticmethod_type = {
    .name = "staticmethod",
    .id = TYPE_ID_STATICMETHOD,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_ATTRIBUTES,
    .size = sizeof(MethodWrapper),
    .attributes_offset = offsetof(MethodWrapper, attributes),
    .free = container_free,
    .visit = wrapper_visit,
    .clear = wrapper_clear,
    .repr = wrapper_repr,
};
