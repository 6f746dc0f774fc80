/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code: a compiled function body, class body, comprehension, module or line of the shell. Immutable but for
 * caches.
 *
 * Slots of a frame: parameters (positional, keyword-only, *args, **kwargs, in this order), other locals,
 * cells, then the cells that come from the enclosing function (free variables, filled from the function's
 * closure), then the value stack. A parameter or local that an inner function captures has a Cell in its own
 * slot (MAKE_CELL at entry). */
#pragma once
#include "lang/opcodes.h"
#include "value/object.h"

/* What of the source an instruction stands for: 1-based lines, 0-based UTF-8 byte columns; as CPython's
 * co_positions(). line 0: no line of its own. */
typedef struct {
    uint32_t line, end_line, column, end_column;
} Position;

/* While an instruction in [from, to) runs, an exception cuts the value stack to `depth`, pushes the
 * exception, and goes on at `target`. The first row that fits wins, so inner ones stand first. */
typedef struct {
    uint32_t from, to, target, depth;
} Handler;

/* Where LOAD_GLOBAL found its name last: valid while both dicts have these versions. */
typedef struct {
    uint64_t globals_version, builtins_version;
    uint32_t entry; /* index into entries of the dict that has it */
    bool in_builtins;
} GlobalCache;

enum {
    CODE_VARARGS = 1,
    CODE_VARKEYWORDS = 2,
    CODE_GENERATOR = 4,
    CODE_CLASS_BODY = 8,
    CODE_MODULE = 16,
    CODE_FAST = 32 /* positional parameters only: the machine's quick call */,
    CODE_HAS_DOC = 64 /* constants[0] is the docstring of the function */,
    CODE_COROUTINE = 128,
    CODE_ASYNC_GENERATOR = 256,
    CODE_ITERABLE_COROUTINE = 512 /* a generator that may be awaited: types.coroutine */,
    /* Features of __future__, with the numbers that Python gives them: what code compiles inherits them. */
    CODE_FUTURE_ANNOTATIONS = 0x1000000,
    CODE_FUTURES = 0x1fe0000
};

typedef struct {
    Object object;
    uint32_t *instructions; /* NULL: not complete; see code_complete */
    Position *positions;    /* one an instruction; NULL: not looked at yet, ask code_position */
    size_t count;
    Handler *handlers;
    size_t handler_count;
    Value *constants;
    size_t constant_count;
    Value *names;               /* interned str: globals and attributes */
    GlobalCache *global_caches; /* one a name */
    size_t name_count;
    Value *slot_names;   /* interned str, one a slot */
    uint32_t slot_count; /* locals and free variables */
    uint32_t cell_start; /* the first slot of a cell that is no parameter's */
    uint32_t free_start; /* the first slot that is a free variable */
    uint32_t stack_size;
    uint32_t positional_count; /* with positional-only ones */
    uint32_t positional_only_count, keyword_only_count;
    uint32_t flags;
    uint32_t first_line;
    Value name, qualname, filename; /* str */
    Value source; /* the Source's lines kept for tracebacks of the shell; a str, or ABSENT for files */
    /* Of a code that was read from bytes (code_image.h). */
    struct CodeImage *image; /* owned; NULL: it was compiled here */
    uint32_t image_index;
    const uint8_t *packed_positions, *packed_end;
} Code;

extern const Type code_type;

/* A copy of its own instructions, with the same constants; owned. */
Code *code_copy(const Code *code);
static inline Code *code_of(Value value) { return (Code *)object_of(value); }

/* Makes what is missing of a code that was read from bytes: until then it has its name, qualname, filename,
 * flags (without CODE_FAST), first line and the numbers of its slots. NULL: it is complete; otherwise what is
 * wrong with the bytes, and "": memory refused. */
const char *code_complete(Code *code);
/* The docstring of a function's code, borrowed; ABSENT: none. */
Value code_peek_doc(Code *code);
/* Where instruction i of a complete code stands. */
Position code_position(const Code *code, size_t i);
/* Its line alone, without a byte of memory: for handlers of signals. 0: none. */
uint32_t code_peek_line(const Code *code, size_t i);
int code_stack_effect(uint32_t word);     /* when it does not jump */
int code_jump_effect(uint32_t word);      /* when it jumps */
bool opcode_falls_through(Opcode opcode); /* what follows may run next */

/* One line an instruction and one a row of the handler table, then the same of the code among
 * its constants. */
void code_disassemble(const Code *code, Buffer *out);
