/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a thread is given: its function and the arguments for it, each in its place. */
#include "explain/source.h"
#include "vm/operations.h"
#include <string.h>

static bool is_thread(const Node *node) {
    return node->kind == NODE_CALL && !is_absent(source_call_name(node)) &&
           str_is(source_call_name(node), "Thread");
}

/* What is no list of arguments, as far as its value tells. */
static bool is_single(Value value) {
    return is_socket(value) || has_type(value, TYPE_ID_STR) || is_int(value);
}

static bool is_name(const Node *node) { return node->kind == NODE_NAME || node->kind == NODE_CONSTANT; }

static bool stands_in_parentheses(const Situation *situation, const Node *node) {
    const char *line = situation->source;
    for (int i = 1; line && i < node->place.line; i++) {
        line = strchr(line, '\n');
        if (line) line++;
    }
    size_t count = line ? strcspn(line, "\n") : 0, end = (size_t)node->place.end_column;
    if (node->place.line != node->place.end_line || node->place.column < 1 || end >= count) return false;
    return line[node->place.column - 1] == '(' && line[end] == ')';
}

/* Thread(target=f, args=(x)), where (x) is no tuple: what its value proves, or, below a def,
 * the parentheses. */
static bool is_lone_argument(const Node *node, void *context) {
    Situation *situation = context;
    for (size_t i = 0; is_thread(node) && i < node->call.keywords.count; i++) {
        const Keyword *keyword = &node->call.keywords.items[i];
        if (is_absent(keyword->name) || !str_is(keyword->name, "args") || !is_name(keyword->value)) continue;
        Value value = source_value(situation, keyword->value);
        bool is_one = is_absent(value) ? stands_in_parentheses(situation, keyword->value) : is_single(value);
        release(value);
        return is_one;
    }
    return false;
}

static bool fact_alone(Situation *situation, Buffer *out) {
    const Ast *tree = situation_tree(situation);
    const Node *call = tree ? source_find(tree->root, is_lone_argument, situation) : NULL;
    for (size_t i = 0; call && i < call->call.keywords.count; i++) {
        const Keyword *keyword = &call->call.keywords.items[i];
        if (!is_absent(keyword->name) && str_is(keyword->name, "args"))
            return source_append(situation, keyword->value, out);
    }
    return false;
}

/* Thread(f, (x,)): the same with the names. */
static bool fact_thread(Situation *situation, Buffer *out) {
    const Node *call = situation_find_call(situation, "Thread");
    const Node *target = call ? source_argument(call, 0) : NULL,
               *given = call ? source_argument(call, 1) : NULL;
    if (!target || call->call.arguments.count > 2 || call->call.keywords.count) return false;
    buffer_append_text(out, "target=");
    if (!source_append(situation, target, out)) return false;
    if (!given) return true;
    bool is_tuple = given->kind == NODE_TUPLE;
    buffer_append_text(out, is_tuple ? ", args=" : ", args=(");
    if (!source_append(situation, given, out)) return false;
    if (!is_tuple) buffer_append_text(out, ",)");
    return true;
}

/* Thread(target=f(x)): f ran at once, and the thread got what it gave; the call, or NULL. */
static const Node *called_target(const Node *node) {
    for (size_t i = 0; is_thread(node) && i < node->call.keywords.count; i++) {
        const Keyword *keyword = &node->call.keywords.items[i];
        bool is_target = !is_absent(keyword->name) && str_is(keyword->name, "target");
        if (is_target && keyword->value->kind == NODE_CALL && is_name(keyword->value->call.function))
            return keyword->value;
    }
    return NULL;
}

static bool has_called_target(const Node *node, void *context) {
    (void)context;
    return called_target(node);
}

/* A thread without anything to do: what f gave was None. */
static bool is_idle(Situation *situation) {
    Value target = ABSENT, thread = situation->displayed;
    const Node *statement = source_statement(situation);
    if (is_absent(thread) && statement && statement->kind == NODE_ASSIGN && situation->globals &&
        statement->assign.targets.items[0]->kind == NODE_NAME)
        thread = dict_peek_str(situation->globals, statement->assign.targets.items[0]->name.id);
    if (!is_absent(thread) && is_object(thread)) {
        Dict *attributes = attributes_of(thread, false);
        if (attributes) target = dict_peek_text(attributes, "_target");
    }
    return is_absent(target) ||
           is_none(target); /* not known: then Thread(target=f(x)).start(), which gives None */
}

static bool is_called_at_once(Situation *situation) {
    const Ast *tree = situation_tree(situation);
    return tree && source_statement(situation) && source_find(tree->root, has_called_target, NULL) &&
           is_idle(situation);
}

static bool fact_handed(Situation *situation, Buffer *out) {
    const Ast *tree = situation_tree(situation);
    const Node *thread = tree ? source_find(tree->root, has_called_target, NULL) : NULL;
    const Node *call = thread ? called_target(thread) : NULL;
    if (!call || thread->call.keywords.count != 1 || thread->call.arguments.count ||
        call->call.keywords.count)
        return false;
    if (!source_append(situation, thread->call.function, out)) return false;
    buffer_append_text(out, "(target=");
    if (!source_append(situation, call->call.function, out)) return false;
    if (call->call.arguments.count) {
        buffer_append_text(out, ", args=");
        if (!source_append_arguments(situation, call, out)) return false;
        buffer_truncate(out, out->count - 1);
        buffer_append_text(out, call->call.arguments.count == 1 ? ",)" : ")");
    }
    buffer_append_byte(out, ')');
    return true;
}

static bool fact_callee(Situation *situation, Buffer *out) {
    const Node *call = situation_find_call(situation, "Thread");
    return call && source_append(situation, call->call.function, out);
}

static const ExplainFact facts[] = {
    { "alone", fact_alone },
    { "thread", fact_thread },
    { "handed", fact_handed },
    { "callee", fact_callee },
    { 0 },
};

/* ---- rows */

static const ExplainRow rows[] = {
    { "thread-group", .kind = AssertionError, .message = "group argument must be None",
      .sentence = N_("Name the arguments: `{callee}({thread})`."),
      .plain = N_("Name the arguments: target and args.") },
    { "thread-args", EXPLAIN_RESULT, .sentence = N_("A tuple of one needs a comma: `args=({alone},)`.") },
    { "target", EXPLAIN_RESULT, .test = is_called_at_once,
      .sentence = N_("The function ran at once, in this thread; the new one has nothing to do.\n"
                     "It is handed over without a call: `{handed}`."),
      .plain = N_("The function ran at once, in this thread; the new one has nothing to do.\n"
                  "It is handed over without a call: its name as target, its arguments as args.") },
    { 0 },
};

const ExplainGroup explain_threads = { rows, facts };
