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
    uint64_t lost = source_lost(situation, unpacked(situation));
    if (lost) buffer_append_format(out, _n("%zu byte", "%zu bytes", (size_t)lost), (size_t)lost);
    return lost != 0;
}

static const ExplainFact facts[] = {
    { "none", fact_none },
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
      .plain = N_("`recv` gives bytes alone, no address: `data = con.recv(...)`.") },
    { "named", EXPLAIN_RESULT, .calls = NOTHING, .test = is_named_nothing,
      .sentence = N_("`{call}` gives nothing, so `{none}` is None: the socket is still `{name}`."),
      .plain = N_("`{call}` gives nothing, so `{none}` is None.") },
    { 0 },
};

const ExplainGroup explain_results = { rows, facts };
