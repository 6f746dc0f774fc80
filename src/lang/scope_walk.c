/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk that makes the scopes. It goes in the order in which the code will run, so names come in the
 * order of their first use, and it mangles private names in the tree. Recursion ends at AST_DEPTH. */
#include "lang/scoping.h"
#include "lang/unparse.h"
#include "value/str.h"

static bool walk_list(Walker *w, const NodeList *list) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] && !scope_walk(w, list->items[i])) return false;
    }
    return true;
}

static bool walk_maybe(Walker *w, Node *node) { return !node || scope_walk(w, node); }

/* Items of a display, arguments: these may be starred. */
static bool walk_items(Walker *w, const NodeList *list) {
    for (size_t i = 0; i < list->count; i++) {
        Node *item = list->items[i];
        if (!scope_walk(w, item->kind == NODE_STARRED ? item->starred.value : item)) return false;
    }
    return true;
}

static bool walk_keywords(Walker *w, const KeywordList *list) {
    for (size_t i = 0; i < list->count; i++) {
        if (!scope_walk(w, list->items[i].value)) return false;
    }
    return true;
}

static bool walk_name(Walker *w, Node *node) {
    node->name.id = scope_mangle(w, node->name.id);
    check_name(w, node->name.id, node->context, node->place);
    if (node->context != CONTEXT_LOAD) return scope_bind(w, node->name.id, node->place);
    scope_use(w, node->name.id);
    return true;
}

static bool walk_annotation(Walker *w, Node *annotation) {
    if (annotation && annotation->kind == NODE_STARRED)
        annotation = annotation->starred.value; /* *args: *Ts */
    if (!w->ast->annotations_are_text) return walk_maybe(w, annotation);
    const char *name;
    const Node *refused = annotation ? unparse_refused(annotation, &name) : NULL;
    return !refused || scope_raise(w, refused->place, "'%s' can not be used within an annotation", name);
}

static bool walk_annotations(Walker *w, Parameter *parameters, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!walk_annotation(w, parameters[i].annotation)) return false;
    }
    return true;
}

/* What of the parameters belongs to the scope around: defaults and annotations. */
static bool walk_outer_parameters(Walker *w, const Parameters *list) {
    if (!walk_list(w, &list->defaults) || !walk_list(w, &list->keyword_defaults)) return false;
    return walk_annotations(w, list->positional_only, list->positional_only_count) &&
           walk_annotations(w, list->positional, list->positional_count) &&
           walk_annotations(w, list->variadic, list->variadic != NULL) &&
           walk_annotations(w, list->keyword_only, list->keyword_only_count) &&
           walk_annotations(w, list->keywords, list->keywords != NULL);
}

static bool add_parameters(Walker *w, Parameter *parameters, size_t count, Place place) {
    for (size_t i = 0; i < count; i++) {
        check_name(w, parameters[i].name, CONTEXT_STORE, place);
        if (!scope_add_parameter(w, &parameters[i])) return false;
        parameters[i].name = scope_mangle(w, parameters[i].name);
    }
    return true;
}

static bool add_all_parameters(Walker *w, const Parameters *list, Place place) {
    return add_parameters(w, list->positional_only, list->positional_only_count, place) &&
           add_parameters(w, list->positional, list->positional_count, place) &&
           add_parameters(w, list->keyword_only, list->keyword_only_count, place) &&
           add_parameters(w, list->variadic, list->variadic != NULL, place) &&
           add_parameters(w, list->keywords, list->keywords != NULL, place);
}

static bool walk_function(Walker *w, Node *node) {
    Parameters *parameters = node->function.parameters;
    Value own_name = node->function.name; /* __name__ stays as written */
    Value name = node->function.name = scope_mangle(w, own_name);
    if (!walk_list(w, &node->function.decorators) || !walk_outer_parameters(w, parameters)) return false;
    if (!walk_annotation(w, node->function.returns)) return false;
    check_name(w, name, CONTEXT_STORE, node->place);
    if (!scope_bind(w, name, node->place)) return false;
    ScopeFrame frame;
    scope_push(w, &frame, SCOPE_FUNCTION, node, own_name);
    node->function.scope = frame.scope;
    frame.scope->is_async = frame.scope->awaits = node->function.is_async;
    if (!add_all_parameters(w, parameters, node->place) || !walk_list(w, &node->function.body)) return false;
    check_async_generator(w, frame.scope);
    scope_pop(w);
    return true;
}

static bool walk_lambda(Walker *w, Node *node) {
    if (!walk_outer_parameters(w, node->lambda.parameters)) return false;
    ScopeFrame frame;
    scope_push(w, &frame, SCOPE_LAMBDA, node, ABSENT);
    node->lambda.scope = frame.scope;
    if (!add_all_parameters(w, node->lambda.parameters, node->place) || !scope_walk(w, node->lambda.body))
        return false;
    scope_pop(w);
    return true;
}

static bool walk_class(Walker *w, Node *node) {
    Value around = w->class_name;
    Value own_name = node->class_def.name;
    Value name = node->class_def.name = scope_mangle(w, own_name);
    if (!walk_list(w, &node->class_def.decorators)) return false;
    check_name(w, name, CONTEXT_STORE, node->place);
    ScopeFrame frame;
    scope_push(w, &frame, SCOPE_CLASS, node, own_name);
    node->class_def.scope = frame.scope;
    w->class_name = own_name;
    if (!walk_list(w, &node->class_def.body)) return false;
    w->class_name = around;
    scope_pop(w);
    check_keywords(w, &node->class_def.keywords, node->place);
    return walk_items(w, &node->class_def.bases) && walk_keywords(w, &node->class_def.keywords) &&
           scope_bind(w, name, node->place);
}

static bool walk_target(Walker *w, Node *target) {
    w->frame->in_target = true;
    bool is_right = scope_walk(w, target);
    w->frame->in_target = false;
    return is_right;
}

/* The clauses behind the first iterable, which was walked in the scope around. */
static bool walk_clauses(Walker *w, const ComprehensionList *clauses) {
    for (size_t i = 0; i < clauses->count; i++) {
        Comprehension *clause = &clauses->items[i];
        w->frame->scope->awaits |= clause->is_async;
        if (!walk_target(w, clause->target)) return false;
        if (i > 0) {
            w->frame->in_iterable++;
            if (!scope_walk(w, clause->iterable)) return false;
            w->frame->in_iterable--;
        }
        if (!walk_list(w, &clause->conditions)) return false;
    }
    return true;
}

static bool walk_comprehension(Walker *w, Node *node) {
    const ComprehensionList *clauses = &node->comprehension.generators;
    w->frame->in_iterable++;
    if (!scope_walk(w, clauses->items[0].iterable)) return false;
    w->frame->in_iterable--;
    ScopeFrame frame;
    scope_push(w, &frame, SCOPE_COMPREHENSION, node, ABSENT);
    node->comprehension.scope = frame.scope;
    frame.scope->is_generator = node->kind == NODE_GENERATOR_EXP;
    Parameter iterator = { .name = scope_name(w, ".0"), .place = node->place };
    bool is_right = !w->failed && scope_add_parameter(w, &iterator) && walk_clauses(w, clauses);
    is_right =
        is_right && scope_walk(w, node->comprehension.element) && walk_maybe(w, node->comprehension.value);
    scope_pop(w);
    if (frame.scope->awaits && node->kind != NODE_GENERATOR_EXP) check_comprehension(w, node);
    return is_right;
}

static bool walk_named(Walker *w, Node *node) {
    if (w->frame->in_iterable > 0) {
        return scope_raise(w, node->place,
                           "assignment expression cannot be used in a comprehension iterable expression");
    }
    bool is_inner = w->frame->scope->kind == SCOPE_COMPREHENSION;
    if (is_inner && !scope_bind_named(w, node->named.target)) return false;
    return scope_walk(w, node->named.value) && scope_walk(w, node->named.target);
}

static bool walk_yield(Walker *w, Node *node) {
    return check_yield(w, node) && walk_maybe(w, node->yield.value);
}

static bool walk_await(Walker *w, Node *node) {
    check_await(w, node);
    return scope_walk(w, node->yield.value);
}

static bool walk_call(Walker *w, Node *node) {
    warn_call(w, node);
    check_keywords(w, &node->call.keywords, node->place);
    return scope_walk(w, node->call.function) && walk_items(w, &node->call.arguments) &&
           walk_keywords(w, &node->call.keywords);
}

static bool walk_attribute(Walker *w, Node *node) {
    node->attribute.name = scope_mangle(w, node->attribute.name);
    if (node->context == CONTEXT_STORE) check_name(w, node->attribute.name, CONTEXT_STORE, node->place);
    return scope_walk(w, node->attribute.value);
}

static bool walk_subscript(Walker *w, Node *node) {
    if (node->context == CONTEXT_LOAD) warn_subscript(w, node);
    return scope_walk(w, node->subscript.value) && scope_walk(w, node->subscript.index);
}

static bool walk_compare(Walker *w, Node *node) {
    warn_compare(w, node);
    return scope_walk(w, node->compare.left) && walk_list(w, &node->compare.comparators);
}

static bool walk_sequence(Walker *w, Node *node) {
    if (node->kind != NODE_SET && node->context == CONTEXT_STORE) check_star_targets(w, node);
    return walk_items(w, &node->sequence.items);
}

static bool walk_expression(Walker *w, Node *node) {
    switch (node->kind) {
    case NODE_CONSTANT: return true;
    case NODE_NAME: return walk_name(w, node);
    case NODE_BOOL_OP: return walk_list(w, &node->bool_op.values);
    case NODE_NAMED_EXPR: return walk_named(w, node);
    case NODE_BIN_OP: return scope_walk(w, node->binary.left) && scope_walk(w, node->binary.right);
    case NODE_UNARY_OP: return scope_walk(w, node->unary.operand);
    case NODE_LAMBDA: return walk_lambda(w, node);
    case NODE_IF_EXP:
        return scope_walk(w, node->conditional.test) && scope_walk(w, node->conditional.body) &&
               scope_walk(w, node->conditional.otherwise);
    case NODE_DICT: return walk_list(w, &node->dict.keys) && walk_list(w, &node->dict.values);
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP: return walk_comprehension(w, node);
    case NODE_YIELD:
    case NODE_YIELD_FROM: return walk_yield(w, node);
    case NODE_AWAIT: return walk_await(w, node);
    case NODE_COMPARE: return walk_compare(w, node);
    case NODE_CALL: return walk_call(w, node);
    case NODE_FORMATTED_VALUE:
        return scope_walk(w, node->formatted.value) && walk_maybe(w, node->formatted.specification);
    case NODE_JOINED_STR: return walk_list(w, &node->joined.values);
    case NODE_ATTRIBUTE: return walk_attribute(w, node);
    case NODE_SUBSCRIPT: return walk_subscript(w, node);
    case NODE_STARRED: check_starred(w, node); return scope_walk(w, node->starred.value);
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE: return walk_sequence(w, node);
    case NODE_SLICE:
        return walk_maybe(w, node->slice.lower) && walk_maybe(w, node->slice.upper) &&
               walk_maybe(w, node->slice.step);
    default: return true;
    }
}

static bool walk_annotated(Walker *w, Node *node) {
    Node *target = node->annotated.target;
    if (node->annotated.value && !scope_walk(w, node->annotated.value)) return false;
    if (target->kind == NODE_NAME) {
        check_name(w, target->name.id, CONTEXT_STORE, node->annotated.value ? target->place : node->place);
        if (!scope_annotate(w, node)) return false;
    } else if (!scope_walk(w, target)) {
        return false;
    }
    return walk_annotation(w, node->annotated.annotation);
}

/* Statements inside one more block, of which python3 allows twenty. */
static bool walk_block(Walker *w, const NodeList *body, Place place) {
    check_block(w, place);
    w->frame->blocks++;
    bool is_right = walk_list(w, body);
    w->frame->blocks--;
    return is_right;
}

static bool walk_loop(Walker *w, const NodeList *body, const NodeList *otherwise, Place place) {
    int around = w->frame->loop_stars;
    w->frame->loops++;
    w->frame->loop_stars = w->frame->stars;
    bool is_right = walk_block(w, body, place);
    w->frame->loops--;
    w->frame->loop_stars = around;
    return is_right && walk_list(w, otherwise);
}

static bool walk_with(Walker *w, Node *node) {
    const WithItemList *items = &node->with.items;
    if (node->with.is_async) check_async(w, node, "with");
    for (size_t i = 0; i < items->count; i++) {
        if (!scope_walk(w, items->items[i].context)) return false;
        check_block(w, node->place);
        w->frame->blocks++;
        if (!walk_maybe(w, items->items[i].target)) return false;
    }
    bool is_right = walk_list(w, &node->with.body);
    w->frame->blocks -= (int)items->count;
    return is_right;
}

static bool walk_handlers(Walker *w, Node *node) {
    const ExceptHandlerList *handlers = &node->try_statement.handlers;
    check_handlers(w, node);
    for (size_t i = 0; i < handlers->count; i++) {
        ExceptHandler *handler = &handlers->items[i];
        if (!walk_maybe(w, handler->type)) return false;
        if (!is_absent(handler->name)) {
            handler->name = scope_mangle(w, handler->name);
            check_name(w, handler->name, CONTEXT_STORE, handler->place);
            if (!scope_bind(w, handler->name, handler->place)) return false;
        }
        w->frame->blocks++;
        w->frame->stars += node->try_statement.is_star;
        if (!walk_block(w, &handler->body, handler->place)) return false;
        w->frame->stars -= node->try_statement.is_star;
        w->frame->blocks--;
    }
    return true;
}

static bool walk_try(Walker *w, Node *node) {
    bool has_finally = node->try_statement.finally.count > 0,
         has_handlers = node->try_statement.handlers.count > 0;
    w->frame->blocks += has_finally && has_handlers;
    if (!walk_block(w, &node->try_statement.body, node->place)) return false;
    if (!walk_list(w, &node->try_statement.otherwise) || !walk_handlers(w, node)) return false;
    w->frame->blocks -= has_finally && has_handlers;
    return !has_finally || walk_block(w, &node->try_statement.finally, node->place);
}

/* The name that a pattern binds, if it does. */
static bool walk_captured(Walker *w, Value *name, Place place) {
    if (is_absent(*name)) return true;
    *name = scope_mangle(w, *name);
    return scope_bind(w, *name, place);
}

static bool walk_pattern(Walker *w, Node *node) {
    switch (node->kind) {
    case NODE_MATCH_VALUE: return scope_walk(w, node->match_value.value);
    case NODE_MATCH_SEQUENCE:
    case NODE_MATCH_OR: return walk_list(w, &node->sequence.items);
    case NODE_MATCH_MAPPING:
        return walk_list(w, &node->match_mapping.keys) && walk_list(w, &node->match_mapping.patterns) &&
               walk_captured(w, &node->match_mapping.rest, node->place);
    case NODE_MATCH_CLASS:
        return scope_walk(w, node->match_class.class) && walk_list(w, &node->match_class.patterns);
    case NODE_MATCH_AS:
        return walk_maybe(w, node->match_as.pattern) && walk_captured(w, &node->match_as.name, node->place);
    case NODE_MATCH_STAR: return walk_captured(w, &node->match_as.name, node->place);
    default: return true;
    }
}

static bool walk_match(Walker *w, Node *node) {
    if (!scope_walk(w, node->match.subject)) return false;
    for (size_t i = 0; i < node->match.cases.count; i++) {
        MatchCase *one = &node->match.cases.items[i];
        check_case(w, one->pattern, one->guard || i + 1 == node->match.cases.count);
        if (!scope_walk(w, one->pattern) || !walk_maybe(w, one->guard) || !walk_list(w, &one->body))
            return false;
    }
    return true;
}

static int64_t find_dot(Value name) {
    for (size_t i = 0; i < str_count(name); i++) {
        if (str_peek_at(str_of(name), i) == '.') return (int64_t)i;
    }
    return -1;
}

/* What an import binds: the name behind `as`, or the first part of a dotted one. */
static bool walk_aliases(Walker *w, Node *node, AliasList *list, bool is_from) {
    for (size_t i = 0; i < list->count; i++) {
        Alias *alias = &list->items[i];
        if (str_is(alias->name, "*")) {
            if (w->frame->scope->kind == SCOPE_MODULE) continue;
            return scope_raise(w, alias->place, "import * only allowed at module level");
        }
        int64_t dot = is_from ? -1 : find_dot(alias->name);
        Value bound = is_absent(alias->rename) ? alias->name : alias->rename;
        if (dot >= 0 && is_absent(alias->rename)) {
            bound = scope_keep_take(w, str_slice(alias->name, 0, 1, (size_t)dot));
            if (w->failed) return false;
        }
        Value mangled = scope_mangle(w, bound);
        check_name(w, mangled, CONTEXT_STORE, node->place);
        if (!scope_import(w, mangled, alias->place)) return false;
        /* A dotted name cannot be bound under another; python3 mangles only its first part, too late to
         * matter. */
        if (!is_same(mangled, bound) && dot < 0) alias->rename = mangled;
    }
    return true;
}

static bool walk_import(Walker *w, Node *node) {
    bool is_from = node->kind == NODE_IMPORT_FROM;
    if (is_from) check_late_future(w, node);
    return walk_aliases(w, node, is_from ? &node->import_from.names : &node->import.names, is_from);
}

static bool walk_return(Walker *w, Node *node) {
    check_return(w, node);
    if (node->return_statement.value) {
        w->frame->scope->returns_value = true;
        if (!w->frame->returned) w->frame->returned = node;
    }
    return walk_maybe(w, node->return_statement.value);
}

static bool walk_statement(Walker *w, Node *node) {
    switch (node->kind) {
    case NODE_MODULE:
    case NODE_INTERACTIVE:
        node->module.scope = w->frame->scope;
        return check_future(w, &node->module.body) && walk_list(w, &node->module.body);
    case NODE_EXPRESSION:
        node->expression.scope = w->frame->scope;
        return scope_walk(w, node->expression.body);
    case NODE_FUNCTION_DEF: return walk_function(w, node);
    case NODE_CLASS_DEF: return walk_class(w, node);
    case NODE_RETURN: return walk_return(w, node);
    case NODE_DELETE: return walk_list(w, &node->delete_statement.targets);
    case NODE_ASSIGN: return scope_walk(w, node->assign.value) && walk_list(w, &node->assign.targets);
    case NODE_AUG_ASSIGN:
        return scope_walk(w, node->augmented.target) && scope_walk(w, node->augmented.value);
    case NODE_ANN_ASSIGN: return walk_annotated(w, node);
    case NODE_FOR:
        if (node->for_loop.is_async) check_async(w, node, "for");
        return scope_walk(w, node->for_loop.iterable) && scope_walk(w, node->for_loop.target) &&
               walk_loop(w, &node->for_loop.body, &node->for_loop.otherwise, node->place);
    case NODE_WHILE:
        return scope_walk(w, node->while_loop.test) &&
               walk_loop(w, &node->while_loop.body, &node->while_loop.otherwise, node->place);
    case NODE_IF:
        return scope_walk(w, node->if_statement.test) && walk_list(w, &node->if_statement.body) &&
               walk_list(w, &node->if_statement.otherwise);
    case NODE_WITH: return walk_with(w, node);
    case NODE_RAISE: return walk_maybe(w, node->raise.exception) && walk_maybe(w, node->raise.cause);
    case NODE_MATCH: return walk_match(w, node);
    case NODE_TRY: return walk_try(w, node);
    case NODE_ASSERT:
        warn_assert(w, node);
        return scope_walk(w, node->assert_statement.test) && walk_maybe(w, node->assert_statement.message);
    case NODE_IMPORT:
    case NODE_IMPORT_FROM: return walk_import(w, node);
    case NODE_GLOBAL:
    case NODE_NONLOCAL: return scope_declare(w, node);
    case NODE_EXPR: return scope_walk(w, node->expression_statement.value);
    case NODE_BREAK:
    case NODE_CONTINUE: check_loop_exit(w, node); return true;
    default: return true;
    }
}

bool scope_walk(Walker *w, Node *node) {
    if (++w->depth > AST_DEPTH) {
        w->problem->kind = PROBLEM_RECURSION;
        buffer_append_text(&w->problem->message, "maximum recursion depth exceeded during compilation");
        w->failed = true;
        return false;
    }
    bool is_right = node->kind < NODE_BOOL_OP       ? walk_statement(w, node)
                    : node->kind < NODE_MATCH_VALUE ? walk_expression(w, node)
                                                    : walk_pattern(w, node);
    w->depth--;
    return is_right && !w->failed;
}
