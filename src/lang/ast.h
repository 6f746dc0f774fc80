/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The syntax tree: what Python 3.11's abstract grammar names, one NodeKind a constructor.
 *
 * An Ast owns all of it: nodes lie in its arena and are freed at once, and so are the Values (constants,
 * names), which nodes only borrow. Absent children are NULL, absent names ABSENT. Names are interned str in
 * NFKC; scope_analyse mangles those that Python mangles in a class (__x). Columns count UTF-8 bytes from 0,
 * lines from 1, as in CPython's tree.
 * See https://docs.python.org/3.11/library/ast.html#abstract-grammar */
#pragma once
#include "lang/opcodes.h"
#include "value/value.h"

/* Enumerator, and CPython's name of it. */
#define NODE_KINDS(X)                                                                                        \
    X(MODULE, "Module")                                                                                      \
    X(INTERACTIVE, "Interactive")                                                                            \
    X(EXPRESSION, "Expression") /* statements */                                                             \
    X(FUNCTION_DEF, "FunctionDef")                                                                           \
    X(CLASS_DEF, "ClassDef")                                                                                 \
    X(RETURN, "Return")                                                                                      \
    X(DELETE, "Delete")                                                                                      \
    X(ASSIGN, "Assign")                                                                                      \
    X(AUG_ASSIGN, "AugAssign")                                                                               \
    X(ANN_ASSIGN, "AnnAssign")                                                                               \
    X(FOR, "For")                                                                                            \
    X(WHILE, "While")                                                                                        \
    X(IF, "If")                                                                                              \
    X(WITH, "With")                                                                                          \
    X(RAISE, "Raise")                                                                                        \
    X(MATCH, "Match")                                                                                        \
    X(TRY, "Try")                                                                                            \
    X(ASSERT, "Assert")                                                                                      \
    X(IMPORT, "Import")                                                                                      \
    X(IMPORT_FROM, "ImportFrom")                                                                             \
    X(GLOBAL, "Global")                                                                                      \
    X(NONLOCAL, "Nonlocal")                                                                                  \
    X(EXPR, "Expr")                                                                                          \
    X(PASS, "Pass")                                                                                          \
    X(BREAK, "Break")                                                                                        \
    X(CONTINUE, "Continue") /* expressions */                                                                \
    X(BOOL_OP, "BoolOp")                                                                                     \
    X(NAMED_EXPR, "NamedExpr")                                                                               \
    X(BIN_OP, "BinOp")                                                                                       \
    X(UNARY_OP, "UnaryOp")                                                                                   \
    X(LAMBDA, "Lambda")                                                                                      \
    X(IF_EXP, "IfExp")                                                                                       \
    X(DICT, "Dict")                                                                                          \
    X(SET, "Set")                                                                                            \
    X(LIST_COMP, "ListComp")                                                                                 \
    X(SET_COMP, "SetComp")                                                                                   \
    X(DICT_COMP, "DictComp")                                                                                 \
    X(GENERATOR_EXP, "GeneratorExp")                                                                         \
    X(YIELD, "Yield")                                                                                        \
    X(YIELD_FROM, "YieldFrom")                                                                               \
    X(AWAIT, "Await")                                                                                        \
    X(COMPARE, "Compare")                                                                                    \
    X(CALL, "Call")                                                                                          \
    X(FORMATTED_VALUE, "FormattedValue")                                                                     \
    X(JOINED_STR, "JoinedStr")                                                                               \
    X(CONSTANT, "Constant")                                                                                  \
    X(ATTRIBUTE, "Attribute")                                                                                \
    X(SUBSCRIPT, "Subscript")                                                                                \
    X(STARRED, "Starred")                                                                                    \
    X(NAME, "Name")                                                                                          \
    X(LIST, "List")                                                                                          \
    X(TUPLE, "Tuple")                                                                                        \
    X(SLICE, "Slice") /* patterns */                                                                         \
    X(MATCH_VALUE, "MatchValue")                                                                             \
    X(MATCH_SINGLETON, "MatchSingleton")                                                                     \
    X(MATCH_SEQUENCE, "MatchSequence")                                                                       \
    X(MATCH_MAPPING, "MatchMapping")                                                                         \
    X(MATCH_CLASS, "MatchClass")                                                                             \
    X(MATCH_STAR, "MatchStar")                                                                               \
    X(MATCH_AS, "MatchAs")                                                                                   \
    X(MATCH_OR, "MatchOr")

typedef enum {
#define NODE_ID(NAME, name) NODE_##NAME,
    NODE_KINDS(NODE_ID)
#undef NODE_ID
        NODE_KIND_COUNT
} NodeKind;

/* clang-format off */
typedef enum { CONTEXT_LOAD, CONTEXT_STORE, CONTEXT_DELETE } Context;

typedef enum {
    BINARY_ADD, BINARY_SUBTRACT, BINARY_MULTIPLY, BINARY_MATRIX_MULTIPLY, BINARY_DIVIDE, BINARY_MODULO,
    BINARY_POWER, BINARY_SHIFT_LEFT, BINARY_SHIFT_RIGHT, BINARY_OR, BINARY_XOR, BINARY_AND,
    BINARY_FLOOR_DIVIDE,
} BinaryOperator;

/* Names apart from those of value/number.h: the compiler reads both. */
typedef enum { UNARY_TILDE, UNARY_NOT, UNARY_PLUS, UNARY_MINUS } UnaryNodeOperator;

/* A Comparison (opcodes.h), or one of those that have opcodes of their own. */
typedef uint8_t ComparisonOperator;
enum { COMPARE_IS = COMPARE_GREATER_EQUAL + 1, COMPARE_IS_NOT, COMPARE_IN, COMPARE_NOT_IN };

/* Where a node stands. end_column is behind its last byte. */
typedef struct {
    int line, column, end_line, end_column;
} Place;

typedef struct Node Node;
typedef struct Scope Scope; /* scope.h */

typedef struct {
    Node **items; /* may hold NULL where said so */
    size_t count;
} NodeList;

typedef struct {
    Value name;
    Node *annotation;
    Place place;
} Parameter;

typedef struct {
    Parameter *positional_only, *positional, *keyword_only;
    size_t positional_only_count, positional_count, keyword_only_count;
    Parameter *variadic;       /* *args, or NULL */
    Parameter *keywords;       /* **kwargs, or NULL */
    NodeList defaults;         /* of the last positional_only + positional parameters */
    NodeList keyword_defaults; /* one for each keyword_only; NULL: has none */
} Parameters;

typedef struct {
    Value name; /* ABSENT: **value */
    Node *value;
    Place place;
} Keyword;

typedef struct {
    Keyword *items;
    size_t count;
} KeywordList;

typedef struct {
    Value name;   /* "a.b.c", or "*" */
    Value rename; /* after `as`, or ABSENT */
    Place place;
} Alias;

typedef struct {
    Alias *items;
    size_t count;
} AliasList;

typedef struct {
    Value *items;
    size_t count;
} NameList;

typedef struct {
    Node *context, *target; /* target: NULL without `as` */
} WithItem;

typedef struct {
    WithItem *items;
    size_t count;
} WithItemList;

typedef struct {
    Node *type; /* NULL: catches all */
    Value name; /* after `as`, or ABSENT */
    NodeList body;
    Place place;
} ExceptHandler;

typedef struct {
    ExceptHandler *items;
    size_t count;
} ExceptHandlerList;

/* One `case pattern if guard:` of a match statement. */
typedef struct {
    Node *pattern, *guard; /* guard may be NULL */
    NodeList body;
} MatchCase;

typedef struct {
    MatchCase *items;
    size_t count;
} MatchCaseList;

/* One `[async] for target in iterable if ... if ...` of a comprehension. */
typedef struct {
    Node *target, *iterable;
    NodeList conditions;
    bool is_async;
} Comprehension;

typedef struct {
    Comprehension *items;
    size_t count;
} ComprehensionList;

struct Node {
    NodeKind kind;
    Context context; /* of ATTRIBUTE, SUBSCRIPT, STARRED, NAME, LIST, TUPLE */
    Place place;
    union {
        struct { NodeList body; Scope *scope; } module; /* MODULE, INTERACTIVE */
        struct { Node *body; Scope *scope; } expression;

        /* place begins at `def`, not at the first decorator, whose line is decorators.items[0]->place.line */
        struct {
            Value name; Parameters *parameters; NodeList body, decorators; Node *returns; Scope *scope;
            bool is_async;
        } function;
        struct {
            Value name; NodeList bases; KeywordList keywords; NodeList body, decorators; Scope *scope;
        } class_def;
        struct { Node *value; } return_statement;                        /* value may be NULL */
        struct { NodeList targets; } delete_statement;
        struct { NodeList targets; Node *value; } assign;
        struct { Node *target; BinaryOperator operation; Node *value; } augmented;
        /* is_simple: the target is a name without parentheses, whose annotation is kept; value may be NULL */
        struct { Node *target, *annotation, *value; bool is_simple; } annotated;
        struct { Node *target, *iterable; NodeList body, otherwise; bool is_async; } for_loop;
        struct { Node *test; NodeList body, otherwise; } while_loop, if_statement;
        struct { WithItemList items; NodeList body; bool is_async; } with;
        struct { Node *exception, *cause; } raise;                       /* either may be NULL */
        struct { NodeList body, otherwise, finally; ExceptHandlerList handlers; bool is_star; } try_statement;
        struct { Node *subject; MatchCaseList cases; } match;
        struct { Node *test, *message; } assert_statement;               /* message may be NULL */
        struct { AliasList names; } import;
        struct { Value module; AliasList names; int level; } import_from; /* module ABSENT: only dots */
        struct { NameList names; } names;                                 /* GLOBAL, NONLOCAL */
        struct { Node *value; } expression_statement;

        struct { bool is_or; NodeList values; } bool_op;
        struct { Node *target, *value; } named;
        struct { Node *left; BinaryOperator operation; Node *right; } binary;
        struct { UnaryNodeOperator operation; Node *operand; } unary;
        struct { Parameters *parameters; Node *body; Scope *scope; } lambda;
        struct { Node *test, *body, *otherwise; } conditional;
        struct { NodeList keys, values; } dict;                          /* a key of NULL: **value */
        /* LIST_COMP, SET_COMP, GENERATOR_EXP: element; DICT_COMP: element is the key, value its value.
         * The first iterable belongs to the scope around, all else to `scope`. */
        struct { Node *element, *value; ComprehensionList generators; Scope *scope; } comprehension;
        struct { Node *value; } yield;             /* YIELD (may be NULL), YIELD_FROM, AWAIT */
        struct { Node *left; ComparisonOperator *operators; NodeList comparators; } compare;
        struct { Node *function; NodeList arguments; KeywordList keywords; } call; /* STARRED too */
        /* conversion: 's', 'r', 'a', or 0; specification: a JOINED_STR, or NULL */
        struct { Node *value; int conversion; Node *specification; } formatted;
        struct { NodeList values; } joined;                              /* CONSTANT str, FORMATTED_VALUE */
        struct { Value value; bool is_ellipsis; } constant;             /* `...`: is_ellipsis, value ABSENT */
        struct { Node *value; Value name; } attribute;
        struct { Node *value, *index; } subscript;                       /* index may be a SLICE */
        struct { Node *value; } starred;
        struct { Value id; } name;
        struct { NodeList items; } sequence; /* SET, LIST, TUPLE, MATCH_SEQUENCE, MATCH_OR */
        struct { Node *lower, *upper, *step; } slice;                    /* each may be NULL */

        struct { Node *value; } match_value;                             /* compared by == */
        struct { Value value; } match_singleton;                         /* None, True, False: by `is` */
        struct { NodeList keys, patterns; Value rest; } match_mapping;   /* rest: behind **, or ABSENT */
        /* names: of the attributes that the last patterns are for */
        struct { Node *class; NodeList patterns; NameList names; } match_class;
        struct { Node *pattern; Value name; } match_as; /* MATCH_AS; MATCH_STAR without pattern. Either may be
                                                         * absent, and without both it is the wildcard */
    };
};
/* clang-format on */

typedef struct AstChunk AstChunk;

typedef struct {
    Node *root; /* MODULE, INTERACTIVE or EXPRESSION */
    AstChunk *chunks;
    Value *values; /* owned references, released with the tree */
    size_t value_count, value_capacity;
    Scope *scope; /* of the root, once scope_analyse has run; in the arena */
    /* `from __future__ import annotations`: they are kept as texts, and name nothing. Known once
     * scope_analyse has come by. */
    bool annotations_are_text;
} Ast;

extern const char *const node_kind_names[NODE_KIND_COUNT];

Ast *ast_new(void);
void ast_free(Ast *ast);                   /* NULL is allowed */
void *ast_allocate(Ast *ast, size_t size); /* zeroed, lives as long as the tree; never NULL */
Node *ast_node(Ast *ast, NodeKind kind, Place place);
Value ast_keep_take(Ast *ast, Value value); /* the tree now owns it; borrowed result */
