/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Natives: functions of the notation written in C. All that the author of a module needs to read.
 *
 * A native gets a Call, whose arguments stand bound in slots as its signature says, and answers with one of
 * four outcomes. PARKED and CALLED mean "call me again": when the event has come, or when the function it
 * asked for has returned (its value is then in call->result, owned by the call). Arguments stay alive
 * meanwhile. What must survive between goes into `keep` (a Value, released at the end) and `mark`; `step`
 * tells how far it was. A native never keeps a pointer into its C frame across an outcome, and never calls
 * the machine itself.
 *
 * A native that asked for a call is not called again when that call raises, unless it set call->catches: then
 * call->result is ABSENT and the exception is call->task->exception, to be taken (task_take_exception) or
 * left by returning RAISED.
 *
 *     static Outcome list_append(Call *call) {
 *         if (!list_push(list_of(call->args[0]), call->args[1])) return raise_memory(call->task);
 *         return give_none(call);
 *     }
 */
#pragma once
#include "value/bytes.h"
#include "value/class.h"
#include "value/dict.h"
#include "value/exception.h"
#include "value/float.h"
#include "value/function.h"
#include "value/int.h"
#include "value/list.h"
#include "value/object.h"
#include "value/range.h"
#include "value/set.h"
#include "value/str.h"
#include "value/tuple.h"

typedef struct Task Task;
typedef struct Machine Machine;
typedef struct Call Call;
typedef struct NativeSpec NativeSpec;

typedef enum { DONE, RAISED, PARKED, CALLED } Outcome;
typedef Outcome Native(Call *call);

#define CALL_REQUEST_MAX 5

/* What a native that answers CALLED asks for. */
typedef enum {
    REQUEST_NONE,
    REQUEST_CALL,
    REQUEST_SPREAD,    /* the arguments are a tuple and a dict (or ABSENT) */
    REQUEST_BODY,      /* of a class: request[0] is its Function, request[2] its namespace or ABSENT */
    REQUEST_COMPUTE,   /* request[0] is the computed attribute of a table, which programs cannot call */
    REQUEST_NATIVE,    /* request_native over the arguments, no callable */
    REQUEST_GENERATOR, /* request_generator is to be resumed with request[2], or by the task's exception */
    REQUEST_NEXT,      /* the same for its next item; ABSENT is given at its end */
} RequestKind;

struct Call {
    Task *task;
    Value *args;    /* borrowed; ABSENT where an optional argument without a literal default was not given */
    uint32_t count; /* slots */
    uint32_t step;  /* 0 at first; the native's to set */
    Value result;   /* DONE: owned, what it gives. On re-entry after CALLED: owned, what the callee gave */
    Value keep;     /* owned; ABSENT at first */
    int64_t mark;   /* 0 at first */
    const NativeSpec *spec;
    Native *function;
    Value callee;             /* the Builtin that is called, borrowed; ABSENT for the machine's own natives */
    RequestKind request_kind; /* REQUEST_NONE: what stands below of the request has no meaning */
    bool catches;
    bool woken_late;         /* on re-entry after PARKED: the deadline came, not the event */
    bool generator_returned; /* on re-entry: the generator is at its end, and result is its return value */
    uint8_t request_count;   /* arguments, without self */
    /* What CALLED asks for; filled by call_value and its kin, all owned. request[0] is the callable,
     * request[1] its self or ABSENT, then the arguments: the shape in which the value stack holds a
     * call too. */
    Value request[2 + CALL_REQUEST_MAX];
    Native *request_native;              /* of vm/operations.h */
    int64_t request_mark;                /* its call->mark */
    struct Generator *request_generator; /* borrowed */
};

/* How CPython words a wrong count of arguments for this callable. The default, ARGS_AUTO, reads it off the
 * signature: no parameter but self: "f() takes no arguments (1 given)"; one positional-only: "f() takes
 * exactly one argument (2 given)"; only positional-only: "f expected at least 1 argument, got 0"; else as
 * ARGS_KEYWORDS. */
typedef enum {
    ARGS_AUTO,
    /* "recv() takes at least 1 argument (0 given)", "sendall() takes at most 2 arguments (3 given)" */
    ARGS_PARSE,
    ARGS_UNPACK, /* "pop expected at most 1 argument, got 2" */
    /* "sorted() takes ..., missing required argument 'x' (pos 1)": argument clinic with keywords */
    ARGS_KEYWORDS,
    /* as a function written in Python: "create_server() missing 1 required positional argument: 'address'" */
    ARGS_PYTHON,
    ARGS_OWN, /* the native checks counts itself: every slot may be ABSENT */
    /* "expected 1 argument, got 2": a special method where it is a slot's and no method in CPython */
    ARGS_WRAPPER
} ArgumentStyle;

/* One row of a module's or class's table.
 * signature: "recv(self, bufsize, flags=0)", as Python would write the def; defaults are None, True, False,
 * ints, 'text' or b'bytes' literals, or `...` for ABSENT ("no value given"); "/" and "*", "*args" (a tuple),
 * "**kwargs" (a dict) as in Python. A name without parentheses ("family") is an attribute that the function
 * computes from args[0]; `set` then assigns args[1] (ABSENT: del) if it is not NULL. "name(cls, ...)" with
 * STATIC/CLASS flags: see flags. */
/* Bits of flags; NATIVE_MEMBER: an attribute that is a plain field of a struct in
 * CPython, and prints so. From 0x100 up they are the observer's (vm/observe.h), which gives them their
 * meaning. */
enum { NATIVE_CLASSMETHOD = 1, NATIVE_STATICMETHOD = 2, NATIVE_OBSERVED = 4, NATIVE_MEMBER = 8 };
struct NativeSpec {
    const char *signature;
    Native *function;
    const char *doc; /* one or two short sentences, in English, our own words */
    ArgumentStyle style;
    uint32_t flags;
    Native *set;
};

typedef struct {
    const char *name;
    int64_t value;
} IntSpec;
#define INT_SPEC(NAME)                                                                                       \
    { #NAME, NAME }

/* A built-in class: its native Type (value/object.h), its table, and how it is made (NULL function: it cannot
 * be). `make` gets the class in args[0] and the constructor's arguments behind it: "int(cls, x=0, /,
 * base=...)". For a subclass of a program it must make an instance of args[0] (class_allocate).
 *
 * A module's class is a Type without an id, a ClassSpec, and the line for it in the module's `classes`,
 * behind that of the class it inherits from (Type.base). Whether a value is one, says has_layout(value,
 * &the_type), of the class itself and of what a program derives from it; in a method, args[0] always is.
 * machine_class(machine, &the_type) is the class. */
typedef struct ClassSpec {
    const Type *type;
    const char *module; /* NULL: builtins */
    /* What "descriptor ... for '%s' objects" calls it; NULL: its Type's name */
    const char *error_name;
    bool is_hidden; /* only its instances lead to it, no name in the module */
    NativeSpec make;
    Native *make_empty; /* what __new__ makes without __init__; NULL: what `make` does without arguments */
    const NativeSpec *methods; /* up to {0}; NULL: none */
    const char *doc;
} ClassSpec;

/* An exception class of a module, as `class NAME(BASE)` in it would be. Its address tells it apart. */
typedef struct ExceptionSpec {
    const char *module; /* __module__: "struct" */
    const char *name;
    ExceptionKind base;
    const struct ExceptionSpec
        *parent; /* another module's class to inherit from instead of `base`; NULL: none */
} ExceptionSpec;

typedef struct ModuleSpec {
    const char *name;
    const char *doc;
    const NativeSpec *functions;            /* up to {0} */
    const IntSpec *ints;                    /* up to {0}; NULL: none */
    const ClassSpec *const *classes;        /* up to NULL; NULL: none */
    const ExceptionSpec *const *exceptions; /* up to NULL; NULL: none */
    /* up to NULL: what a program may not set, for python3 would heed it; NULL: nothing */
    const char *const *unheeded;
    bool (*init)(Machine *machine, Module *module); /* the rest; NULL: nothing */
} ModuleSpec;

/* ---- results: return give_...(call) */
static inline Outcome give(Call *call, Value owned); /* ABSENT: raises MemoryError */
static inline Outcome give_none(Call *call);
static inline Outcome give_bool(Call *call, bool truth);
static inline Outcome give_int(Call *call, int64_t number);
Outcome give_text(Call *call, const char *utf8);
Outcome give_buffer(Call *call, Buffer *utf8); /* a str of it; clears the buffer */

/* ---- errors: return raise_...(task): all of them answer RAISED. Being cold, they tell compilers which way
 * is seldom gone. The format knows what printf does, and: %T a Value's class name (pass the Value), %U a str
 * Value, %R its repr. */
__attribute__((cold)) Outcome raise_error(Task *task, ExceptionKind kind, const char *format, ...);
/* of a module's own class */
__attribute__((cold)) Outcome raise_error_of(Task *task, const ExceptionSpec *spec, const char *format, ...);
__attribute__((cold)) Outcome raise_memory(Task *task);
/* the OSError subclass that fits, "[Errno 98] ..." */
__attribute__((cold)) Outcome raise_errno(Task *task, int number);
__attribute__((cold)) Outcome raise_errno_of(Task *task, int number, Value filename);
__attribute__((cold)) Outcome raise_key(Task *task, Value key); /* KeyError(key) */
/* StopIteration(result); NONE: without an argument */
Outcome raise_stop(Task *task, Value result);
Outcome raise_value(Task *task, Value exception);                    /* an instance; retains */
Outcome raise_with(Task *task, ExceptionKind kind, Value arguments); /* args given as a tuple */

/* ---- arguments: convert call->args[i], or raise and return false */
/* TypeError "... cannot be interpreted as an integer" */
bool arg_int64(Call *call, size_t i, int64_t *number);
/* C int: OverflowError "signed integer is greater than maximum" ... */
static inline bool arg_int(Call *call, size_t i, int *number);
/* Py_ssize_t, may not be negative when the caller says so */
static inline bool arg_size(Call *call, size_t i, size_t *size);
bool arg_double(Call *call, size_t i, double *number); /* float or int; "must be real number, not str" */
/* "a bytes-like object is required, not 'str'" */
static inline bool arg_bytes(Call *call, size_t i, const uint8_t **data, size_t *count);
bool arg_str(Call *call, size_t i, Value *str); /* "f() argument 1 must be str, not int" */
bool arg_is_given(const Call *call, size_t i);  /* neither ABSENT nor None */
static inline Value arg_or(const Call *call, size_t i, Value otherwise);

/* These may need the program's own methods: they answer DONE (the argument is ready), RAISED, or CALLED; the
 * native returns what is not DONE at once and, called again, comes through here again. args[i] is replaced by
 * the converted value. They must stand before any side effect, and use call->step values from 0xf000 up, and
 * call->keep not at all. */
/* any iterable becomes a list or tuple: then sequence_peek(args[i]) */
Outcome arg_items(Call *call, size_t i);
/* the same; a program's __len__ or __length_hint__ is asked first */
Outcome arg_items_after_hint(Call *call, size_t i);
Outcome arg_integer(Call *call, size_t i); /* __index__ */
/* The same, and as arg_int or arg_size. */
static inline Outcome arg_index_int(Call *call, size_t i, int *number);
static inline Outcome arg_index_size(Call *call, size_t i, size_t *size);
Outcome arg_truth(Call *call, size_t i); /* __bool__, __len__: becomes True or False */
Outcome arg_text(Call *call, size_t i);  /* str(x) */
Outcome arg_repr(Call *call, size_t i);  /* repr(x) */
/* A key for this dict or set: hashed, and made the very object in it when one is equal. */
Outcome arg_key(Call *call, Value container, size_t i, HashedKey *key);

/* ---- asking the machine for a call: return call_value(...): answers CALLED. Arguments are retained. */
/* at most CALL_REQUEST_MAX */
Outcome call_value(Call *call, Value callable, size_t count, const Value *args);
Outcome call_spread(Call *call, Value callable, Value tuple, Value dict); /* dict may be ABSENT */
Outcome call_method(Call *call, Value object, const char *name, size_t count, const Value *args);
/* must exist */
Outcome call_special(Call *call, Value object, Special special, size_t count, const Value *args);
/* vm/operations.h */
Outcome call_native(Call *call, Native *operation, int64_t mark, size_t count, const Value *args);
/* runs a Code, as a module's body, with these globals; names: its locals where they are others, else NULL */
Outcome call_code(Call *call, Value code, Dict *globals, Dict *names);
/* The same; names may be any mapping. closure: a tuple of its cells, or ABSENT. */
Outcome call_code_in(Call *call, Value code, Dict *globals, Dict *names, Value closure);
/* runs a class's body over the namespace `names` */
Outcome call_body(Call *call, Value function, Dict *names);
/* A helper written in the notation: a function of src/builtin/functions/prelude.py. */
Outcome call_helper(Call *call, const char *name, size_t count, const Value *args);
/* A function that stands in a loaded module of ours written in the notation. */
Outcome call_in_module(Call *call, const char *module, const char *function, size_t count, const Value *args);
/* Common requests, answered in C where both operands are built-in: DONE with call->result set, or CALLED. */
Outcome call_iterate(Call *call, Value iterable); /* iter(x) */
/* the next item; ABSENT at the end (sets call->catches) */
Outcome call_next(Call *call, Value iterator);
/* the same; raises StopIteration at the end, with its value */
Outcome call_next_or_stop(Call *call, Value iterator);
Outcome call_equal(Call *call, Value a, Value b); /* result True or False */
/* For a native that walks in C: it has done so many steps more. False: it is time that the machine looked
 * around, so it asks for the next one by a call_native of operation_next (or of whatever does that step), and
 * goes on behind it. */
bool call_may_go_on(Call *call, size_t steps);
#define WALK_STEPS ((size_t)4000) /* at most in one go */

/* ---- objects */
Class *value_class(Machine *machine, Value value); /* borrowed */
/* It is an instance of the built-in exception class or of a subclass; ABSENT is none. */
bool is_exception_of(Machine *machine, Value value, ExceptionKind kind);
bool task_raises(const Task *task, ExceptionKind kind); /* such an exception travels in the task */
bool value_is_callable(Machine *machine, Value value);
Machine *call_machine(const Call *call);
Class *module_exception(Machine *machine,
                        const ExceptionSpec *spec); /* made when first asked for; borrowed */
static inline Value take_result(Call *call);        /* moves call->result out, leaving ABSENT */
const char *value_class_name(Machine *machine, Value value, Buffer *scratch);

/* ---- the inline ones */
static inline Outcome give(Call *call, Value owned) {
    if (is_absent(owned)) return raise_memory(call->task);
    replace_take(&call->result, owned);
    return DONE;
}
static inline Outcome give_none(Call *call) { return give(call, NONE); }
static inline Outcome give_bool(Call *call, bool truth) { return give(call, bool_value(truth)); }
static inline Outcome give_int(Call *call, int64_t number) { return give(call, int_from_int64(number)); }
/* Nearly all arguments are small ints or bytes: a test or two, and no call. */
__attribute__((cold)) bool arg_int_slowly(Call *call, size_t i, int *number);
static inline bool arg_int(Call *call, size_t i, int *number) {
    int64_t wide = small_int_of(call->args[i]);
    if (!is_small_int(call->args[i]) || wide != (int)wide) return arg_int_slowly(call, i, number);
    *number = (int)wide;
    return true;
}
__attribute__((cold)) bool arg_size_slowly(Call *call, size_t i, size_t *size);
static inline bool arg_size(Call *call, size_t i, size_t *size) {
    if (!is_small_int(call->args[i])) return arg_size_slowly(call, i, size);
    *size = (size_t)small_int_of(call->args[i]);
    return true;
}
static inline Outcome arg_index_int(Call *call, size_t i, int *number) {
    Outcome outcome = is_small_int(call->args[i]) ? DONE : arg_integer(call, i);
    return outcome == DONE && !arg_int(call, i, number) ? RAISED : outcome;
}
static inline Outcome arg_index_size(Call *call, size_t i, size_t *size) {
    Outcome outcome = is_small_int(call->args[i]) ? DONE : arg_integer(call, i);
    return outcome == DONE && !arg_size(call, i, size) ? RAISED : outcome;
}
bool arg_bytes_slowly(Call *call, size_t i, const uint8_t **data, size_t *count);
static inline bool arg_bytes(Call *call, size_t i, const uint8_t **data, size_t *count) {
    if (!is_object(call->args[i]) || object_type(call->args[i]) != &bytes_type)
        return arg_bytes_slowly(call, i, data, count);
    const Bytes *bytes = (const Bytes *)object_of(call->args[i]);
    *data = bytes->data;
    *count = bytes->count;
    return true;
}
static inline Value arg_or(const Call *call, size_t i, Value otherwise) {
    return is_absent(call->args[i]) ? otherwise : call->args[i];
}
static inline Value take_result(Call *call) {
    Value result = call->result;
    call->result = ABSENT;
    return result;
}
