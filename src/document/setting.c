/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading settings. */
#include "base/array.h"
#include "base/language.h"
#include "base/memory.h"
#include "document/mark.h"
#include "document/option.h"
#include "document/word.h"
#include <string.h>

static void read_isolate(Settings *settings, const Word *word, int line, Problems *problems) {
    static const struct {
        Span name;
        Isolate isolate;
    } kinds[] = { { SPAN("auto"), ISOLATE_AUTO },
                  { SPAN("always"), ISOLATE_ALWAYS },
                  { SPAN("never"), ISOLATE_NEVER } };
    for (size_t i = 0; i < 3; i++) {
        if (!span_equals(word->value, kinds[i].name)) continue;
        settings->isolate = kinds[i].isolate;
        return;
    }
    problems_add(problems, line, _("isolate is auto, always or never, not '%.*s'"), EXCERPT(word->value));
}

/* Behind `with` or `role`. */
static void read_player(Settings *settings, bool is_command, Span *rest, int line, SpanStore *store,
                        Problems *problems) {
    Word word = { 0 };
    if (!word_next(rest, &word, false, line, store, problems) || !word.has_value || !word.name.count ||
        !word.value.count) {
        problems_add(problems, line,
                     is_command ? _("'role' needs a role and a command, as in role client=\"ssh h2\"")
                                : _("'with' needs a role and a program, as in with client=python3"));
        return;
    }
    Player *player = array_push(&settings->players, &settings->count, &settings->capacity, sizeof *player);
    *player = (Player){ span_store(store, word.name), span_store(store, word.value), is_command, line };
}

static bool read_setting(Settings *settings, const Word *word, int line, Problems *problems) {
    if (option_read(word, &settings->set, &settings->cleared, line, problems)) return true;
    if (!word->has_value) {
        bool is_real_time = span_equals(word->name, SPAN("real-time"));
        bool is_shell = span_equals(word->name, SPAN("shell"));
        settings->real_time = settings->real_time || is_real_time;
        settings->shell = settings->shell || is_shell;
        return is_real_time || is_shell;
    }
    if (span_equals(word->name, SPAN("timeout")))
        word_seconds(word, &settings->timeout, line, problems);
    else if (span_equals(word->name, SPAN("total-timeout")))
        word_seconds(word, &settings->total_timeout, line, problems);
    else if (span_equals(word->name, SPAN("settle")))
        word_seconds(word, &settings->settle, line, problems);
    else if (span_equals(word->name, SPAN("grace")))
        word_seconds(word, &settings->grace, line, problems);
    else if (span_equals(word->name, SPAN("isolate")))
        read_isolate(settings, word, line, problems);
    else
        return false;
    return true;
}

Span settings_read(Settings *settings, Span text, int line, SpanStore *store, Problems *problems,
                   bool *new_dialogue) {
    bool after_new = false;
    *new_dialogue = false;
    for (Word word; word_next(&text, &word, false, line, store, problems);) {
        if (after_new && span_equals(word.all, SPAN("dialogue"))) {
            *new_dialogue = true;
            return text;
        }
        after_new = false;
        if (span_equals(word.all, SPAN("with")) || span_equals(word.all, SPAN("role")))
            read_player(settings, *word.all.bytes == 'r', &text, line, store, problems);
        else if (span_equals(word.all, SPAN("new")))
            after_new = true;
        else if (!read_setting(settings, &word, line, problems))
            problems_add(
                problems, line,
                _("unknown setting '%.*s'; there are with ROLE=PROGRAM, role ROLE=COMMAND, timeout=SECONDS, "
                  "total-timeout=SECONDS, settle=SECONDS, grace=SECONDS, real-time, shell, "
                  "isolate=auto|always|never, options such as "
                  "+ELLIPSIS, and "
                  "new dialogue"),
                EXCERPT(word.all));
    }
    if (after_new) problems_add(problems, line, _("'new' needs 'dialogue' behind it"));
    return text;
}

void settings_copy(Settings *to, const Settings *from) {
    Player *players = to->players;
    size_t capacity = to->capacity;
    *to = *from;
    to->players = players;
    to->capacity = capacity;
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        *(Player *)array_push(&to->players, &to->count, &to->capacity, sizeof *to->players) =
            from->players[i];
}

void settings_clear(Settings *settings) {
    memory_free(settings->players);
    *settings = (Settings){ 0 };
}

void settings_append(Buffer *out, const Settings *settings) {
    static const char *const isolates[] = { "", " isolate=auto", " isolate=always", " isolate=never" };
    options_append(out, settings->set, '+');
    options_append(out, settings->cleared, '-');
    if (settings->timeout > 0) buffer_append_format(out, " timeout=%g", settings->timeout);
    if (settings->total_timeout > 0) buffer_append_format(out, " total-timeout=%g", settings->total_timeout);
    if (settings->settle > 0) buffer_append_format(out, " settle=%g", settings->settle);
    if (settings->grace > 0) buffer_append_format(out, " grace=%g", settings->grace);
    if (settings->real_time) buffer_append_text(out, " real-time");
    if (settings->shell) buffer_append_text(out, " shell");
    buffer_append_text(out, isolates[settings->isolate]);
    for (size_t i = 0; i < settings->count; i++)
        buffer_append_format(out, " %s %s=%s", settings->players[i].is_command ? "role" : "with",
                             settings->players[i].role.bytes, settings->players[i].value.bytes);
}
