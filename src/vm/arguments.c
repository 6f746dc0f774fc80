/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments as C values, for natives: each function converts call->args[i] or raises what CPython raises.
 * They never call the program: what has __index__ or __float__ of its own goes through arg_integer first
 * (convert.c). */
#include "value/memoryview.h"
#include "vm/machine.h"
#include "vm/signature.h"
#include <limits.h>
#include <string.h>

static bool fail_integer(Call *call, size_t i) {
    raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", call->args[i]);
    return false;
}

static bool fail_overflow(Call *call, const char *text) {
    raise_error(call->task, OverflowError, "%s", text);
    return false;
}

bool arg_int64(Call *call, size_t i, int64_t *number) {
    if (!is_int(call->args[i])) return fail_integer(call, i);
    if (int_fits_int64(call->args[i], number)) return true;
    return fail_overflow(call, "Python int too large to convert to C long");
}

static const Signature *signature_of(const Call *call) {
    bool known = has_type(call->callee, TYPE_ID_BUILTIN) || has_type(call->callee, TYPE_ID_METHOD_DESCRIPTOR);
    return known ? builtin_signature((const Builtin *)object_of(call->callee)) : NULL;
}

/* CPython's older way to parse arguments goes through a C long, and says which end is passed. */
static bool parses_in_old_way(const Call *call) {
    const Signature *signature = signature_of(call);
    return signature && (signature->style == COUNT_PARSE || signature->style == COUNT_OWN);
}

bool arg_int_slowly(Call *call, size_t i, int *number) {
    int64_t wide;
    if (!is_int(call->args[i])) return fail_integer(call, i);
    bool fits = int_fits_int64(call->args[i], &wide) && wide <= INT_MAX && wide >= INT_MIN;
    if (!fits && !parses_in_old_way(call))
        return fail_overflow(call, "Python int too large to convert to C int");
    if (!arg_int64(call, i, &wide)) return false;
    if (wide > INT_MAX) return fail_overflow(call, "signed integer is greater than maximum");
    if (wide < INT_MIN) return fail_overflow(call, "signed integer is less than minimum");
    *number = (int)wide;
    return true;
}

bool arg_size_slowly(Call *call, size_t i, size_t *size) {
    int64_t number;
    if (!is_int(call->args[i])) return fail_integer(call, i);
    if (!int_fits_int64(call->args[i], &number))
        return fail_overflow(call, "Python int too large to convert to C ssize_t");
    *size = (size_t)number;
    return true;
}

bool arg_double(Call *call, size_t i, double *number) {
    switch (number_to_double(call->args[i], number)) {
    case YES: return true;
    case UNSUPPORTED: return fail_overflow(call, "int too large to convert to float");
    default: raise_error(call->task, TypeError, "must be real number, not %T", call->args[i]); return false;
    }
}

/* Why its bytes cannot be had as they are. */
static Outcome raise_memoryview_problem(Call *call, Value view) {
    if (is_absent(memoryview_of(view)->base))
        return raise_error(call->task, ValueError, "operation forbidden on released memoryview object");
    return raise_error(call->task, BufferError, "memoryview: underlying buffer is not C-contiguous");
}

bool arg_bytes_slowly(Call *call, size_t i, const uint8_t **data, size_t *count) {
    if (bytes_peek(call->args[i], data, count)) return true;
    if (is_memoryview(call->args[i])) return raise_memoryview_problem(call, call->args[i]), false;
    raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", call->args[i]);
    return false;
}

/* Which argument it is: nothing where there is only one, its name where it has one for callers, else its
 * number. */
static void append_place(Buffer *out, const Call *call, size_t i) {
    if (!has_type(call->callee, TYPE_ID_BUILTIN) && !has_type(call->callee, TYPE_ID_METHOD_DESCRIPTOR))
        return;
    const Signature *signature = builtin_signature((const Builtin *)object_of(call->callee));
    bool by_name =
        signature->style == COUNT_KEYWORDS && (i >= signature->positional || i >= signature->positional_only);
    if (by_name)
        buffer_append_format(out, " '%s'", str_peek_ascii(signature->names[i]));
    else if (signature->style != COUNT_ONE)
        buffer_append_format(out, " %zu", i + 1 - signature->has_self);
}

/* "f() argument 1 must be str, not int" */
static bool fail_type(Call *call, size_t i, const char *type) {
    Buffer place = { 0 };
    append_place(&place, call, i);
    const char *given = is_none(call->args[i]) ? "None" : value_type(call->args[i])->name;
    raise_error(call->task, TypeError, "%.*s() argument%s must be %s, not %s",
                (int)strcspn(call->spec->signature, "("), call->spec->signature, buffer_text(&place), type,
                given);
    buffer_clear(&place);
    return false;
}

bool arg_str(Call *call, size_t i, Value *str) {
    *str = call->args[i];
    return is_str(*str) || fail_type(call, i, "str");
}

bool arg_is_given(const Call *call, size_t i) { return !is_absent(call->args[i]) && !is_none(call->args[i]); }

/* ---- results */

Outcome give_text(Call *call, const char *utf8) { return give(call, str_new(utf8)); }

Outcome give_buffer(Call *call, Buffer *utf8) { return give(call, str_from_buffer_take(utf8)); }
