/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the compiler share. Only they include it.
 *
 * A Unit is a code being made: a module, function, class body or comprehension; units nest as scopes do. The
 * position that instructions get is a variable of the compiler: a statement sets it, an expression sets it
 * and puts it back. Nothing here stops at an error: the first one is noted and the code thrown away at the
 * end.
 *
 * Blocks are what a jump out must take care of: a loop's iterator on the stack, a finally body to run. An
 * exit (return, break, continue) emits what each block on its way needs; a finally body is so compiled once
 * per exit. */
#pragma once
#include "lang/assembler.h"
#include "lang/ast.h"
#include "lang/compiler.h"
#include "lang/scope.h"
#include "value/number.h"

typedef enum {
    BLOCK_WHILE,
    BLOCK_FOR,            /* the iterator is on the stack */
    BLOCK_TRY,            /* the body of try ... except */
    BLOCK_FINALLY,        /* the body of try ... finally */
    BLOCK_FINALLY_RAISED, /* the finally body after an exception: previous and exception are on the stack */
    BLOCK_WITH,           /* exit is on the stack */
    BLOCK_ASYNC_WITH,     /* the same, whose answer is awaited */
    BLOCK_EXCEPT,         /* between the except clauses; nothing to do: an exit is only in a clause's body */
    BLOCK_EXCEPT_BODY,    /* previous is on the stack */
    BLOCK_VALUE,          /* a return's value is on the stack, under a finally body that may give up on it */
} BlockKind;

typedef struct {
    BlockKind kind;
    Label start, exit;       /* loops: where continue and break go */
    Guard guard;             /* what an exit leaves; NOWHERE: none */
    Guard outer_guard;       /* EXCEPT_BODY: of all clauses */
    const NodeList *finally; /* FINALLY */
    Value name;              /* EXCEPT_BODY: the name that its end deletes, or ABSENT */
    Position position;       /* WITH */
} Block;

enum { BLOCKS_MAX = 20 }; /* CPython's limit, and its message */

typedef struct Unit Unit;
struct Unit {
    Unit *parent;
    Scope *scope;
    Code *code;          /* owned until unit_end; slots and counts are set from the start */
    uint32_t *slots;     /* one for each of scope->names; NOWHERE: it has none */
    uint32_t next_plain; /* the slot of the plain local that is met next */
    uint32_t class_cell; /* a class: the slot of __class__, or NOWHERE */
    Assembler assembler;
    Block blocks[BLOCKS_MAX];
    size_t block_count;
    bool is_function; /* its locals have slots */
    bool prints;      /* expression statements show their value */
};

typedef struct {
    Ast *ast;
    Source *source;
    SyntaxProblem *problem;
    Unit *unit;
    Position position;
    Pool own_texts; /* constants that nothing else had interned before */
    Pool sets;      /* constant frozensets */
    CompileOptions options;
} Compiler;

#define NO_POSITION ((Position){ 0, 0, 0, 0 })

/* compiler.c: units, and the smallest steps. */
void unit_begin(Compiler *c, Scope *scope, Value name, uint32_t first_line);
Value unit_end(Compiler *c); /* the Code, owned; or NONE after an error */
void compile_problem(Compiler *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
void set_position(Compiler *c, Place place);
void op(Compiler *c, Opcode opcode, size_t operand);
void jump(Compiler *c, Opcode opcode, Label target);
void load_constant(Compiler *c, Value constant);
bool looks_like_name(Value value);
void load_constant_take(Compiler *c, Value constant);
void op_name(Compiler *c, Opcode opcode, Value name);
static inline Label new_label(Compiler *c) { return label_new(&c->unit->assembler); }
static inline void place_label(Compiler *c, Label label) { label_place(&c->unit->assembler, label); }

/* compile_name.c */
void unit_set_slots(Unit *unit);
void unit_set_last_slots(Unit *unit);
void compile_name(Compiler *c, Value name, Context context);
void compile_closure(Compiler *c, const Code *code, uint32_t flags); /* [closure] code -> function */
Value qualified_name(Compiler *c, const Scope *scope, Value name);

/* compile_fold.c */
bool fold(Compiler *c, Node *node); /* makes it a CONSTANT if its value is known; true: it is one */
/* what is only iterated or searched: a list or set of constants too */
void fold_iterable(Compiler *c, Node *node);
Value constant_value(const Node *node);      /* owned */
Value constant_tuple(const NodeList *items); /* owned; ABSENT: not all are constants */

/* compile_set.c */
Value constant_frozenset(Compiler *c, const NodeList *items); /* in CPython's order; owned, or ABSENT */

/* compile_percent.c */
void fold_percent(Compiler *c, Node *node); /* a `%` between a text and a tuple may become a JOINED_STR */

/* compile_expr.c */
void compile_expression(Compiler *c, Node *node);
void compile_jump_if(Compiler *c, Node *test, Label target, bool truth);
void compile_awaiting(Compiler *c, AwaitedFor what); /* awaitable -> what it gives */
void position_at_attribute(Compiler *c, const Node *attribute, bool whole);
extern const uint8_t operator_of_binary[]; /* Operator by BinaryOperator */

/* compile_display.c */
void compile_tuple(Compiler *c, const NodeList *items, uint32_t pushed); /* `pushed` items are on the stack */
void compile_list(Compiler *c, const NodeList *items, uint32_t pushed);
void compile_set(Compiler *c, const NodeList *items);
void compile_dict(Compiler *c, Node *node);
void compile_formatted(Compiler *c, Node *node);
void compile_joined(Compiler *c, Node *node);
enum { ON_STACK_MAX = 30 }; /* longer displays and calls are built piece by piece, as CPython does */

/* compile_call.c */
void compile_call(Compiler *c, Node *node);
void compile_class_call(Compiler *c, Node *node); /* function name -> class: its bases and keywords */

/* compile_comprehension.c */
void compile_comprehension(Compiler *c, Node *node);

/* compile_function.c */
void compile_function(Compiler *c, Node *node);
void compile_lambda(Compiler *c, Node *node);
void unit_begin_function(Compiler *c); /* flags, and what stands before the body; parameters are set */
void compile_class(Compiler *c, Node *node);

/* compile_assign.c */
void compile_assign(Compiler *c, Node *node);
void compile_augmented(Compiler *c, Node *node);
void compile_annotated(Compiler *c, Node *node);
void compile_annotation(Compiler *c, Node *annotation); /* its value, or its text: PEP 563 */
void compile_unpacking(Compiler *c, Node *node);        /* value -> stored in a TUPLE or LIST of targets */
bool has_annotations(const NodeList *statements);

/* compile_stmt.c */
void compile_body(Compiler *c, const NodeList *statements); /* of a module or class: docstring, annotations */
void compile_statements(Compiler *c, const NodeList *statements);
Value docstring_peek(const Compiler *c, const NodeList *statements); /* what is kept: borrowed, or ABSENT */
void compile_statements_from(Compiler *c, const NodeList *statements, size_t from);

/* compile_try.c */
void compile_try(Compiler *c, Node *node);
void compile_with(Compiler *c, Node *node, size_t item);

/* compile_match.c, compile_pattern.c */
void compile_match(Compiler *c, Node *node);
/* subject -> , with the names bound, or -> and goes on at `next` */
void compile_case_pattern(Compiler *c, Node *node, Label next);

/* compile_block.c */
void block_push(Compiler *c, Block block);
void block_pop(Compiler *c);
size_t blocks_to_loop(Compiler *c); /* how many are inside the innermost loop; all: there is no loop */
void blocks_leave(Compiler *c, size_t count, bool keeps_value); /* emits what the innermost `count` need */
void blocks_return_to(Compiler *c, size_t count);               /* behind the jump: their guards hold again */
