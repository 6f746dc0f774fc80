/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trace/waits.h"
#include "base/clock.h"
#include "base/memory.h"
#include "explain/waiting.h"
#include "sched/io.h"
#include "shell/note.h"
#include <sys/ioctl.h>

#define PATIENCE (300 * CLOCK_MILLISECOND)
enum { USUAL_COLUMNS = 80, FEWEST_COLUMNS = 10, MARK_COLUMNS = 2 };

struct Waits {
    int out;
    bool draws, is_shown;
    int64_t due; /* when its text is made anew */
};

/* As in the shell's waiting line: from the cursor on. */
static const char erase[] = "\033[J";

Waits *waits_new(int out, bool draws) {
    Waits *waits = memory_get_zeroed(sizeof *waits);
    waits->out = out;
    waits->draws = draws;
    return waits;
}

void waits_hide(Waits *waits) {
    if (!waits->is_shown) return;
    waits->is_shown = false;
    io_write_all(waits->out, erase, sizeof erase - 1);
}

void waits_free(Waits *waits) {
    if (!waits) return;
    waits_hide(waits);
    memory_free(waits);
}

static int columns_of(int out) {
    struct winsize size;
    return ioctl(out, TIOCGWINSZ, &size) < 0 || !size.ws_col ? USUAL_COLUMNS : size.ws_col;
}

/* Below the cursor, which stays: see console_codes(4). */
static void draw(Waits *waits, const char *text, int columns) {
    Buffer out = { 0 };
    buffer_append_format(&out, "%s\033D\033[A\0337\033[B\r", erase);
    note_append_line(&out, text, columns - 1);
    buffer_append_text(&out, "\0338");
    waits->is_shown = true;
    io_write_all(waits->out, out.bytes, out.count);
    buffer_clear(&out);
}

static void say(Waits *waits, Recorder *recorder, const TracedThread *thread, int64_t now) {
    int columns = columns_of(waits->out);
    if (columns < FEWEST_COLUMNS) return;
    Buffer text = { 0 };
    KernelSocket own;
    bool is_known = recorder_read_socket(thread, &own);
    if (thread->now.has_place) {
        traced_place_append(&text, &thread->now.place);
        buffer_append_text(&text, ": ");
    }
    waiting_append(&text, &(Waiting){ .pending = &thread->now.pending,
                                      .journal = recorder_journal(recorder),
                                      .own = is_known ? &own : NULL,
                                      .now = now,
                                      .columns = columns - 1 - MARK_COLUMNS });
    draw(waits, buffer_text(&text), columns);
    buffer_clear(&text);
}

static bool waits_long(const TracedThread *thread, int64_t now) {
    return thread->now.spec && now - thread->now.pending.record.begun >= PATIENCE;
}

static void tell_record(Recorder *recorder, TracedThread *thread, WaitsTell *tell, void *context) {
    if (thread->now.pending.told) return;
    thread->now.pending.told = true;
    thread->now.pending.record.moment = JOURNAL_WAITS;
    uint64_t number = journal_append(recorder_journal(recorder), &thread->now.pending.record);
    tell(context, thread, journal_peek(recorder_journal(recorder), number));
}

void waits_tick(Waits *waits, Recorder *recorder, WaitsTell *tell, void *context) {
    int64_t now = clock_now();
    const TracedThread *shown = NULL; /* the first thread's, else the newest */
    for (Link *link = recorder_threads(recorder)->next; link != recorder_threads(recorder);
         link = link->next) {
        TracedThread *thread = CONTAINER_OF(link, TracedThread, link);
        if (!waits_long(thread, now)) continue;
        if (!shown || shown->now.pending.record.task) shown = thread;
        if (!waits->draws) tell_record(recorder, thread, tell, context);
    }
    if (!waits->draws) return;
    if (!shown) {
        waits_hide(waits);
    } else if (!waits->is_shown || now >= waits->due) {
        waits->due = now + CLOCK_SECOND;
        say(waits, recorder, shown, now);
    }
}
