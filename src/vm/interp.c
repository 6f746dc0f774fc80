/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dispatch loop and nothing else.
 *
 * The loop runs one task until it ends, parks, or has used its ticks. ip, top and slots of the innermost
 * frame of the notation are kept in variables; SAVE writes them back before anything that may push a frame
 * or raise, LOAD takes them up again. An opcode handles the common built-in operands here; all else
 * becomes an operation, a native over the operands on the value stack, whose result the loop delivers
 * there. So nothing recurses in C, and any opcode may park. */
#include "base/memory.h"
#include "base/switches.h"
#include "value/number.h"
#include "vm/call.h"
#include "vm/generator.h"
#include "vm/machine.h"
#include "vm/observe.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/unwind.h"

#define SAVE() (frame->ip = ip, frame->top = top)
#define LOAD() LOAD_FROM(task->frame)
#define LOAD_FROM(new) (frame = (new), ip = frame->ip, top = frame->top, slots = frame->slots)
#define NEXT()                                                                                               \
    do {                                                                                                     \
        ip++; /* first: so compilers need no copy of it */                                                   \
        word = ip[-1];                                                                                       \
        goto *labels[opcode_of(word)];                                                                       \
    } while (0)
/* Behind what may have been the end of an object. */
#define NEXT_FINALIZED()                                                                                     \
    do {                                                                                                     \
        if (__builtin_expect(object_has_finalizers, 0)) goto finalize;                                       \
        NEXT();                                                                                              \
    } while (0)
#define OPERAND operand_of(word)
#define LOW (OPERAND & PAIR_MAX)
#define HIGH (OPERAND >> 12)
#define TOP top[-1]
#define SECOND top[-2]
#define TARGET (frame->code->instructions + OPERAND)
#define CONSTANT(i) (frame->code->constants[i])
#define NAME(i) (frame->code->names[i])
/* Runs `native` over the topmost `count` values, which its result replaces. */
#define OPERATE(native, mark, count) OPERATE_AND(native, mark, count, DELIVER_PUSH)
#define OPERATE_AND(native, mark, count, how)                                                                \
    do {                                                                                                     \
        SAVE();                                                                                              \
        call_operation(task, native, mark, top - (count), count, top - (count))->delivery = how;             \
        goto run_native;                                                                                     \
    } while (0)

RunOutcome machine_run(Machine *machine, Task *task) {
    static const void *const labels[256] = {
#define LABEL(name, operand, effect) [OP_##name] = &&do_##name,
        OPCODES(LABEL)
#undef LABEL
    };
    static const void *const deliveries[] = {
        [DELIVER_PUSH] = &&deliver_push,
        [DELIVER_DROP] = &&deliver_drop,
        [DELIVER_ITEM] = &&deliver_item,
        [DELIVER_METHOD] = &&deliver_method,
        [DELIVER_AGAIN] = &&deliver_again,
        [DELIVER_LOCAL] = &&deliver_local,
        [DELIVER_JUMP_OR_POP] = &&deliver_jump_or_pop,
        [DELIVER_YIELD] = &&deliver_yield,
        [DELIVER_RESUME] = &&deliver_resume,
        [DELIVER_YIELD_END] = &&deliver_yield_end,
    };
    Frame *frame;
    const uint32_t *ip;
    Value *top, *slots;
    uint32_t word;
    NativeFrame *native; /* that runs, or has just run */
    Outcome outcome;     /* its */
    Value *base;         /* its: see NativeFrame */
    Delivery delivery;   /* its */
    Value given;         /* what a frame of either kind has given, on its way to the one below */

    task->state = TASK_RUNNING;
    machine->running = task;
    if (task->interrupted) {
        if (task->frame->code) task->frame->ip++; /* as at a tick */
        task->interrupted = false;
        raise_error(task, KeyboardInterrupt, NULL);
        goto unwind;
    }
    if (!task->frame->code) {
        native_frame(task->frame)->call.woken_late = task->timed_out;
        task->timed_out = false;
        if (task->signalled) goto signalled;
        goto run_native;
    }
    LOAD();
    if (task->signalled) goto interrupted;
    NEXT();

// clang-format off
do_NOP:
    NEXT();
do_POP:
    release(*--top);
    NEXT_FINALIZED();
do_COPY:
    *top = retain(top[-(ptrdiff_t)OPERAND]);
    top++;
    NEXT();
do_SWAP: {
    Value value = TOP;
    TOP = top[-(ptrdiff_t)OPERAND];
    top[-(ptrdiff_t)OPERAND] = value;
    NEXT();
}

    /* constants and variables */
do_LOAD_CONSTANT:
    *top++ = retain(CONSTANT(OPERAND));
    NEXT();
do_LOAD_LOCAL: {
    Value value = slots[OPERAND];
    if (__builtin_expect(is_absent(value), 0)) goto unbound;
    *top++ = retain(value);
    NEXT();
}
do_STORE_LOCAL:
    replace_take(&slots[OPERAND], *--top);
    NEXT_FINALIZED();
do_DELETE_LOCAL:
    if (is_absent(slots[OPERAND])) goto unbound;
    replace_take(&slots[OPERAND], ABSENT);
    NEXT_FINALIZED();
do_LOAD_CELL: {
    Value content = cell_of(slots[OPERAND])->content;
    if (is_absent(content)) goto unbound;
    *top++ = retain(content);
    NEXT();
}
do_STORE_CELL:
    replace_take(&cell_of(slots[OPERAND])->content, *--top);
    NEXT_FINALIZED();
do_DELETE_CELL:
    if (is_absent(cell_of(slots[OPERAND])->content)) goto unbound;
    replace_take(&cell_of(slots[OPERAND])->content, ABSENT);
    NEXT_FINALIZED();
do_LOAD_CLOSURE:
    *top++ = retain(slots[OPERAND]);
    NEXT();
do_MAKE_CELL: {
    Value cell = cell_new(slots[OPERAND]);
    replace_take(&slots[OPERAND], cell);
    NEXT();
}
do_LOAD_GLOBAL: {
    Value value = load_global(machine, frame, OPERAND);
    if (__builtin_expect(is_absent(value), 0)) goto ask_globals;
    *top++ = retain(value);
    NEXT();
}
do_STORE_GLOBAL:
    if (!dict_set_str(frame->globals, NAME(OPERAND), TOP)) goto memory;
    release(*--top);
    NEXT_FINALIZED();
do_DELETE_GLOBAL:
    if (!dict_remove_str(frame->globals, NAME(OPERAND))) goto undefined;
    NEXT_FINALIZED();
do_LOAD_NAME: {
    if (has_mapping(frame)) goto load_from_mapping;
    Value value = frame->names ? dict_peek_str(frame->names, NAME(OPERAND)) : ABSENT;
    if (is_absent(value)) value = load_global(machine, frame, OPERAND);
    if (is_absent(value)) goto ask_globals;
    *top++ = retain(value);
    NEXT();
}
do_STORE_NAME:
    if (has_mapping(frame)) goto store_in_mapping;
    if (!dict_set_str(frame->names ? frame->names : frame->globals, NAME(OPERAND), TOP)) goto memory;
    release(*--top);
    NEXT();
do_DELETE_NAME:
    if (has_mapping(frame)) goto delete_from_mapping;
    if (!dict_remove_str(frame->names ? frame->names : frame->globals, NAME(OPERAND))) goto undefined;
    NEXT();
do_LOAD_CLASS_CELL: {
    if (has_mapping(frame)) goto load_cell_from_mapping;
    Value value = dict_peek_str(frame->names, frame->code->slot_names[OPERAND]);
    if (is_absent(value)) value = cell_of(slots[OPERAND])->content;
    if (is_absent(value)) goto unbound;
    *top++ = retain(value);
    NEXT();
}

    /* attributes and items */
do_LOAD_ATTRIBUTE: {
    Value result = retain(quick_attribute(TOP, NAME(OPERAND)));
    bool is_found = !is_absent(result) || attribute_find(machine, TOP, NAME(OPERAND), &result) == YES;
    if (__builtin_expect(!is_found, 0)) goto get_attribute;
    replace_take(&TOP, result);
    NEXT_FINALIZED();
}
do_STORE_ATTRIBUTE:
    if (!store_attribute(machine, TOP, NAME(OPERAND), SECOND)) goto set_attribute;
    release(*--top);
    release(*--top);
    NEXT_FINALIZED();
do_DELETE_ATTRIBUTE:
    *top++ = retain(NAME(OPERAND));
    OPERATE_AND(operation_delete_attribute, 0, 2, DELIVER_DROP);
do_LOAD_METHOD: {
    Value method = quick_method(machine, TOP, NAME(OPERAND));
    if (__builtin_expect(is_absent(method), 0)) goto load_method;
    *top = TOP;
    TOP = retain(method);
    top++;
    NEXT();
}
do_LOAD_SUBSCRIPT: {
    Value result = quick_get_item(SECOND, TOP);
    if (is_absent(result)) OPERATE(operation_get_item, 0, 2);
    release(*--top);
    replace_take(&TOP, result);
    NEXT_FINALIZED();
}
do_STORE_SUBSCRIPT:
    if (!quick_set_item(SECOND, TOP, top[-3])) OPERATE_AND(operation_set_item, 0, 3, DELIVER_DROP);
    release(*--top);
    release(*--top);
    release(*--top);
    NEXT_FINALIZED();
do_DELETE_SUBSCRIPT:
    OPERATE_AND(operation_delete_item, 0, 2, DELIVER_DROP);

    /* operators */
do_BINARY:
do_BINARY_IN_PLACE: {
    Value result;
    bool are_small = is_small_int(SECOND) && is_small_int(TOP);
    if (!are_small || !small_binary(OPERAND, SECOND, TOP, &result)) goto binary;
    top--;
    TOP = result;
    NEXT();
}
do_NEGATE:
    if (!quick_negate(&TOP)) OPERATE(operation_unary, UNARY_NEGATIVE, 1);
    NEXT();
do_POSITIVE:
    OPERATE(operation_unary, UNARY_POSITIVE, 1);
do_INVERT:
    OPERATE(operation_unary, UNARY_INVERT, 1);
do_NOT: {
    Verdict truth = quick_truth(TOP);
    if (truth == HOOK) goto ask_truth;
    replace_take(&TOP, bool_value(truth == NO));
    NEXT();
}
do_COMPARE: {
    Verdict verdict = quick_compare(OPERAND, SECOND, TOP);
    if (verdict > YES) OPERATE(operation_compare, OPERAND, 2);
    release(*--top);
    replace_take(&TOP, bool_value(verdict == YES));
    NEXT();
}
do_IS: {
    bool same = is_same(SECOND, TOP);
    release(*--top);
    replace_take(&TOP, bool_value(same != OPERAND));
    NEXT();
}
do_CONTAINS: {
    Verdict verdict = quick_contains(SECOND, TOP);
    if (verdict > YES) OPERATE(operation_contains, OPERAND, 2);
    release(*--top);
    replace_take(&TOP, bool_value((verdict == YES) != OPERAND));
    NEXT();
}

    /* jumps */
do_JUMP:
    ip = TARGET;
    NEXT();
do_JUMP_BACK:
    ip = TARGET;
    if (__builtin_expect(--machine->ticks < 0, 0)) goto tick;
    NEXT();
do_POP_JUMP_IF_FALSE: {
    Verdict truth = quick_truth(TOP);
    if (truth == HOOK) goto ask_truth;
    release(*--top);
    if (truth == NO) ip = TARGET;
    NEXT();
}
do_POP_JUMP_IF_TRUE: {
    Verdict truth = quick_truth(TOP);
    if (truth == HOOK) goto ask_truth;
    release(*--top);
    if (truth == YES) ip = TARGET;
    NEXT();
}
do_JUMP_IF_FALSE_OR_POP:
do_JUMP_IF_TRUE_OR_POP: {
    Verdict truth = quick_truth(TOP);
    if (truth == HOOK) goto jump_or_pop_hook;
    if ((truth == YES) == (opcode_of(word) == OP_JUMP_IF_TRUE_OR_POP)) ip = TARGET;
    else release(*--top);
    NEXT();
}
do_POP_JUMP_IF_NONE: {
    bool none = is_none(TOP);
    release(*--top);
    if (none) ip = TARGET;
    NEXT();
}
do_POP_JUMP_IF_NOT_NONE: {
    bool none = is_none(TOP);
    release(*--top);
    if (!none) ip = TARGET;
    NEXT();
}

    /* iteration */
do_GET_ITERATOR: {
    Value iterator = quick_iterate(TOP);
    if (is_absent(iterator)) OPERATE(operation_iterate, 0, 1);
    replace_take(&TOP, iterator);
    NEXT();
}
do_FOR_ITERATE: {
    const Type *type = object_type(TOP);
    if (!type->next) goto iterate_hook;
    Value item = type->next(TOP);
    if (__builtin_expect(is_absent(item), 0)) goto iterated;
    *top++ = item;
    NEXT();
}
do_UNPACK: {
    size_t count;
    const Value *items;
    bool fits = exact_sequence(TOP, &items, &count) && count == OPERAND;
    if (!fits) OPERATE_AND(operation_unpack, OPERAND, 1, DELIVER_AGAIN);
    top = push_unpacked(top, items, count);
    NEXT();
}
do_UNPACK_STAR: {
    Value *end = top; /* a copy: the loop's own must stay in a register */
    Verdict unpacked = unpack_star(task, LOW, HIGH, &end);
    if (unpacked == HOOK) OPERATE_AND(operation_to_list, 1, 1, DELIVER_AGAIN);
    if (unpacked == NO) goto raised;
    top = end;
    NEXT();
}

    /* displays and comprehensions */
do_BUILD_TUPLE: {
    Value tuple = tuple_from_take(top - OPERAND, OPERAND);
    top -= OPERAND;
    *top++ = tuple;
    if (is_absent(tuple)) goto memory;
    NEXT();
}
do_BUILD_LIST: {
    Value list = list_from_take(top - OPERAND, OPERAND);
    top -= OPERAND;
    *top++ = list;
    if (is_absent(list)) goto memory;
    NEXT();
}
do_BUILD_SET: {
    Value set = quick_set(top - OPERAND, OPERAND);
    if (is_absent(set)) OPERATE(operation_build_set, 0, OPERAND);
    top = drop_to(top, top - OPERAND);
    *top++ = set;
    NEXT();
}
do_BUILD_DICT:
    OPERATE(operation_build_dict, 0, OPERAND * 2);
do_BUILD_SLICE: /* which is not needed itself where a part is taken at once */
    if (OPERAND == 2 && opcode_of(*ip) == OP_LOAD_SUBSCRIPT) goto get_range;
build_slice: {
    Value *parts = top - OPERAND;
    Value slice = slice_new(parts[0], parts[1], OPERAND == 3 ? TOP : NONE);
    top = drop_to(top, parts);
    *top++ = slice;
    NEXT();
}
do_BUILD_STRING: {
    Value joined = str_join(machine->empty_str, top - OPERAND, OPERAND);
    top = drop_to(top, top - OPERAND);
    *top++ = joined;
    if (is_absent(joined)) goto memory;
    NEXT();
}
do_FORMAT: {
    Value text = OPERAND ? ABSENT : value_text(TOP);
    if (is_absent(text)) OPERATE(operation_format_part, OPERAND, (OPERAND & 4) ? 2 : 1);
    replace_take(&TOP, text);
    NEXT();
}
do_LIST_APPEND:
    top--;
    if (!list_push_take(list_of(top[-(ptrdiff_t)OPERAND]), *top)) goto memory;
    NEXT();
do_LIST_EXTEND: {
    Verdict extended = quick_extend(list_of(top[-(ptrdiff_t)OPERAND - 1]), TOP);
    if (extended == HOOK) OPERATE_AND(operation_to_list, 2, 1, DELIVER_AGAIN);
    release(*--top);
    if (extended == NO) goto memory;
    NEXT();
}
do_LIST_TO_TUPLE: {
    Value tuple = tuple_from(list_of(TOP)->items, list_of(TOP)->count);
    if (is_absent(tuple)) goto memory;
    replace_take(&TOP, tuple);
    NEXT();
}
do_SET_ADD: {
    *top = retain(top[-(ptrdiff_t)OPERAND - 1]);
    top++;
    OPERATE_AND(operation_set_add, 0, 2, DELIVER_DROP);
}
do_SET_UPDATE: {
    *top = retain(top[-(ptrdiff_t)OPERAND - 1]);
    top++;
    OPERATE_AND(operation_set_update, 0, 2, DELIVER_DROP);
}
do_DICT_SET: {
    *top = retain(top[-(ptrdiff_t)OPERAND - 2]);
    top++;
    OPERATE_AND(operation_dict_set, 0, 3, DELIVER_DROP);
}
do_DICT_UPDATE: {
    *top = retain(top[-(ptrdiff_t)OPERAND - 1]);
    top++;
    OPERATE_AND(operation_dict_update, 0, 2, DELIVER_DROP);
}
do_DICT_MERGE: {
    *top = retain(top[-(ptrdiff_t)OPERAND - 1]);
    top++;
    *top = retain(top[-(ptrdiff_t)OPERAND - 5]);
    top++; /* callable ABSENT list dict mapping: the callable, for the message */
    OPERATE_AND(operation_dict_update, 1, 3, DELIVER_DROP);
}

    /* calls */
do_PUSH_ABSENT:
    *top++ = ABSENT;
    NEXT();
do_CALL: {
    Value *region = top - OPERAND - 2;
    Frame *called = call_function_quickly(task, frame, ip, region, top);
    if (!called) goto call_native;
    LOAD_FROM(called);
    if (__builtin_expect(--machine->ticks < 0, 0)) goto tick;
    NEXT();
}
do_CALL_KEYWORDS: {
    Value *region = top - OPERAND - 3;
    SAVE();
    if (!call_begin(task, region, OPERAND, TOP, region)) goto unwind;
    goto begun;
}
do_CALL_SPREAD: {
    Value *region = top - 3 - OPERAND;
    SAVE();
    if (!call_begin_spread(task, region[0], region[2], OPERAND ? TOP : ABSENT, region)) goto unwind;
    goto begun;
}
do_SPREAD_ARGUMENTS: {
    size_t count;
    const Value *items;
    if (exact_sequence(TOP, &items, &count)) NEXT();
    *top = retain(top[-(ptrdiff_t)OPERAND - 3]);
    top++;
    OPERATE(operation_spread_arguments, 0, 2);
}
do_RETURN:
    given = *--top;
    SAVE();
    if (frame->generator) goto return_generator;
    frame_pop(task, frame);
    if (__builtin_expect(!task->frame, 0)) goto finished;
    if (!task->frame->code) goto deliver_to_native;
push_given:
    LOAD();
    *top++ = given;
    NEXT_FINALIZED();
do_MAKE_FUNCTION: {
    Value *end = top;
    Value function = make_function(frame, OPERAND, &end);
    top = end;
    *top++ = function;
    NEXT();
}
do_BUILD_CLASS: {
    Value bases = tuple_from_take(top - OPERAND, OPERAND);
    top -= OPERAND;
    *top++ = bases;
    *top++ = ABSENT;
    if (is_absent(bases)) goto memory;
    OPERATE(operation_build_class, 0, 4);
}
do_BUILD_CLASS_SPREAD:
    OPERATE(operation_build_class, 0, 4);

    /* exceptions, with statement */
do_RAISE:
    if (OPERAND) OPERATE(operation_raise, 0, OPERAND);
    raise_handled(task);
    goto raised;
do_PUSH_HANDLED: {
    Value exception = TOP;
    TOP = task->handled;
    task->handled = retain(exception);
    *top++ = exception;
    if (frame->generator) frame->generator->handling++;
    NEXT();
}
do_POP_HANDLED:
    replace_take(&task->handled, *--top);
    if (frame->generator) generator_end_handler(task, frame->generator);
    NEXT_FINALIZED();
do_SET_HANDLED:
    replace_take(&task->handled, *--top);
    NEXT_FINALIZED();
do_MATCH_EXCEPTION: {
    Verdict verdict = match_exception(task, SECOND, TOP);
    if (verdict > YES) goto raised;
    replace_take(&TOP, bool_value(verdict == YES));
    NEXT();
}
do_MATCH_GROUP:
    OPERATE(operation_match_group, 0, 2);
do_JOIN_RAISED:
    OPERATE(operation_join_raised, 0, 2);
do_RERAISE:
    replace_take(&task->exception, *--top);
    task->reraising = true;
    goto raised;
do_WITH_ENTER: {
    SAVE();
    if (!with_enter(task, frame, false)) goto unwind;
    goto begun;
}
do_WITH_EXIT: {
    Value *region = top - 1;
    *top++ = ABSENT;
    for (int i = 0; i < 3; i++) *top++ = NONE;
    SAVE();
    if (!call_begin(task, region, 3, ABSENT, region)) goto unwind;
    goto begun;
}
do_WITH_EXIT_RAISED: {
    Value *region = top;
    top = push_exit_call(machine, top);
    SAVE();
    if (!call_begin(task, region, 3, ABSENT, region)) goto unwind;
    goto begun;
}
do_ASSERTION_ERROR:
    *top++ = retain(object_value(machine->exceptions[AssertionError]));
    NEXT();

    /* generators */
do_GENERATOR:
    given = generator_new(task, frame, ip);
    if (!task->frame->code) goto deliver_to_native;
    goto push_given;
do_YIELD:
    given = *--top;
    SAVE();
    generator_leave(task, frame->generator, false);
    if (!task->frame->code) goto deliver_to_native;
    goto push_yielded;
do_YIELD_ASYNC:
    frame->generator->has_yielded = true;
    goto do_YIELD;
do_GET_YIELD_FROM_ITERATOR: {
    if (has_type(TOP, TYPE_ID_GENERATOR)) NEXT();
    if (has_type(TOP, TYPE_ID_COROUTINE)) goto delegate_to_coroutine;
    Value iterator = quick_iterate(TOP);
    if (is_absent(iterator)) OPERATE(operation_iterate, 0, 1);
    replace_take(&TOP, iterator);
    NEXT();
}
do_YIELD_FROM: {
    if (may_resume(SECOND, TOP)) goto resume_delegate;
    SAVE();
    call_operation(task, operation_generator_send, 0, top - 2, 2, top - 1)->delivery = DELIVER_YIELD;
    goto run_native;
}

    /* coroutines */
do_GET_AWAITABLE:
    if (!is_fresh_coroutine(TOP)) OPERATE(operation_get_awaitable, OPERAND, 1);
    NEXT();
do_GET_ASYNC_ITERATOR:
    OPERATE(operation_async_iterator, 0, 1);
do_ASYNC_NEXT:
    *top = retain(TOP);
    top++;
    OPERATE(operation_async_next, 0, 1);
do_END_ASYNC_FOR:
    if (match_exception(task, TOP, object_value(machine->exceptions[StopAsyncIteration])) != YES)
        goto do_RERAISE;
    release(*--top);
    release(*--top);
    NEXT_FINALIZED();
do_ASYNC_WITH_ENTER: {
    SAVE();
    if (!with_enter(task, frame, true)) goto unwind;
    goto begun;
}

    /* modules, the shell */
do_IMPORT:
    *top++ = retain(NAME(OPERAND));
    OPERATE(operation_import_statement, 0, 3);
do_IMPORT_FROM:
    *top = retain(TOP);
    top++;
    *top++ = retain(NAME(OPERAND));
    OPERATE(operation_import_from, 0, 2);
do_IMPORT_STAR:
    *top++ = retain(dict_value(frame->names ? frame->names : frame->globals));
    OPERATE_AND(operation_import_star, 0, 2, DELIVER_DROP);
do_PRINT_EXPRESSION:
    OPERATE_AND(machine->hooks.display, 0, 1, DELIVER_DROP);
do_SETUP_ANNOTATIONS: {
    if (has_mapping(frame)) goto setup_annotations;
    Dict *names = frame->names ? frame->names : frame->globals;
    if (is_absent(dict_peek_text(names, "__annotations__")))
        dict_define_text_take(names, "__annotations__", dict_value(dict_new()));
    NEXT();
}

    /* patterns */
do_MATCH_KIND:
    *top = bool_value(pattern_kind(machine, TOP) == OPERAND);
    top++;
    NEXT();
do_GET_LENGTH:
    *top = retain(TOP);
    top++;
    OPERATE(operation_length, 0, 1);
do_MATCH_KEYS:
    top[0] = retain(SECOND);
    top[1] = retain(TOP);
    top += 2;
    OPERATE(operation_match_keys, 0, 2);
do_MATCH_CLASS:
    OPERATE(operation_match_class, OPERAND, 3);

    /* fused */
do_LOAD_GLOBAL_FUNCTION: {
    Value value = load_global(machine, frame, OPERAND);
    if (__builtin_expect(is_absent(value), 0)) goto ask_globals_for_function;
    top[0] = retain(value);
    top[1] = ABSENT;
    top += 2;
    NEXT();
}
do_LOAD_LOCAL_PAIR: {
    Value first = slots[LOW], second = slots[HIGH];
    if (__builtin_expect(is_absent(first) || is_absent(second), 0)) goto unbound_pair;
    top[0] = retain(first);
    top[1] = retain(second);
    top += 2;
    NEXT();
}
do_LOAD_LOCAL_CONSTANT: {
    Value value = slots[LOW];
    if (__builtin_expect(is_absent(value), 0)) goto unbound_pair;
    top[0] = retain(value);
    top[1] = retain(CONSTANT(HIGH));
    top += 2;
    NEXT();
}
do_STORE_LOAD_LOCAL: {
    replace_take(&slots[LOW], TOP);
    Value value = slots[HIGH];
    if (__builtin_expect(is_absent(value), 0)) goto unbound_second;
    TOP = retain(value);
    NEXT_FINALIZED();
}
do_LOAD_LOCAL_METHOD: {
    Value object = slots[LOW], method = quick_method(machine, object, NAME(HIGH));
    if (__builtin_expect(is_absent(method), 0)) goto load_local_method;
    top[0] = retain(method);
    top[1] = retain(object);
    top += 2;
    NEXT();
}
do_COMPARE_JUMP_IF_FALSE: {
    if (!is_small_int(SECOND) || !is_small_int(TOP)) goto compare_and_jump;
    bool holds = small_compare(OPERAND, SECOND, TOP);
    top -= 2;
    ip = holds ? ip + 1 : frame->code->instructions + operand_of(*ip);
    NEXT();
}
do_ADD:
do_ADD_IN_PLACE:
    if (!quick_arithmetic(OPERATOR_ADD, &SECOND, TOP)) goto binary;
    top--;
    NEXT();
do_SUBTRACT:
do_SUBTRACT_IN_PLACE:
    if (!quick_arithmetic(OPERATOR_SUBTRACT, &SECOND, TOP)) goto binary;
    top--;
    NEXT();
do_MULTIPLY:
do_MULTIPLY_IN_PLACE:
    if (!quick_arithmetic(OPERATOR_MULTIPLY, &SECOND, TOP)) goto binary;
    top--;
    NEXT();
do_ADD_LOCAL:
do_ADD_LOCAL_PLAIN: {
    Value *to = &slots[LOW], by = slots[HIGH];
    if (is_small_int(*to) && is_small_int(by) && small_binary(OPERATOR_ADD, *to, by, to)) NEXT();
    if (is_absent(*to) || is_absent(by)) goto unbound_pair;
    goto add_slowly;
}
do_ADD_CONSTANT_LOCAL:
do_ADD_CONSTANT_LOCAL_PLAIN: {
    Value *to = &slots[LOW];
    if (is_small_int(*to) && small_binary(OPERATOR_ADD, *to, CONSTANT(HIGH), to)) NEXT();
    if (is_absent(*to)) goto unbound_pair;
    goto add_slowly;
}

    /* ---- what several opcodes share */

    /* names of code over a mapping of the program's, or in globals whose class has a say */
ask_globals:
    if (!frame->globals->is_asked) goto undefined;
    top = push_asked(machine, frame, top, NAME(OPERAND));
    OPERATE(operation_load_name, 0, 3);
ask_globals_for_function:
    if (!frame->globals->is_asked) goto undefined;
    top = push_asked(machine, frame, top, NAME(OPERAND));
    OPERATE_AND(operation_load_name, 0, 3, DELIVER_METHOD);
load_from_mapping:
    top = push_mapping(frame, top, NAME(OPERAND));
    OPERATE(operation_load_name, 0, 2);
load_cell_from_mapping:
    top = push_mapping(frame, top, frame->code->slot_names[OPERAND]);
    *top++ = retain(cell_of(slots[OPERAND])->content);
    OPERATE(operation_load_name, 0, 3);
store_in_mapping:
    top = push_mapping(frame, top, NAME(OPERAND));
    OPERATE_AND(operation_set_item, 0, 3, DELIVER_DROP);
delete_from_mapping:
    top = push_mapping(frame, top, NAME(OPERAND));
    OPERATE_AND(operation_delete_name, 0, 2, DELIVER_DROP);
setup_annotations:
    *top++ = retain(dict_value(frame->names));
    OPERATE_AND(operation_setup_annotations, 0, 1, DELIVER_DROP);

get_attribute:
    *top++ = retain(NAME(OPERAND));
    OPERATE(operation_get_attribute, 0, 2);
set_attribute:
    *top++ = retain(NAME(OPERAND));
    OPERATE_AND(operation_set_attribute, 0, 3, DELIVER_DROP);
binary: {
    Value *store = opcode_is_in_place(opcode_of(word)) ? next_store(ip, frame) : NULL;
    if (!quick_binary(OPERAND, &SECOND, TOP, store)) goto binary_hook;
    release(*--top);
    NEXT();
}
binary_hook:
    OPERATE(operation_binary, OPERAND | (opcode_is_in_place(opcode_of(word)) ? OPERATION_IN_PLACE : 0), 2);
compare_and_jump: { /* the jump in the next word tests the result */
    Verdict verdict = quick_compare(OPERAND, SECOND, TOP);
    if (verdict > YES) OPERATE(operation_compare, OPERAND, 2);
    release(*--top);
    release(*--top);
    ip = verdict == YES ? ip + 1 : frame->code->instructions + operand_of(*ip);
    NEXT();
}
get_range: {
    Value part = quick_get_range(top[-3], SECOND, TOP);
    if (is_absent(part)) goto build_slice;
    top -= 2; /* ints or None */
    replace_take(&TOP, part);
    ip++;
    NEXT();
}
add_slowly: {
    Opcode opcode = opcode_of(word);
    Value by = opcode == OP_ADD_LOCAL || opcode == OP_ADD_LOCAL_PLAIN ? slots[HIGH] : CONSTANT(HIGH);
    if (quick_binary(OPERATOR_ADD, &slots[LOW], by, NULL)) NEXT();
    *top++ = retain(slots[LOW]);
    *top++ = retain(by);
    goto add_hook;
}
add_hook: {
    bool in_place = opcode_of(word) == OP_ADD_LOCAL || opcode_of(word) == OP_ADD_CONSTANT_LOCAL;
    OPERATE_AND(operation_binary, OPERATOR_ADD | (in_place ? OPERATION_IN_PLACE : 0), 2, DELIVER_LOCAL);
}
load_local_method:
    *top++ = retain(slots[LOW]);
    *top++ = NAME(HIGH);
    goto find_method;
load_method:
    *top++ = NAME(OPERAND);
find_method: { /* of the object below the top; on top, borrowed, is its name */
    Value function, self;
    Verdict found = attribute_find_method(machine, SECOND, TOP, &function, &self);
    if (__builtin_expect(found != YES, 0)) goto get_method;
    TOP = self;
    replace_take(&SECOND, function);
    NEXT();
}
get_method:
    retain(TOP);
    OPERATE_AND(operation_get_attribute, ATTRIBUTE_OF_CALL, 2, DELIVER_METHOD);
ask_truth: /* the value on top is replaced by True or False, then the opcode runs again */
    OPERATE_AND(operation_truth, 0, 1, DELIVER_AGAIN);
push_yielded: /* behind a FOR_ITERATE, or what delegates yields it on */
    LOAD();
    *top++ = given;
    if (opcode_of(ip[-1]) != OP_YIELD_FROM) NEXT_FINALIZED();
    ip--;
    goto do_YIELD;
resume_delegate:
    given = *--top;
    SAVE();
    if (!generator_delegate_to(task, generator_of(TOP), given)) goto unwind;
    goto begun;
delegate_to_coroutine:
    if (frame->code->flags & (CODE_COROUTINE | CODE_ITERABLE_COROUTINE)) NEXT();
    raise_error(task, TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    goto raised;
jump_or_pop_hook: /* the value itself must stay: its truth goes on top, for a second look */
    *top = retain(TOP);
    top++;
    OPERATE_AND(operation_truth, 0, 1, DELIVER_JUMP_OR_POP);

    /* ---- loops over iterators: the iterator is on top */
iterate_hook:
    SAVE();
    if (!has_type(TOP, TYPE_ID_GENERATOR)) goto iterate_program;
    if (((Generator *)object_of(TOP))->finished) goto end_loop;
    if (!generator_continue(task, (Generator *)object_of(TOP))) goto unwind;
    LOAD();
    NEXT();
iterate_program:
    call_operation(task, operation_next, 0, top - 1, 1, NULL)->delivery = DELIVER_ITEM;
    goto run_native;
iterated: {
    const char *problem = iterator_problem(TOP);
    if (!problem) goto end_loop;
    raise_error(task, RuntimeError, "%s", problem);
    goto raised;
}
return_generator:
    generator_leave(task, frame->generator, true);
    if (!task->frame->code) goto return_to_native;
    LOAD(); /* the caller stands behind its FOR_ITERATE, or delegates */
    word = ip[-1];
    if (opcode_of(word) == OP_YIELD_FROM) goto deliver_yield_end;
    release(given);
end_loop:
    release(*--top);
    ip = TARGET;
    NEXT();

    /* ---- frames */
begun: /* one was pushed, of either kind */
    if (!task->frame->code) goto run_native;
    LOAD();
    if (__builtin_expect(--machine->ticks < 0, 0)) goto tick;
    NEXT();
return_to_native:
    given = native_frame_returned(native_frame(task->frame), given);
deliver_to_native: /* what was given is the result that the native below has asked for */
    native = native_frame(task->frame);
    call_clear_request(&native->call);
    replace_take(&native->call.result, given);
run_native:
    native = native_frame(task->frame);
    if (switch_park_always() && !native->has_parked) goto park_first;
    outcome = __builtin_expect(machine->observer != NULL, 0) ? observe_step(native)
                                                             : native->call.function(&native->call);
    goto settle;
call_native:
    SAVE();
    native = call_native_quickly(task, top - OPERAND - 2, OPERAND);
    if (!native) goto call_slowly;
    if (switch_park_always() || __builtin_expect(machine->observer != NULL, 0)) goto run_native;
    outcome = native->call.function(&native->call);
    if (__builtin_expect(outcome == DONE, 1)) goto done_at_once;
settle:
    if (__builtin_expect(outcome == DONE, 1)) goto deliver;
    if (outcome == PARKED) goto parked;
    if (outcome == CALLED) goto called;
    native->call.catches = false; /* it has had its look */
    goto unwind;
called:
    if (!call_requested(task, native)) goto unwind;
    if (!task->frame->code) goto called_native;
    if (!is_absent(task->exception)) goto unwind; /* thrown into a generator */
    goto begun;
called_native:
    if (__builtin_expect(--machine->ticks < 0, 0)) goto tick_native;
    goto run_native;
call_slowly: {
    Value *region = top - OPERAND - 2;
    if (call_class_quickly(task, region, OPERAND)) goto run_native;
    if (!call_begin(task, region, OPERAND, ABSENT, region)) goto unwind;
    goto begun;
}
park_first: /* a test switch: everyone else runs first */
    native->has_parked = true;
    task_park(task, NULL, INT64_MAX);
    task_wake(task);
    goto parked;

    /* ---- a native's result, by what becomes of it */
deliver:
    given = native_frame_end(task, native, &base, &delivery);
    if (__builtin_expect(!task->frame, 0)) goto finished;
    if (!task->frame->code) goto deliver_below;
    LOAD();
    if (base) top = drop_to(top, base);
    if (__builtin_expect(delivery != DELIVER_PUSH, 0)) goto deliver_otherwise;
deliver_push:
    *top++ = given;
    NEXT_FINALIZED();
done_at_once:
    base = native->base;
    given = native_frame_finish(task, native);
    top = drop_all(frame->top, base);
    *top++ = given;
    NEXT_FINALIZED();
deliver_otherwise:
    word = ip[-1];
    goto *deliveries[delivery];
deliver_drop:
    release(given);
    NEXT_FINALIZED();
deliver_item:
    if (is_absent(given)) goto end_loop;
    *top++ = given;
    NEXT();
deliver_method:
    *top++ = given;
    *top++ = ABSENT;
    NEXT();
deliver_again:
    *top++ = given;
    ip--;
    NEXT();
deliver_local:
    replace_take(&slots[LOW], given);
    NEXT();
deliver_jump_or_pop:
    if (is_same(given, TRUE) == (opcode_of(word) == OP_JUMP_IF_TRUE_OR_POP)) ip = TARGET;
    else release(*--top);
    NEXT();
deliver_yield:
    *top++ = given;
    ip--; /* resumed, it delegates again, with what was sent */
    goto do_YIELD;
deliver_resume:
    release(given);
    ip--;
    NEXT_FINALIZED();
deliver_below: /* to a native */
    if (delivery != DELIVER_RESUME) goto deliver_to_native;
    release(given);
    goto run_native;
deliver_yield_end:
    *top++ = given;
    ip = TARGET;
    NEXT();

finalize: { /* objects whose end needs the program's code */
    assert(is_absent(task->exception));
    Value objects = list_of_finalizers();
    if (is_absent(objects)) goto called_upon;
    *top++ = objects;
    OPERATE_AND(operation_finalize, 0, 1, DELIVER_DROP);
}

called_upon: /* a signal set the flag */
    if (machine->ticks <= 0) goto tick;
    NEXT();

tick_native: /* before a native that another one asked for: natives may go on among themselves for ever */
    machine_tick(machine);
    if (task->interrupted || task->signalled) goto interrupted_native;
    if (memory_over_budget()) goto over_budget_native;
    if (!list_is_empty(&machine->ready)) goto give_way;
    goto run_native;
tick: /* between two instructions */
    SAVE();
    machine_tick(machine);
    if (task->interrupted || task->signalled) goto interrupted;
    if (memory_over_budget()) goto over_budget;
    if (!list_is_empty(&machine->ready)) goto give_way;
    NEXT();
give_way:
    task->state = TASK_READY;
    list_append(&machine->ready, &task->link);
    return RUN_TICKED;
interrupted:
    frame->ip++; /* raised by the instruction that comes next: the one before may be outside of its try */
interrupted_native:
    if (!task->interrupted) goto signalled;
    task->interrupted = false;
    raise_error(task, KeyboardInterrupt, NULL);
    goto unwind;
signalled: /* the handlers run above what was to go on, which then does */
    task->signalled = false;
    call_operation(task, machine->hooks.signals, 0, NULL, 0, NULL)->delivery = DELIVER_RESUME;
    goto run_native;
over_budget:
    frame->ip++;
over_budget_native:
    raise_memory(task);
    goto unwind;
    // clang-format on

unbound_second: /* what was on top is in its local */
    top--;
unbound_pair:
    raise_unbound(task, frame->code, is_absent(slots[LOW]) ? LOW : HIGH);
    goto raised;
unbound:
    raise_unbound(task, frame->code, OPERAND);
    goto raised;
undefined:
    raise_undefined(task, NAME(OPERAND));
    goto raised;
memory:
    raise_memory(task);
raised:
    SAVE();
unwind:
    if (!unwind(task)) goto ended;
    if (!task->frame->code) goto run_native;
    LOAD();
    NEXT();

parked:
    return RUN_PARKED;
finished:
    replace_take(&task->result, given);
ended:
    task->state = TASK_ENDED;
    return RUN_ENDED;
}
