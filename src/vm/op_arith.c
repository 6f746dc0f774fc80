/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operators between any two values: numbers, the sequences' + * %, sets' and dicts' | & - ^, then special
 * methods. See https://docs.python.org/3.11/reference/datamodel.html#emulating-numeric-types */
#include "value/complex.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <math.h>
#include <string.h>

/* One row an Operator: how errors show it, and its three special methods. */
typedef struct {
    const char *text;
    Special forward, reflected, in_place;
} OperatorRow;

static const OperatorRow operator_rows[OPERATOR_COUNT] = {
    [OPERATOR_ADD] = { "+", SPECIAL_add, SPECIAL_radd, SPECIAL_iadd },
    [OPERATOR_SUBTRACT] = { "-", SPECIAL_sub, SPECIAL_rsub, SPECIAL_isub },
    [OPERATOR_MULTIPLY] = { "*", SPECIAL_mul, SPECIAL_rmul, SPECIAL_imul },
    [OPERATOR_MATRIX_MULTIPLY] = { "@", SPECIAL_matmul, SPECIAL_rmatmul, SPECIAL_imatmul },
    [OPERATOR_TRUE_DIVIDE] = { "/", SPECIAL_truediv, SPECIAL_rtruediv, SPECIAL_itruediv },
    [OPERATOR_FLOOR_DIVIDE] = { "//", SPECIAL_floordiv, SPECIAL_rfloordiv, SPECIAL_ifloordiv },
    [OPERATOR_MODULO] = { "%", SPECIAL_mod, SPECIAL_rmod, SPECIAL_imod },
    [OPERATOR_POWER] = { "** or pow()", SPECIAL_pow, SPECIAL_rpow, SPECIAL_ipow },
    [OPERATOR_SHIFT_LEFT] = { "<<", SPECIAL_lshift, SPECIAL_rlshift, SPECIAL_ilshift },
    [OPERATOR_SHIFT_RIGHT] = { ">>", SPECIAL_rshift, SPECIAL_rrshift, SPECIAL_irshift },
    [OPERATOR_AND] = { "&", SPECIAL_and, SPECIAL_rand, SPECIAL_iand },
    [OPERATOR_XOR] = { "^", SPECIAL_xor, SPECIAL_rxor, SPECIAL_ixor },
    [OPERATOR_OR] = { "|", SPECIAL_or, SPECIAL_ror, SPECIAL_ior },
};

/* ---- sequences */

static bool is_sequence(Value value) {
    switch (value_type_id(value)) {
    case TYPE_ID_STR:
    case TYPE_ID_BYTES:
    case TYPE_ID_BYTEARRAY:
    case TYPE_ID_LIST:
    case TYPE_ID_TUPLE: return true;
    default: return false;
    }
}

/* What stands in a bytearray, by what stands in another. */
static Outcome replace_bytes_take(Call *call, Value array, Value other) {
    ByteArray *to = (ByteArray *)object_of(array), *from = (ByteArray *)object_of(other);
    if (to->exports && to->count != from->count) {
        release(other);
        return raise_error(call->task, BufferError, "Existing exports of data: object cannot be re-sized");
    }
    bool fits = bytearray_resize(to, from->count);
    if (fits) memcpy(to->data, from->data, from->count);
    release(other);
    return fits ? give(call, retain(array)) : raise_memory(call->task);
}

static Outcome repeat(Call *call, Value sequence, size_t count_at, bool in_place) {
    Value by = call->args[count_at];
    if (!is_int(by)) {
        if (is_absent(class_peek_special(value_class(call_machine(call), by), SPECIAL_index)))
            return raise_error(call->task, TypeError, "can't multiply sequence by non-int of type '%T'", by);
        Outcome outcome = arg_integer(call, count_at);
        if (outcome != DONE) return outcome;
        by = call->args[count_at];
    }
    int64_t times;
    if (!int_fits_int64(by, &times))
        return raise_error(call->task, OverflowError, "cannot fit 'int' into an index-sized integer");
    if (times < 0) times = 0;
    const Value *items;
    size_t count;
    switch (value_type_id(sequence)) {
    case TYPE_ID_STR:
        if (times && str_count(sequence) > (size_t)(INT64_MAX / times))
            return raise_error(call->task, OverflowError, "repeated string is too long");
        return give(call, str_repeat(sequence, (size_t)times));
    case TYPE_ID_BYTES:
        if (times && (size_t)object_type(sequence)->length(sequence) > (size_t)(INT64_MAX / times))
            return raise_error(call->task, OverflowError, "repeated bytes are too long");
        return give(call, bytes_repeat(sequence, (size_t)times));
    case TYPE_ID_LIST:
        if (in_place) {
            if (!list_repeat_in_place(list_of(sequence), (size_t)times)) return raise_memory(call->task);
            return give(call, retain(sequence));
        }
        sequence_peek(sequence, &items, &count);
        return give(call, sequence_repeat(items, count, (size_t)times, true));
    case TYPE_ID_TUPLE:
        sequence_peek(sequence, &items, &count);
        return give(call, sequence_repeat(items, count, (size_t)times, false));
    default: {
        Value repeated = bytes_repeat(sequence, (size_t)times);
        return in_place && !is_absent(repeated) ? replace_bytes_take(call, sequence, repeated)
                                                : give(call, repeated);
    }
    }
}

static Outcome concat(Call *call, Value a, Value b) {
    TypeId id = value_type_id(a);
    const uint8_t *data;
    const Value *items, *more;
    size_t count, more_count;
    switch (id) {
    case TYPE_ID_STR:
        if (is_str(b)) return give(call, str_concat(a, b));
        return raise_error(call->task, TypeError, "can only concatenate str (not \"%T\") to str", b);
    case TYPE_ID_LIST:
    case TYPE_ID_TUPLE:
        if (!(id == TYPE_ID_LIST ? is_list(b) : is_tuple(b))) {
            return raise_error(call->task, TypeError, "can only concatenate %s (not \"%T\") to %s",
                               id == TYPE_ID_LIST ? "list" : "tuple", b,
                               id == TYPE_ID_LIST ? "list" : "tuple");
        }
        sequence_peek(a, &items, &count);
        sequence_peek(b, &more, &more_count);
        return give(call, sequence_concat(items, count, more, more_count, id == TYPE_ID_LIST));
    default:
        if (bytes_peek(b, &data, &count)) return give(call, bytes_concat(a, b));
        return raise_error(call->task, TypeError, "can't concat %T to %T", b, a);
    }
}

/* ---- the order of attempts */

/* How far it has come; between attempts an asked method may have answered NotImplemented. */
enum { TRY_IN_PLACE, TRY_FIRST, TRY_SECOND, TRY_BUILT_IN, TRY_END };

static bool is_not_implemented(Value value) { return has_type(value, TYPE_ID_NOT_IMPLEMENTED); }

/* print >> file is how Python 2 wrote to a file. */
static bool is_print(Value value) {
    return has_type(value, TYPE_ID_BUILTIN) && object_type(value) == &builtin_type &&
           !strncmp(((const Builtin *)object_of(value))->spec->signature, "print(", 6);
}

static Outcome raise_unsupported(Call *call, uint32_t operation, bool in_place) {
    const char *text = operator_rows[operation].text;
    Value a = call->args[0], b = call->args[1];
    if (operation == OPERATOR_POWER && in_place)
        text = "**=";
    else if (in_place) {
        return raise_error(call->task, TypeError, "unsupported operand type(s) for %s=: '%T' and '%T'", text,
                           a, b);
    }
    bool has_hint = operation == OPERATOR_SHIFT_RIGHT && is_print(a);
    return raise_error(call->task, TypeError, "unsupported operand type(s) for %s: '%T' and '%T'%s", text, a,
                       b, has_hint ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : "");
}

/* `array += bytes`, where the array may grow and the bytes are not its own. */
static bool extends_plainly(Value a, Value b) {
    return is_object(a) && object_type(a) == &bytearray_type && is_object(b) &&
           object_type(b) == &bytes_type && !((ByteArray *)object_of(a))->exports;
}

static Outcome extend_array(Call *call, Value a, Value b) {
    ByteArray *array = (ByteArray *)object_of(a);
    const Bytes *more = (const Bytes *)object_of(b);
    size_t count = array->count;
    if (!bytearray_resize(array, count + more->count)) return raise_memory(call->task);
    if (more->count) memcpy(array->data + count, more->data, more->count);
    return give(call, retain(a));
}

static Outcome binary_built_in(Call *call, uint32_t operation, bool in_place) {
    Value a = call->args[0], b = call->args[1], result;
    if (is_number(a) && is_number(b)) {
        NumberResult outcome = number_binary(operation, a, b, &result);
        if (outcome == NUMBER_DONE) return give(call, result);
        if (outcome != NUMBER_UNSUPPORTED) return raise_number_problem(call->task, outcome);
        return raise_unsupported(call, operation, in_place);
    }
    if (operation == OPERATOR_ADD && is_sequence(a)) {
        if (in_place && value_type_id(a) == TYPE_ID_LIST)
            return call_helper(call, "_extend_in_place", 2, call->args);
        if (in_place && extends_plainly(a, b)) return extend_array(call, a, b);
        if (in_place && value_type_id(a) == TYPE_ID_BYTEARRAY)
            return call_helper(call, "_extend_in_place", 2, call->args);
        return concat(call, a, b);
    }
    if (operation == OPERATOR_MULTIPLY && is_sequence(a)) return repeat(call, a, 1, in_place);
    /* `a *= [1]`: a container on the left is asked alone */
    bool asked_alone =
        in_place && is_object(a) && (object_type(a)->length || object_type(a)->flags & TYPE_HEAP);
    if (operation == OPERATOR_MULTIPLY && is_sequence(b) && !asked_alone) return repeat(call, b, 0, false);
    return raise_unsupported(call, operation, in_place);
}

/* The + and * that a sequence has in its table are what binary_built_in does, when nobody else
 * has answered. */
static bool comes_last(Value self, Special special, Value method) {
    if (!has_type(method, TYPE_ID_METHOD_DESCRIPTOR) || !is_sequence(self)) return false;
    return special == SPECIAL_add || special == SPECIAL_mul || special == SPECIAL_rmul ||
           special == SPECIAL_iadd || special == SPECIAL_imul;
}

/* A special method that may answer for this operator: the program's, or one in a built-in class's table (set,
 * dict, str's %). */
static Outcome ask(Call *call, Value self, Value other, Special special, uint32_t next) {
    call->step = next;
    Value method = class_peek_special(value_class(call_machine(call), self), special);
    if (is_absent(method) || comes_last(self, special, method)) return DONE;
    return call_special(call, self, special, 1, &other);
}

/* Whether b's reflected method goes first: b's class is a subclass of a's and has its own. */
static bool reflected_first(Machine *machine, Value a, Value b, Special reflected) {
    Class *first = value_class(machine, a), *second = value_class(machine, b);
    if (first == second || !class_is_subclass(second, first)) return false;
    Value method = class_peek_special(second, reflected);
    return !is_absent(method) && !is_same(method, class_peek_special(first, reflected));
}

Outcome operation_binary(Call *call) {
    uint32_t operation = call->mark & 0xff;
    bool in_place = call->mark & OPERATION_IN_PLACE;
    const OperatorRow *row = &operator_rows[operation];
    Machine *machine = call_machine(call);
    Value a = call->args[0], b = call->args[1];
    if (operation == OPERATOR_MODULO && call->step == 0 && is_object(a) && object_type(a) == &str_type) {
        bool b_is_programs = is_object(b) && object_type(b)->flags & TYPE_HEAP; /* it might be reflected */
        Native *percent = b_is_programs ? NULL : special_peek_native(machine, a, SPECIAL_mod);
        if (percent) return call_as(call, percent);
    }
    if (call->step == SPECIAL_STEP_ASKED) return DONE;
    if (call->step >= 0xf000) return binary_built_in(call, operation, in_place);
    if (call->step && !is_absent(call->result) && !is_not_implemented(call->result)) return DONE;
    bool swapped = reflected_first(machine, a, b, row->reflected);
    while (call->step < TRY_BUILT_IN) {
        Outcome outcome = DONE;
        replace_take(&call->result, ABSENT);
        switch (call->step) {
        case TRY_IN_PLACE:
            if (in_place)
                outcome = ask(call, a, b, row->in_place, TRY_FIRST);
            else
                call->step = TRY_FIRST;
            break;
        case TRY_FIRST:
            outcome = swapped ? ask(call, b, a, row->reflected, TRY_SECOND)
                              : ask(call, a, b, row->forward, TRY_SECOND);
            break;
        default:
            if (swapped)
                outcome = ask(call, a, b, row->forward, TRY_BUILT_IN);
            else if (value_class(machine, a) != value_class(machine, b) || is_number(a))
                outcome = ask(call, b, a, row->reflected, TRY_BUILT_IN);
            else
                call->step = TRY_BUILT_IN;
        }
        if (outcome != DONE) return outcome;
    }
    replace_take(&call->result, ABSENT);
    call->step = TRY_END;
    Outcome outcome = binary_built_in(call, operation, in_place);
    if (outcome == CALLED && call->step < 0xf000) call->step = SPECIAL_STEP_ASKED;
    return outcome;
}

Outcome operation_unary(Call *call) {
    static const Special specials[] = { SPECIAL_pos, SPECIAL_neg, SPECIAL_invert, SPECIAL_abs };
    static const char *const texts[] = { "unary +", "unary -", "unary ~", "abs()" };
    Value a = call->args[0], result;
    if (call->step) return DONE;
    if (special_is_programs(call_machine(call), a, specials[call->mark])) {
        call->step = 1;
        return call_special(call, a, specials[call->mark], 0, NULL);
    }
    NumberResult outcome = number_unary((UnaryOperator)call->mark, a, &result);
    if (outcome == NUMBER_DONE) return give(call, result);
    if (outcome != NUMBER_UNSUPPORTED) return raise_number_problem(call->task, outcome);
    return raise_error(call->task, TypeError, "bad operand type for %s: '%T'", texts[call->mark], a);
}

/* ---- the loop's quick forms */

void float_replace_pair(Value *a, Value b, double number) {
    if (is_lone_float(b)) {
        ((Float *)object_of(b))->number = number;
        replace_take(a, b);
    } else {
        release(b);
        replace_take(a, float_new(number));
    }
}

bool quick_mixed(Operator operation, Value *a, Value b) {
    double x, y;
    if (!float_operands(*a, b, &x, &y)) return false;
    float_replace_pair(a, b, float_arithmetic(operation, x, y));
    return true;
}

bool quick_negate(Value *a) {
    if (is_small_int(*a) && small_int_of(*a) != SMALL_INT_MIN)
        *a = small_int(-small_int_of(*a));
    else if (is_plain_float(*a))
        float_replace(a, -float_of(*a));
    else
        return false;
    return true;
}

/* Ints whose quotient as doubles is the one that Python rounds. */
static bool are_exact(Value a, Value b) {
    int64_t x = small_int_of(a), y = small_int_of(b), most = INT64_C(1) << 53;
    return x <= most && x >= -most && y <= most && y >= -most;
}

/* False: there is no such number, or more must be looked at. */
static bool float_binary(Operator operation, double x, double y, double *number) {
    switch (operation) {
    case OPERATOR_ADD: *number = x + y; return true;
    case OPERATOR_SUBTRACT: *number = x - y; return true;
    case OPERATOR_MULTIPLY: *number = x * y; return true;
    case OPERATOR_TRUE_DIVIDE: return y != 0.0 && (*number = x / y, true);
    case OPERATOR_FLOOR_DIVIDE: return y != 0.0 && (*number = float_floor_divide(x, y), true);
    case OPERATOR_MODULO: return y != 0.0 && (*number = float_modulo(x, y), true);
    case OPERATOR_POWER:
        if (!(x > 0.0) || !isfinite(x) || !isfinite(y)) return false;
        *number = pow(x, y);
        return isfinite(*number);
    default: return false;
    }
}

static bool quick_float_binary(Operator operation, Value *a, Value b) {
    double x, y, number;
    bool are_small = is_small_int(*a) && is_small_int(b);
    if (are_small && (operation != OPERATOR_TRUE_DIVIDE || !are_exact(*a, b))) return false;
    if (!float_operands(*a, b, &x, &y) || !float_binary(operation, x, y, &number)) return false;
    float_replace(a, number);
    return true;
}

static bool are_plain_bytes(Value a, Value b) {
    return is_object(a) && object_type(a) == &bytes_type && is_object(b) && object_type(b) == &bytes_type;
}

bool quick_binary(Operator operation, Value *a, Value b, Value *store) {
    Value result;
    if (is_object(*a) && object_type(*a) == &str_type) {
        if (operation != OPERATOR_ADD || !is_object(b) || object_type(b) != &str_type) return false;
        bool is_stored = store && is_same(*store, *a);
        if (is_stored) replace_take(store, NONE);
        result = str_append_take(*a, b);
        if (is_absent(result)) return is_stored && (*store = retain(*a), false);
        *a = result;
        return true;
    }
    if (quick_float_binary(operation, a, b)) return true;
    if (operation == OPERATOR_ADD && are_plain_bytes(*a, b)) {
        result = bytes_concat(*a, b);
        if (is_absent(result)) return false;
        return replace_take(a, result), true;
    }
    bool a_is_float = is_object(*a) && object_type(*a) == &float_type;
    bool b_is_float = is_object(b) && object_type(b) == &float_type;
    bool a_is_int = is_small_int(*a) || (is_object(*a) && object_type(*a) == &int_type);
    bool b_is_int = is_small_int(b) || (is_object(b) && object_type(b) == &int_type);
    bool a_is_number = a_is_float || a_is_int || (is_object(*a) && object_type(*a) == &complex_type);
    bool b_is_number = b_is_float || b_is_int || (is_object(b) && object_type(b) == &complex_type);
    if (!a_is_number || !b_is_number) return false;
    if (number_binary(operation, *a, b, &result) != NUMBER_DONE) return false;
    replace_take(a, result);
    return true;
}

Value *next_store(const uint32_t *ip, Frame *frame) {
    switch (opcode_of(*ip)) {
    case OP_STORE_LOCAL: return &frame->slots[operand_of(*ip)];
    case OP_STORE_LOAD_LOCAL: return &frame->slots[operand_of(*ip) & PAIR_MAX];
    case OP_STORE_GLOBAL: {
        Value name = frame->code->names[operand_of(*ip)];
        DictEntry *entry = dict_peek_entry(frame->globals, (HashedKey){ name, str_hash(name) });
        return entry ? &entry->value : NULL;
    }
    default: return NULL;
    }
}
