/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What calls give, where something else was meant: nothing where a value is wanted, bytes where a pair is. */
#include "explain/source.h"
#include <string.h>

/* ---- nothing */

#define NOTHING "bind connect listen close sendall settimeout setblocking setsockopt shutdown"

static const Node *nothing_in_sum(Situation *situation) {
    const Node *node = source_failed(situation);
    if (!node || node->kind != NODE_BIN_OP) return NULL;
    const Node *sides[] = { node->binary.left, node->binary.right };
    for (size_t i = 0; i < 2; i++) {
        Value name = sides[i]->kind == NODE_CALL ? source_call_name(sides[i]) : ABSENT;
        if (!is_absent(name) && str_is(name, "sendall")) return sides[i];
    }
    return NULL;
}

static bool is_nothing_in_sum(Situation *situation) { return nothing_in_sum(situation); }

/* x = s.connect(...), a call of a socket that gives None. */
static const Node *named_nothing(Situation *situation) {
    const Node *node = source_statement(situation);
    if (!node || node->kind != NODE_ASSIGN || node->assign.targets.count != 1) return NULL;
    if (node->assign.targets.items[0]->kind != NODE_NAME || node->assign.value->kind != NODE_CALL)
        return NULL;
    return node;
}

static bool is_named_nothing(Situation *situation) {
    const Node *node = named_nothing(situation);
    const JournalRecord *record = situation->record;
    if (!node || !record || node->assign.value != situation->node) return false;
    Value value = dict_peek_str(situation->globals, node->assign.targets.items[0]->name.id);
    return !is_absent(value) && is_none(value);
}

static bool fact_none(Situation *situation, Buffer *out) {
    const Node *node = named_nothing(situation);
    if (node) str_append_utf8(out, node->assign.targets.items[0]->name.id);
    return node;
}

/* con = con.recv(7): the name is no longer the socket's, and there was no other. */
static const Node *renamed(Situation *situation) {
    const Node *node = source_statement(situation);
    if (!node || node->kind != NODE_ASSIGN || node->assign.targets.count != 1) return NULL;
    const Node *target = node->assign.targets.items[0], *value = node->assign.value;
    bool is_method = target->kind == NODE_NAME && value->kind == NODE_CALL &&
                     value->call.function->kind == NODE_ATTRIBUTE &&
                     value->call.function->attribute.value->kind == NODE_NAME;
    if (!is_method || !str_equal(value->call.function->attribute.value->name.id, target->name.id))
        return NULL;
    return node;
}

static bool is_renamed(Situation *situation) {
    const Node *node = renamed(situation);
    const JournalRecord *record = NULL;
    if (!node || !situation->journal) return false;
    for (uint64_t number = situation->last; number >= situation->first && number; number--) {
        if (!(record = journal_peek(situation->journal, number))) return false;
        if (record->moment == JOURNAL_FREED && !record->task) break;
    }
    if (!record || record->moment != JOURNAL_FREED) return false;
    Value name = source_call_name(node->assign.value);
    Value now = situation->globals ? dict_peek_str(situation->globals, node->assign.targets.items[0]->name.id)
                                   : ABSENT;
    if (!is_absent(now) && is_socket(now)) return false;
    situation_look_at(situation, NULL, str_of(name)->is_ascii ? str_peek_ascii(name) : NULL);
    return true;
}

static bool fact_target(Situation *situation, Buffer *out) {
    const Node *node = renamed(situation);
    if (node) str_append_utf8(out, node->assign.targets.items[0]->name.id);
    return node;
}

/* ---- bytes alone */

/* con, addr = con.recv(7): the call; NULL. */
static const Node *unpacked(Situation *situation) {
    const Node *node = source_statement(situation);
    if (!node || node->kind != NODE_ASSIGN || node->assign.targets.count != 1) return NULL;
    if (node->assign.targets.items[0]->kind != NODE_TUPLE || node->assign.value->kind != NODE_CALL)
        return NULL;
    Value name = source_call_name(node->assign.value);
    return !is_absent(name) && str_is(name, "recv") ? node->assign.value : NULL;
}

static bool is_unpacked(Situation *situation) {
    const Node *failed = source_failed(situation);
    return unpacked(situation) && (!failed || failed->kind == NODE_TUPLE);
}

static bool fact_unpacked(Situation *situation, Buffer *out) {
    const Node *node = unpacked(situation);
    return node && source_append(situation, node, out);
}

static bool fact_lost(Situation *situation, Buffer *out) {
    return situation_append_bytes(source_lost(situation, unpacked(situation)), out);
}

static const ExplainFact facts[] = {
    { "none", fact_none },
    { "target", fact_target },
    { "unpacked", fact_unpacked },
    { "lost", fact_lost },
    { 0 },
};

/* ---- rows */

static const ExplainRow rows[] = {
    { "sendall", .kind = TypeError, .message = "'NoneType'", .test = is_nothing_in_sum,
      .plain = N_("`sendall` gives nothing (None): it sends all, or raises. `send` gives a count.") },
    { "unpack", .kind = ValueError, .message = "values to unpack", .test = is_unpacked,
      .sentence =
          N_("`recv` gives bytes alone, no address: `data = {unpacked}`.\nRead already, and lost: {lost}."),
      .plain = N_("`recv` gives bytes alone, no address: one name takes them.") },
    { "renamed", EXPLAIN_RESULT, .test = is_renamed,
      .sentence =
          N_("`{target}` is now what `{call}` gave, and its socket is closed: nothing names it any more.\n"
             "What a call gives takes another name."),
      .plain = N_("This name was the socket's, which is closed: nothing names it any more.\n"
                  "What a call gives takes another name.") },
    { "named", EXPLAIN_RESULT, .calls = NOTHING, .test = is_named_nothing,
      .sentence = N_("`{call}` gives nothing, so `{none}` is None: the socket is still `{name}`."),
      .plain = N_("`{call}` gives nothing, so `{none}` is None.") },
    { 0 },
};

const ExplainGroup explain_results = { rows, facts };
