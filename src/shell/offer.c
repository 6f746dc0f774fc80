/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watchers of this shell. Each has a place in the journal and one in the record of the session, and a few
 * lines that the kernel had no room for; nothing else is kept for it.
 *
 * Whatever happens only rings a bell, a descriptor that the scheduler then finds readable: at the next tick
 * of a task, or before it waits. So a call costs a flag, and all that came meanwhile goes out in one go. */
#include "shell/offer.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/retry.h"
#include "journal/entry.h"
#include "sched/descriptor.h"
#include "sched/io.h"
#include "shell/save.h"
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PIECE = 8 * 1024,   /* of a turn's text; six times as much as JSON, at most */
    ENOUGH = 32 * 1024, /* bytes of lines that are made before some are sent */
    TURNS = 8           /* so often in a row, before others have theirs */
};

typedef struct {
    int fd;
    Buffer out; /* lines that the kernel had no room for */
    size_t sent;
    bool is_greeted, is_live, knows_cut;
    uint64_t prompt; /* the version that it knows */
    uint64_t record; /* of the journal, told last */
    size_t turn;     /* the one that is being told */
    uint64_t version;
    size_t offset; /* how much of its text it has; with version 0: it does not know of it */
    bool knows_done;
} Watcher;

static struct {
    Program *program;
    int bell; /* -1: nobody watches */
    bool is_rung;
    Watcher watchers[OFFER_WATCHERS];
    size_t count;
    Buffer prompt;
    uint64_t prompt_version;
} offer = { .bell = -1 }; /* one shell a process, as the line editor */

static void ring(void) {
    uint64_t one = 1;
    if (offer.bell < 0 || offer.is_rung) return;
    offer.is_rung = write(offer.bell, &one, sizeof one) == sizeof one;
}

static void on_record(void *context, const JournalRecord *record) {
    (void)context, (void)record;
    ring();
}

/* ---- lines */

static void end_line(Buffer *out) {
    json_close(out, '}');
    buffer_append_byte(out, '\n');
}

static void begin_line(Buffer *out, const char *key) {
    json_open(out, '{');
    json_key(out, key);
}

static void add_prompt(Buffer *out) { json_bytes(out, offer.prompt.bytes, offer.prompt.count); }

static void greet(Watcher *watcher) {
    Buffer *out = &watcher->out;
    begin_line(out, "hello");
    json_int(out, 1);
    json_int_member(out, "pid", getpid());
    json_key(out, "prompt");
    add_prompt(out);
    json_int_member(out, "now", clock_now());
    end_line(out);
    watcher->is_greeted = true;
    watcher->prompt = offer.prompt_version;
}

static void tell_live(Watcher *watcher) {
    watcher->is_live = true;
    begin_line(&watcher->out, "live");
    json_bool(&watcher->out, true);
    end_line(&watcher->out);
}

static void tell_prompt(Watcher *watcher) {
    if (watcher->prompt == offer.prompt_version) return;
    watcher->prompt = offer.prompt_version;
    begin_line(&watcher->out, "prompt");
    add_prompt(&watcher->out);
    end_line(&watcher->out);
}

/* False: it knows all of them. */
static bool tell_entry(Watcher *watcher) {
    const Journal *journal = journal_of(offer.program->machine);
    uint64_t lost = journal_lost(journal);
    if (watcher->record < lost) {
        begin_line(&watcher->out, "lost");
        json_int(&watcher->out, (int64_t)(lost - watcher->record));
        end_line(&watcher->out);
        watcher->record = lost;
    }
    const JournalRecord *record = journal_peek(journal, watcher->record + 1);
    if (!record) return false;
    begin_line(&watcher->out, "entry");
    entry_append(&watcher->out, record);
    end_line(&watcher->out);
    watcher->record++;
    return true;
}

static void begin_turn(Watcher *watcher, const SaveTurn *turn) {
    Buffer *out = &watcher->out;
    begin_line(out, "turn");
    json_open(out, '{');
    json_int_member(out, "number", (int64_t)watcher->turn);
    json_int_member(out, "at", turn->at);
    json_int_member(out, "prompt", (int64_t)turn->prompt);
    json_int_member(out, "lines", (int64_t)turn->lines);
    watcher->version = turn->version;
    watcher->offset = 0;
    watcher->knows_done = false;
}

static void go_on(Watcher *watcher) {
    Buffer *out = &watcher->out;
    begin_line(out, "shown");
    json_open(out, '{');
    json_int_member(out, "number", (int64_t)watcher->turn);
}

/* A piece of the turn where it stands, or that it is done. False: it knows all of it. */
static bool tell_turn(Watcher *watcher) {
    SaveTurn turn = save_peek_turn(watcher->turn);
    bool is_new = watcher->version != turn.version;
    if (is_new || watcher->offset < turn.count) {
        if (is_new)
            begin_turn(watcher, &turn);
        else
            go_on(watcher);
        size_t rest = turn.count - watcher->offset, count = rest < PIECE ? rest : PIECE;
        json_key(&watcher->out, "text");
        json_bytes(&watcher->out, turn.text + watcher->offset, count);
        json_close(&watcher->out, '}');
        end_line(&watcher->out);
        watcher->offset += count;
        return true;
    }
    if (watcher->knows_done || !turn.is_done) return false;
    watcher->knows_done = true;
    begin_line(&watcher->out, "done");
    json_int(&watcher->out, (int64_t)watcher->turn);
    end_line(&watcher->out);
    return true;
}

/* False: it knows all of them. */
static bool tell_turns(Watcher *watcher) {
    size_t count = save_turns();
    if (watcher->turn < count && tell_turn(watcher)) return true;
    if (watcher->turn + 1 < count) {
        watcher->turn++;
        watcher->version = 0;
        return true;
    }
    if (watcher->knows_cut || !save_is_cut()) return false;
    watcher->knows_cut = true;
    begin_line(&watcher->out, "cut");
    json_bool(&watcher->out, true);
    end_line(&watcher->out);
    return false;
}

/* ---- watchers */

static void stop_bell(void) {
    journal_unlisten(journal_of(offer.program->machine), on_record, NULL);
    save_listen(NULL);
    sched_call_back(offer.program->sched, offer.bell, NULL, NULL);
    close(offer.bell);
    offer.bell = -1;
    offer.is_rung = false;
}

static void drop(Watcher *watcher) {
    sched_call_back(offer.program->sched, watcher->fd, NULL, NULL);
    close(watcher->fd);
    buffer_clear(&watcher->out);
    *watcher = offer.watchers[--offer.count];
    if (!offer.count) stop_bell();
}

typedef enum { SENT_ALL, SENT_SOME, SENT_IN_VAIN } Sent;

static Sent send_lines(Watcher *watcher) {
    Buffer *out = &watcher->out;
    while (watcher->sent < out->count) {
        ssize_t sent =
            io_send(watcher->fd, out->bytes + watcher->sent, out->count - watcher->sent, 0, IO_TRY);
        if (retry_is_told(sent)) continue;
        if (sent < 0) return sent == -EAGAIN || sent == -ENOBUFS ? SENT_SOME : SENT_IN_VAIN;
        watcher->sent += (size_t)sent;
    }
    bool failed = out->failed;
    if (out->capacity > 2 * OFFER_LINE || failed)
        buffer_clear(out);
    else
        buffer_truncate(out, 0);
    watcher->sent = 0;
    return failed ? SENT_IN_VAIN : SENT_ALL;
}

/* Tells until it knows all, or the kernel has no more room, or it has had its share for now. False: it is
 * gone. */
static bool serve(Watcher *watcher) {
    bool has_more = true;
    for (int i = 0; true; i++) {
        Sent sent = send_lines(watcher);
        if (sent != SENT_ALL) return sent == SENT_SOME;
        if (!has_more && watcher->is_live) return true;
        if (i == TURNS) {
            ring();
            return true;
        }
        if (!watcher->is_greeted) greet(watcher);
        tell_prompt(watcher);
        for (; has_more && watcher->out.count < ENOUGH;) {
            has_more = tell_entry(watcher);
            has_more |= tell_turns(watcher);
        }
        if (!has_more && !watcher->is_live) tell_live(watcher);
    }
}

static void serve_all(void) {
    for (size_t i = 0; i < offer.count;) {
        if (serve(&offer.watchers[i]))
            i++;
        else
            drop(&offer.watchers[i]);
    }
}

static void on_bell(void *context, int fd, bool readable, bool writable) {
    (void)context, (void)readable, (void)writable;
    uint64_t count;
    if (read(fd, &count, sizeof count) < 0 && errno == EAGAIN) return;
    offer.is_rung = false;
    serve_all();
}

static Watcher *find(int fd) {
    for (size_t i = 0; i < offer.count; i++) {
        if (offer.watchers[i].fd == fd) return &offer.watchers[i];
    }
    return NULL;
}

static void on_watcher(void *context, int fd, bool readable, bool writable) {
    (void)context, (void)writable;
    Watcher *watcher = find(fd);
    char byte;
    if (!watcher) return;
    bool is_silent = !readable || (recv(fd, &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
    if (!is_silent || !serve(watcher)) drop(watcher);
}

static bool start_bell(void) {
    if (offer.bell >= 0) return true;
    offer.bell = descriptor_raise(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (offer.bell < 0) return false;
    sched_call_back(offer.program->sched, offer.bell, on_bell, NULL);
    journal_listen(journal_of(offer.program->machine), on_record, NULL);
    save_listen(ring);
    return true;
}

void offer_take(int fd) {
    bool is_open = offer.program && journal_of(offer.program->machine);
    if (!is_open || offer.count == OFFER_WATCHERS || !start_bell()) {
        close(fd);
        return;
    }
    offer.watchers[offer.count++] = (Watcher){ .fd = fd };
    sched_call_back_edges(offer.program->sched, fd, on_watcher, NULL);
    ring();
}

void offer_note_prompt(const char *prompt) {
    size_t count = strlen(prompt), most = PIECE;
    if (count > most) count = most;
    if (offer.prompt.count == count && (!count || !memcmp(offer.prompt.bytes, prompt, count))) return;
    buffer_truncate(&offer.prompt, 0);
    buffer_append(&offer.prompt, prompt, count);
    offer.prompt_version++;
    ring();
}

void offer_open(Program *program) { offer.program = program; }

static void say_goodbye(Watcher *watcher) {
    if (!serve(watcher) || watcher->out.count) return;
    begin_line(&watcher->out, "bye");
    json_bool(&watcher->out, true);
    end_line(&watcher->out);
    send_lines(watcher);
}

void offer_close(void) {
    while (offer.count) {
        say_goodbye(&offer.watchers[0]);
        drop(&offer.watchers[0]);
    }
    buffer_clear(&offer.prompt);
    offer.program = NULL;
}
