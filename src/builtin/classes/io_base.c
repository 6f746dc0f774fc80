/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builtin/classes/io_base.h"
#include "vm/class_call.h"
#include "vm/operations.h"
#include <stdio.h>
#include <string.h>

/* ---- into the notation */

enum { TOWER_IMPORTED = IO_TOWER + 1, TOWER_CALLED };

static Value find_function(Class *class, const char *name) {
    Value text = str_new(name), interned = str_intern(text), found = class_find(class, interned);
    release(text);
    release(interned);
    return found;
}

static Outcome call_in_tower(Call *call, Value tower, const char *class, const char *function) {
    char methods[40];
    snprintf(methods, sizeof methods, "%sMethods", class + (*class == '_'));
    Value classes = dict_peek_text(((Module *)object_of(tower))->dict, methods), method = ABSENT;
    if (has_type(classes, TYPE_ID_TYPE)) method = find_function((Class *)object_of(classes), function);
    if (is_absent(method)) return raise_error(call->task, RuntimeError, "_io lacks %s.%s", methods, function);
    size_t count = call->count;
    while (count && is_absent(call->args[count - 1])) count--;
    Value args = tuple_from(call->args, count);
    if (is_absent(args)) return raise_memory(call->task);
    for (size_t i = 0; i < count; i++) {
        if (is_absent(tuple_of(args)->items[i])) tuple_of(args)->items[i] = NONE;
    }
    call->step = TOWER_CALLED;
    Outcome outcome = call_spread(call, method, args, ABSENT);
    release(args);
    return outcome;
}

Outcome io_tower_of(Call *call, const char *class, const char *function) {
    Machine *machine = call_machine(call);
    if (call->step == TOWER_CALLED) return DONE;
    Value tower = dict_peek_text(machine->modules, "_io");
    if (has_type(tower, TYPE_ID_MODULE)) return call_in_tower(call, tower, class, function);
    if (call->step == TOWER_IMPORTED) return raise_error(call->task, RuntimeError, "lost module _io");
    call->step = TOWER_IMPORTED;
    Value args[] = { small_int(0), NONE, str_new("_io") };
    Outcome outcome = call_native(call, operation_import, 0, 3, args);
    release(args[2]);
    return outcome;
}

Outcome io_tower(Call *call) {
    char function[32];
    snprintf(function, sizeof function, "%.*s", (int)strcspn(call->spec->signature, "("),
             call->spec->signature);
    if (is_absent(call->callee) || !((Builtin *)object_of(call->callee))->of)
        return raise_error(call->task, RuntimeError, "%s is no method", function);
    return io_tower_of(call, str_peek_ascii(((Builtin *)object_of(call->callee))->of->name), function);
}

/* ---- the objects */

static void base_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((IoBase *)object)->attributes, context);
}

static void base_clear(Object *object) { replace_take(&((IoBase *)object)->attributes, ABSENT); }

#define BASE_LAYOUT                                                                                          \
    .flags = TYPE_CONTAINER | TYPE_ATTRIBUTES | TYPE_SUBCLASSABLE, .size = sizeof(IoBase),                   \
    .attributes_offset = offsetof(IoBase, attributes), .free = container_free, .visit = base_visit,          \
    .clear = base_clear

const Type io_base_type = { .name = "_io._IOBase", BASE_LAYOUT };
const Type io_raw_base_type = { .name = "_io._RawIOBase", .base = &io_base_type, BASE_LAYOUT };
const Type io_buffered_base_type = { .name = "_io._BufferedIOBase", .base = &io_base_type, BASE_LAYOUT };
const Type io_text_base_type = { .name = "_io._TextIOBase", .base = &io_base_type, BASE_LAYOUT };

static Outcome base_make(Call *call) {
    return give(call, object_value(class_allocate((Class *)object_of(call->args[0]))));
}

/* ---- their rows */

static IoBase *self_base(const Call *call) { return (IoBase *)object_of(call->args[0]); }

static Outcome base_closed(Call *call) { return give_bool(call, self_base(call)->is_closed); }
static Outcome base_is_closed(Call *call) { return give_bool(call, self_base(call)->is_closed); }
static Outcome base_set_closed(Call *call) {
    self_base(call)->is_closed = true;
    return give_none(call);
}
static Outcome base_none(Call *call) { return give_none(call); }

static const NativeSpec base_methods[] = {
    { "seek(self, offset, whence=0, /)", io_tower },
    { "tell(self, /)", io_tower },
    { "truncate(self, pos=None, /)", io_tower },
    { "flush(self, /)", io_tower },
    { "close(self, /)", io_tower },
    { "seekable(self, /)", io_tower },
    { "readable(self, /)", io_tower },
    { "writable(self, /)", io_tower },
    { "_checkClosed(self, msg=None, /)", io_tower },
    { "_checkSeekable(self, msg=None, /)", io_tower },
    { "_checkReadable(self, msg=None, /)", io_tower },
    { "_checkWritable(self, msg=None, /)", io_tower },
    { "fileno(self, /)", io_tower },
    { "isatty(self, /)", io_tower },
    { "__del__(self, /)", io_tower },
    { "__enter__(self, /)", io_tower },
    { "__exit__(self, /, *exception)", io_tower },
    { "__iter__(self, /)", io_tower },
    { "__next__(self, /)", io_tower },
    { "readline(self, size=-1, /)", io_tower },
    { "readlines(self, hint=-1, /)", io_tower },
    { "writelines(self, lines, /)", io_tower },
    { "closed", base_closed },
    { "_is_closed(self, /)", base_is_closed },
    { "_set_closed(self, /)", base_set_closed },
    { 0 },
};

static const NativeSpec raw_methods[] = {
    { "read(self, size=-1, /)", io_tower },
    { "readall(self, /)", io_tower },
    { "readinto(self, buffer, /)", io_tower },
    { "write(self, data, /)", io_tower },
    { 0 },
};

static const NativeSpec buffered_methods[] = {
    { "read(self, size=-1, /)", io_tower },
    { "read1(self, size=-1, /)", io_tower },
    { "readinto(self, buffer, /)", io_tower },
    { "readinto1(self, buffer, /)", io_tower },
    { "write(self, data, /)", io_tower },
    { "detach(self, /)", io_tower },
    { 0 },
};

static const NativeSpec text_methods[] = {
    { "read(self, size=-1, /)", io_tower },
    { "readline(self, size=-1, /)", io_tower },
    { "write(self, text, /)", io_tower },
    { "detach(self, /)", io_tower },
    { "encoding", base_none },
    { "newlines", base_none },
    { "errors", base_none },
    { 0 },
};

const ClassSpec io_base_class = {
    .type = &io_base_type,
    .module = "_io",
    .is_hidden = true,
    .make = { "_IOBase(cls, *args, **kwargs)", base_make },
    .methods = base_methods,
};
const ClassSpec io_raw_base_class = {
    .type = &io_raw_base_type,
    .module = "_io",
    .make = { "_RawIOBase(cls, *args, **kwargs)", base_make },
    .methods = raw_methods,
};
const ClassSpec io_buffered_base_class = {
    .type = &io_buffered_base_type,
    .module = "_io",
    .make = { "_BufferedIOBase(cls, *args, **kwargs)", base_make },
    .methods = buffered_methods,
};
const ClassSpec io_text_base_class = {
    .type = &io_text_base_type,
    .module = "_io",
    .is_hidden = true,
    .make = { "_TextIOBase(cls, *args, **kwargs)", base_make },
    .methods = text_methods,
};
