/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that were not made, for want of parentheses: a method shown, asked, added to or sent instead of
 * called; and what was made and got no name. */
#include "explain/socket_names.h"
#include "explain/source.h"
#include "explain/text.h"
#include <string.h>

static bool is_function(Value value) {
    return has_type(value, TYPE_ID_BUILTIN) || has_type(value, TYPE_ID_METHOD) ||
           has_type(value, TYPE_ID_FUNCTION);
}

/* ---- used instead of called */

static bool is_about_function(const Situation *situation) {
    static const char *const signs[] = { "method'",    "method\"",     "method object",
                                         "'function'", "\"function\"", "function object" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strstr(situation->message, signs[i])) return true;
    }
    return false;
}

/* What the error is about is one of these: the one that is a function, else the one of which nothing but that
 * is likely to be known, x().y; NULL: none, or several. */
static const Node *choose(Situation *situation, const Node *const nodes[], size_t count) {
    const Node *known = NULL, *unknown = NULL;
    size_t known_count = 0, unknown_count = 0;
    for (size_t i = 0; i < count; i++) {
        const Node *node = nodes[i];
        if (node->kind != NODE_ATTRIBUTE && node->kind != NODE_NAME) continue;
        Value value = source_value(situation, node);
        if (is_absent(value))
            unknown = node, unknown_count++;
        else if (is_function(value))
            known = node, known_count++;
        release(value);
    }
    if (known_count == 1) return known;
    return !known_count && unknown_count == 1 ? unknown : NULL;
}

static const Node *find_uncalled(Situation *situation) {
    if (!is_about_function(situation)) return NULL;
    const Node *node = source_failed(situation), *statement = source_statement(situation);
    bool is_target = node && node->kind == NODE_TUPLE && node->context == CONTEXT_STORE;
    if ((!node || is_target) && statement && statement->kind == NODE_ASSIGN)
        return choose(situation, (const Node *const[]){ statement->assign.value }, 1);
    if (!node) return NULL;
    switch (node->kind) {
    case NODE_CALL:
        return choose(situation, (const Node *const *)node->call.arguments.items, node->call.arguments.count);
    case NODE_BIN_OP:
        return choose(situation, (const Node *const[]){ node->binary.left, node->binary.right }, 2);
    case NODE_ATTRIBUTE: return choose(situation, (const Node *const[]){ node->attribute.value }, 1);
    case NODE_COMPARE:
        return choose(situation,
                      (const Node *const[]){ node->compare.left, node->compare.comparators.items[0] }, 2);
    default: return NULL;
    }
}

static bool fact_uncalled(Situation *situation, Buffer *out) {
    const Node *node = find_uncalled(situation);
    return node && source_append(situation, node, out);
}

static bool fact_uncalled_called(Situation *situation, Buffer *out) {
    const Node *node = find_uncalled(situation);
    return node && source_append_called(situation, node, out);
}

/* data = con.recv, then data.decode() */
static bool is_variable(Situation *situation) {
    const Node *node = find_uncalled(situation);
    return node && node->kind == NODE_NAME &&
           has_type(dict_peek_str(situation->globals, node->name.id), TYPE_ID_BUILTIN);
}

/* ---- other ways to write it */

/* con.recv[7]: what was typed, with the brackets of a call; a.accept[0]: behind those of the call. */
static bool fact_called(Situation *situation, Buffer *out) {
    const Node *node = source_failed(situation);
    if (!node || node->kind != NODE_SUBSCRIPT || node->subscript.index->kind == NODE_SLICE) return false;
    if (source_takes_nothing(situation, node->subscript.value)) {
        if (!source_append_called(situation, node->subscript.value, out)) return false;
        buffer_append_byte(out, '[');
        if (!source_append(situation, node->subscript.index, out)) return false;
        buffer_append_byte(out, ']');
        return true;
    }
    if (!source_append(situation, node->subscript.value, out)) return false;
    buffer_append_byte(out, '(');
    if (!source_append(situation, node->subscript.index, out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

static bool is_index(Situation *situation) { return is_about_function(situation); }

/* con.recv 7 */
static bool fact_spaced(Situation *situation, Buffer *out) {
    const char *text = situation->source;
    size_t name = 0, count = strcspn(text, "\n");
    while (text_is_word_byte(text[name]) || text[name] == '.') name++;
    size_t start = name + strspn(text + name, " ");
    if (!memchr(text, '.', name) || start == name || start >= count || count > SOURCE_SHOWN ||
        !text_is_plain(text, count))
        return false;
    Value value = names_look_up(situation->machine, text, name);
    Buffer call = { 0 };
    buffer_append(&call, text, name);
    buffer_append_byte(&call, '(');
    buffer_append(&call, text + start, count - start);
    buffer_append_byte(&call, ')');
    bool is_call = !is_absent(value) && is_function(value) && text_parses(buffer_text(&call), call.count);
    if (is_call) buffer_append(out, call.bytes, call.count);
    buffer_clear(&call);
    release(value);
    return is_call;
}

/* ---- shown instead of called */

static const Node *shown(Situation *situation) {
    const Node *statement = source_statement(situation);
    Value value = situation->displayed;
    if (!statement || statement->kind != NODE_EXPR || is_absent(value)) return NULL;
    return is_function(value) ? statement->expression_statement.value : NULL;
}

static bool is_shown_method(Situation *situation) {
    const Node *node = shown(situation);
    return node && node->kind == NODE_ATTRIBUTE;
}

static bool is_receiving(const Node *node, void *context) {
    (void)context;
    return node->kind == NODE_CALL && !is_absent(source_call_name(node)) &&
           str_is(source_call_name(node), "recv");
}

/* con.recv(7).decode: the bytes were read, and only `_` holds them. */
static bool is_shown_behind_recv(Situation *situation) {
    const Node *node = shown(situation);
    return node && node->kind == NODE_ATTRIBUTE && source_find(node->attribute.value, is_receiving, NULL);
}

static bool is_shown_function(Situation *situation) {
    const Node *node = shown(situation);
    return node && node->kind == NODE_NAME;
}

static bool fact_shown(Situation *situation, Buffer *out) {
    const Node *node = shown(situation);
    return node && source_append(situation, node, out);
}

static bool fact_shown_called(Situation *situation, Buffer *out) {
    const Node *node = shown(situation);
    return node && source_append_called(situation, node, out);
}

/* ---- made and not named */

/* a.accept() at the prompt: what it shows holds a socket that only `_` keeps open. */
static bool fact_named(Situation *situation, Buffer *out) {
    const Node *statement = source_statement(situation);
    Value value = situation->displayed;
    if (!statement || statement->kind != NODE_EXPR || is_absent(value)) return false;
    if (statement->expression_statement.value->kind != NODE_CALL) return false;
    bool is_pair = is_tuple(value) && tuple_of(value)->count == 2 && is_socket(tuple_of(value)->items[0]);
    if (is_pair)
        buffer_append_text(out, is_tuple(tuple_of(value)->items[1]) ? "con, addr = _" : "a, b = _");
    else if (is_socket(value))
        buffer_append_text(out, "s = _");
    else
        return false;
    return true;
}

static const ExplainFact facts[] = {
    { "uncalled_called", fact_uncalled_called },
    { "shown_called", fact_shown_called },
    { "uncalled", fact_uncalled },
    { "called", fact_called },
    { "spaced", fact_spaced },
    { "shown", fact_shown },
    { "named", fact_named },
    { 0 },
};

/* ---- rows */

static const ExplainRow rows[] = {
    { "72-name", .kind = AttributeError, .test = is_variable,
      .sentence = N_("`{uncalled}` is a function that was never called: parentheses were missing where it "
                     "got its value.") },
    { "72-attribute", .kind = AttributeError,
      .sentence = N_("`{uncalled}` was not called: the parentheses are missing, `{uncalled_called}`."),
      .plain = N_("`{uncalled}` was not called: the parentheses are missing, with what it needs in them.") },
    { "72-type", .kind = TypeError,
      .sentence = N_("`{uncalled}` was not called: the parentheses are missing, `{uncalled_called}`."),
      .plain = N_("`{uncalled}` was not called: the parentheses are missing, with what it needs in them.") },
    { "brackets", .kind = TypeError, .message = "object is not subscriptable", .test = is_index,
      .sentence = N_("A call takes parentheses: `{called}`.") },
    { "spaced", .kind = SyntaxError, .sentence = N_("A call takes parentheses: `{spaced}`.") },
    { "72-read", EXPLAIN_RESULT, .test = is_shown_behind_recv,
      .sentence = N_("Nothing was called: the parentheses are missing.\n"
                     "What was read is in `_`: `_()` calls it now.") },
    { "72", EXPLAIN_RESULT, .test = is_shown_method,
      .sentence = N_("Nothing was called: the parentheses are missing, `{shown_called}`."),
      .plain = N_("Nothing was called: the parentheses are missing, with what it needs in them.") },
    { "72-function", EXPLAIN_RESULT, .test = is_shown_function,
      .sentence = N_("Nothing was called: the parentheses are missing, `{shown_called}`."),
      .plain = N_("Nothing was called: the parentheses are missing, with what it needs in them.") },
    { "unnamed", EXPLAIN_RESULT,
      .sentence = N_("It has no name yet, and lives only as long as `_`: `{named}` gives it one.") },
    { 0 },
};

const ExplainGroup explain_uncalled = { rows, facts };
