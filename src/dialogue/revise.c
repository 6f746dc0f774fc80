/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a new file beside the old one, and putting it in its place. */
#include "dialogue/revise.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/report.h"
#include "dialogue/unified.h"
#include "dialogue/update.h"
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
    bool is_same = fd >= 0 && io_read_all(fd, &now) == 0 && span_equals((Span){ now.bytes, now.count }, old);
    if (fd >= 0) close(fd);
    buffer_clear(&now);
    return is_same;
}

/* ---- what is known of each turn */

static bool is_shown(TurnVerdict verdict) {
    return verdict == TURN_SAME || verdict == TURN_DIFFERENT || verdict == TURN_EXIT ||
           verdict == TURN_NOT_BLOCKED;
}

static Shown *collect(const Revision *revision) {
    const Document *document = revision->document;
    Shown *shown = memory_get_zeroed(document->turn_count * sizeof *shown + 1);
    for (size_t i = 0; i < document->count; i++) {
        for (size_t k = 0; k < revision->played[i].count; k++) {
            const PlayedTurn *played = &revision->played[i].turns[k];
            size_t at = document->dialogues[i].first_turn + k;
            bool is_known = is_shown(played->verdict) && !played->is_cut && document->turns[at].source.count;
            shown[at] =
                (Shown){ is_known, { played->shown.bytes ? played->shown.bytes : "", played->shown.count } };
        }
    }
    return shown;
}

/* Turns that went otherwise than written, and how many of them no update mends. */
static size_t count_different(const Revision *revision, size_t *others) {
    size_t different = 0;
    *others = 0;
    for (size_t i = 0; i < revision->document->count; i++) {
        *others += revision->played[i].problem.count > 0;
        for (size_t k = 0; k < revision->played[i].count; k++) {
            const PlayedTurn *played = &revision->played[i].turns[k];
            different += played->verdict == TURN_DIFFERENT;
            *others += (played->verdict > TURN_SAME && played->verdict != TURN_DIFFERENT) || played->is_cut;
        }
    }
    return different;
}

/* Reports of what stays wrong. */
static void append_others(const Revision *revision, Buffer *out) {
    Bindings none = { 0 };
    Report report = { .path = revision->name,
                      .document = revision->document,
                      .bindings = &none,
                      .has_color = revision->has_color };
    for (size_t i = 0; i < revision->document->count; i++) {
        Played left = revision->played[i];
        left.turns = memory_get_zeroed(left.count * sizeof *left.turns + 1);
        for (size_t k = 0; k < left.count; k++) {
            left.turns[k] = revision->played[i].turns[k];
            if (left.turns[k].verdict == TURN_DIFFERENT) left.turns[k].verdict = TURN_SAME;
        }
        report_append(out, &report, &revision->document->dialogues[i], &left);
        memory_free(left.turns);
    }
}

static bool write_revised(const Revision *revision, Buffer *out, const Buffer *text) {
    const char *path = revision->path;
    struct stat status;
    if (!is_unchanged(path, revision->document->lines.bytes)) {
        buffer_append_format(out, _("%s: not updated: it was changed while it was played\n"), revision->name);
        return false;
    }
    int problem =
        stat(path, &status) == 0 && !S_ISREG(status.st_mode)
            ? -EINVAL
            : whole_file_write(path, text->bytes ? text->bytes : "", text->count, WHOLE_FILE_REVISE);
    if (problem) buffer_append_format(out, _("%s: not updated: %s\n"), revision->name, strerror(-problem));
    return !problem;
}

bool revise(const Revision *revision, Buffer *out, CheckStatus *status) {
    size_t others, different = count_different(revision, &others);
    Buffer text = { 0 };
    Problems refused = { 0 };
    Shown *shown = collect(revision);
    bool is_new = document_update(revision->document, shown, &text, &refused), is_written = false;
    memory_free(shown);
    size_t changed =
        different > refused.count + refused.left_out ? different - refused.count - refused.left_out : 0;
    if (is_new && revision->shows)
        unified_append(out, revision->name, revision->document->lines.bytes, (Span){ text.bytes, text.count },
                       revision->has_color);
    if (is_new && revision->writes) is_written = write_revised(revision, out, &text);
    if (is_written)
        buffer_append_format(out, _n("%s: %zu turn updated\n", "%s: %zu turns updated\n", changed),
                             revision->name, changed);
    report_append_problems(out, revision->name, &refused);
    bool is_revised = is_new || refused.count;
    if (is_revised && others) append_others(revision, out);
    if (is_revised && revision->writes && !is_written && is_new) *status = CHECK_NOT_PLAYED;
    if (is_written && !others && !refused.count) *status = CHECK_AS_WRITTEN;
    problems_clear(&refused);
    buffer_clear(&text);
    return is_revised;
}
