/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/os/texts.h"
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

void texts_clear(Texts *texts) {
    for (size_t i = 0; i < texts->count; i++) free(texts->items[i]);
    memory_free(texts->items);
}

bool texts_add(Call *call, Texts *texts, Value text, Value behind) {
    Buffer whole = { 0 };
    Value parts[] = { text, behind };
    bool is_right = true;
    for (size_t i = 0; i < 2 && is_right && !is_absent(parts[i]); i++) {
        const uint8_t *bytes;
        size_t count;
        if (i) buffer_append_byte(&whole, '=');
        if (is_str(parts[i]))
            is_right = path_encode(call->task, parts[i], &whole);
        else if (bytes_peek(parts[i], &bytes, &count))
            buffer_append(&whole, bytes, count);
        else
            is_right = raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T",
                                   parts[i]) == DONE;
    }
    if (is_right && whole.count && memchr(whole.bytes, 0, whole.count))
        is_right = raise_error(call->task, ValueError, "embedded null byte") == DONE;
    if (is_right) texts->items[texts->count++] = strdup(buffer_text(&whole));
    buffer_clear(&whole);
    return is_right;
}

/* The list or tuple in args[i]; os/_os_more.py has made a flat list of str and bytes of it. */
bool arg_texts(Call *call, size_t i, Texts *texts) {
    const Value *items;
    size_t count;
    if (!sequence_peek(call->args[i], &items, &count)) count = 0;
    *texts = (Texts){ .items = memory_get_zeroed((count + 1) * sizeof *texts->items) };
    for (size_t at = 0; at < count; at++) {
        if (!texts_add(call, texts, items[at], ABSENT)) return texts_clear(texts), false;
    }
    return true;
}

/* The dict in args[i] as NAME=value. */
bool arg_environment(Call *call, size_t i, Texts *texts) {
    Dict *dict = dict_of(call->args[i]);
    DictEntry *entry;
    *texts = (Texts){ .items = memory_get_zeroed((dict->count + 1) * sizeof *texts->items) };
    for (size_t position = 0; (entry = dict_next(dict, &position));) {
        if (!texts_add(call, texts, entry->key, entry->value)) return texts_clear(texts), false;
    }
    return true;
}
