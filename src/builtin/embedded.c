/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builtin/embedded.h"
#include "builtin/classes/exceptions.h"
#include "value/str.h"

/* What no program may import has a name in angles. */
static bool is_module(const char *name) { return name && name[0] != '<'; }

static Pack own_pack(void) {
    Pack pack;
    const char *problem = pack_open(&pack, notation_pack.bytes, notation_pack.count);
    assert(!problem); /* it was made for this binary */
    (void)problem;
    return pack;
}

PackEntry embedded_peek(uint32_t index) {
    Pack pack = own_pack();
    PackEntry entry = pack_peek(&pack, 0);
    return pack_peek(&pack, index + (entry.name && !is_module(entry.name)));
}

PackEntry embedded_find(const char *name) {
    Pack pack = own_pack();
    return is_module(name) ? pack_find(&pack, name) : (PackEntry){ 0 };
}

PackEntry embedded_prelude(void) {
    Pack pack = own_pack();
    return pack_find(&pack, "<prelude>");
}

Value embedded_code(Task *task, const PackEntry *entry) {
    Value filename = str_new(entry->file), code = packed_code(task, entry, filename);
    release(filename);
    return code;
}

Value packed_code(Task *task, const PackEntry *entry, Value filename) {
    const char *problem;
    Code *code = pack_read(entry, filename, &problem);
    if (code) return object_value(code);
    if (*problem)
        raise_error(task, ImportError, "cannot read the code of %s: %s", entry->name, problem);
    else
        raise_memory(task);
    return ABSENT;
}
