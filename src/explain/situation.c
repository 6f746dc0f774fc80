/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a statement: its text as a tree, its calls in the journal, the variables that hold
 * sockets, and what the kernel says, asked once and only when a row wants it. */
#include "base/clock.h"
#include "base/memory.h"
#include "base/switches.h"
#include "base/text.h"
#include "explain/address.h"
#include "explain/source.h"
#include "journal/journal_text.h"
#include "lang/parser.h"
#include "vm/raise.h"
#include <string.h>

enum { BUDGET_MS = 20, MOST_AT_PORT = 65536 };

struct SituationPrivate {
    Buffer message, call, receiver;
    bool has_parsed;
    Source *text;
    Ast *tree;
    Kernel kernel;
    int64_t end; /* of the budget, as clock_work */
    /* Asked, and what came of it. */
    bool own_asked, own_known, other_asked, other_known, port_asked, listeners_asked, unix_asked;
    bool shells_asked, shell_found;
    Buffer shell_prompt;
    KernelSocket own, other;
    KernelSockets at_port, listeners, unix_sockets;
    uint64_t holder_inode;
    KernelHolders holders;
};

/* ---- the exception */

static int error_of(Value exception) {
    int64_t number;
    Value field = exception_of(exception)->fields[0];
    if (is_absent(field) || !is_int(field) || !int_fits_int64(field, &number)) return 0;
    return (int)number;
}

static bool raised(const Situation *situation, const JournalRecord *record) {
    switch ((JournalOutcome)record->outcome) {
    case JOURNAL_FAILED: return record->error == situation->error;
    case JOURNAL_TIMED_OUT: return situation->kind == TimeoutError;
    case JOURNAL_INTERRUPTED: return situation->kind == KeyboardInterrupt;
    case JOURNAL_RAISED:
        return !strncmp(record->exception, exception_names[situation->kind], JOURNAL_NAME - 1);
    default: return false;
    }
}

/* The newest call of the main task that ended as the statement did. */
static const JournalRecord *find_failed(const Situation *situation) {
    if (!situation->journal) return NULL;
    for (uint64_t number = situation->last; number >= situation->first; number--) {
        const JournalRecord *record = journal_peek(situation->journal, number);
        if (!record) return NULL;
        if (record->moment == JOURNAL_ENDED && !record->task && raised(situation, record)) return record;
    }
    return NULL;
}

/* Of a call that is known by its record alone. */
static ExceptionKind kind_of(const JournalRecord *record) {
    switch ((JournalOutcome)record->outcome) {
    case JOURNAL_TIMED_OUT: return TimeoutError;
    case JOURNAL_INTERRUPTED: return KeyboardInterrupt;
    case JOURNAL_FAILED: return errno_kind(record->error);
    default: return Exception;
    }
}

static void read_exception(Situation *situation) {
    Machine *machine = situation->machine;
    Value exception = situation->exception;
    situation->kind = exception_kind(value_class(machine, exception));
    if (class_is_subclass(machine->exceptions[situation->kind], machine->exceptions[OSError]) &&
        !situation_is_tls(situation))
        situation->error = error_of(exception);
    if (exception_str(&situation->private->message, exception) != YES)
        buffer_truncate(&situation->private->message, 0);
    situation->message = buffer_text(&situation->private->message);
    situation_look_at(situation, find_failed(situation), NULL);
}

static void read_record(Situation *situation) {
    const JournalRecord *record = situation->record;
    situation->kind = kind_of(record);
    situation->error = record->outcome == JOURNAL_FAILED ? record->error : 0;
    situation_look_at(situation, record, NULL);
}

/* ---- the statement's text */

const Ast *situation_tree(Situation *situation) {
    struct SituationPrivate *private = situation->private;
    if (private->has_parsed) return private->tree;
    private->has_parsed = true;
    SyntaxProblem problem = { 0 };
    Value name = str_new("<stdin>");
    bool is_program = situation->file;
    private->text = source_new(is_program ? SOURCE_FILE : SOURCE_PROMPT, name, situation->source,
                               situation->source_count, &problem);
    if (private->text) private->tree = parse(private->text, is_program ? PARSE_FILE : PARSE_SINGLE, &problem);
    problem_clear(&problem);
    release(name);
    return private->tree;
}

static bool is_call_of(const Node *node, const char *name) {
    const Node *function = node->call.function;
    if (function->kind == NODE_NAME) return str_is(function->name.id, name);
    return function->kind == NODE_ATTRIBUTE && str_is(function->attribute.name, name);
}

static const Node *find_in(const Node *node, const char *name);

static const Node *find_in_list(const NodeList *nodes, const char *name) {
    const Node *found = NULL;
    for (size_t i = 0; i < nodes->count && !found; i++) found = find_in(nodes->items[i], name);
    return found;
}

static const Node *find_in_call(const Node *node, const char *name) {
    if (is_call_of(node, name)) return node;
    const Node *found = find_in(node->call.function, name);
    if (!found) found = find_in_list(&node->call.arguments, name);
    for (size_t i = 0; i < node->call.keywords.count && !found; i++)
        found = find_in(node->call.keywords.items[i].value, name);
    return found;
}

/* What is evaluated once, whatever it gives. The parser bounds the depth of trees. */
static const Node *find_in(const Node *node, const char *name) {
    const Node *found = NULL;
    if (!node) return NULL;
    switch (node->kind) {
    case NODE_EXPR: return find_in(node->expression_statement.value, name);
    case NODE_ASSIGN: return find_in(node->assign.value, name);
    case NODE_AUG_ASSIGN: return find_in(node->augmented.value, name);
    case NODE_ANN_ASSIGN: return find_in(node->annotated.value, name);
    case NODE_NAMED_EXPR: return find_in(node->named.value, name);
    case NODE_CALL: return find_in_call(node, name);
    case NODE_ATTRIBUTE: return find_in(node->attribute.value, name);
    case NODE_SUBSCRIPT: return find_in(node->subscript.value, name);
    case NODE_STARRED: return find_in(node->starred.value, name);
    case NODE_UNARY_OP: return find_in(node->unary.operand, name);
    case NODE_FORMATTED_VALUE: return find_in(node->formatted.value, name);
    case NODE_JOINED_STR: return find_in_list(&node->joined.values, name);
    case NODE_LIST:
    case NODE_TUPLE: return find_in_list(&node->sequence.items, name);
    case NODE_BIN_OP:
        found = find_in(node->binary.left, name);
        return found ? found : find_in(node->binary.right, name);
    case NODE_COMPARE:
        found = find_in(node->compare.left, name);
        return found ? found : find_in_list(&node->compare.comparators, name);
    default: return NULL;
    }
}

const Node *situation_find_call(Situation *situation, const char *name) {
    if (situation->file) { /* of a whole program only the call that failed is looked at */
        const Node *failed = source_failed(situation);
        return failed && failed->kind == NODE_CALL && is_call_of(failed, name) ? failed : NULL;
    }
    const Ast *tree = situation_tree(situation);
    return tree ? find_in_list(&tree->root->module.body, name) : NULL;
}

/* Line and column of the tree as a place in the text. */
static size_t offset_of(Source *text, int line, int column) {
    size_t count;
    const char *start = source_peek_line(text, line, &count);
    return start ? (size_t)(start - text->text) + (size_t)column : text->count;
}

void situation_append_node(Situation *situation, const Node *node, size_t most, Buffer *out) {
    Source *text = situation->private->text;
    size_t start = offset_of(text, node->place.line, node->place.column);
    size_t end = offset_of(text, node->place.end_line, node->place.end_column);
    if (end > text->count || start >= end) return;
    bool is_cut = end - start > most;
    if (is_cut) end = start + most;
    while (is_cut && end > start && ((unsigned char)text->text[end] & 0xc0) == 0x80) end--;
    for (size_t i = start; i < end; i++)
        buffer_append_byte(out, (unsigned char)text->text[i] < ' ' ? ' ' : text->text[i]);
    if (is_cut) buffer_append_text(out, "...");
}

/* ---- variables and calls */

Value situation_global(const Situation *situation, const char *name) {
    return situation->globals ? dict_peek_text(situation->globals, name) : ABSENT;
}

Socket *situation_next_socket(const Situation *situation, size_t *position, const char **name) {
    DictEntry *entry;
    while (situation->globals && (entry = dict_next(situation->globals, position))) {
        if (!is_socket(entry->value) || !is_str(entry->key) || !str_of(entry->key)->is_ascii) continue;
        if (name) *name = str_peek_ascii(entry->key);
        return (Socket *)object_of(entry->value);
    }
    return NULL;
}

static Socket *find_socket(const Situation *situation, uint64_t number, const char **name) {
    size_t position = 0;
    for (Socket *socket; number && (socket = situation_next_socket(situation, &position, name));) {
        if (socket->number == number && (*name)[0] != '_') return socket;
    }
    *name = NULL;
    return NULL;
}

const char *situation_name_of(const Situation *situation, uint64_t socket) {
    const char *name = NULL;
    find_socket(situation, socket, &name);
    return name;
}

Socket *situation_socket(const Situation *situation, uint64_t socket) {
    const char *name = NULL;
    return find_socket(situation, socket, &name);
}

/* con, self.con, clients[0]: looking at it again gives the same. */
static bool is_steady(const Node *node) {
    while (node->kind != NODE_NAME) {
        if (node->kind == NODE_SUBSCRIPT && node->subscript.index->kind != NODE_CONSTANT) return false;
        if (node->kind == NODE_SUBSCRIPT)
            node = node->subscript.value;
        else if (node->kind == NODE_ATTRIBUTE)
            node = node->attribute.value;
        else
            return false;
    }
    return true;
}

/* What was typed before the dot: a variable with this socket (or, without a record, with any), or a place
 * that is none. */
static void use_receiver(Situation *situation) {
    enum { LONGEST = 40 };
    struct SituationPrivate *private = situation->private;
    const Node *function = situation->node ? situation->node->call.function : NULL;
    if (!function || function->kind != NODE_ATTRIBUTE || !is_steady(function->attribute.value)) return;
    const Node *receiver = function->attribute.value;
    if (receiver->kind == NODE_NAME && !source_is_local(situation, receiver->name.id)) {
        Value value = dict_peek_str(situation->globals, receiver->name.id);
        if (!is_socket(value)) return;
        Socket *socket = (Socket *)object_of(value);
        if (situation->record && situation->record->socket != socket->number) return;
        situation->socket = socket;
    } else if (!situation->record || situation->name) {
        return;
    }
    buffer_truncate(&private->receiver, 0);
    situation_append_node(situation, receiver, LONGEST, &private->receiver);
    if (private->receiver.count <= LONGEST) situation->name = buffer_text(&private->receiver);
}

/* Which of two calls of this name it was, nobody can tell. */
static bool is_typed_once(const Situation *situation, const char *call) {
    if (situation->file) return true;
    size_t length = strlen(call), count = 0;
    for (const char *at = situation->source; (at = strstr(at, call)); at += length)
        count += at[length] == '(';
    return count == 1;
}

void situation_look_at(Situation *situation, const JournalRecord *record, const char *call) {
    struct SituationPrivate *private = situation->private;
    private->own_asked = private->other_asked = false;
    Buffer scratch = { 0 }, kept = { 0 };
    if (record) call = journal_call_name(record, &scratch);
    if (call) buffer_append_text(&kept, call); /* it may be the very one that is kept now */
    buffer_clear(&private->call);
    private->call = kept;
    buffer_clear(&scratch);
    if (call) call = buffer_text(&private->call);
    situation->record = record;
    situation->call = call;
    bool is_certain = call && (!record || is_typed_once(situation, call));
    situation->node = is_certain ? situation_find_call(situation, call) : NULL;
    situation->name = NULL;
    situation->socket = record ? find_socket(situation, record->socket, &situation->name) : NULL;
    use_receiver(situation);
}

const JournalRecord *situation_last_call(const Situation *situation, uint64_t socket, const char *name) {
    Buffer scratch = { 0 };
    const JournalRecord *record =
        situation->journal ? journal_peek_last(situation->journal, socket, 0) : NULL;
    for (; record; record = journal_peek_last(situation->journal, socket, record->number)) {
        buffer_truncate(&scratch, 0);
        if (record->spec && !strcmp(journal_call_name(record, &scratch), name)) break;
    }
    buffer_clear(&scratch);
    return record;
}

unsigned situation_was_shut(const Situation *situation, uint64_t socket) {
    Buffer scratch = { 0 };
    unsigned directions = 0;
    const JournalRecord *record = journal_peek_last(situation->journal, socket, 0);
    for (; record; record = journal_peek_last(situation->journal, socket, record->number)) {
        buffer_truncate(&scratch, 0);
        bool is_shutdown = record->spec && record->outcome == JOURNAL_RETURNED && record->number_count &&
                           !strcmp(journal_call_name(record, &scratch), "shutdown");
        if (is_shutdown)
            directions |= (unsigned)record->numbers[0] + 1; /* SHUT_RD 0, SHUT_WR 1, SHUT_RDWR 2 */
    }
    buffer_clear(&scratch);
    return directions & (SITUATION_SHUT_RECEIVE | SITUATION_SHUT_SEND);
}

/* ---- the kernel */

const Kernel *situation_kernel(Situation *situation) { return &situation->private->kernel; }

/* left of the budget; 0: ask no more */
static int situation_milliseconds(const Situation *situation) {
    int64_t left = situation->private->end - clock_work();
    return left > 0 ? (int)(left / CLOCK_MILLISECOND) : 0;
}

int situation_descriptor(const Situation *situation) {
    const JournalRecord *record = situation->record;
    if (situation->socket) return situation->socket->fd;
    if (!situation->machine || !record || !record->socket) return -1;
    return journal_peek_last(situation->journal, record->socket, 0) == record ? record->fd : -1;
}

/* Of another program's TCP socket: what was found after the call. */
static bool read_recorded(const JournalRecord *record, KernelSocket *out) {
    if (!record || !record->has_facts || record->state == KERNEL_STATE_UNKNOWN) return false;
    bool is_listener = record->state == KERNEL_LISTEN;
    *out = (KernelSocket){ .family = record->local.family,
                           .type = SOCK_STREAM,
                           .state = (KernelState)record->state,
                           .receive_queue = is_listener ? 0 : record->receive_queue,
                           .send_queue = is_listener ? 0 : record->send_queue,
                           .accept_queue = is_listener ? (int32_t)record->receive_queue : -1,
                           .backlog = is_listener ? (int32_t)record->send_queue : -1,
                           .timer_ms = -1 };
    if (address_is_ip(&record->local)) out->local = record->local;
    if (address_is_ip(&record->peer)) out->peer = record->peer;
    return true;
}

const KernelSocket *situation_own(Situation *situation) {
    struct SituationPrivate *private = situation->private;
    if (!private->own_asked) {
        private->own_asked = true;
        int fd = situation_descriptor(situation);
        private->own_known = situation->machine ? fd >= 0 && kernel_read_socket(fd, &private->own)
                                                : read_recorded(situation->record, &private->own);
    }
    return private->own_known ? &private->own : NULL;
}

bool situation_is_stream(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    return situation->socket ? situation->socket->type == SOCK_STREAM : !own || own->type == SOCK_STREAM;
}

bool situation_is_datagram(Situation *situation) { return !situation_is_stream(situation); }

bool situation_is_unix(Situation *situation) {
    return situation->record && situation->record->argument.family == AF_UNIX;
}

/* Mostly a listener is in the way, and found at once; else all that have the port are listed, which takes
 * longer. */
static void list_port(Situation *situation, const Address *address) {
    struct SituationPrivate *private = situation->private;
    const KernelSockets *found = &private->at_port;
    KernelQuery query = { .tcp = true, .local_port = address->port };
    if (!kernel_list_port(&private->kernel, address->port, MOST_AT_PORT, &private->at_port)) return;
    for (size_t i = 0; i < found->count; i++) {
        if (found->items[i].state != KERNEL_LISTEN || explain_is_in_the_way(&found->items[i], address))
            return;
    }
    if (found->count) kernel_list_sockets(&private->kernel, &query, &private->at_port);
}

const KernelSockets *situation_at_port(Situation *situation) {
    const Address *address = explain_target(situation);
    if (!situation->private->port_asked && address && situation_is_stream(situation) &&
        situation_milliseconds(situation))
        list_port(situation, address);
    situation->private->port_asked = true;
    return &situation->private->at_port;
}

const KernelSockets *situation_listeners(Situation *situation) {
    struct SituationPrivate *private = situation->private;
    if (!private->listeners_asked && situation_milliseconds(situation)) {
        KernelQuery query = { .tcp = true, .states = KERNEL_STATE_BIT(KERNEL_LISTEN) };
        kernel_list_sockets(&private->kernel, &query, &private->listeners);
    }
    private->listeners_asked = true;
    return &private->listeners;
}

const KernelSockets *situation_unix_sockets(Situation *situation) {
    struct SituationPrivate *private = situation->private;
    if (!private->unix_asked && situation_milliseconds(situation)) {
        KernelQuery query = { .unix_stream = true };
        kernel_list_sockets(&private->kernel, &query, &private->unix_sockets);
    }
    private->unix_asked = true;
    return &private->unix_sockets;
}

const KernelSocket *situation_other_end(Situation *situation) {
    struct SituationPrivate *private = situation->private;
    const KernelSocket *own = situation_own(situation);
    if (!private->other_asked) {
        private->other_asked = true;
        private->other_known = own && situation_milliseconds(situation) &&
                               kernel_find_other_end(&private->kernel, own, &private->other);
    }
    return private->other_known ? &private->other : NULL;
}

const KernelProcess *situation_holder(Situation *situation, const KernelSocket *socket) {
    struct SituationPrivate *private = situation->private;
    if (!socket || !socket->inode) return NULL;
    if (private->holder_inode != socket->inode) {
        KernelSearch search = { .milliseconds = situation_milliseconds(situation), .first_only = true };
        private->holder_inode = socket->inode;
        kernel_find_holders(&private->kernel, &socket->inode, 1, &search, &private->holders);
    }
    return private->holders.count ? &private->holders.items[0] : NULL;
}

const Buffer *situation_shell_with(Situation *situation, const char *name) {
    struct SituationPrivate *private = situation->private;
    if (!private->shells_asked) {
        private->shells_asked = true;
        const ExplainNeighbours *neighbours = situation->neighbours;
        private->shell_found =
            neighbours && neighbours->has_name(neighbours->context, name, &private->shell_prompt);
    }
    return private->shell_found ? &private->shell_prompt : NULL;
}

bool situation_append_holder(Situation *situation, const KernelSocket *socket, Buffer *out) {
    const KernelProcess *process = situation_holder(situation, socket);
    if (!process) return false;
    const char *command = process->command[0] ? process->command : "?";
    if (process->own && situation->machine)
        buffer_append_text(out, _("this shell"));
    else if (process->terminal[0])
        buffer_append_format(out, _("%s, process %d, terminal %s"), command, (int)process->pid,
                             process->terminal);
    else
        buffer_append_format(out, _("%s, process %d"), command, (int)process->pid);
    return true;
}

/* ---- */

void situation_open(Situation *situation) {
    struct SituationPrivate *private = situation->private = memory_get_zeroed(sizeof *private);
    private->end = clock_work() + BUDGET_MS * CLOCK_MILLISECOND * switch_patience();
    kernel_init(&private->kernel);
    situation->message = "";
    if (!is_absent(situation->exception))
        read_exception(situation);
    else if (situation->has_failed)
        read_record(situation);
    else if (situation->record)
        situation_look_at(situation, situation->record, NULL);
}

void situation_close(Situation *situation) {
    struct SituationPrivate *private = situation->private;
    ast_free(private->tree);
    source_free(private->text);
    buffer_clear(&private->message);
    buffer_clear(&private->call);
    buffer_clear(&private->receiver);
    buffer_clear(&private->shell_prompt);
    kernel_clear_sockets(&private->at_port);
    kernel_clear_sockets(&private->listeners);
    kernel_clear_sockets(&private->unix_sockets);
    kernel_clear_holders(&private->holders);
    memory_free(private);
}
