/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An agent of ours at the other end of two pipes: agent.h has its orders and answers. */
#include "base/array.h"
#include "base/clock.h"
#include "base/fields.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/retry.h"
#include "dialogue/actor/actor.h"
#include "dialogue/actor/agent.h"
#include "dialogue/actor/agent_shown.h"
#include "dialogue/actor/capture.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANSWER_LIMIT = 128 << 20, WORDS_LIMIT = 500 };

typedef struct {
    int to, from;   /* its standard input and output */
    Buffer answers; /* bytes read, not a whole line yet */
    bool has_token;
    bool has_answered; /* it has been an agent once */
    /* of a child of ours: what it has shown when it crashes; of a command: its standard error */
    Capture capture;
    bool is_launched; /* by a command */
    bool tells_calls; /* it was asked to */
} Channel;

static Channel *channel_of(const Actor *actor) { return actor->own; }

/* ---- starting */

/* Without a command the role needs no other program than this one: nothing of the checker's is used any more,
 * and its descriptors are closed. It does not outlive the checker. */
static bool keep_only(int fd) {
    int first = STDERR_FILENO + 1;
    return (fd <= first || close_range((unsigned)first, (unsigned)fd - 1, 0) == 0) &&
           close_range((unsigned)fd + 1, ~0U, 0) == 0;
}

static void become_agent(const ActorStart *start, pid_t checker, int in, int out, int capture) {
    static const int caught[] = { SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGALRM };
    char *argv[] = { "agent", NULL };
    setpgid(0, 0);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) signal(caught[i], SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != checker) _exit(127);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || chdir(start->work) < 0) _exit(127);
    if (start->command && dup2(capture, STDERR_FILENO) < 0) _exit(127);
    if (start->command) execl("/bin/sh", "sh", "-c", start->command, (char *)NULL);
    if (start->command || !keep_only(capture)) _exit(127);
    agent_shown_keep(capture);
    _exit(agent_run(1, argv));
}

/* Its orders end, and so it ends: that is seen where answers are read. */
static void hang_up(Channel *channel) {
    if (channel->to >= 0) close(channel->to);
    channel->to = -1;
}

static void send_order(Actor *actor, Buffer *order) {
    Channel *channel = channel_of(actor);
    buffer_append_byte(order, '\n');
    if (io_write_all(channel->to, order->bytes, order->count) < 0) hang_up(channel);
    buffer_clear(order);
}

static void begin_order(Buffer *order, const char *what) {
    json_open(order, '{');
    json_text_member(order, "do", what);
}

static void send_simple(Actor *actor, const char *what) {
    Buffer order = { 0 };
    begin_order(&order, what);
    json_close(&order, '}');
    send_order(actor, &order);
}

static void send_text(Actor *actor, const char *what, Span text) {
    Buffer order = { 0 };
    begin_order(&order, what);
    json_key(&order, "text");
    json_bytes(&order, text.bytes, text.count);
    json_close(&order, '}');
    send_order(actor, &order);
}

static void add_clock(Buffer *order, int64_t now, int64_t wall) {
    json_int_member(order, "now", now);
    json_int_member(order, "wall", wall);
}

static void send_start(Actor *actor, const ActorStart *start) {
    Buffer order = { 0 };
    begin_order(&order, "start");
    json_text_member(&order, "prompt", start->prompt ? start->prompt : ">>> ");
    json_text_member(&order, "path", start->folder);
    if (start->is_virtual) add_clock(&order, start->now, start->wall);
    if (start->tells_calls) json_bool_member(&order, "calls", true);
    json_close(&order, '}');
    send_order(actor, &order);
}

/* ---- answers */

typedef enum { ANSWER_IDLE, ANSWER_ENDED, ANSWER_LOST } AnswerKind;
static const char *const answer_kinds[] = { "idle", "ended", "lost", NULL };

typedef enum { AT_PROMPT, AT_CALL } AnswerPlace;
static const char *const answer_places[] = { "prompt", "call", NULL };

typedef struct {
    Actor *actor; /* that gets the calls */
    AnswerKind is;
    AnswerPlace at;
    Buffer shown, prompt, call, why;
    Address local, peer, to;
    bool wants_more, is_cut;
    int64_t since, deadline, next, status;
    int64_t real; /* the agent's CLOCK_MONOTONIC; 0: not told */
    uint64_t did, typed, lost;
} Answer;

/* The calls of an answer, up to the end of their list. One that cannot be read is lost. */
static bool read_calls(Actor *actor, JsonReader *reader) {
    JsonToken token;
    while ((token = json_next(reader)) == JSON_OBJECT) {
        Entry entry;
        if (!entry_read(reader, &entry))
            actor->lost_calls++;
        else
            *(Entry *)array_push(&actor->calls, &actor->call_count, &actor->call_capacity, sizeof entry) =
                entry;
    }
    return token == JSON_CLOSE;
}

/* A clock that lies may be anywhere. */
static int64_t shifted(int64_t time, int64_t shift) {
    int64_t sum;
    return __builtin_add_overflow(time, shift, &sum) ? clock_now() : sum;
}

/* Of an agent elsewhere, whose machine's clock is another one: its calls end when its answer is there. */
static void shift_calls(Actor *actor, int64_t real) {
    int64_t shift;
    if (__builtin_sub_overflow(clock_now(), real, &shift)) return;
    for (size_t i = 0; i < actor->call_count; i++) {
        Entry *entry = &actor->calls[i];
        entry->real_begun = shifted(entry->real_begun, shift);
        if (entry->moment != JOURNAL_WAITS) entry->real_ended = shifted(entry->real_ended, shift);
        if (entry->real_ended < entry->real_begun && entry->moment != JOURNAL_WAITS)
            entry->real_ended = entry->real_begun;
    }
}

/* "calls", which is read only where it was asked for. */
static bool read_other(void *object, const char *key, JsonReader *reader, JsonToken token) {
    Actor *actor = ((Answer *)object)->actor;
    (void)key;
    if (!channel_of(actor)->tells_calls) return fields_skip_rest(reader, token);
    return token == JSON_ARRAY && read_calls(actor, reader);
}

static const FieldTable answer_table = {
    .fields =
        (const Field[]){
            { "is", FIELD_NAME, offsetof(Answer, is), true, answer_kinds },
            { "at", FIELD_NAME, offsetof(Answer, at), false, answer_places },
            { "shown", FIELD_BYTES, offsetof(Answer, shown), false, NULL },
            { "cut", FIELD_BOOL, offsetof(Answer, is_cut), false, NULL },
            { "prompt", FIELD_BYTES, offsetof(Answer, prompt), false, NULL },
            { "more", FIELD_BOOL, offsetof(Answer, wants_more), false, NULL },
            { "call", FIELD_BYTES, offsetof(Answer, call), false, NULL },
            { "local", FIELD_ADDRESS, offsetof(Answer, local), false, NULL },
            { "peer", FIELD_ADDRESS, offsetof(Answer, peer), false, NULL },
            { "to", FIELD_ADDRESS, offsetof(Answer, to), false, NULL },
            { "why", FIELD_BYTES, offsetof(Answer, why), false, NULL },
            { "since", FIELD_INT64, offsetof(Answer, since), false, NULL },
            { "deadline", FIELD_TIME, offsetof(Answer, deadline), false, NULL },
            { "next", FIELD_TIME, offsetof(Answer, next), false, NULL },
            { "real", FIELD_INT64, offsetof(Answer, real), false, NULL },
            { "did", FIELD_COUNT, offsetof(Answer, did), false, NULL },
            { "typed", FIELD_COUNT, offsetof(Answer, typed), false, NULL },
            { "status", FIELD_INT64, offsetof(Answer, status), false, NULL },
            { "lost", FIELD_COUNT, offsetof(Answer, lost), false, NULL },
            { "calls", FIELD_OTHER, 0, false, NULL },
            { 0 },
        },
    .other = read_other,
};

static void move_text(Buffer *to, Buffer *from) {
    buffer_clear(to);
    *to = *from;
    *from = (Buffer){ 0 };
}

static void take_place(Actor *actor, Answer *answer) {
    static const ActorPlace places[] = { [ANSWER_ENDED] = ACTOR_ENDED, [ANSWER_LOST] = ACTOR_LOST };
    bool is_at_prompt = answer->is == ANSWER_IDLE && answer->at == AT_PROMPT;
    actor->place = answer->is != ANSWER_IDLE ? places[answer->is]
                   : is_at_prompt            ? ACTOR_AT_PROMPT
                                             : ACTOR_IN_CALL;
    actor->did = answer->is == ANSWER_ENDED ? 1 : answer->did;
    actor->status = (int)answer->status;
    actor->typed = (size_t)answer->typed;
    actor->deadline = answer->deadline;
    actor->next = answer->next;
    if (is_at_prompt) {
        move_text(&actor->prompt, &answer->prompt);
        actor->wants_more = answer->wants_more;
    } else if (actor->place == ACTOR_IN_CALL) {
        move_text(&actor->call, &answer->call);
        actor->local = answer->local;
        actor->peer = answer->peer;
        actor->to = answer->to;
        actor->since = answer->since;
    } else if (actor->place == ACTOR_LOST) {
        move_text(&actor->why, &answer->why);
    }
}

static bool take_answer(Actor *actor, const char *line, size_t count) {
    Answer answer = { .actor = actor, .deadline = ACTOR_NEVER, .next = ACTOR_NEVER };
    JsonReader reader = { .text = line, .count = count };
    uint64_t found;
    bool taken = json_next(&reader) == JSON_OBJECT && fields_read(&reader, &answer_table, &answer, &found);
    if (answer.real && channel_of(actor)->is_launched) shift_calls(actor, answer.real);
    if (taken) {
        buffer_append(&actor->shown, answer.shown.bytes ? answer.shown.bytes : "", answer.shown.count);
        actor->is_cut = actor->is_cut || answer.is_cut;
        actor->lost_calls += answer.lost;
        take_place(actor, &answer);
    }
    buffer_clear(&reader.string);
    fields_clear(&answer_table, &answer);
    return taken;
}

/* What a command has said of itself, such as why ssh found no host: the end of it, as one line
 * behind `why`. */
static void add_words(Actor *actor) {
    Buffer words = { 0 };
    if (!channel_of(actor)->is_launched) return;
    capture_take(&channel_of(actor)->capture, &words);
    size_t end = words.count, begin = end > WORDS_LIMIT ? end - WORDS_LIMIT : 0;
    const char *between = ": ";
    Span rest = { words.count ? words.bytes + begin : "", end - begin };
    for (Span line; span_next_line(&rest, &line);) {
        while (line.count && line.bytes[line.count - 1] == '\r') line.count--;
        if (!line.count) continue;
        buffer_append_text(&actor->why, between);
        buffer_append(&actor->why, line.bytes, line.count);
        between = "; ";
    }
    buffer_clear(&words);
}

/* Its process has gone without a last answer. */
static void find_end(Actor *actor) {
    int status = 0;
    if (!actor_reap(actor, &status)) {
        actor_lose(actor, _("it no longer answers"));
        return;
    }
    if (!channel_of(actor)->is_launched)
        actor->is_cut = capture_take(&channel_of(actor)->capture, &actor->shown) || actor->is_cut;
    if (WIFEXITED(status) && channel_of(actor)->has_answered) {
        actor->place = ACTOR_ENDED;
        actor->status = WEXITSTATUS(status);
        actor->did = 1;
    } else if (WIFSIGNALED(status)) {
        actor_lose(actor, _("its process was ended by signal %d (%s)"), WTERMSIG(status),
                   strsignal(WTERMSIG(status)));
    } else {
        actor_lose(actor, _("its process has ended with status %d"), WEXITSTATUS(status));
    }
    add_words(actor);
}

/* 1: a whole line is there; 0: the time is over; -1: there will be none. */
static int read_answers(Actor *actor, int64_t until) {
    Channel *channel = channel_of(actor);
    while (!channel->answers.count || !memchr(channel->answers.bytes, '\n', channel->answers.count)) {
        int64_t left = until - clock_now();
        struct pollfd one = { .fd = channel->from, .events = POLLIN };
        int ready = left <= 0 ? 0 : poll(&one, 1, clock_poll_time(left));
        if (retry_is_due(ready)) continue;
        if (ready <= 0) return 0;
        char *room = channel->answers.count < ANSWER_LIMIT ? buffer_reserve(&channel->answers, 65536) : NULL;
        ssize_t got = room ? io_read(channel->from, room, 65536) : -1;
        if (got <= 0) return -1;
        channel->answers.count += (size_t)got;
    }
    return 1;
}

static bool run(Actor *actor, int64_t until) {
    Channel *channel = channel_of(actor);
    if (!channel->has_token) send_simple(actor, "run");
    channel->has_token = true;
    int got = read_answers(actor, until);
    if (got == 0) return false;
    channel->has_token = false;
    if (got < 0) {
        hang_up(channel);
        find_end(actor);
        return true;
    }
    const char *start = channel->answers.bytes;
    size_t count = (size_t)((char *)memchr(start, '\n', channel->answers.count) - start);
    bool taken = take_answer(actor, start, count);
    memmove(channel->answers.bytes, start + count + 1, channel->answers.count - count - 1);
    buffer_truncate(&channel->answers, channel->answers.count - count - 1);
    channel->has_answered = channel->has_answered || taken;
    if (!taken) {
        actor_lose(actor, _("its answer is not understood: what starts it must leave standard output alone"));
        add_words(actor);
    }
    return true;
}

static void type(Actor *actor, Span text) { send_text(actor, "type", text); }
static void input(Actor *actor, Span lines) { send_text(actor, "input", lines); }
static void end(Actor *actor) { send_simple(actor, "end"); }

/* One that still runs has no ear for orders: the signal itself reaches it. */
static void interrupt(Actor *actor) {
    if (channel_of(actor)->has_token && actor->pid > 0)
        kill(actor->pid, SIGINT);
    else
        send_simple(actor, "interrupt");
}

static void set_clock(Actor *actor, int64_t now, int64_t wall) {
    Buffer order = { 0 };
    begin_order(&order, "clock");
    add_clock(&order, now, wall);
    json_close(&order, '}');
    send_order(actor, &order);
}

static void free_own(Actor *actor) {
    Channel *channel = channel_of(actor);
    hang_up(channel);
    if (channel->from >= 0) close(channel->from);
    capture_close(&channel->capture);
    buffer_clear(&channel->answers);
    memory_free(channel);
}

static const ActorKind agent_kind = { run,       type, input,    interrupt,
                                      set_clock, end,  free_own, .tells_calls = true };

Actor *actor_agent_start(const ActorStart *start) {
    Actor *actor = memory_get_zeroed(sizeof *actor);
    Channel *channel = memory_get_zeroed(sizeof *channel);
    int orders[2] = { -1, -1 }, answers[2] = { -1, -1 };
    actor->kind = &agent_kind;
    actor->own = channel;
    actor->place = ACTOR_IN_CALL;
    actor->deadline = actor->next = ACTOR_NEVER;
    channel->capture.fd = -1;
    channel->is_launched = start->command != NULL;
    channel->tells_calls = start->tells_calls;
    bool has_pipes =
        capture_open(&channel->capture) && pipe2(orders, O_CLOEXEC) == 0 && pipe2(answers, O_CLOEXEC) == 0;
    pid_t checker = getpid();
    actor->pid = has_pipes ? fork() : -1;
    if (actor->pid == 0) become_agent(start, checker, orders[0], answers[1], channel->capture.fd);
    int problem = errno;
    if (orders[0] >= 0) close(orders[0]);
    if (answers[1] >= 0) close(answers[1]);
    channel->to = orders[1];
    channel->from = answers[0];
    if (actor->pid < 0)
        actor_lose(actor, _("it could not be started: %s"), strerror(problem));
    else
        send_start(actor, start);
    return actor;
}
