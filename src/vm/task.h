/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task: a green thread. Its frames, what it waits for, the exception that travels.
 *
 * Frames lie on the task's own stack, a chain of chunks that never move, so a pointer to a frame stays good:
 *
 *     chunk:  [Frame | slots | value stack] [NativeFrame | bound arguments] ...        <- top
 *
 * A generator's frame lies in the generator instead. The frame of the notation and the frame of a native
 * share their head; `code` tells which it is. A native frame exists for as long as its native is not DONE, so
 * parking costs nothing but leaving the loop. */
#pragma once
#include "base/heap.h"
#include "lang/code.h"
#include "vm/native.h"
#include "vm/wait.h"

enum { FRAME_HEADROOM = 4 }; /* values an opcode may push beyond what the compiler counted */

typedef struct Frame Frame;
struct Frame {
    Frame *caller;
    Code *code;         /* NULL: a NativeFrame */
    const uint32_t *ip; /* the next instruction, while another frame runs above */
    Dict *globals;
    /* the value stack's end, while another frame runs above; not beside ip: compilers would load both as one
     * vector, which stalls when they were stored one by one just before */
    Value *top;
    Value *slots; /* locals and cells; the value stack follows */
    /* class bodies: the namespace; functions: what locals() gave, if it was called; owned */
    Dict *names;
    Value function;              /* owned: keeps code and globals alive */
    struct Generator *generator; /* whose frame this is, borrowed; NULL: on the task's stack */
    struct FrameObject *object;  /* what a program knows it by, borrowed; NULL: nobody has asked */
    void *block;                 /* where the task's stack goes back to at its end */
};

/* What becomes of a native's result when a frame of the notation called it. */
typedef enum {
    DELIVER_PUSH, /* onto the value stack */
    DELIVER_DROP,
    DELIVER_ITEM,        /* of FOR_ITERATE: ABSENT ends the loop, anything else is pushed */
    DELIVER_METHOD,      /* of LOAD_METHOD: pushed, with ABSENT as its self */
    DELIVER_AGAIN,       /* pushed, and the opcode runs once more with it */
    DELIVER_LOCAL,       /* into the local that the low half of the pair names */
    DELIVER_JUMP_OR_POP, /* decides a JUMP_IF_..._OR_POP */
    DELIVER_YIELD,       /* of YIELD_FROM: yielded on */
    DELIVER_RESUME,      /* dropped; what ran before, of either kind, goes on */
    DELIVER_YIELD_END,   /* the same, when call.mark is 1: the delegation has ended */
} Delivery;

typedef struct {
    Frame head; /* only caller and code have a meaning */
    /* of the caller's value stack: released down to here when the native is done; NULL: nothing */
    Value *base;
    Delivery delivery;
    bool has_parked;  /* of the test switch park-always */
    bool is_observed; /* an observer was told of its beginning, and is to be told of its end */
    uint16_t bound_count;
    Call call;
    Value bound[]; /* owned: what call.args points at, when arguments had to be bound */
} NativeFrame;

static inline NativeFrame *native_frame(Frame *frame) { return (NativeFrame *)frame; }

typedef struct Generator {
    Container head;
    Value name, qualname;
    bool running, finished, started;
    bool finalized;   /* nothing names it any more, and it has been closed for that */
    bool is_iterable; /* a generator that may be awaited */
    /* of an asynchronous generator: what it has just yielded is an item for who iterates over it, nothing to
     * wait for; one of its awaitables is at work; no item will come any more; the hooks know it */
    bool has_yielded, is_awaited, is_closed, is_hooked;
    Value code; /* owned, also when the frame is gone */
    /* of an asynchronous generator: the hook for its end; of a coroutine: where it was made; ABSENT: none */
    Value finalizer;
    uint32_t handling;   /* except clauses that it is in */
    Value handled;       /* the exception it was handling when it yielded; ABSENT: none */
    Value outer_handled; /* while it runs: what the task handled around it */
    Frame frame;
    Value storage[]; /* slots and value stack */
} Generator;
/* A coroutine and an asynchronous generator are Generators of other types. */
extern const Type generator_type, coroutine_type, async_generator_type;

typedef struct StackChunk StackChunk;

typedef enum { TASK_READY, TASK_RUNNING, TASK_PARKED, TASK_ENDED } TaskState;

struct Task {
    Machine *machine;
    Link link;     /* in the ready queue */
    Link all_link; /* in machine->tasks */
    TaskState state;
    int64_t references;
    Frame *frame;      /* the innermost; NULL before start and after the end */
    StackChunk *chunk; /* the newest */
    char *stack_top, *stack_end;
    uint32_t depth;   /* frames of the notation, against machine->recursion_limit */
    Value exception;  /* the one that travels, owned; ABSENT: none */
    Value handled;    /* the one an except clause handles, owned; ABSENT: none: what a bare raise takes */
    Value result;     /* of its outermost frame, once ended */
    bool reraising;   /* the next unwinding step adds no traceback line */
    bool interrupted; /* KeyboardInterrupt is to be raised when it next runs */
    bool signalled;   /* machine->hooks.signals is to be called when it next runs */
    Waiter waiter;
    Link waiters; /* all lists it stands in: Waiter.sibling */
    HeapEntry deadline;
    bool timed_out;   /* it was woken by its deadline */
    WaitList joiners; /* who waits for its end */
    Value name;       /* str, for threads */
    /* One of threading's; false: it runs for the main thread, as each statement of the shell does. */
    bool is_thread;
    Value context;     /* of context variables; ABSENT: an empty one */
    Value async_hooks; /* of asynchronous generators: a tuple (firstiter, finalizer); ABSENT: none */
    Value locals;      /* what a thread has in objects of threading.local: a Dict, or ABSENT */
    void *pending;     /* the observer's list of its calls that have begun and not ended */
    uint32_t number;   /* 1, 2, ... in the order in which tasks were made */
};

Task *task_new(Machine *machine);
void task_retain(Task *task);
void task_release(Task *task);

/* Starts the task with a call; it is ready then. False: the exception is pending on `task`. */
bool task_start(Task *task, Value callable, size_t count, const Value *args);
void task_start_code(Task *task, Code *code, Dict *globals);
void task_start_native(Task *task, Native *native, size_t count, const Value *args);

/* Parking: a native returns task_park(...). The task leaves the ready queue until a waiter of it is woken or
 * the deadline (nanoseconds of sched_now(); INT64_MAX: none) comes. */
Outcome task_park(Task *task, WaitList *list, int64_t deadline);
void task_wake(Task *task); /* from wherever it waits; harmless when it does not */

Value task_take_exception(Task *task); /* owned; ABSENT: none */
/* Ctrl-C: wakes it; KeyboardInterrupt in the call that it is parked in */
void task_interrupt(Task *task);
/* Signals have come: wakes it, so that their handlers run in it; the call that it is parked in is then called
 * again, as if it had been woken. */
void task_signal(Task *task);

/* The stack, for call.c. Blocks are aligned as Values are. */
void *task_stack_grow(Task *task, size_t size);  /* a block in a new chunk */
void task_stack_shrink(Task *task, void *block); /* back to a block in an older chunk */

struct StackChunk {
    struct StackChunk *previous;
    struct StackChunk *spare; /* a newer chunk kept for the next growth */
    char *end;
    _Alignas(8) char data[]; /* as memory_get gives it */
};

static inline void *task_stack_push(Task *task, size_t size) {
    size = (size + 7) & ~(size_t)7;
    if (__builtin_expect((size_t)(task->stack_end - task->stack_top) < size, 0))
        return task_stack_grow(task, size);
    void *block = task->stack_top;
    task->stack_top += size;
    return block;
}

/* The newest chunk stays current until a block below it goes: calls made at its border again and again cost
 * nothing. */
static inline void task_stack_pop(Task *task, void *block) {
    if (__builtin_expect((char *)block >= task->chunk->data && (char *)block < task->stack_end, 1))
        task->stack_top = block;
    else
        task_stack_shrink(task, block);
}
