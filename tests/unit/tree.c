/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what the front end makes of programs, for the scripts that ask the oracle the same.
 *
 *     unit-tree MODE [scopes | names]      MODE: file, single, eval, prompt, complete
 *
 * Standard input holds programs, each behind its length in bytes and a newline. For each, one line of JSON
 * comes out: a string for a right program (its tree; with `scopes`, its warnings; with `names`, whose its
 * names are), else what SyntaxError tells: [kind, message, line, offset, end_line, end_offset, text]; for
 * `complete`, [completeness, bytes read]. */
#include "base/hash.h"
#include "lang/parser.h"
#include "lang/scope.h"
#include "value/object.h"
#include "value/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show(Buffer *out, const Node *node);

static void show_place(Buffer *out, Place place) {
    buffer_append_format(out, "@%d:%d-%d:%d", place.line, place.column, place.end_line, place.end_column);
}

static void show_value(Buffer *out, Value value) {
    if (is_absent(value)) {
        buffer_append_text(out, "None");
    } else {
        value_repr(out, value, 0);
    }
}

static void show_list(Buffer *out, const NodeList *list) {
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0) buffer_append_byte(out, ' ');
        show(out, list->items[i]);
    }
    buffer_append_byte(out, ']');
}

static void show_parameters(Buffer *out, const Parameter *list, size_t count, const char *title) {
    buffer_append_text(out, title);
    for (size_t i = 0; i < count; i++) {
        show_value(out, list[i].name);
        buffer_append_byte(out, ':');
        show(out, list[i].annotation);
        show_place(out, list[i].place);
    }
}

static void show_signature(Buffer *out, const Parameters *list) {
    show_parameters(out, list->positional_only, list->positional_only_count, "(");
    show_parameters(out, list->positional, list->positional_count, "/");
    show_parameters(out, list->variadic, list->variadic != NULL, "*");
    show_parameters(out, list->keyword_only, list->keyword_only_count, "*,");
    show_parameters(out, list->keywords, list->keywords != NULL, "**");
    show_list(out, &list->defaults);
    show_list(out, &list->keyword_defaults);
    buffer_append_byte(out, ')');
}

static void show_keywords(Buffer *out, const KeywordList *list) {
    for (size_t i = 0; i < list->count; i++) {
        show_value(out, list->items[i].name);
        buffer_append_byte(out, '=');
        show(out, list->items[i].value);
        show_place(out, list->items[i].place);
    }
}

static void show_aliases(Buffer *out, const AliasList *list) {
    for (size_t i = 0; i < list->count; i++) {
        show_value(out, list->items[i].name);
        buffer_append_text(out, " as ");
        show_value(out, list->items[i].rename);
        show_place(out, list->items[i].place);
    }
}

static void show_clauses(Buffer *out, const ComprehensionList *list) {
    for (size_t i = 0; i < list->count; i++) {
        buffer_append_text(out, list->items[i].is_async ? " async for " : " for ");
        show(out, list->items[i].target);
        buffer_append_text(out, " in ");
        show(out, list->items[i].iterable);
        show_list(out, &list->items[i].conditions);
    }
}

static void show_handlers(Buffer *out, const ExceptHandlerList *list) {
    for (size_t i = 0; i < list->count; i++) {
        const ExceptHandler *handler = &list->items[i];
        buffer_append_text(out, "except ");
        show(out, handler->type);
        show_value(out, handler->name);
        show_list(out, &handler->body);
        show_place(out, handler->place);
    }
}

static const char *const binary_names[] = { "Add",    "Sub",    "Mult",    "MatMult", "Div",
                                            "Mod",    "Pow",    "LShift",  "RShift",  "BitOr",
                                            "BitXor", "BitAnd", "FloorDiv" };
static const char *const unary_names[] = { "Invert", "Not", "UAdd", "USub" };
static const char *const context_names[] = { "Load", "Store", "Del" };

static const char *comparison_name(ComparisonOperator operation) {
    switch ((int)operation) {
    case COMPARE_EQUAL: return "Eq";
    case COMPARE_NOT_EQUAL: return "NotEq";
    case COMPARE_LESS: return "Lt";
    case COMPARE_LESS_EQUAL: return "LtE";
    case COMPARE_GREATER: return "Gt";
    case COMPARE_GREATER_EQUAL: return "GtE";
    case COMPARE_IS: return "Is";
    case COMPARE_IS_NOT: return "IsNot";
    case COMPARE_IN: return "In";
    default: return "NotIn";
    }
}

static void show_compare(Buffer *out, const Node *node) {
    show(out, node->compare.left);
    for (size_t i = 0; i < node->compare.comparators.count; i++) {
        buffer_append_text(out, comparison_name(node->compare.operators[i]));
        show(out, node->compare.comparators.items[i]);
    }
}

static void show_two(Buffer *out, const Node *first, const Node *second) {
    show(out, first);
    show(out, second);
}

static void show_three(Buffer *out, const Node *first, const Node *second, const Node *third) {
    show_two(out, first, second);
    show(out, third);
}

static void show_names(Buffer *out, const NameList *names) {
    for (size_t i = 0; i < names->count; i++) show_value(out, names->items[i]);
}

static void show_statement(Buffer *out, const Node *node) {
    switch (node->kind) {
    case NODE_MODULE:
    case NODE_INTERACTIVE: show_list(out, &node->module.body); break;
    case NODE_EXPRESSION: show(out, node->expression.body); break;
    case NODE_FUNCTION_DEF:
        show_value(out, node->function.name);
        show_signature(out, node->function.parameters);
        show_list(out, &node->function.body);
        show_list(out, &node->function.decorators);
        show(out, node->function.returns);
        break;
    case NODE_CLASS_DEF:
        show_value(out, node->class_def.name);
        show_list(out, &node->class_def.bases);
        show_keywords(out, &node->class_def.keywords);
        show_list(out, &node->class_def.body);
        show_list(out, &node->class_def.decorators);
        break;
    case NODE_RETURN: show(out, node->return_statement.value); break;
    case NODE_DELETE: show_list(out, &node->delete_statement.targets); break;
    case NODE_ASSIGN:
        show_list(out, &node->assign.targets);
        show(out, node->assign.value);
        break;
    case NODE_AUG_ASSIGN:
        buffer_append_text(out, binary_names[node->augmented.operation]);
        show_two(out, node->augmented.target, node->augmented.value);
        break;
    case NODE_ANN_ASSIGN:
        buffer_append_byte(out, node->annotated.is_simple ? '1' : '0');
        show_three(out, node->annotated.target, node->annotated.annotation, node->annotated.value);
        break;
    case NODE_FOR:
        show_two(out, node->for_loop.target, node->for_loop.iterable);
        show_list(out, &node->for_loop.body);
        show_list(out, &node->for_loop.otherwise);
        break;
    case NODE_WHILE:
    case NODE_IF:
        show(out, node->while_loop.test);
        show_list(out, &node->while_loop.body);
        show_list(out, &node->while_loop.otherwise);
        break;
    case NODE_WITH:
        for (size_t i = 0; i < node->with.items.count; i++) {
            show_two(out, node->with.items.items[i].context, node->with.items.items[i].target);
        }
        show_list(out, &node->with.body);
        break;
    case NODE_RAISE: show_two(out, node->raise.exception, node->raise.cause); break;
    case NODE_MATCH:
        show(out, node->match.subject);
        for (size_t i = 0; i < node->match.cases.count; i++) {
            show_two(out, node->match.cases.items[i].pattern, node->match.cases.items[i].guard);
            show_list(out, &node->match.cases.items[i].body);
        }
        break;
    case NODE_TRY:
        if (node->try_statement.is_star) buffer_append_byte(out, '*');
        show_list(out, &node->try_statement.body);
        show_handlers(out, &node->try_statement.handlers);
        show_list(out, &node->try_statement.otherwise);
        show_list(out, &node->try_statement.finally);
        break;
    case NODE_ASSERT: show_two(out, node->assert_statement.test, node->assert_statement.message); break;
    case NODE_IMPORT: show_aliases(out, &node->import.names); break;
    case NODE_IMPORT_FROM:
        buffer_append_format(out, "%d", node->import_from.level);
        show_value(out, node->import_from.module);
        show_aliases(out, &node->import_from.names);
        break;
    case NODE_GLOBAL:
    case NODE_NONLOCAL: show_names(out, &node->names.names); break;
    case NODE_EXPR: show(out, node->expression_statement.value); break;
    default: break; /* pass, break, continue */
    }
}

static void show_expression(Buffer *out, const Node *node) {
    switch (node->kind) {
    case NODE_BOOL_OP:
        buffer_append_text(out, node->bool_op.is_or ? "Or" : "And");
        show_list(out, &node->bool_op.values);
        break;
    case NODE_NAMED_EXPR: show_two(out, node->named.target, node->named.value); break;
    case NODE_BIN_OP:
        buffer_append_text(out, binary_names[node->binary.operation]);
        show_two(out, node->binary.left, node->binary.right);
        break;
    case NODE_UNARY_OP:
        buffer_append_text(out, unary_names[node->unary.operation]);
        show(out, node->unary.operand);
        break;
    case NODE_LAMBDA:
        show_signature(out, node->lambda.parameters);
        show(out, node->lambda.body);
        break;
    case NODE_IF_EXP:
        show_three(out, node->conditional.test, node->conditional.body, node->conditional.otherwise);
        break;
    case NODE_DICT:
        show_list(out, &node->dict.keys);
        show_list(out, &node->dict.values);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        show_two(out, node->comprehension.element, node->comprehension.value);
        show_clauses(out, &node->comprehension.generators);
        break;
    case NODE_YIELD:
    case NODE_YIELD_FROM:
    case NODE_AWAIT: show(out, node->yield.value); break;
    case NODE_COMPARE: show_compare(out, node); break;
    case NODE_CALL:
        show(out, node->call.function);
        show_list(out, &node->call.arguments);
        show_keywords(out, &node->call.keywords);
        break;
    case NODE_FORMATTED_VALUE:
        buffer_append_format(out, "%d", node->formatted.conversion ? node->formatted.conversion : -1);
        show_two(out, node->formatted.value, node->formatted.specification);
        break;
    case NODE_JOINED_STR: show_list(out, &node->joined.values); break;
    case NODE_CONSTANT:
        if (node->constant.is_ellipsis) {
            buffer_append_text(out, "Ellipsis");
        } else {
            show_value(out, node->constant.value);
        }
        break;
    case NODE_ATTRIBUTE:
        show(out, node->attribute.value);
        show_value(out, node->attribute.name);
        break;
    case NODE_SUBSCRIPT: show_two(out, node->subscript.value, node->subscript.index); break;
    case NODE_STARRED: show(out, node->starred.value); break;
    case NODE_NAME: show_value(out, node->name.id); break;
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE: show_list(out, &node->sequence.items); break;
    case NODE_SLICE: show_three(out, node->slice.lower, node->slice.upper, node->slice.step); break;
    default: break;
    }
}

static void show_pattern(Buffer *out, const Node *node) {
    switch (node->kind) {
    case NODE_MATCH_VALUE: show(out, node->match_value.value); break;
    case NODE_MATCH_SINGLETON: show_value(out, node->match_singleton.value); break;
    case NODE_MATCH_SEQUENCE:
    case NODE_MATCH_OR: show_list(out, &node->sequence.items); break;
    case NODE_MATCH_MAPPING:
        show_list(out, &node->match_mapping.keys);
        show_list(out, &node->match_mapping.patterns);
        show_value(out, node->match_mapping.rest);
        break;
    case NODE_MATCH_CLASS:
        show(out, node->match_class.class);
        show_list(out, &node->match_class.patterns);
        show_names(out, &node->match_class.names);
        break;
    case NODE_MATCH_STAR: show_value(out, node->match_as.name); break;
    default: show(out, node->match_as.pattern); show_value(out, node->match_as.name);
    }
}

static bool has_context(NodeKind kind) {
    return kind == NODE_ATTRIBUTE || kind == NODE_SUBSCRIPT || kind == NODE_STARRED || kind == NODE_NAME ||
           kind == NODE_LIST || kind == NODE_TUPLE;
}

static bool is_async(const Node *node) {
    switch (node->kind) {
    case NODE_FUNCTION_DEF: return node->function.is_async;
    case NODE_FOR: return node->for_loop.is_async;
    case NODE_WITH: return node->with.is_async;
    default: return false;
    }
}

static void show(Buffer *out, const Node *node) {
    if (!node) {
        buffer_append_text(out, "None");
        return;
    }
    if (is_async(node)) buffer_append_text(out, "Async");
    buffer_append_text(out, node_kind_names[node->kind]);
    buffer_append_byte(out, '(');
    if (node->kind < NODE_BOOL_OP) {
        show_statement(out, node);
    } else if (node->kind < NODE_MATCH_VALUE) {
        show_expression(out, node);
    } else {
        show_pattern(out, node);
    }
    if (has_context(node->kind)) buffer_append_text(out, context_names[node->context]);
    buffer_append_byte(out, ')');
    if (node->kind > NODE_EXPRESSION) show_place(out, node->place);
}

static void print_text(const char *text, size_t count) {
    putchar('"');
    for (size_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') putchar('\\');
        if (c < 32 || c == 127) {
            printf("\\u%04x", c);
        } else {
            putchar(c);
        }
    }
    putchar('"');
}

static void print_problem(const SyntaxProblem *problem) {
    printf("[%d, ", (int)problem->kind);
    print_text(problem->message.bytes, problem->message.count);
    if (!problem->has_place) {
        printf(", null, null, null, null, ");
    } else if (problem->end_offset == NO_END) {
        printf(", %d, %d, %d, null, ", problem->line, problem->offset, problem->end_line);
    } else {
        printf(", %d, %d, %d, %d, ", problem->line, problem->offset, problem->end_line, problem->end_offset);
    }
    if (problem->has_text) {
        print_text(problem->text.bytes, problem->text.count);
    } else {
        printf("null");
    }
    printf("]\n");
}

static int compare_names(const void *a, const void *b) {
    return str_compare(((const ScopeName *)a)->name, ((const ScopeName *)b)->name);
}

/* The scope's names in the order of the alphabet, then the scopes inside. */
static void show_scope(Buffer *out, Scope *scope) {
    static const char *const kinds[] = { "local", "cell", "free", "global", "declared" };
    ScopeName *names = calloc(scope->count + 1, sizeof(ScopeName));
    if (!names) return;
    if (scope->count) memcpy(names, scope->names, scope->count * sizeof(ScopeName));
    qsort(names, scope->count, sizeof(ScopeName), compare_names);
    buffer_append_format(out, "(%d%s", scope->line, scope->is_generator ? " generator" : "");
    for (size_t i = 0; i < scope->count; i++) {
        buffer_append_byte(out, ' ');
        str_append_utf8(out, names[i].name);
        buffer_append_format(out, ":%s", kinds[names[i].kind]);
        if (names[i].is_parameter) buffer_append_text(out, "-parameter");
        if (names[i].is_class_free) buffer_append_text(out, "-passed");
    }
    for (Scope *child = scope->children; child; child = child->next) show_scope(out, child);
    buffer_append_byte(out, ')');
    free(names);
}

typedef enum { SHOW_TREE, SHOW_WARNINGS, SHOW_NAMES } Shown;

static void print_tree(const Ast *ast, Shown shown, const SyntaxProblem *problem) {
    Buffer out = { 0 };
    if (shown == SHOW_TREE) show(&out, ast->root);
    if (shown == SHOW_NAMES) show_scope(&out, ast->scope);
    for (size_t i = 0; shown == SHOW_WARNINGS && i < problem->warning_count; i++) {
        const SourceWarning *warning = &problem->warnings[i];
        if (!warning->is_deprecation) buffer_append(&out, warning->shown.bytes, warning->shown.count);
    }
    print_text(out.bytes, out.count);
    printf("\n");
    buffer_clear(&out);
}

typedef struct {
    const char *name;
    ParseMode mode;
    SourceKind source;
} Mode;

static const Mode modes[] = {
    { "file", PARSE_FILE, SOURCE_STRING },
    { "single", PARSE_SINGLE, SOURCE_STRING },
    { "eval", PARSE_EXPRESSION, SOURCE_STRING },
    { "prompt", PARSE_SINGLE, SOURCE_PROMPT },
};

static void play(const Mode *mode, Shown shown, const char *text, size_t count) {
    SyntaxProblem problem = { 0 };
    Value name = str_new("<string>");
    Source *source = source_new(mode->source, name, text, count, &problem);
    Ast *ast = source ? parse(source, mode->mode, &problem) : NULL;
    if (ast && (shown == SHOW_TREE || scope_analyse(ast, source, &problem))) {
        print_tree(ast, shown, &problem);
    } else {
        print_problem(&problem);
    }
    ast_free(ast);
    source_free(source);
    release(name);
    problem_clear(&problem);
}

int main(int argc, char **argv) {
    if (argc < 2) return fprintf(stderr, "usage: unit-tree MODE [scopes | names]\n"), 2;
    Shown shown = argc < 3 ? SHOW_TREE : strcmp(argv[2], "names") == 0 ? SHOW_NAMES : SHOW_WARNINGS;
    hash_init("0");
    const Mode *mode = NULL;
    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        if (strcmp(argv[1], modes[i].name) == 0) mode = &modes[i];
    }
    size_t count;
    while (scanf("%zu", &count) == 1) {
        getchar();
        char *text = malloc(count + 1);
        if (!text || fread(text, 1, count, stdin) != count) return 1;
        size_t end;
        if (mode) {
            play(mode, shown, text, count);
        } else {
            Completeness answer = source_completeness(text, count, &end);
            printf("[%d, %zu]\n", (int)answer, end);
        }
        free(text);
    }
    return 0;
}
