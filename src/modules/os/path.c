/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths and descriptors as arguments, and results of system calls. */
#include "modules/os/posix.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>

Value system_name(Task *task, const char *bytes, bool is_bytes) {
    return is_bytes ? bytes_new(bytes, strlen(bytes)) : path_decode(task, bytes);
}

static bool has_kind(PathKinds kinds, Value given) {
    if (is_none(given)) return kinds == PATH_OR_NONE || kinds == PATH_OR_FD_OR_NONE;
    return is_int(given) && (kinds == PATH_OR_FD || kinds == PATH_OR_FD_OR_NONE);
}

static Outcome raise_kind(Call *call, size_t i, PathKinds kinds) {
    static const char *const words[] = {
        [PATH_ONLY] = "string, bytes or os.PathLike",
        [PATH_OR_FD] = "string, bytes, os.PathLike or integer",
        [PATH_OR_NONE] = "string, bytes, os.PathLike or None",
        [PATH_OR_FD_OR_NONE] = "string, bytes, os.PathLike, integer or None",
    };
    const char *rest = strchr(call->spec->signature, '(') + 1;
    for (size_t skipped = 0; skipped < i; skipped++) rest += strcspn(rest, ",") + 2;
    const char *name = call->spec->signature[0] == '_' ? "stat" : call->spec->signature; /* _kind asks that */
    return raise_error(call->task, TypeError, "%.*s: %.*s should be %s, not %T", (int)strcspn(name, "("),
                       name, (int)strcspn(rest, ",)="), rest, words[kinds], call->args[i]);
}

static Outcome fill_path(Call *call, size_t i, Path *path) {
    Value given = call->args[i];
    const uint8_t *bytes;
    size_t count;
    if (is_str(given)) {
        if (!path_encode(call->task, given, &path->text)) return RAISED;
    } else if (bytes_peek(given, &bytes, &count)) {
        path->is_bytes = true;
        buffer_append(&path->text, bytes, count);
    }
    if (!path->text.count || !memchr(path->text.bytes, 0, path->text.count)) return DONE;
    return raise_error(call->task, ValueError, "embedded null byte");
}

Outcome arg_path(Call *call, size_t i, PathKinds kinds, Path *path) {
    *path = (Path){ .fd = -1 };
    Outcome outcome = arg_fspath(call, i);
    if (outcome != DONE) return outcome;
    Value given = is_absent(call->args[i]) ? NONE : call->args[i];
    const uint8_t *bytes;
    size_t count;
    if (has_kind(kinds, given)) {
        path->is_none = is_none(given);
        return path->is_none || arg_int(call, i, &path->fd) ? DONE : RAISED;
    }
    if (!is_str(given) && !bytes_peek(given, &bytes, &count)) return raise_kind(call, i, kinds);
    outcome = fill_path(call, i, path);
    if (outcome != DONE) path_clear(path);
    return outcome;
}

Outcome arg_paths(Call *call, Path *from, Path *to) {
    Outcome outcome = arg_fspath(call, 0);
    if (outcome == DONE) outcome = arg_fspath(call, 1);
    if (outcome == DONE) outcome = arg_path(call, 0, PATH_ONLY, from);
    if (outcome != DONE) return outcome;
    outcome = arg_path(call, 1, PATH_ONLY, to);
    if (outcome != DONE) path_clear(from);
    return outcome;
}

void path_clear(Path *path) { buffer_clear(&path->text); }

bool arg_dir_fd(Call *call, size_t i, int *fd) {
    *fd = AT_FDCWD;
    if (!arg_is_given(call, i)) return true;
    if (is_int(call->args[i])) return arg_int(call, i, fd);
    raise_error(call->task, TypeError, "argument should be integer or None, not %T", call->args[i]);
    return false;
}

/* ---- results */

Outcome give_done(Call *call, int result) {
    return result < 0 ? raise_errno(call->task, errno) : give_none(call);
}

Outcome give_system_number(Call *call, int64_t result) {
    return result < 0 ? raise_errno(call->task, errno) : give_int(call, result);
}

Outcome give_done_on(Call *call, int result, Path *path) {
    int problem = errno;
    bool is_path = path->fd < 0 && !path->is_none;
    path_clear(path);
    if (result >= 0) return give_none(call);
    return is_path || path->fd >= 0 ? raise_errno_of(call->task, problem, call->args[0])
                                    : raise_errno(call->task, problem);
}

Outcome give_done_on_two(Call *call, int result, Path *from, Path *to) {
    int problem = errno;
    path_clear(from);
    path_clear(to);
    if (result >= 0) return give_none(call);
    Value parts[] = { small_int(problem), errno_text(problem), retain(call->args[0]), NONE,
                      retain(call->args[1]) };
    Value arguments = tuple_from_take(parts, 5);
    raise_with(call->task, errno_kind(problem), arguments);
    release(arguments);
    return RAISED;
}
