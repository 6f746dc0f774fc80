/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine: what all tasks of a process share. Classes, modules, builtins, the ready queue, the hooks
 * through which layers below it in the house (sched, modules, shell) serve it. */
#pragma once
#include "base/heap.h"
#include "vm/native.h"
#include "vm/task.h"

/* What the machine asks of the layers behind it; main.c fills it in. */
typedef struct {
    /* Called at ticks: signals, the poller when it is due. After Ctrl-C it interrupts the main task. */
    void (*tick)(Machine *machine);
    /* The process ends at once: the terminal is put back. */
    void (*leave)(void);
    /* A line for the shell's display hook: PRINT_EXPRESSION. A native taking the value. */
    Native *display;
    /* Runs the handlers of the signals that have come; for a task with task_signal. */
    Native *signals;
    /* Loads the helpers written in the notation into `prelude`, then calls the one named in args[0] with the
     * rest. */
    Native *helper;
    /* exception, what it is about, words or None: it has nobody to be raised to. Raises nothing. */
    Native *unraisable;
    /* input() in the shell: reads a line behind the prompt in args[0]. NULL: standard input is read. */
    Native *input;
    /* What help(value) prints; ABSENT: of help(). NULL: nothing is known. */
    void (*help)(Buffer *out, Machine *machine, Value value);
} MachineHooks;

/* A socket's class is asked for at each call of a method: the dict of classes would be most of that. */
enum { RECENT_CLASSES = 16 };
typedef struct {
    const Type *type; /* NULL: none yet */
    Class *class;     /* borrowed: the machine keeps it to its end */
} ClassOfType;

/* What sys.flags tells of the command line, in its order. */
typedef enum {
    START_DEBUG,
    START_INSPECT,
    START_INTERACTIVE,
    START_OPTIMIZE,
    START_DONT_WRITE_BYTECODE,
    START_NO_USER_SITE,
    START_NO_SITE,
    START_IGNORE_ENVIRONMENT,
    START_VERBOSE,
    START_BYTES_WARNING,
    START_QUIET,
    START_HASH_RANDOMIZATION,
    START_ISOLATED,
    START_DEV_MODE,
    START_UTF8_MODE,
    START_WARN_DEFAULT_ENCODING,
    START_SAFE_PATH,
    START_INT_MAX_STR_DIGITS,
    START_COUNT
} StartFlag;
typedef struct {
    int of[START_COUNT];
} StartFlags;

struct Machine {
    StartFlags flags;
    Class *classes[TYPE_ID_COUNT];              /* of the types with an id of their own */
    Dict *other_classes;                        /* of all others, by the address of their Type */
    ClassOfType recent_classes[RECENT_CLASSES]; /* of those, by some bits of that address */
    Class *exceptions[EXCEPTION_COUNT];
    Dict *builtins; /* the dict of module builtins */
    Dict *modules;  /* sys.modules */
    Dict *prelude;  /* globals of the helpers written in the notation; filled at first use */
    Link ready;     /* tasks, FIFO */
    Link tasks;     /* all that have not ended */
    Heap deadlines; /* HeapEntry in Task */
    size_t task_count;
    size_t other_waits; /* what waits here besides tasks: the scheduler's matter (sched/sched.h) */
    uint32_t tasks_made;
    Task *running;
    Task *main;
    int32_t ticks; /* left until the loop looks around */
    uint32_t recursion_limit;
    uint32_t origin_depth; /* how many frames a coroutine keeps of where it was made */
    MachineHooks hooks;
    void *sched;                             /* the Sched, for modules that wait (sched/sched.h) */
    const struct Observer *observer;         /* of natives, vm/observe.h; NULL: nobody looks */
    void *journal;                           /* the Journal that the observer writes; NULL: off */
    Value names[SPECIAL_COUNT];              /* interned "__init__" ... */
    Value empty_str, underscore, class_name; /* interned; the last is "__class__" */
    Value path;                              /* sys.path: list */
    Value main_locals;                       /* the main thread's, as Task.locals */
    Value main_context;                      /* the main thread's, as Task.context */
    Value main_async_hooks;                  /* the main thread's, as Task.async_hooks */
    bool is_ending;                          /* the program has ended, and its modules do now */
    int64_t abc_version; /* how often a class was registered with an abstract one: module _abc */
    /* importlib's own (function that finds and loads, function that imports a parent), a tuple; ABSENT: no
     * program has asked for importlib */
    Value importer;
    Value import_lock;     /* of _imp; ABSENT: nobody has asked for it */
    Value signal_handlers; /* of _signal: a list, by the signal's number; ABSENT: nobody has asked for it */
    Value library;         /* what Python's own library is read from; ABSENT: nobody has looked for it */
    struct {
        bool is_disabled, has_thresholds;
        int thresholds[3], debug;
        int64_t collections[3], collected[3];
    } gc; /* what module gc keeps */
};

#define MACHINE_TICKS 2000

Machine *machine_new(void);
void machine_free(Machine *machine);

typedef enum { RUN_ENDED, RUN_PARKED, RUN_TICKED } RunOutcome;
/* Runs a ready task until it ends, parks, or its ticks are used up. */
RunOutcome machine_run(Machine *machine, Task *task);
/* The ticks are used up: the scheduler looks around, and garbage is collected when it is due. */
void machine_tick(Machine *machine);

/* The class that `spec` describes, made when first asked for: a module's exception, a tuple with names.
 * Borrowed: no program can take it away. */
typedef Class *MakeClass(Machine *machine, const void *spec);
Class *machine_made_class(Machine *machine, const void *spec, MakeClass *make);

/* Registration: builds Class objects and functions from tables. The class that spec->type inherits from must
 * be there; borrowed. */
Class *machine_add_class(Machine *machine, const ClassSpec *spec);
void machine_set_class_take(Machine *machine, const Type *type, Class *class);
/* The class of a built-in type, borrowed; NULL: its module has not been loaded. */
Class *machine_class_slowly(Machine *machine, const Type *type);
static inline Class *machine_class(Machine *machine, const Type *type) {
    if (type->id && !(type->flags & TYPE_VARIANT)) return machine->classes[type->id];
    const ClassOfType *recent = &machine->recent_classes[((uintptr_t)type >> 6) % RECENT_CLASSES];
    return recent->type == type ? recent->class : machine_class_slowly(machine, type);
}
/* ---- builtins of their own, which globals bring as __builtins__: looked for by whoever runs code over
 * globals that a program gave */
void globals_look(Machine *machine, Dict *globals);
Dict *globals_builtins(Machine *machine, Dict *globals); /* those that names fall back to; borrowed */

Module *
machine_peek_sys(Machine *machine); /* the module sys; NULL: the program has taken it out of sys.modules */
Value builtin_new(const NativeSpec *spec, Value self, Value module_name); /* a Builtin */
Value builtin_bind(Value method, Value self); /* of a method descriptor: the bound method */

/* A Builtin: a native as a value; with self when bound to an instance or module. */
typedef struct {
    Container head;
    const NativeSpec *spec;
    const struct Signature *signature; /* parsed at first call */
    Value self;                        /* bound instance, class, or ABSENT */
    Value module;                      /* str or ABSENT */
    Class *of;                         /* the class whose method it is, borrowed; NULL: a function */
} Builtin;
extern const Type builtin_type;           /* function or bound method */
extern const Type method_descriptor_type; /* unbound, in a class's dict */
extern const Type getset_descriptor_type, wrapper_descriptor_type, method_wrapper_type;
