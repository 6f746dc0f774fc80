/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Descriptors of slots: each tells the place in an instance that a name in __slots__ has. */
#include "value/class.h"
#include "value/function.h"
#include "value/str.h"

Value member_new(Value name, struct Class *of, uint32_t slot) {
    Member *member = container_new(&member_type, sizeof *member);
    member->name = retain(name);
    member->of = (Class *)object_of(retain(object_value(of)));
    member->slot = slot;
    return object_value(member);
}

void member_set(Value *place, Value value) {
    Value old = *place;
    *place = is_absent(value) ? (Value){ 0 } : retain(value);
    if (old.word) release(old);
}

static void member_free(Object *object) {
    release(((Member *)object)->name);
    release(object_value(((Member *)object)->of));
    object_release_memory(object);
}

static void member_visit(Object *object, VisitFunction *visit, void *context) {
    visit(object_value(((Member *)object)->of), context);
}

static Verdict member_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Member *member = (const Member *)object_of(self);
    buffer_append_text(out, "<member '");
    str_append_utf8(out, member->name);
    buffer_append_text(out, "' of '");
    str_append_utf8(out, member->of->name);
    buffer_append_text(out, "' objects>");
    return YES;
}

const Type member_type = {
    .name = "member_descriptor",
    .id = TYPE_ID_MEMBER_DESCRIPTOR,
    .flags = TYPE_CONTAINER,
    .size = sizeof(Member),
    .free = member_free,
    .visit = member_visit,
    .repr = member_repr,
};
