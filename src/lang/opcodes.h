/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The opcodes, one row each: name, how its operand is to be read, effect on the height of the value stack.
 *
 * An instruction is one 32-bit word: opcode in the low 8 bits, operand in the high 24. An operand of kind
 * PAIR is two of 12 bits: a local's slot, and another one, a constant or a name. VARIES: the effect depends
 * on the operand; code_stack_effect tells. In comments the stack is written bottom to top: before -> after.
 * `n` is the operand. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define VARIES 99

// clang-format off
#define OPCODES(X)                                                                                           \
    /* -> and back */                                                                                        \
    X(NOP, NONE, 0)                                                                                          \
    X(POP, NONE, -1)                                                                                         \
    X(COPY, COUNT, 1)      /* n = 1: x -> x x; n = 2: x y -> x y x */                                        \
    X(SWAP, COUNT, 0)      /* exchanges the top with the n-th from the top (n = 2: x y -> y x) */            \
    /* constants and variables */                                                                            \
    X(LOAD_CONSTANT, CONSTANT, 1)                                                                            \
    X(LOAD_LOCAL, LOCAL, 1)        /* UnboundLocalError when ABSENT */                                       \
    X(STORE_LOCAL, LOCAL, -1)                                                                                \
    X(DELETE_LOCAL, LOCAL, 0)                                                                                \
    X(LOAD_CELL, LOCAL, 1)         /* the content of the cell in slot n; else Name- or UnboundLocalError */\
    X(STORE_CELL, LOCAL, -1)                                                                                 \
    X(DELETE_CELL, LOCAL, 0)                                                                                 \
    X(LOAD_CLOSURE, LOCAL, 1)      /* the cell itself */                                                     \
    X(MAKE_CELL, LOCAL, 0)         /* puts what slot n holds into a new cell in slot n: at function entry */ \
    X(LOAD_GLOBAL, NAME, 1)        /* globals, then builtins */                                              \
    X(STORE_GLOBAL, NAME, -1)                                                                                \
    X(DELETE_GLOBAL, NAME, 0)                                                                                \
    X(LOAD_NAME, NAME, 1)          /* class bodies: their namespace, then globals, then builtins */          \
    X(STORE_NAME, NAME, -1)                                                                                  \
    X(DELETE_NAME, NAME, 0)                                                                                  \
    X(LOAD_CLASS_CELL, LOCAL, 1)   /* class bodies: namespace by the cell's name, then the cell in slot n */ \
    X(LOAD_ATTRIBUTE, NAME, 0)     /* object -> value */                                                     \
    X(STORE_ATTRIBUTE, NAME, -2)   /* value object -> */                                                     \
    X(DELETE_ATTRIBUTE, NAME, -1)                                                                            \
    X(LOAD_METHOD, NAME, 1)        /* object -> function self | value ABSENT; the pair that CALL wants */    \
    X(LOAD_SUBSCRIPT, NONE, -1)    /* object key -> value */                                                 \
    X(STORE_SUBSCRIPT, NONE, -3)   /* value object key -> */                                                 \
    X(DELETE_SUBSCRIPT, NONE, -2)  /* object key -> */                                                       \
    /* operators: the operand is an Operator (value/number.h) */                                             \
    X(BINARY, OPERATOR, -1)        /* a b -> a op b */                                                       \
    X(BINARY_IN_PLACE, OPERATOR, -1) /* a b -> a op= b */                                                    \
    X(NEGATE, NONE, 0) X(POSITIVE, NONE, 0) X(INVERT, NONE, 0)                                               \
    X(NOT, NONE, 0)                                                                                          \
    X(COMPARE, COMPARISON, -1)     /* a b -> a op b; Comparison below */                                     \
    X(IS, COUNT, -1)               /* n = 1: is not */                                                       \
    X(CONTAINS, COUNT, -1)         /* item container -> bool; n = 1: not in */                               \
    /* jumps: the operand is the target's index */                                                           \
    X(JUMP, JUMP, 0)                                                                                         \
    X(JUMP_BACK, JUMP, 0)          /* counts a tick */                                                       \
    X(POP_JUMP_IF_FALSE, JUMP, -1)                                                                           \
    X(POP_JUMP_IF_TRUE, JUMP, -1)                                                                            \
    X(JUMP_IF_FALSE_OR_POP, JUMP, -1) /* jumps with the value on the stack, else pops it */                  \
    X(JUMP_IF_TRUE_OR_POP, JUMP, -1)                                                                         \
    X(POP_JUMP_IF_NONE, JUMP, -1)                                                                            \
    X(POP_JUMP_IF_NOT_NONE, JUMP, -1)                                                                        \
    /* iteration */                                                                                          \
    X(GET_ITERATOR, NONE, 0)       /* iterable -> iterator */                                                \
    X(FOR_ITERATE, JUMP, 1)        /* iterator -> iterator item; at its end pops the iterator and jumps */   \
    X(UNPACK, COUNT, VARIES)       /* iterable -> n items, the first on top */                               \
    X(UNPACK_STAR, COUNT, VARIES)  /* low 12 bits before the star, high 12 after: -> before, list, after */\
    /* displays and comprehensions */                                                                        \
    X(BUILD_TUPLE, COUNT, VARIES)                                                                            \
    X(BUILD_LIST, COUNT, VARIES)                                                                             \
    X(BUILD_SET, COUNT, VARIES)    /* at most a few items; larger displays use SET_ADD */                    \
    X(BUILD_DICT, COUNT, VARIES)   /* key value ... -> dict, n pairs */                                      \
    X(BUILD_SLICE, COUNT, VARIES)  /* n = 2 or 3 */                                                          \
    X(BUILD_STRING, COUNT, VARIES) /* n strs -> their join */                                                \
    X(FORMAT, COUNT, VARIES)       /* value [spec] -> str; bits 0, 1: 1 !s, 2 !r, 3 !a; bit 2: a spec */\
    X(LIST_APPEND, COUNT, -1)      /* item ->; to the list n below the top after popping (1: the top) */\
    X(LIST_EXTEND, COUNT, -1)      /* iterable ->; as LIST_APPEND */                                         \
    X(LIST_TO_TUPLE, NONE, 0)                                                                                \
    X(SET_ADD, COUNT, -1)                                                                                    \
    X(SET_UPDATE, COUNT, -1)                                                                                 \
    X(DICT_SET, COUNT, -2)         /* key value ->; to the dict n below */                                   \
    X(DICT_UPDATE, COUNT, -1)      /* mapping ->; later keys win (`{**m}`) */                                \
    X(DICT_MERGE, COUNT, -1)       /* mapping ->; TypeError on a key twice (`f(**m)`); callable below */\
    /* calls */                                                                                              \
    X(PUSH_ABSENT, NONE, 1)        /* the self of a call that has none: f ABSENT arguments... */             \
    X(CALL, COUNT, VARIES)         /* callable self arguments[n] -> result */                                \
    X(CALL_KEYWORDS, COUNT, VARIES) /* callable self arguments[n] names -> result; names of the last ones */ \
    X(CALL_SPREAD, COUNT, VARIES)  /* callable ABSENT list [dict if n] -> result */                          \
    X(SPREAD_ARGUMENTS, COUNT, 0)  /* callable ABSENT [n others] iterable -> the same, list or tuple last */ \
    X(RETURN, NONE, -1)                                                                                      \
    X(MAKE_FUNCTION, COUNT, VARIES) /* bits 1 2 4 8: defaults, keyword defaults, annotations, closure */\
    X(BUILD_CLASS, COUNT, VARIES)  /* function name bases[n] -> class: runs the body, makes the class */\
    X(BUILD_CLASS_SPREAD, NONE, -3) /* function name tuple dict -> class */                                  \
    /* exceptions, with statement */                                                                         \
    X(RAISE, COUNT, VARIES)        /* n = 0: again; 1: exception; 2: exception cause */                      \
    X(PUSH_HANDLED, NONE, 1)       /* exception -> previous exception; the task now handles it */            \
    X(POP_HANDLED, NONE, -1)       /* previous -> ; the task handles `previous` again */                     \
    X(SET_HANDLED, NONE, -1)       /* exception -> ; the task handles this part of what it handled */        \
    X(MATCH_EXCEPTION, NONE, 0)    /* exception type -> exception bool */                                    \
    X(MATCH_GROUP, NONE, -1)       /* exception type -> (matching part, rest), either may be None */        \
    X(JOIN_RAISED, NONE, -1)       /* exception list -> what the clauses of except* leave, or None */       \
    X(RERAISE, NONE, -1)           /* exception -> ; unwinds on, without a new traceback line */             \
    X(WITH_ENTER, NONE, 1)         /* manager -> exit entered */                                             \
    X(WITH_EXIT, NONE, 0)          /* exit -> result: calls exit(None, None, None) */                        \
    X(WITH_EXIT_RAISED, NONE, 1)   /* exit previous exception -> exit previous exception result */           \
    X(ASSERTION_ERROR, NONE, 1)    /* pushes the class AssertionError */                                     \
    /* generators */                                                                                         \
    X(GENERATOR, NONE, 0)          /* first of a generator: gives the suspended generator to the caller */\
    X(YIELD, NONE, 0)              /* value -> what send() gives */                                          \
    X(GET_YIELD_FROM_ITERATOR, NONE, 0)                                                                      \
    X(YIELD_FROM, JUMP, 0)         /* iterator value -> iterator value: sends, yields; at its end result */\
    /* coroutines */                                                                                         \
    X(YIELD_ASYNC, NONE, 0)        /* YIELD of an asynchronous generator: an item for who iterates over it */\
    X(GET_AWAITABLE, COUNT, 0)     /* value -> iterator for YIELD_FROM; n: AwaitedFor below */               \
    X(GET_ASYNC_ITERATOR, NONE, 0) /* iterable -> iterator */                                                \
    X(ASYNC_NEXT, NONE, 1)         /* iterator -> iterator awaitable-of-an-item */                           \
    X(END_ASYNC_FOR, NONE, -2)     /* iterator exception -> ; raises all but StopAsyncIteration on */        \
    X(ASYNC_WITH_ENTER, NONE, 1)   /* manager -> exit awaitable-of-what-is-entered */                        \
    /* modules, the shell */                                                                                 \
    X(IMPORT, NAME, -1)            /* level fromlist -> module */                                            \
    X(IMPORT_FROM, NAME, 1)        /* module -> module value */                                              \
    X(IMPORT_STAR, NONE, -1)                                                                                 \
    X(PRINT_EXPRESSION, NONE, -1)  /* the shell shows repr(value) and keeps it in _ */                       \
    X(SETUP_ANNOTATIONS, NONE, 0)                                                                            \
    /* patterns */                                                                                           \
    X(MATCH_KIND, COUNT, 1)  /* subject -> subject bool; n is a PatternKind */                               \
    X(GET_LENGTH, NONE, 1)   /* subject -> subject len */                                                    \
    X(MATCH_KEYS, NONE, 1)   /* subject keys -> subject keys values; None: a key is missing */               \
    X(MATCH_CLASS, COUNT, -2) /* subject class names -> tuple of attributes, or None; n have no name */      \
    /* fused by the assembler; each stands for the row it names, over common operands */                     \
    X(LOAD_LOCAL_PAIR, PAIR, 2)                                                                              \
    X(LOAD_LOCAL_CONSTANT, PAIR, 2) /* local, constant */                                                    \
    X(LOAD_GLOBAL_FUNCTION, NAME, 2) /* LOAD_GLOBAL; PUSH_ABSENT */                                          \
    X(LOAD_LOCAL_METHOD, PAIR, 2)   /* LOAD_LOCAL low; LOAD_METHOD of the name high */                       \
    X(STORE_LOAD_LOCAL, PAIR, 0)    /* STORE_LOCAL low; LOAD_LOCAL high */                                   \
    X(COMPARE_JUMP_IF_FALSE, COMPARISON, -2) /* COMPARE, then POP_JUMP_IF_FALSE in the next word */          \
    X(ADD_LOCAL, PAIR, 0)           /* local low op= local high: LOAD LOAD BINARY_IN_PLACE ADD STORE */\
    X(ADD_CONSTANT_LOCAL, PAIR, 0)  /* local low += constant high (a small int) */                           \
    X(ADD_LOCAL_PLAIN, PAIR, 0)     /* local low = local low + local high: BINARY in the middle */           \
    X(ADD_CONSTANT_LOCAL_PLAIN, PAIR, 0)                                                                     \
    X(ADD, OPERATOR, -1) X(ADD_IN_PLACE, OPERATOR, -1) /* BINARY and BINARY_IN_PLACE of one operator */      \
    X(SUBTRACT, OPERATOR, -1) X(SUBTRACT_IN_PLACE, OPERATOR, -1)                                             \
    X(MULTIPLY, OPERATOR, -1) X(MULTIPLY_IN_PLACE, OPERATOR, -1)
// clang-format on

typedef enum {
#define OPCODE_ID(name, operand, effect) OP_##name,
    OPCODES(OPCODE_ID)
#undef OPCODE_ID
        OP_COUNT
} Opcode;

typedef enum {
    OPERAND_NONE,
    OPERAND_COUNT,
    OPERAND_CONSTANT,
    OPERAND_LOCAL,
    OPERAND_NAME,
    OPERAND_OPERATOR,
    OPERAND_COMPARISON,
    OPERAND_JUMP,
    OPERAND_PAIR
} OperandKind;

typedef enum {
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL
} Comparison;

/* Whose awaitable an error of GET_AWAITABLE speaks of. */
typedef enum { AWAITED_EXPRESSION, AWAITED_ENTER, AWAITED_EXIT, AWAITED_NEXT } AwaitedFor;

/* What a sequence or mapping pattern asks of its subject's class. */
typedef enum { PATTERN_NONE, PATTERN_SEQUENCE, PATTERN_MAPPING } PatternKind;

static inline Opcode opcode_of(uint32_t word) { return (Opcode)(word & 0xff); }
static inline uint32_t operand_of(uint32_t word) { return word >> 8; }
static inline bool opcode_is_in_place(Opcode opcode) {
    return opcode == OP_BINARY_IN_PLACE || opcode == OP_ADD_IN_PLACE || opcode == OP_SUBTRACT_IN_PLACE ||
           opcode == OP_MULTIPLY_IN_PLACE;
}
#define OPERAND_MAX 0xffffffu
#define PAIR_MAX 0xfffu

extern const char *const opcode_names[OP_COUNT];
extern const OperandKind opcode_operands[OP_COUNT];
