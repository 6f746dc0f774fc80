/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a new file beside the old one, and putting it in its place. */
#include "dialogue/update.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/report/report.h"
#include "dialogue/report/unified.h"
#include "document/renewal.h"
#include "sched/io.h"
#include "sched/whole_file.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the file */

/* Whether the file still holds what was read: somebody may be editing it. */
static bool is_unchanged(const char *path, Span old) {
    Buffer now = { 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool is_same =
        fd >= 0 && io_read_all(fd, &now, SIZE_MAX) == 0 && span_equals((Span){ now.bytes, now.count }, old);
    if (fd >= 0) close(fd);
    buffer_clear(&now);
    return is_same;
}

/* ---- what is known of each turn */

static bool is_shown(TurnVerdict verdict) {
    return verdict == TURN_SAME || verdict == TURN_DIFFERENT || verdict == TURN_EXIT ||
           verdict == TURN_NOT_BLOCKED;
}

static Shown *collect(const Update *update) {
    const Document *document = update->document;
    Shown *shown = memory_get_zeroed(document->turn_count * sizeof *shown + 1);
    for (size_t i = 0; i < document->count; i++) {
        for (size_t k = 0; k < update->played[i].count; k++) {
            const PlayedTurn *played = &update->played[i].turns[k];
            size_t at = document->dialogues[i].first_turn + k;
            bool is_known = is_shown(played->verdict) && !played->is_cut && !played->needs_shell &&
                            document->turns[at].source.count && !document->turns[at].marks.is_quiet;
            shown[at] =
                (Shown){ is_known, { played->shown.bytes ? played->shown.bytes : "", played->shown.count } };
        }
    }
    return shown;
}

/* Turns that went otherwise than written, and how many of them no update mends. */
static size_t count_different(const Update *update, size_t *others) {
    size_t different = 0;
    *others = 0;
    for (size_t i = 0; i < update->document->count; i++) {
        *others += update->played[i].problem.count > 0;
        for (size_t k = 0; k < update->played[i].count; k++) {
            const PlayedTurn *played = &update->played[i].turns[k];
            bool is_mended = played->verdict == TURN_DIFFERENT && !played->needs_shell;
            different += is_mended;
            *others += (played->verdict > TURN_SAME && !is_mended) || played->is_cut;
        }
    }
    return different;
}

/* Reports of what stays wrong. */
static void append_others(const Update *update, Buffer *out) {
    Bindings none = { 0 };
    Report report = {
        .path = update->name, .document = update->document, .bindings = &none, .has_color = update->has_color
    };
    for (size_t i = 0; i < update->document->count; i++) {
        Played left = update->played[i];
        left.turns = memory_get_zeroed(left.count * sizeof *left.turns + 1);
        for (size_t k = 0; k < left.count; k++) {
            left.turns[k] = update->played[i].turns[k];
            if (left.turns[k].verdict == TURN_DIFFERENT && !left.turns[k].needs_shell)
                left.turns[k].verdict = TURN_SAME;
        }
        report_append(out, &report, &update->document->dialogues[i], &left);
        memory_free(left.turns);
    }
}

static bool write_file(const Update *update, Buffer *out, const Buffer *text) {
    const char *path = update->path;
    struct stat status;
    if (!is_unchanged(path, update->document->lines.bytes)) {
        buffer_append_format(out, _("%s: not updated: it was changed while it was played\n"), update->name);
        return false;
    }
    int problem =
        stat(path, &status) == 0 && !S_ISREG(status.st_mode)
            ? -EINVAL
            : whole_file_write(path, text->bytes ? text->bytes : "", text->count, WHOLE_FILE_REVISE);
    if (problem) buffer_append_format(out, _("%s: not updated: %s\n"), update->name, strerror(-problem));
    return !problem;
}

bool update_document(const Update *update, Buffer *out, Buffer *text, CheckStatus *status) {
    size_t others, different = count_different(update, &others);
    Problems refused = { 0 };
    Shown *shown = collect(update);
    bool is_new = document_renew(update->document, shown, update->ends, text, &refused), is_written = false;
    memory_free(shown);
    size_t changed =
        different > refused.count + refused.left_out ? different - refused.count - refused.left_out : 0;
    if (is_new && update->shows)
        unified_append(out, update->name, update->document->lines.bytes, (Span){ text->bytes, text->count },
                       update->has_color);
    if (is_new && update->writes) is_written = write_file(update, out, text);
    if (is_written)
        buffer_append_format(out, _n("%s: %zu turn updated\n", "%s: %zu turns updated\n", changed),
                             update->name, changed);
    report_append_problems(out, update->name, &refused);
    bool is_updated = is_new || refused.count;
    if (is_updated && others) append_others(update, out);
    if (is_updated && update->writes && !is_written && is_new) *status = CHECK_NOT_PLAYED;
    if (is_written && !others && !refused.count) *status = CHECK_AS_WRITTEN;
    problems_clear(&refused);
    return is_updated;
}
