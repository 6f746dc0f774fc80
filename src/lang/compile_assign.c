/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assignment: plain, unpacking, augmented, annotated. */
#include "lang/compiling.h"
#include "lang/unparse.h"
#include "value/str.h"

/* ---- unpacking */

enum { BEFORE_STAR_MAX = 255, AFTER_STAR_MAX = (int)PAIR_MAX };

static bool is_starred(const Node *node) { return node->kind == NODE_STARRED; }

static size_t star_index(Compiler *c, const NodeList *targets) {
    size_t star = targets->count;
    for (size_t i = 0; i < targets->count; i++) {
        if (!is_starred(targets->items[i])) continue;
        if (star < targets->count)
            compile_problem(c, "multiple starred expressions in assignment");
        else
            star = i;
    }
    return star;
}

void compile_unpacking(Compiler *c, Node *node) {
    const NodeList *targets = &node->sequence.items;
    size_t star = star_index(c, targets);
    if (star < targets->count) {
        size_t after = targets->count - star - 1;
        if (star > BEFORE_STAR_MAX || after > AFTER_STAR_MAX) {
            compile_problem(c, "too many expressions in star-unpacking assignment");
            return;
        }
        op(c, OP_UNPACK_STAR, star | after << 12);
    } else {
        op(c, OP_UNPACK, targets->count);
    }
    for (size_t i = 0; i < targets->count; i++) {
        Node *target = targets->items[i];
        compile_expression(c, is_starred(target) ? target->starred.value : target);
    }
}

static bool is_plain_tuple(const Node *node) {
    if (node->kind != NODE_TUPLE && !(node->kind == NODE_LIST && node->context == CONTEXT_STORE))
        return false;
    for (size_t i = 0; i < node->sequence.items.count; i++) {
        if (is_starred(node->sequence.items.items[i])) return false;
    }
    return true;
}

/* `a, b = b, a`: two or three values need no tuple in between, only to be turned round. */
static bool compile_exchange(Compiler *c, Node *target, Node *value) {
    if (value->kind != NODE_TUPLE || !is_plain_tuple(target) || !is_plain_tuple(value)) return false;
    size_t count = target->sequence.items.count;
    if (count != value->sequence.items.count || count < 2 || count > 3) return false;
    if (fold(c, value)) return false;
    for (size_t i = 0; i < count; i++) compile_expression(c, value->sequence.items.items[i]);
    op(c, OP_SWAP, count);
    for (size_t i = 0; i < count; i++) compile_expression(c, target->sequence.items.items[i]);
    return true;
}

void compile_assign(Compiler *c, Node *node) {
    const NodeList *targets = &node->assign.targets;
    if (targets->count == 1 && compile_exchange(c, targets->items[0], node->assign.value)) return;
    compile_expression(c, node->assign.value);
    for (size_t i = 0; i < targets->count; i++) {
        if (i + 1 < targets->count) op(c, OP_COPY, 1);
        compile_expression(c, targets->items[i]);
    }
}

/* ---- augmented: the target's parts are evaluated once */

static void compile_operation(Compiler *c, Node *node) {
    compile_expression(c, node->augmented.value);
    op(c, OP_BINARY_IN_PLACE, operator_of_binary[node->augmented.operation]);
}

static void augment_name(Compiler *c, Node *node) {
    Node *target = node->augmented.target;
    Position whole = c->position;
    set_position(c, target->place);
    compile_name(c, target->name.id, CONTEXT_LOAD);
    c->position = whole;
    compile_operation(c, node);
    set_position(c, target->place);
    compile_name(c, target->name.id, CONTEXT_STORE);
}

static void augment_attribute(Compiler *c, Node *node) {
    Node *target = node->augmented.target;
    Position whole = c->position;
    compile_expression(c, target->attribute.value);
    set_position(c, target->place);
    op(c, OP_COPY, 1);
    position_at_attribute(c, target, true);
    op_name(c, OP_LOAD_ATTRIBUTE, target->attribute.name);
    c->position = whole;
    compile_operation(c, node);
    set_position(c, target->place);
    position_at_attribute(c, target, true);
    op(c, OP_SWAP, 2);
    op_name(c, OP_STORE_ATTRIBUTE, target->attribute.name);
}

static void augment_subscript(Compiler *c, Node *node) {
    Node *target = node->augmented.target;
    Position whole = c->position;
    compile_expression(c, target->subscript.value);
    compile_expression(c, target->subscript.index);
    set_position(c, target->place);
    op(c, OP_COPY, 2);
    op(c, OP_COPY, 2);
    op(c, OP_LOAD_SUBSCRIPT, 0);
    c->position = whole;
    compile_operation(c, node);
    set_position(c, target->place);
    op(c, OP_SWAP, 3);
    op(c, OP_SWAP, 2);
    op(c, OP_STORE_SUBSCRIPT, 0);
}

void compile_augmented(Compiler *c, Node *node) {
    switch (node->augmented.target->kind) {
    case NODE_NAME: augment_name(c, node); break;
    case NODE_ATTRIBUTE: augment_attribute(c, node); break;
    case NODE_SUBSCRIPT: augment_subscript(c, node); break;
    default: assert(!"a target of an augmented assignment");
    }
}

/* ---- annotated */

static void compile_and_drop(Compiler *c, Node *node) {
    if (!node) return;
    compile_expression(c, node);
    op(c, OP_POP, 0);
}

static void drop_index(Compiler *c, Node *index) {
    if (index->kind == NODE_SLICE) {
        compile_and_drop(c, index->slice.lower);
        compile_and_drop(c, index->slice.upper);
        compile_and_drop(c, index->slice.step);
    } else if (index->kind == NODE_TUPLE) {
        for (size_t i = 0; i < index->sequence.items.count; i++)
            drop_index(c, index->sequence.items.items[i]);
    } else {
        compile_and_drop(c, index);
    }
}

/* Without a value, what leads to the target is evaluated all the same. */
static void compile_target_parts(Compiler *c, Node *target) {
    if (target->kind == NODE_ATTRIBUTE) {
        compile_and_drop(c, target->attribute.value);
    } else if (target->kind == NODE_SUBSCRIPT) {
        compile_and_drop(c, target->subscript.value);
        drop_index(c, target->subscript.index);
    }
}

void compile_annotation(Compiler *c, Node *annotation) {
    if (!c->ast->annotations_are_text) {
        bool is_starred = annotation->kind == NODE_STARRED; /* *args: *Ts is the one item of Ts */
        compile_expression(c, is_starred ? annotation->starred.value : annotation);
        if (is_starred) op(c, OP_UNPACK, 1);
        return;
    }
    Buffer text = { 0 };
    if (!unparse(&text, annotation)) compile_problem(c, "too many nested expressions in an annotation");
    load_constant(c, ast_keep_take(c->ast, str_from_utf8(text.bytes, text.count)));
    buffer_clear(&text);
}

/* __annotations__[name] = annotation */
static void store_annotation(Compiler *c, Node *node) {
    Value text = str_new("__annotations__"), annotations = str_intern(text);
    compile_annotation(c, node->annotated.annotation);
    compile_name(c, annotations, CONTEXT_LOAD);
    load_constant(c, node->annotated.target->name.id);
    op(c, OP_STORE_SUBSCRIPT, 0);
    release(annotations);
    release(text);
}

/* Annotations of a function's variables are not evaluated. */
void compile_annotated(Compiler *c, Node *node) {
    Node *target = node->annotated.target;
    if (node->annotated.value) {
        compile_expression(c, node->annotated.value);
        compile_expression(c, target);
    } else {
        compile_target_parts(c, target);
    }
    if (c->unit->is_function) return;
    if (node->annotated.is_simple && target->kind == NODE_NAME)
        store_annotation(c, node);
    else if (!c->ast->annotations_are_text)
        compile_and_drop(c, node->annotated.annotation);
}

static bool is_annotating(const Node *node) {
    switch (node->kind) {
    case NODE_ANN_ASSIGN: return true;
    case NODE_FOR: return has_annotations(&node->for_loop.body) || has_annotations(&node->for_loop.otherwise);
    case NODE_IF:
        return has_annotations(&node->if_statement.body) || has_annotations(&node->if_statement.otherwise);
    case NODE_WHILE:
        return has_annotations(&node->while_loop.body) || has_annotations(&node->while_loop.otherwise);
    case NODE_WITH: return has_annotations(&node->with.body);
    case NODE_MATCH:
        for (size_t i = 0; i < node->match.cases.count; i++) {
            if (has_annotations(&node->match.cases.items[i].body)) return true;
        }
        return false;
    case NODE_TRY:
        for (size_t i = 0; i < node->try_statement.handlers.count; i++) {
            if (has_annotations(&node->try_statement.handlers.items[i].body)) return true;
        }
        return has_annotations(&node->try_statement.body) ||
               has_annotations(&node->try_statement.otherwise) ||
               has_annotations(&node->try_statement.finally);
    default: return false;
    }
}

bool has_annotations(const NodeList *statements) {
    for (size_t i = 0; i < statements->count; i++) {
        if (is_annotating(statements->items[i])) return true;
    }
    return false;
}
