/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls. Plain ones push callable, self and arguments; those with `*`, `**` or very many arguments build a
 * list and a dict. A class statement's bases and keywords are the arguments of such a call too. */
#include "lang/compiling.h"
#include "value/tuple.h"

static bool has_spread(const NodeList *arguments, const KeywordList *keywords) {
    for (size_t i = 0; i < arguments->count; i++) {
        if (arguments->items[i]->kind == NODE_STARRED) return true;
    }
    for (size_t i = 0; i < keywords->count; i++) {
        if (is_absent(keywords->items[i].name)) return true;
    }
    return false;
}

static void load_keyword_names(Compiler *c, const KeywordList *keywords) {
    Value names = tuple_new_absent(keywords->count);
    if (is_absent(names)) {
        c->unit->assembler.failed = true;
        return;
    }
    for (size_t i = 0; i < keywords->count; i++) tuple_of(names)->items[i] = retain(keywords->items[i].name);
    load_constant_take(c, names);
}

/* callable self -> callable self arguments... [names] */
static void compile_plain_arguments(Compiler *c, const NodeList *arguments, const KeywordList *keywords) {
    for (size_t i = 0; i < arguments->count; i++) compile_expression(c, arguments->items[i]);
    for (size_t i = 0; i < keywords->count; i++) compile_expression(c, keywords->items[i].value);
}

static void compile_plain_call(Compiler *c, Node *node) {
    const KeywordList *keywords = &node->call.keywords;
    size_t count = node->call.arguments.count + keywords->count;
    if (keywords->count) load_keyword_names(c, keywords);
    op(c, keywords->count ? OP_CALL_KEYWORDS : OP_CALL, count);
}

/* ---- with `*` and `**` */

/* A run of `name=value`: a dict. */
static void compile_keyword_run(Compiler *c, const Keyword *keywords, size_t count) {
    bool is_long = count * 2 > ON_STACK_MAX;
    if (is_long) op(c, OP_BUILD_DICT, 0);
    for (size_t i = 0; i < count; i++) {
        load_constant(c, keywords[i].name);
        compile_expression(c, keywords[i].value);
        if (is_long) op(c, OP_DICT_SET, 1);
    }
    if (!is_long) op(c, OP_BUILD_DICT, count);
}

/* The first run is the dict itself; a further one, or a `**mapping`, is merged, so that a name twice is an
 * error. */
static void compile_keyword_dict(Compiler *c, const KeywordList *keywords) {
    bool is_built = false;
    for (size_t i = 0; i < keywords->count;) {
        size_t end = i;
        while (end < keywords->count && !is_absent(keywords->items[end].name)) end++;
        if (end > i) {
            compile_keyword_run(c, &keywords->items[i], end - i);
        } else {
            if (!is_built) op(c, OP_BUILD_DICT, 0);
            is_built = true;
            compile_expression(c, keywords->items[end++].value);
        }
        if (is_built) op(c, OP_DICT_MERGE, 1);
        is_built = true;
        i = end;
    }
}

/* `f(*items)`: the items become a list only after the keywords, and an error there names the callable. */
static void compile_one_star(Compiler *c, Node *items, const KeywordList *keywords) {
    compile_expression(c, items);
    compile_keyword_dict(c, keywords);
    if (keywords->count) op(c, OP_SWAP, 2);
    op(c, OP_SPREAD_ARGUMENTS, keywords->count > 0);
    if (keywords->count) op(c, OP_SWAP, 2);
}

static void compile_spread(Compiler *c, const NodeList *arguments, const KeywordList *keywords) {
    if (arguments->count == 1 && arguments->items[0]->kind == NODE_STARRED) {
        compile_one_star(c, arguments->items[0]->starred.value, keywords);
        return;
    }
    compile_list(c, arguments, 0);
    compile_keyword_dict(c, keywords);
}

/* ---- the three ways to call */

static bool is_method_call(const Node *node) {
    const Node *function = node->call.function;
    return function->kind == NODE_ATTRIBUTE && function->context == CONTEXT_LOAD;
}

static void compile_method_call(Compiler *c, Node *node) {
    Node *attribute = node->call.function;
    Position whole = c->position;
    compile_expression(c, attribute->attribute.value);
    set_position(c, attribute->place);
    position_at_attribute(c, attribute, true);
    op_name(c, OP_LOAD_METHOD, attribute->attribute.name);
    c->position = whole;
    compile_plain_arguments(c, &node->call.arguments, &node->call.keywords);
    position_at_attribute(c, attribute, false);
    compile_plain_call(c, node);
}

static void compile_function_call(Compiler *c, Node *node) {
    compile_expression(c, node->call.function);
    op(c, OP_PUSH_ABSENT, 0);
    compile_plain_arguments(c, &node->call.arguments, &node->call.keywords);
    compile_plain_call(c, node);
}

static void compile_spread_call(Compiler *c, Node *node) {
    compile_expression(c, node->call.function);
    op(c, OP_PUSH_ABSENT, 0);
    compile_spread(c, &node->call.arguments, &node->call.keywords);
    op(c, OP_CALL_SPREAD, node->call.keywords.count > 0);
}

void compile_call(Compiler *c, Node *node) {
    const NodeList *arguments = &node->call.arguments;
    const KeywordList *keywords = &node->call.keywords;
    bool is_long = arguments->count + keywords->count * 2 > ON_STACK_MAX;
    if (is_long || has_spread(arguments, keywords))
        compile_spread_call(c, node);
    else if (is_method_call(node))
        compile_method_call(c, node);
    else
        compile_function_call(c, node);
}

void compile_class_call(Compiler *c, Node *node) {
    const NodeList *bases = &node->class_def.bases;
    if (!node->class_def.keywords.count && !has_spread(bases, &node->class_def.keywords) &&
        bases->count <= ON_STACK_MAX) {
        for (size_t i = 0; i < bases->count; i++) compile_expression(c, bases->items[i]);
        op(c, OP_BUILD_CLASS, bases->count);
        return;
    }
    compile_list(c, bases, 0);
    op(c, OP_LIST_TO_TUPLE, 0);
    if (node->class_def.keywords.count)
        compile_keyword_dict(c, &node->class_def.keywords);
    else
        op(c, OP_BUILD_DICT, 0);
    op(c, OP_BUILD_CLASS_SPREAD, 0);
}
