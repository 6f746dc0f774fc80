/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sys.path before the program's folder comes in front of it: the entries of PYTHONPATH. As python3's site
 * leaves them: absolute, without "." and "..", each once. See
 * https://docs.python.org/3.11/using/cmdline.html#envvar-PYTHONPATH */
#include "modules/modules.h"
#include "modules/sys/sys.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Appends the parts of a path: "" and "." are none, ".." takes one away. */
static void append_parts(Buffer *out, const char *path, size_t count) {
    for (const char *end = path + count, *part = path, *next; part < end; part = next + 1) {
        next = memchr(part, '/', (size_t)(end - part));
        if (!next) next = end;
        size_t length = (size_t)(next - part);
        if (length == 0 || (length == 1 && *part == '.')) continue;
        if (length == 2 && part[0] == '.' && part[1] == '.') {
            while (out->count && out->bytes[--out->count] != '/') {}
            continue;
        }
        buffer_append_byte(out, '/');
        buffer_append(out, part, length);
    }
}

static bool has_entry(Value list, Value entry) {
    const Value *items;
    size_t count;
    sequence_peek(list, &items, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_str(items[i]) && str_equal(items[i], entry)) return true;
    }
    return false;
}

static void add_entry(Machine *machine, const char *here, const char *entry, size_t count) {
    Buffer path = { 0 };
    if (count == 0 || entry[0] != '/') append_parts(&path, here, strlen(here));
    append_parts(&path, entry, count);
    if (!path.count) buffer_append_byte(&path, '/');
    Value text = sys_text(machine, buffer_text(&path));
    if (has_entry(machine->path, text))
        release(text);
    else
        list_add_take(list_of(machine->path), text);
    buffer_clear(&path);
}

void modules_set_path(Machine *machine) {
    const char *given = machine->flags.of[START_IGNORE_ENVIRONMENT] ? NULL : getenv("PYTHONPATH");
    if (!given || !*given) return;
    char *here = getcwd(NULL, 0);
    for (const char *end; here; given = end + 1) {
        end = strchrnul(given, ':');
        add_entry(machine, here, given, (size_t)(end - given));
        if (!*end) break;
    }
    free(here);
}
