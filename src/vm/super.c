/* SPDX-License-Identifier: GPL-3.0-or-later */
/* super objects, and the read-only view that a class's __dict__ is. */
#include "vm/attribute.h"
#include "vm/machine.h"

static void super_free(Object *object) {
    Super *super = (Super *)object;
    if (super->after) release(object_value(super->after));
    if (super->of) release(object_value(super->of));
    release(super->self);
    object_release_memory(object);
}

static void super_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Super *)object)->self, context);
}

static void super_clear(Object *object) { replace_take(&((Super *)object)->self, ABSENT); }

static Verdict super_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Super *super = (Super *)object_of(self);
    buffer_append_text(out, "<super: <class '");
    str_append_utf8(out, super->after->name);
    buffer_append_text(out, "'>, <");
    str_append_utf8(out, super->of->name);
    buffer_append_text(out, " object>>");
    return YES;
}

const Type super_type = {
    .name = "super",
    .id = TYPE_ID_SUPER,
    .flags = TYPE_CONTAINER | TYPE_OWN_LOOKUP,
    .size = sizeof(Super),
    .free = super_free,
    .visit = super_visit,
    .clear = super_clear,
    .repr = super_repr,
};

Value super_new(Class *after, Class *of, Value self) {
    Super *super = container_new(&super_type, sizeof(Super));
    super->after = (Class *)object_of(retain(object_value(after)));
    super->of = (Class *)object_of(retain(object_value(of)));
    super->self = retain(self);
    return object_value(super);
}

/* ---- mapping proxies: one Value, the dict behind */

typedef struct {
    Container head;
    Value dict;
} MappingProxy;

static void proxy_free(Object *object) {
    release(((MappingProxy *)object)->dict);
    object_release_memory(object);
}

static void proxy_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((MappingProxy *)object)->dict, context);
}

static void proxy_clear(Object *object) { replace_take(&((MappingProxy *)object)->dict, NONE); }

static Verdict proxy_repr(Buffer *out, Value self, int depth) {
    buffer_append_text(out, "mappingproxy(");
    Verdict verdict = value_repr(out, ((MappingProxy *)object_of(self))->dict, depth + 1);
    buffer_append_byte(out, ')');
    return verdict;
}

/* str() is the dict's own: operation_str sees to it. */
static Verdict proxy_str(Buffer *out, Value self) {
    (void)out, (void)self;
    return HOOK;
}

static Verdict proxy_equal(Value a, Value b, int depth) {
    Value other = has_type(b, TYPE_ID_MAPPING_PROXY) ? mapping_proxy_peek(b) : b;
    return value_equal(mapping_proxy_peek(a), other, depth + 1);
}

static int64_t proxy_length(Value self) { return (int64_t)dict_of(mapping_proxy_peek(self))->count; }
static Value proxy_iterate(Value self) { return dict_type.iterate(mapping_proxy_peek(self)); }

const Type mapping_proxy_type = {
    .name = "mappingproxy",
    .id = TYPE_ID_MAPPING_PROXY,
    .flags = TYPE_CONTAINER | TYPE_MAPPING,
    .size = sizeof(MappingProxy),
    .free = proxy_free,
    .visit = proxy_visit,
    .clear = proxy_clear,
    .repr = proxy_repr,
    .str = proxy_str,
    .equal = proxy_equal,
    .length = proxy_length,
    .iterate = proxy_iterate,
};

Value mapping_proxy_new(Value dict) {
    MappingProxy *proxy = container_new(&mapping_proxy_type, sizeof(MappingProxy));
    proxy->dict = retain(dict);
    return object_value(proxy);
}

Value mapping_proxy_peek(Value proxy) { return ((MappingProxy *)object_of(proxy))->dict; }
