/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes int, bool, float and complex, and the builtins about numbers (tables in int.c, float.c and
 * numbers.c). */
#pragma once
#include "value/number.h"
#include "vm/native.h"

extern const ClassSpec int_class_spec, bool_class_spec, float_class_spec, complex_class_spec;
extern const NativeSpec number_builtins[]; /* abs, bin, divmod, hex, oct, pow, round, sum */

/* ---- what the tables share */

/* Special methods of two operands, for int and float alike: an int's answers NotImplemented to anything but
 * an int. One row each: the name, and the Operator. */
#define NUMBER_METHODS(X)                                                                                    \
    X(add, ADD)                                                                                              \
    X(sub, SUBTRACT)                                                                                         \
    X(mul, MULTIPLY)                                                                                         \
    X(truediv, TRUE_DIVIDE)                                                                                  \
    X(floordiv, FLOOR_DIVIDE)                                                                                \
    X(mod, MODULO)
#define NUMBER_BIT_METHODS(X)                                                                                \
    X(lshift, SHIFT_LEFT)                                                                                    \
    X(rshift, SHIFT_RIGHT)                                                                                   \
    X(and, AND)                                                                                              \
    X(xor, XOR)                                                                                              \
    X(or, OR)
#define NUMBER_COMPARISONS(X)                                                                                \
    X(lt, order < 0)                                                                                         \
    X(le, order <= 0)                                                                                        \
    X(eq, order == 0)                                                                                        \
    X(ne, order != 0)                                                                                        \
    X(gt, order > 0)                                                                                         \
    X(ge, order >= 0)
#define NUMBER_PROTOTYPES(name, NAME) Native number_##name, number_r##name;
NUMBER_METHODS(NUMBER_PROTOTYPES)
NUMBER_BIT_METHODS(NUMBER_PROTOTYPES)
#undef NUMBER_PROTOTYPES
#define NUMBER_PROTOTYPE(name, condition) Native number_##name;
NUMBER_COMPARISONS(NUMBER_PROTOTYPE)
#undef NUMBER_PROTOTYPE

/* Cells for the tables. */
#define NUMBER_ROWS(name, NAME)                                                                              \
    { "__" #name "__(self, value, /)", number_##name, "Return self combined with value." },                  \
        { "__r" #name "__(self, value, /)", number_r##name, "Return value combined with self." },
#define NUMBER_ROW_OF(name, function)                                                                        \
    { "__" #name "__(self, value, /)", function, "Compare self with value." },
#define NUMBER_ROW(name, condition) NUMBER_ROW_OF(name, number_##name)

Native number_pow, number_rpow, number_divmod_method, number_rdivmod;
Native number_neg, number_pos, number_abs, number_invert;
Native number_bool, number_hash, number_repr, number_format_method;
Native number_float, number_int, number_self, number_imaginary;

Outcome give_number(Call *call, NumberResult result, Value number); /* takes the number; or raises */
Outcome give_not_implemented(Call *call);
/* The text of a str, bytes or bytearray as int() and float() read it: decimal digits of every script as
 * ASCII, spaces as spaces, all else out of ASCII as '?'. NULL: not text. Borrowed from scratch or
 * the value. */
const char *number_peek_text(Value value, Buffer *scratch, size_t *count);
/* Whether the value's class is a program's and has this method of its own. */
bool has_own_special(Call *call, Value value, Special special);

/* Arguments as doubles, of a float, an int, or what has __float__ or __index__. As the conversions of
 * native.h: DONE, RAISED or CALLED, before any side effect; call->step from 0xe000 up. args[i] becomes a
 * float (of an int too large: OverflowError). */
Outcome arg_real(Call *call, size_t i);
/* args[i] becomes a complex, by __complex__ or as arg_real. */
Outcome arg_complex(Call *call, size_t i);
/* args[i], any iterable, becomes a list of floats. Uses call->keep and call->mark, which are ABSENT and 0
 * again when it is DONE. */
Outcome arg_reals(Call *call, size_t i);
/* args[i], which is a list or a tuple, becomes a list of ints, by __index__. The same otherwise. */
Outcome arg_integers(Call *call, size_t i);
