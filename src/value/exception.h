/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exceptions: CPython's hierarchy as one table, and the object.
 *
 * An instance of any exception class, built-in or a program's, is an ExceptionObject. What some of them carry
 * beside args (errno, value, code, name, ...) stands in `fields`, whose meaning the table of fields per kind
 * gives. See https://docs.python.org/3.11/library/exceptions.html */
#pragma once
#include "value/class.h"

/* X(name, base). In an order where the base comes first. */
// clang-format off
#define EXCEPTIONS(X)                                                                                        \
    X(BaseException, BaseException) X(SystemExit, BaseException) X(KeyboardInterrupt, BaseException)         \
    X(GeneratorExit, BaseException) X(Exception, BaseException) X(StopIteration, Exception)                  \
    X(StopAsyncIteration, Exception) X(ArithmeticError, Exception) X(FloatingPointError, ArithmeticError)    \
    X(OverflowError, ArithmeticError) X(ZeroDivisionError, ArithmeticError) X(AssertionError, Exception)     \
    X(AttributeError, Exception) X(BaseExceptionGroup, BaseException)                                        \
    X(ExceptionGroup, BaseExceptionGroup) X(BufferError, Exception)                                          \
    X(EOFError, Exception) X(ImportError, Exception)                                                         \
    X(ModuleNotFoundError, ImportError) X(LookupError, Exception) X(IndexError, LookupError)                 \
    X(KeyError, LookupError) X(MemoryError, Exception) X(NameError, Exception)                               \
    X(UnboundLocalError, NameError) X(OSError, Exception) X(BlockingIOError, OSError)                        \
    X(ChildProcessError, OSError) X(ConnectionError, OSError) X(BrokenPipeError, ConnectionError)            \
    X(ConnectionAbortedError, ConnectionError) X(ConnectionRefusedError, ConnectionError)                    \
    X(ConnectionResetError, ConnectionError) X(FileExistsError, OSError) X(FileNotFoundError, OSError)       \
    X(InterruptedError, OSError) X(IsADirectoryError, OSError) X(NotADirectoryError, OSError)                \
    X(PermissionError, OSError) X(ProcessLookupError, OSError) X(TimeoutError, OSError)                      \
    X(ReferenceError, Exception) X(RuntimeError, Exception) X(NotImplementedError, RuntimeError)             \
    X(RecursionError, RuntimeError) X(SyntaxError, Exception) X(IndentationError, SyntaxError)               \
    X(TabError, IndentationError) X(SystemError, Exception) X(TypeError, Exception)                          \
    X(ValueError, Exception) X(UnicodeError, ValueError) X(UnicodeDecodeError, UnicodeError)                 \
    X(UnicodeEncodeError, UnicodeError) X(UnicodeTranslateError, UnicodeError) X(Warning, Exception)         \
    X(BytesWarning, Warning) X(DeprecationWarning, Warning) X(EncodingWarning, Warning)                      \
    X(FutureWarning, Warning) X(ImportWarning, Warning) X(PendingDeprecationWarning, Warning)                \
    X(ResourceWarning, Warning) X(RuntimeWarning, Warning) X(SyntaxWarning, Warning)                         \
    X(UnicodeWarning, Warning) X(UserWarning, Warning)                                                       \
    /* of the modules socket and io, not of builtins */                                                      \
    X(gaierror, OSError) X(herror, OSError) X(UnsupportedOperation, OSError)
// clang-format on

typedef enum {
#define EXCEPTION_ID(name, base) name,
    EXCEPTIONS(EXCEPTION_ID)
#undef EXCEPTION_ID
        EXCEPTION_COUNT
} ExceptionKind;

extern const char *const exception_names[EXCEPTION_COUNT];
extern const ExceptionKind exception_bases[EXCEPTION_COUNT];

#define EXCEPTION_FIELDS 7

typedef struct {
    Container head;  /* object.type is always a Class's: TYPE_HEAP, also for built-in exceptions */
    Value arguments; /* tuple: args */
    Value attributes;
    Value traceback; /* a Traceback, or ABSENT */
    Value cause;     /* an exception, NONE, or ABSENT when `from` was not used */
    Value context;   /* an exception or ABSENT */
    bool suppress_context;
    Value fields[EXCEPTION_FIELDS]; /* by kind, see exception_fields; ABSENT when not set */
} ExceptionObject;                  /* `Exception` is the kind */

/* A field of SystemExit without a name: the tuple that sys.exit() was given. python3 makes the exception of
 * it only where something catches it; where nothing does, the tuple itself is the status. */
enum { EXIT_UNCAUGHT = 1 };

/* Field names by kind, up to NULL; the index is the place in ExceptionObject.fields. */
const char *const *exception_fields(ExceptionKind kind);
/* a built-in class that gives its instances fields which those of its base do not have */
bool exception_class_has_fields(const Class *class);
ExceptionKind exception_kind(const Class *class); /* the nearest built-in kind it inherits from */

/* One line of a traceback: where a frame stood. The head of the chain is the outermost frame. */
typedef struct {
    Container head;
    Value next; /* a Traceback, or ABSENT */
    Value code; /* the Code */
    Value globals;
    Value frame; /* the frame's object, if a program asked for it; else ABSENT */
    uint32_t instruction;
    uint32_t line;
} Traceback;

extern const Type exception_type;
extern const Type traceback_type;

static inline ExceptionObject *exception_of(Value value) { return (ExceptionObject *)object_of(value); }
bool is_exception(Value value);
bool is_exception_class(Value value);
Value exception_new(Class *class, Value arguments); /* owned; arguments a tuple; fields ABSENT */
/* a built-in one; base of BaseException: object */
Class *exception_class_new(ExceptionKind kind, Class *base, const char *module);
Verdict exception_str(Buffer *out, Value exception); /* what str() gives, by kind (OSError, KeyError, ...) */
