/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments that several natives of _ssl take, and warnings. */
#include "modules/_ssl/tls.h"
#include "vm/machine.h"
#include <string.h>

/* A str becomes the bytes that name the file: lone surrogates stand for bytes that are not UTF-8. */
static Value name_bytes(Value text) {
    Buffer out = { 0 };
    const Str *str = str_of(text);
    for (size_t i = 0; i < str->count; i++) {
        uint32_t point = str_peek_at(str, i);
        if (point >= 0xdc80 && point <= 0xdcff)
            buffer_append_byte(&out, (char)(point - 0xdc00));
        else
            buffer_append_code_point(&out, point);
    }
    Value bytes = out.failed ? ABSENT : bytes_new(out.bytes, out.count);
    buffer_clear(&out);
    return bytes;
}

static Outcome refuse_name(Call *call, size_t i, const char *wrong) {
    if (wrong) return raise_error(call->task, TypeError, "%s should be a valid filesystem path", wrong);
    return raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T",
                       call->args[i]);
}

enum { STEP_FSPATH = 0xd000 };

Outcome arg_file_name(Call *call, size_t i, const char *wrong, const char **name) {
    if (call->step == STEP_FSPATH + i) {
        call->step = 0;
        replace_take(&call->args[i], take_result(call));
    }
    Value given = call->args[i];
    if (is_str(given)) {
        Value bytes = name_bytes(given);
        if (is_absent(bytes)) return raise_memory(call->task);
        replace_take(&call->args[i], bytes);
    } else if (!is_bytes(given)) {
        Class *class = value_class(call_machine(call), given);
        if (is_absent(class_peek_special(class, SPECIAL_fspath))) return refuse_name(call, i, wrong);
        call->step = (uint32_t)(STEP_FSPATH + i);
        return call_special(call, given, SPECIAL_fspath, 0, NULL);
    }
    const uint8_t *data;
    size_t count;
    bytes_peek(call->args[i], &data, &count);
    if (strlen((const char *)data) != count) return raise_error(call->task, ValueError, "embedded null byte");
    *name = (const char *)data;
    return DONE;
}

enum { STEP_WARNED = 0xd100 };

Outcome tls_deprecated(Call *call, const char *text) {
    Machine *machine = call_machine(call);
    if (call->step == STEP_WARNED) return DONE;
    call->step = STEP_WARNED;
    if (is_absent(dict_peek_text(machine->modules, "warnings"))) return DONE;
    Value words = str_new(text);
    Value args[] = { words, object_value(machine->exceptions[DeprecationWarning]), small_int(2) };
    Outcome outcome = call_in_module(call, "warnings", "warn", 3, args);
    release(words);
    return outcome;
}
