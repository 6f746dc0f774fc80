/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agent: a source of lines for the shell, and the scheduler's wait, both answered by the checker. */
#include "dialogue/actor/agent.h"
#include "base/clock.h"
#include "base/fields.h"
#include "base/retry.h"
#include "builtin/classes/file.h"
#include "dialogue/actor/agent_shown.h"
#include "journal/entry.h"
#include "journal/journal_text.h"
#include "modules/socket/journal.h"
#include "modules/sys/sys.h"
#include "sched/descriptor.h"
#include "sched/io.h"
#include "shell/shell.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_USAGE = 2, ORDER_LIMIT = 64 << 20, CALLS_LIMIT = 32 << 20, JOURNAL_RECORDS = 4096 };

/* One agent a process, as one line editor. */
static struct {
    Program program;
    int in, out;   /* the checker's */
    Buffer orders; /* bytes read and not used yet */
    size_t order_at;
    Buffer typed, input; /* lines, and where the next one begins */
    size_t typed_at, input_at;
    bool has_ended, is_at_prompt, has_more;
    Buffer prompt;
    uint64_t did_before; /* the scheduler's count when the token came */
    uint64_t taken;      /* lines, since then */
    bool tells_calls;
    Buffer calls;  /* entries that no answer has told yet: a JSON array that is not closed */
    uint64_t lost; /* how many there was no room for */
} agent;

/* ---- texts of lines */

static bool has_line(const Buffer *lines, size_t at) { return at < lines->count; }

/* The next line, without its newline. */
static void take_line(const Buffer *lines, size_t *at, Buffer *line) {
    const char *start = lines->bytes + *at, *newline = memchr(start, '\n', lines->count - *at);
    size_t count = newline ? (size_t)(newline - start) : lines->count - *at;
    buffer_append(line, start, count);
    *at += count + (newline != NULL);
    agent.taken++;
}

static void set_lines(Buffer *lines, size_t *at, const Buffer *text) {
    buffer_truncate(lines, 0);
    buffer_append(lines, text->bytes ? text->bytes : "", text->count);
    *at = 0;
}

static size_t lines_left(void) {
    size_t count = 0;
    for (size_t i = agent.typed_at; i < agent.typed.count; i++) count += agent.typed.bytes[i] == '\n';
    return count;
}

/* ---- calls */

static void note_call(void *context, const JournalRecord *record) {
    (void)context;
    if (agent.calls.count > CALLS_LIMIT)
        agent.lost++;
    else
        entry_append(&agent.calls, record);
}

static void begin_calls(void) {
    buffer_truncate(&agent.calls, 0);
    json_open(&agent.calls, '[');
    agent.lost = 0;
}

static void add_calls(Buffer *answer) {
    if (!agent.tells_calls) return;
    json_int_member(answer, "real", clock_now());
    json_int_member(answer, "lost", (int64_t)agent.lost);
    json_key(answer, "calls");
    buffer_append(answer, agent.calls.bytes, agent.calls.count);
    json_close(answer, ']');
    begin_calls();
}

/* ---- answers */

static void send_answer(Buffer *answer) {
    json_close(answer, '}');
    buffer_append_byte(answer, '\n');
    if (io_write_all(agent.out, answer->bytes, answer->count) < 0)
        _exit(STATUS_USAGE); /* nobody listens any more */
    buffer_clear(answer);
}

/* With what was shown and called since the last one. */
static void begin_answer(Buffer *answer, const char *is) {
    json_open(answer, '{');
    json_text_member(answer, "is", is);
    json_key(answer, "shown");
    Buffer shown = { 0 };
    bool is_cut = agent_shown_take(&shown);
    json_bytes(answer, shown.bytes, shown.count);
    buffer_clear(&shown);
    if (is_cut) json_bool_member(answer, "cut", true);
    add_calls(answer);
}

static void add_deadline(Buffer *answer, const char *key, int64_t deadline) {
    json_key(answer, key);
    if (deadline == SCHED_NEVER)
        json_null(answer);
    else
        json_int(answer, deadline);
}

static void add_prompt(Buffer *answer) {
    json_text(answer, "prompt");
    json_key(answer, "prompt");
    json_bytes(answer, agent.prompt.bytes, agent.prompt.count);
    json_bool_member(answer, "more", agent.has_more);
}

static void add_call(Buffer *answer) {
    const Machine *machine = agent.program.machine;
    const Task *main = machine->main;
    const JournalPending *pending = main ? journal_peek_waiting(main) : NULL;
    JournalRecord none = { .begun = sched_now(agent.program.sched) };
    const JournalRecord *record = pending ? &pending->record : &none;
    Buffer scratch = { 0 };
    json_text(answer, "call");
    json_text_member(answer, "call", pending ? journal_call_name(record, &scratch) : "");
    buffer_clear(&scratch);
    json_address_member(answer, "local", &record->local);
    json_address_member(answer, "peer", &record->peer);
    json_address_member(answer, "to", &record->argument);
    json_int_member(answer, "since", record->begun);
    add_deadline(answer, "deadline",
                 main && heap_holds(&main->deadline) ? main->deadline.deadline : SCHED_NEVER);
}

static void answer_idle(void) {
    Buffer answer = { 0 };
    file_flush_output(agent.program.machine);
    begin_answer(&answer, "idle");
    json_int_member(&answer, "did",
                    (int64_t)(sched_tasks_run(agent.program.sched) - agent.did_before + agent.taken));
    json_key(&answer, "at");
    if (agent.is_at_prompt)
        add_prompt(&answer);
    else
        add_call(&answer);
    add_deadline(&answer, "next", sched_next_deadline(agent.program.sched));
    json_int_member(&answer, "typed", (int64_t)lines_left());
    send_answer(&answer);
}

/* ---- orders */

typedef struct {
    Buffer what, text, prompt, path; /* "do" and what it needs */
    int64_t now, wall;
    bool tells_calls;
    uint64_t found; /* see fields_read */
} Order;

enum { ORDER_NOW, ORDER_WALL };

static const FieldTable order_table = {
    .fields =
        (const Field[]){
            [ORDER_NOW] = { "now", FIELD_INT64, offsetof(Order, now), false, NULL },
            [ORDER_WALL] = { "wall", FIELD_INT64, offsetof(Order, wall), false, NULL },
            { "do", FIELD_BYTES, offsetof(Order, what), false, NULL },
            { "text", FIELD_BYTES, offsetof(Order, text), false, NULL },
            { "prompt", FIELD_BYTES, offsetof(Order, prompt), false, NULL },
            { "path", FIELD_BYTES, offsetof(Order, path), false, NULL },
            { "calls", FIELD_BOOL, offsetof(Order, tells_calls), false, NULL },
            { 0 },
        }
};

static void order_clear(Order *order) { fields_clear(&order_table, order); }

static void fail(const char *why) {
    Buffer answer = { 0 };
    file_flush_output(agent.program.machine);
    begin_answer(&answer, "lost");
    json_text_member(&answer, "why", why);
    send_answer(&answer);
    _exit(STATUS_USAGE);
}

static bool parse(const char *line, size_t count, Order *order) {
    JsonReader reader = { .text = line, .count = count };
    bool parsed =
        json_next(&reader) == JSON_OBJECT && fields_read(&reader, &order_table, order, &order->found);
    buffer_clear(&reader.string);
    return parsed;
}

/* The next line of the orders; false at their end. */
static bool read_order_line(const char **line, size_t *count) {
    for (;;) {
        size_t left = agent.orders.count - agent.order_at;
        const char *start = left ? agent.orders.bytes + agent.order_at : "";
        const char *newline = left ? memchr(start, '\n', left) : NULL;
        if (newline) {
            *line = start;
            *count = (size_t)(newline - start);
            agent.order_at += *count + 1;
            return true;
        }
        if (agent.order_at) {
            memmove(agent.orders.bytes, start, left);
            buffer_truncate(&agent.orders, left);
            agent.order_at = 0;
        }
        char *room = left < ORDER_LIMIT ? buffer_reserve(&agent.orders, 4096) : NULL;
        ssize_t got = room ? io_read(agent.in, room, 4096) : 0;
        if (retry_is_told(got)) continue;
        if (got <= 0) return false;
        agent.orders.count += (size_t)got;
    }
}

static void read_order(Order *order) {
    const char *line;
    size_t count;
    if (!read_order_line(&line, &count)) _exit(STATUS_USAGE);
    if (!parse(line, count, order)) fail("this order is not understood");
}

static bool is(const Order *order, const char *what) {
    return !strcmp(buffer_text((Buffer *)&order->what), what);
}

static void set_clock(const Order *order) {
    if (order->found & (1 << ORDER_NOW | 1 << ORDER_WALL))
        sched_set_clock(agent.program.sched, order->now, order->wall);
}

/* Takes orders up to the run token. */
static void take_orders(void) {
    for (bool runs = false; !runs;) {
        Order order = { 0 };
        read_order(&order);
        runs = is(&order, "run");
        if (is(&order, "type"))
            set_lines(&agent.typed, &agent.typed_at, &order.text);
        else if (is(&order, "input"))
            set_lines(&agent.input, &agent.input_at, &order.text);
        else if (is(&order, "clock"))
            set_clock(&order);
        else if (is(&order, "end"))
            agent.has_ended = true;
        else if (is(&order, "interrupt"))
            raise(SIGINT);
        else if (!runs)
            fail("there is no such order");
        order_clear(&order);
    }
    agent.did_before = sched_tasks_run(agent.program.sched);
    agent.taken = 0;
}

static void idle(void *context) {
    (void)context;
    answer_idle();
    take_orders();
}

/* ---- the shell's lines */

static Native agent_input;

static void open_lines(Program *program) {
    program->machine->hooks.input = agent_input;
    if (agent.prompt.count) sys_set_prompts(program->machine, buffer_text(&agent.prompt), "... ");
}

static void close_lines(void) { agent.program.machine->hooks.input = NULL; }
static bool is_terminal(void) { return false; }
static bool is_typed(void) { return true; }
static bool has_more(void) { return has_line(&agent.typed, agent.typed_at); }

static LineEvent read_line(const char *prompt, StatementState state, Buffer *line) {
    buffer_truncate(&agent.prompt, 0);
    buffer_append_text(&agent.prompt, prompt);
    agent.has_more = state != AT_STATEMENT;
    agent.is_at_prompt = true;
    while (!has_line(&agent.typed, agent.typed_at) && !agent.has_ended && !sched_interrupt_is_pending())
        sched_run_once(agent.program.sched, -1);
    agent.is_at_prompt = false;
    if (sched_take_interrupt()) return LINE_INTERRUPTED;
    if (!has_line(&agent.typed, agent.typed_at)) return LINE_END;
    take_line(&agent.typed, &agent.typed_at, line);
    return LINE_READY;
}

static void drop_input(void) { agent.typed_at = agent.typed.count; }
static void step_statement(void) { sched_run_once(agent.program.sched, -1); }
static void end_statement(void) {}

static const LineSource lines = {
    .open = open_lines,
    .close = close_lines,
    .is_terminal = is_terminal,
    .is_typed = is_typed,
    .read = read_line,
    .has_more = has_more,
    .drop_input = drop_input,
    .step_statement = step_statement,
    .end_statement = end_statement,
};

/* input(): the prompt is shown as print would, without what is read behind it. */
static Outcome agent_input(Call *call) {
    if (call->step++ == 0) {
        Outcome outcome = file_print(call, call->args[0]);
        if (outcome != DONE) return outcome;
    }
    if (!has_line(&agent.input, agent.input_at)) return raise_error(call->task, EOFError, NULL);
    Buffer line = { 0 };
    take_line(&agent.input, &agent.input_at, &line);
    return give_buffer(call, &line);
}

/* ---- its life */

static void take_descriptors(void) {
    agent.in = descriptor_raise(dup(STDIN_FILENO));
    agent.out = descriptor_raise(dup(STDOUT_FILENO));
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (agent.in < 0 || agent.out < 0 || null < 0 || dup2(null, STDIN_FILENO) < 0 || !agent_shown_open()) {
        perror("causette agent");
        exit(3);
    }
    close(null);
}

static void start(void) {
    Order order = { 0 };
    read_order(&order);
    if (!is(&order, "start")) fail("the first order must be start");
    char *argv[] = { "", NULL };
    program_open(&agent.program, 1, argv, NULL);
    agent_shown_by_line(agent.program.machine);
    agent.tells_calls = order.tells_calls;
    if (agent.tells_calls) {
        begin_calls();
        journal_listen(socket_journal_open(agent.program.machine, JOURNAL_RECORDS), note_call, NULL);
    }
    if (order.path.count) {
        Value path = sys_text(agent.program.machine, buffer_text(&order.path));
        list_prepend(list_of(agent.program.machine->path), path);
        release(path);
    }
    buffer_append(&agent.prompt, order.prompt.bytes ? order.prompt.bytes : "", order.prompt.count);
    set_clock(&order);
    sched_on_idle(agent.program.sched, idle, NULL);
    order_clear(&order);
    take_orders();
}

int agent_run(int argc, char **argv) {
    (void)argv;
    if (argc > 1) return STATUS_USAGE;
    take_descriptors();
    start();
    int status = shell_run(&agent.program, &lines, COLOR_NEVER);
    status = program_close(&agent.program, status < 0 ? 128 - status : status);
    Buffer answer = { 0 };
    begin_answer(&answer, "ended");
    json_int_member(&answer, "status", status);
    send_answer(&answer);
    return 0;
}
