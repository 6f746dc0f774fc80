/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int and float: the edges of 63 bits, what must be refused, text and bytes. With the argument "play" this
 * program is a calculator: it reads lines of an operation and its operands, and prints each result:
 * number_oracle.py compares that with python3, over many random numbers. */
#include "value/number.h"
#include "base/memory.h"
#include "unit.h"
#include "value/complex.h"
#include <math.h>
#include <stdlib.h>

/* "0x1f", "-12", "True"; "f" and hexadecimal text for a float. */
static Value read_number(const char *text) {
    Value value = ABSENT;
    double number;
    if (strcmp(text, "True") == 0 || strcmp(text, "False") == 0) return bool_value(*text == 'T');
    if (*text == 'f' && float_parse_hex(text + 1, strlen(text + 1), &number) == YES) return float_new(number);
    if (*text != 'f') int_parse(text, strlen(text), 0, &value);
    return value;
}

static void append_number(Buffer *out, Value value) {
    if (is_complex(value)) {
        float_append_hex(out, complex_of(value).real);
        buffer_append_byte(out, ' ');
        float_append_hex(out, complex_of(value).imaginary);
    } else if (is_float(value)) {
        float_append_hex(out, float_of(value));
        buffer_append_byte(out, ' ');
        float_format(out, float_of(value));
    } else if (is_bool(value)) {
        buffer_append_text(out, is_same(value, TRUE) ? "True" : "False");
    } else {
        int_format(out, value, 16);
    }
}

/* ---- facts */

static void check_binary(Operator operation, const char *a, const char *b, const char *want) {
    Value first = read_number(a), second = read_number(b), result;
    Buffer out = { 0 };
    NumberResult outcome = number_binary(operation, first, second, &result);
    if (outcome == NUMBER_DONE)
        append_number(&out, result);
    else
        buffer_append_text(&out, number_problem(outcome) ? number_problem(outcome)->text : "unsupported");
    if (!CHECK_TEXT(buffer_text(&out), want)) printf("    %s, operator %d, %s\n", a, operation, b);
    CHECK(outcome == NUMBER_DONE || is_absent(result));
    buffer_clear(&out);
    release(first);
    release(second);
    release(result);
}

static void test_edges(void) {
    check_binary(OPERATOR_ADD, "0x3fffffffffffffff", "1", "4000000000000000");
    check_binary(OPERATOR_SUBTRACT, "-0x4000000000000000", "1", "-4000000000000001");
    check_binary(OPERATOR_SUBTRACT, "0x4000000000000000", "1", "3fffffffffffffff");
    check_binary(OPERATOR_MULTIPLY, "-0x4000000000000000", "-0x4000000000000000",
                 "10000000000000000000000000000000");
    check_binary(OPERATOR_FLOOR_DIVIDE, "-0x4000000000000000", "-1", "4000000000000000");
    check_binary(OPERATOR_FLOOR_DIVIDE, "-7", "2", "-4");
    check_binary(OPERATOR_MODULO, "-7", "2", "1");
    check_binary(OPERATOR_MODULO, "7", "-2", "-1");
    check_binary(OPERATOR_SHIFT_RIGHT, "-1", "0x1000000000000000000", "-1");
    check_binary(OPERATOR_AND, "True", "False", "False");
    check_binary(OPERATOR_AND, "True", "3", "1");
    check_binary(OPERATOR_AND, "-0x10000000000000000", "0xffffffffffffffffff", "ff0000000000000000");
    check_binary(OPERATOR_ADD, "1", "f0x1p-1", "0x1.8000000000000p+0 1.5");
    check_binary(OPERATOR_POWER, "2", "-1", "0x1.0000000000000p-1 0.5");
}

static void test_problems(void) {
    check_binary(OPERATOR_TRUE_DIVIDE, "1", "0", "division by zero");
    check_binary(OPERATOR_FLOOR_DIVIDE, "1", "0", "integer division or modulo by zero");
    check_binary(OPERATOR_MODULO, "1", "f0x0p0", "float modulo");
    check_binary(OPERATOR_POWER, "0", "-1", "0.0 cannot be raised to a negative power");
    check_binary(OPERATOR_POWER, "f0x1p1", "10000", "Numerical result out of range");
    check_binary(OPERATOR_SHIFT_LEFT, "1", "-1", "negative shift count");
    check_binary(OPERATOR_SHIFT_LEFT, "1", "0x10000000000", "");
    check_binary(OPERATOR_SHIFT_LEFT, "1", "0x1000000000000000000", "too many digits in integer");
    check_binary(OPERATOR_SHIFT_LEFT, "0", "0x1000000000000000000", "0");
    check_binary(OPERATOR_POWER, "7", "0x10000000000", "");
    check_binary(OPERATOR_POWER, "-1", "0x1000000000000000001", "-1");
    check_binary(OPERATOR_OR, "1", "f0x1p0", "unsupported");
    check_binary(OPERATOR_MATRIX_MULTIPLY, "1", "1", "unsupported");
}

static void check_order(const char *a, const char *b, int want) {
    Value first = read_number(a), second = read_number(b);
    int order = 99;
    CHECK(number_order(first, second, &order) == YES);
    CHECK_INT(order, want);
    CHECK(number_order(second, first, &order) == YES);
    CHECK_INT(order, -want);
    release(first);
    release(second);
}

static void test_order(void) {
    check_order("0x20000000000001", "f0x1p53", 1); /* as doubles they would be equal */
    check_order("0x4000000000000000", "f0x1p62", 0);
    check_order("0x8000000000000000000000001", "f0x1p99", 1);
    check_order("-1", "f-0x1.8p0", 1);
    check_order("0x10000000000000000000000", "finf", -1);
    check_order("True", "f0x1p0", 0);
    Value nan = float_new(NAN);
    int order;
    CHECK(number_order(nan, nan, &order) == NO);
    CHECK(number_equal_verdict(nan, nan, 0) == NO);
    release(nan);
}

/* Fast forms of the machine and the general ones agree at the edge. */
static void test_small(void) {
    Value most = small_int(SMALL_INT_MAX), least = small_int(SMALL_INT_MIN), result;
    CHECK(!int_add_small(most, small_int(1), &result));
    CHECK(!int_subtract_small(least, small_int(1), &result));
    CHECK(!int_multiply_small(least, small_int(-1), &result));
    CHECK(int_add_small(most, least, &result) && small_int_of(result) == -1);
    CHECK(int_subtract_small(small_int(-5), small_int(7), &result) && small_int_of(result) == -12);
    CHECK(int_multiply_small(small_int(-5), small_int(7), &result) && small_int_of(result) == -35);
    CHECK(int_is_less_small(least, most) && !int_is_less_small(small_int(3), small_int(3)));
    CHECK(!are_small_ints(most, TRUE) && are_small_ints(most, least));
}

static void check_parse(const char *text, int base, IntParse want, int64_t number) {
    Value value;
    int64_t got = 0;
    if (!CHECK_INT(int_parse(text, strlen(text), base, &value), want)) printf("    %s\n", text);
    if (want == INT_PARSED) CHECK(int_fits_int64(value, &got));
    CHECK_INT(got, number);
    release(value);
}

static void test_parse(void) {
    check_parse(" -1_000\n", 10, INT_PARSED, -1000);
    check_parse("0x_Ff", 0, INT_PARSED, 255);
    check_parse("0b1", 16, INT_PARSED, 0xb1);
    check_parse("00_0", 0, INT_PARSED, 0);
    check_parse("zz", 36, INT_PARSED, 35 * 36 + 35);
    check_parse("-9223372036854775808", 10, INT_PARSED, INT64_MIN);
    const char *malformed[] = { "", "-", "_1", "1_", "1__2", "0x", "0x1", "- 1", "1 2", "12x" };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        check_parse(malformed[i], 10, INT_MALFORMED, 0);
    check_parse("01", 0, INT_MALFORMED, 0);
}

static void test_limit(void) {
    char text[4402];
    Value value;
    memset(text, '9', sizeof text - 1);
    text[sizeof text - 1] = 0;
    CHECK(int_parse(text, 4301, 10, &value) == INT_TOO_LONG);
    CHECK_INT(int_count_digits(text, 4301, 10), 4301);
    CHECK(int_parse(text, 4301, 16, &value) == INT_PARSED);
    release(value);
    CHECK(int_parse(text, 4300, 10, &value) == INT_PARSED && !int_is_too_long(value));
    CHECK_INT(int_decimal_digits(value), 4300);
    Value more = int_add(value, small_int(1));
    CHECK(int_is_too_long(more));
    int_set_text_limit(0);
    CHECK(!int_is_too_long(more));
    int_set_text_limit(4300);
    release(more);
    release(value);
}

static void check_float(const char *text, const char *want) {
    double number;
    Buffer out = { 0 };
    bool parsed = float_parse(text, strlen(text), &number);
    if (parsed)
        float_format(&out, number);
    else
        buffer_append_text(&out, "malformed");
    CHECK_TEXT(buffer_text(&out), want);
    buffer_clear(&out);
}

static void test_float_text(void) {
    check_float(" 1_0.5e-1_0\n", "1.05e-09");
    check_float("5.684341886080801486e-14",
                "5.684341886080802e-14"); /* 2**-44: its neighbours lie unevenly */
    check_float("9007199254740993", "9007199254740992.0");
    check_float("1e16", "1e+16");
    check_float("-0", "-0.0");
    check_float("5e-324", "5e-324");
    check_float("1e400", "inf");
    check_float("-iNFinity", "-inf");
    check_float("nan", "nan");
    const char *malformed[] = { "", ".", "1e", "0x1", "1_.0", "1._0", "_1", "1e_1", "1 2", "in", "nan(1)" };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) check_float(malformed[i], "malformed");
}

static void test_bytes(void) {
    uint8_t bytes[3] = { 0xff, 0x7f, 0x80 };
    Value value = int_from_bytes(bytes, 3, false, true);
    CHECK_INT(small_int_of(value), -32896);
    CHECK(!int_to_bytes(value, bytes, 2, true, true) && !int_to_bytes(value, bytes, 3, true, false));
    CHECK(int_to_bytes(value, bytes, 3, true, true) && memcmp(bytes, "\x80\x7f\xff", 3) == 0);
    CHECK(int_to_bytes(small_int(-128), bytes, 1, true, true) && bytes[0] == 0x80);
    CHECK(!int_to_bytes(small_int(128), bytes, 1, true, true));
}

/* ---- the calculator */

typedef struct {
    Value a, b, c;
} Operands;

static const char *const operators[OPERATOR_COUNT] = { "+",  "-",  "*",  "@", "/", "//", "%",
                                                       "**", "<<", ">>", "&", "^", "|" };

static void append_outcome(Buffer *out, NumberResult outcome, Value result) {
    const NumberProblem *problem = number_problem(outcome);
    if (outcome == NUMBER_DONE)
        append_number(out, result);
    else
        buffer_append_text(out, problem ? problem->text : "unsupported");
    release(result);
}

static bool play_operator(Buffer *out, const char *name, const Operands *on) {
    Value result;
    for (int i = 0; i < OPERATOR_COUNT; i++) {
        if (strcmp(name, operators[i]) != 0) continue;
        NumberResult outcome = number_binary((Operator)i, on->a, on->b, &result);
        append_outcome(out, outcome, result);
        return true;
    }
    return false;
}

static void play_divmod(Buffer *out, const Operands *on) {
    Value quotient, remainder;
    NumberResult outcome = number_divmod(on->a, on->b, &quotient, &remainder);
    append_outcome(out, outcome, quotient);
    if (outcome != NUMBER_DONE) return;
    buffer_append_byte(out, ' ');
    append_outcome(out, outcome, remainder);
}

static void play_pow(Buffer *out, const Operands *on) {
    Value result;
    NumberResult outcome = number_power(on->a, on->b, on->c, &result);
    append_outcome(out, outcome, result);
}

static void play_order(Buffer *out, const Operands *on) {
    int order = 0;
    Verdict verdict = number_order(on->a, on->b, &order);
    if (verdict == YES)
        buffer_append_format(out, "%d", order);
    else
        buffer_append_text(out, "unordered");
}

static void play_hash(Buffer *out, const Operands *on) {
    int64_t hash;
    const Type *type = is_float(on->a) ? &float_type : &int_type;
    type->hash(on->a, &hash, 0);
    buffer_append_format(out, "%lld", (long long)hash);
}

static void play_float(Buffer *out, const Operands *on) {
    double number;
    Verdict verdict = number_to_double(on->a, &number);
    append_outcome(out, verdict == YES ? NUMBER_DONE : NUMBER_INT_TOO_LARGE,
                   verdict == YES ? float_new(number) : ABSENT);
}

static void play_int(Buffer *out, const Operands *on) {
    Value result;
    NumberResult outcome = number_truncate(float_of(on->a), &result);
    append_outcome(out, outcome, result);
}

static void play_unary(Buffer *out, UnaryOperator operation, const Operands *on) {
    Value result;
    NumberResult outcome = number_unary(operation, on->a, &result);
    append_outcome(out, outcome, result);
}
static void play_neg(Buffer *out, const Operands *on) { play_unary(out, UNARY_NEGATIVE, on); }
static void play_inv(Buffer *out, const Operands *on) { play_unary(out, UNARY_INVERT, on); }
static void play_abs(Buffer *out, const Operands *on) { play_unary(out, UNARY_ABSOLUTE, on); }
static void play_repr(Buffer *out, const Operands *on) { append_number(out, on->a); }

/* The text in a base, and whether it reads back. */
static void play_base(Buffer *out, const Operands *on) {
    int base = (int)small_int_of(on->b);
    Value back;
    int_format(out, on->a, base);
    IntParse parsed = int_parse(buffer_text(out), out->count, base, &back);
    bool same = parsed == INT_PARSED && int_compare(on->a, back) == 0;
    buffer_append_format(out, " %s %zu", same ? "same" : "other", int_decimal_digits(on->a));
    release(back);
}

static void play_bytes(Buffer *out, const Operands *on) {
    uint8_t bytes[64];
    size_t count = (size_t)small_int_of(on->b);
    for (int mode = 0; mode < 4; mode++) {
        bool little = mode & 1, is_signed = mode & 2;
        if (!int_to_bytes(on->a, bytes, count, little, is_signed)) {
            buffer_append_text(out, "no ");
            continue;
        }
        for (size_t i = 0; i < count; i++) buffer_append_format(out, "%02x", bytes[i]);
        Value back = int_from_bytes(bytes, count, little, is_signed);
        buffer_append_text(out, int_compare(back, on->a) == 0 ? " same " : " other ");
        release(back);
    }
}

static void play_round(Buffer *out, const Operands *on) {
    int64_t places = small_int_of(on->b);
    append_outcome(out, NUMBER_DONE,
                   is_float(on->a) ? float_new(float_round(float_of(on->a), places))
                                   : int_round(on->a, on->b));
}

static void play_bits(Buffer *out, const Operands *on) {
    buffer_append_format(out, "%zu %zu", int_bit_length(on->a), int_bit_count(on->a));
}

static const struct {
    const char *name;
    void (*play)(Buffer *out, const Operands *on);
} plays[] = {
    { "divmod", play_divmod }, { "pow", play_pow },   { "order", play_order }, { "hash", play_hash },
    { "float", play_float },   { "int", play_int },   { "neg", play_neg },     { "inv", play_inv },
    { "abs", play_abs },       { "repr", play_repr }, { "base", play_base },   { "bytes", play_bytes },
    { "round", play_round },   { "bits", play_bits },
};

static void play_line(char *line) {
    char *rest, *name = strtok_r(line, " \n", &rest);
    Value values[3] = { ABSENT, ABSENT, ABSENT };
    for (int i = 0; i < 3; i++) {
        char *word = strtok_r(NULL, " \n", &rest);
        if (word) values[i] = read_number(word);
    }
    Operands on = { values[0], values[1], values[2] };
    Buffer out = { 0 };
    if (!play_operator(&out, name, &on))
        for (size_t i = 0; i < sizeof plays / sizeof *plays; i++)
            if (strcmp(name, plays[i].name) == 0) plays[i].play(&out, &on);
    puts(buffer_text(&out));
    buffer_clear(&out);
    for (int i = 0; i < 3; i++) release(values[i]);
}

static int play(void) {
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) > 0) play_line(line);
    free(line);
    return 0;
}

static void test_all(void) {
    test_edges();
    test_problems();
    test_order();
    test_small();
    test_parse();
    test_limit();
    test_float_text();
    test_bytes();
}

/* Twice: small blocks come from slabs that stay, so that only the second time tells whether all was given
 * back. */
int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "play") == 0) return play();
    test_all();
    size_t before = memory_used();
    test_all();
    CHECK_INT(memory_used(), before);
    return unit_end();
}
