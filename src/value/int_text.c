/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int: text and bytes. Bases that are powers of two take linear time, digit by digit from the bits. The
 * others work in chunks of as many places as fit one digit of libtommath, which is quadratic as in CPython;
 * that is why there is a limit of 4300 digits. See
 * https://docs.python.org/3.11/library/stdtypes.html#int-max-str-digits */
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/text.h"
#include "value/int_parts.h"
#include <string.h>

static size_t text_limit = 4300;

size_t int_text_limit(void) { return text_limit; }
void int_set_text_limit(size_t digits) { text_limit = digits; }

void int_append_limit_text(Buffer *out, size_t digits) {
    buffer_append_format(out, "Exceeds the limit (%zu digits) for integer string conversion", text_limit);
    if (digits > 0) buffer_append_format(out, ": value has %zu digits", digits);
    buffer_append_text(out, "; use sys.set_int_max_str_digits() to increase the limit");
}

/* ---- to text */

static int bits_of_base(int base) { return (base & (base - 1)) == 0 ? __builtin_ctz((unsigned)base) : 0; }

/* How many places of this base fit one digit, and what they are worth together. */
static int chunk_of_base(int base, mp_digit *worth) {
    int places = 0;
    for (*worth = 1; *worth <= MP_DIGIT_MAX / (mp_digit)base; places++) *worth *= (mp_digit)base;
    return places;
}

static char digit_text(unsigned digit) { return "0123456789abcdefghijklmnopqrstuvwxyz"[digit]; }

static void format_small(Buffer *out, uint64_t magnitude, bool negative, int base) {
    char text[66], *start = text + sizeof text;
    if (base == 10)
        start = text_decimal(magnitude, start);
    else
        do *--start = digit_text((unsigned)(magnitude % (unsigned)base));
        while ((magnitude /= (unsigned)base) != 0);
    if (negative) *--start = '-';
    buffer_append(out, start, (size_t)(text + sizeof text - start));
}

static void format_bits(Buffer *out, const mp_int *number, size_t length, int bits) {
    for (size_t place = (length + (size_t)bits - 1) / (size_t)bits; place-- > 0;) {
        size_t first = place * (size_t)bits, digit = first / MP_DIGIT_BIT, offset = first % MP_DIGIT_BIT;
        uint64_t part = number->dp[digit] >> offset;
        if (digit + 1 < (size_t)number->used && offset > 0)
            part |= number->dp[digit + 1] << (MP_DIGIT_BIT - offset);
        buffer_append_byte(out, digit_text((unsigned)(part & ((1u << bits) - 1))));
    }
}

/* Divides the digits in place by one digit; gives the remainder. */
static mp_digit divide_in_place(mp_digit *digits, int *used, mp_digit by) {
    unsigned __int128 rest = 0;
    for (int i = *used; i-- > 0;) {
        rest = rest << MP_DIGIT_BIT | digits[i];
        digits[i] = (mp_digit)(rest / by);
        rest %= by;
    }
    while (*used > 0 && digits[*used - 1] == 0) *used -= 1;
    return (mp_digit)rest;
}

static void format_chunks(Buffer *out, const mp_int *number, int base) {
    mp_digit worth;
    int places = chunk_of_base(base, &worth), used = number->used;
    size_t capacity =
        (int_bits_of(number) / (size_t)(31 - __builtin_clz((unsigned)base))) + (size_t)places + 1;
    mp_digit *digits = memory_try_array((size_t)used, sizeof(mp_digit));
    char *text = memory_try(capacity), *end = text + capacity, *start = end;
    if (digits && text) {
        memcpy(digits, number->dp, (size_t)used * sizeof(mp_digit));
        while (used > 0 && !interrupt_stops_work()) {
            mp_digit chunk = divide_in_place(digits, &used, worth);
            for (int i = 0; i < places && (used > 0 || chunk > 0); i++, chunk /= (mp_digit)base)
                *--start = digit_text((unsigned)(chunk % (mp_digit)base));
        }
        buffer_append(out, start, (size_t)(end - start));
    }
    if (!digits || !text || used > 0) out->failed = true;
    memory_free(text);
    memory_free(digits);
}

void int_format(Buffer *out, Value value, int base) {
    int64_t small;
    if (int_fits_int64(value, &small)) {
        format_small(out, small < 0 ? -(uint64_t)small : (uint64_t)small, small < 0, base);
        return;
    }
    const mp_int *number = &((Int *)object_of(value))->number;
    if (number->sign == MP_NEG) buffer_append_byte(out, '-');
    if (bits_of_base(base))
        format_bits(out, number, int_bits_of(number), bits_of_base(base));
    else
        format_chunks(out, number, base);
}

/* The decimal digits of a number of so many bits are one of two counts next to each other: log10(2) is
 * 0.30103. */
static size_t least_digits(size_t bits) {
    return bits == 0 ? 1 : (size_t)((double)(bits - 1) * 0.30102999566398114) + 1;
}

size_t int_decimal_digits(Value value) {
    size_t least = least_digits(int_bit_length(value));
    Value bound = int_power(small_int(10), int_from_uint64(least));
    Value magnitude = int_absolute(value);
    bool more = !is_absent(bound) && !is_absent(magnitude) && int_compare(magnitude, bound) >= 0;
    release(bound);
    release(magnitude);
    return least + more;
}

bool int_is_too_long(Value value) {
    size_t bits = is_object(value) ? int_bit_length(value) : 0;
    if (text_limit == 0 || least_digits(bits) + 1 <= text_limit) return false;
    return least_digits(bits) > text_limit || int_decimal_digits(value) > text_limit;
}

/* ---- from text */

static bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static unsigned digit_value(char c) {
    if (c >= '0' && c <= '9') return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'z') return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'Z') return (unsigned)(c - 'A') + 10;
    return 99;
}

/* A text while it is read: sign and prefix are behind, text up to end lies ahead. */
typedef struct {
    const char *text, *end;
    int base;
    bool negative;
    bool only_zeros; /* base 0 and a leading 0: "00" is 0, "01" is malformed */
} Reading;

static int base_of_prefix(const Reading *reading) {
    if (reading->end - reading->text < 2 || reading->text[0] != '0') return 0;
    switch (reading->text[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
    }
}

static void read_start(Reading *reading) {
    while (reading->text < reading->end && is_ascii_space(*reading->text)) reading->text++;
    if (reading->text < reading->end && (*reading->text == '-' || *reading->text == '+'))
        reading->negative = *reading->text++ == '-';
    int prefix = base_of_prefix(reading);
    if (reading->base == 0 && prefix == 0) {
        reading->only_zeros = reading->text < reading->end && *reading->text == '0';
        reading->base = 10;
    } else if (prefix != 0 && (reading->base == 0 || reading->base == prefix)) {
        reading->base = prefix;
        reading->text += 2;
        if (reading->text < reading->end && *reading->text == '_') reading->text++;
    }
}

/* Counts the digits ahead and moves *end behind them; false: `_` where none may be, or no digit at all. */
static bool measure_digits(const Reading *reading, const char **end, size_t *count) {
    bool after_digit = false;
    const char *at = reading->text;
    for (*count = 0; at < reading->end; at++) {
        bool is_digit = digit_value(*at) < (unsigned)reading->base;
        if (!is_digit && (*at != '_' || !after_digit)) break;
        after_digit = is_digit;
        *count += is_digit;
    }
    *end = at;
    return after_digit;
}

/* number = number * by + more */
static void multiply_in_place(mp_int *number, mp_digit by, mp_digit more) {
    unsigned __int128 carry = more;
    for (int i = 0; i < number->used; i++) {
        carry += (unsigned __int128)number->dp[i] * by;
        number->dp[i] = (mp_digit)carry & MP_MASK;
        carry >>= MP_DIGIT_BIT;
    }
    if (carry) number->dp[number->used++] = (mp_digit)carry;
}

/* False: Ctrl-C. */
static bool read_chunks(const char *text, const char *end, int base, mp_int *number) {
    mp_digit worth, chunk = 0, chunk_worth = 1;
    chunk_of_base(base, &worth);
    for (; text < end && !interrupt_stops_work(); text++) {
        if (*text == '_') continue;
        chunk = chunk * (mp_digit)base + digit_value(*text);
        chunk_worth *= (mp_digit)base;
        if (chunk_worth < worth) continue;
        multiply_in_place(number, worth, chunk);
        chunk = 0;
        chunk_worth = 1;
    }
    multiply_in_place(number, chunk_worth, chunk);
    return text == end;
}

static void read_bits(const char *text, const char *end, int bits, mp_int *number) {
    unsigned __int128 ahead = 0;
    int count = 0;
    while (end-- > text) {
        if (*end == '_') continue;
        ahead |= (unsigned __int128)digit_value(*end) << count;
        count += bits;
        if (count < MP_DIGIT_BIT) continue;
        number->dp[number->used++] = (mp_digit)ahead & MP_MASK;
        ahead >>= MP_DIGIT_BIT;
        count -= MP_DIGIT_BIT;
    }
    if (count > 0) number->dp[number->used++] = (mp_digit)ahead;
    mp_clamp(number);
}

static Value read_digits(const Reading *reading, const char *end, size_t count) {
    int bits = 32 - __builtin_clz((unsigned)reading->base - 1); /* of one place, rounded up */
    uint64_t room = (uint64_t)count * (uint64_t)bits + MP_DIGIT_BIT;
    size_t capacity = room / MP_DIGIT_BIT + 1;
    mp_digit *digits = room < INT32_MAX ? memory_try_array(capacity, sizeof(mp_digit)) : NULL;
    if (!digits) return ABSENT;
    mp_int number = { 0, (int)capacity, MP_ZPOS, digits };
    bool is_read = true;
    if (bits_of_base(reading->base))
        read_bits(reading->text, end, bits, &number);
    else
        is_read = read_chunks(reading->text, end, reading->base, &number);
    number.sign = reading->negative && number.used > 0 ? MP_NEG : MP_ZPOS;
    Value result = is_read ? int_from_number(&number) : ABSENT;
    memory_free(digits);
    return result;
}

IntParse int_parse(const char *text, size_t count, int base, Value *result) {
    Reading reading = { .text = text, .end = text + count, .base = base };
    const char *end;
    size_t digits;
    *result = ABSENT;
    read_start(&reading);
    if (!measure_digits(&reading, &end, &digits)) return INT_MALFORMED;
    if (!bits_of_base(reading.base) && text_limit > 0 && digits > text_limit) return INT_TOO_LONG;
    const char *after = end;
    while (after < reading.end && is_ascii_space(*after)) after++;
    if (after < reading.end) return INT_MALFORMED;
    Value value = read_digits(&reading, end, digits);
    if (is_absent(value)) return INT_NO_MEMORY;
    if (reading.only_zeros && !int_is_zero(value)) {
        release(value);
        return INT_MALFORMED;
    }
    *result = value;
    return INT_PARSED;
}

size_t int_count_digits(const char *text, size_t count, int base) {
    Reading reading = { .text = text, .end = text + count, .base = base };
    const char *end;
    size_t digits;
    read_start(&reading);
    measure_digits(&reading, &end, &digits);
    return digits;
}

/* ---- bytes */

static uint8_t byte_of(const mp_int *number, size_t i) {
    size_t digit = i * 8 / MP_DIGIT_BIT, offset = i * 8 % MP_DIGIT_BIT;
    if (digit >= (size_t)number->used) return 0;
    uint64_t part = number->dp[digit] >> offset;
    if (offset > MP_DIGIT_BIT - 8 && digit + 1 < (size_t)number->used)
        part |= number->dp[digit + 1] << (MP_DIGIT_BIT - offset);
    return (uint8_t)part;
}

/* In two's complement a negative number -n is the inverse of n - 1: it needs the bits of n - 1, and
 * a sign. */
static bool bytes_fit(const mp_int *number, size_t count, bool is_signed) {
    size_t bits = int_bits_of(number);
    if (number->sign == MP_NEG) {
        if (!is_signed) return false;
        bool is_power = bits > 0 && mp_cnt_lsb(number) == (int)bits - 1;
        bits -= is_power;
    }
    if (number->sign == MP_NEG && bits == 0 && count == 0)
        return true; /* CPython 3.11 puts -1 into no byte */
    return bits + (is_signed && number->used > 0) <= count * 8;
}

static bool small_to_bytes(uint64_t number, uint8_t *out, size_t count, bool little_endian, bool is_signed) {
    size_t bits = number ? 64 - (size_t)__builtin_clzll(number) + is_signed : 0;
    if (bits > count * 8) return false;
    for (size_t i = 0; i < count; i++) {
        out[little_endian ? i : count - 1 - i] = (uint8_t)number;
        number >>= 8;
    }
    return true;
}

bool int_to_bytes(Value value, uint8_t *out, size_t count, bool little_endian, bool is_signed) {
    int64_t small;
    if (int_peek_small(value, &small) && small >= 0)
        return small_to_bytes((uint64_t)small, out, count, little_endian, is_signed);
    IntScratch scratch;
    const mp_int *number = int_peek_number(value, &scratch);
    if (!bytes_fit(number, count, is_signed)) return false;
    unsigned carry = number->sign == MP_NEG, invert = carry ? 0xff : 0;
    for (size_t i = 0; i < count; i++) {
        unsigned byte = (byte_of(number, i) ^ invert) + carry;
        carry = byte >> 8;
        out[little_endian ? i : count - 1 - i] = (uint8_t)byte;
    }
    return true;
}

static Value small_from_bytes(const uint8_t *bytes, size_t count, bool little_endian, bool is_signed) {
    uint64_t number = 0;
    unsigned unused = 64 - 8 * (unsigned)count;
    for (size_t i = 0; i < count; i++) number = number << 8 | bytes[little_endian ? count - 1 - i : i];
    return is_signed ? int_from_int64((int64_t)(number << unused) >> unused) : int_from_uint64(number);
}

Value int_from_bytes(const uint8_t *bytes, size_t count, bool little_endian, bool is_signed) {
    if (count == 0) return small_int(0);
    if (count <= 8) return small_from_bytes(bytes, count, little_endian, is_signed);
    size_t capacity = count / 7 + 2; /* seven bytes are less than a digit */
    mp_digit *digits = count < INT32_MAX / 8 ? memory_try_array(capacity, sizeof(mp_digit)) : NULL;
    if (!digits) return ABSENT;
    bool negative = is_signed && (bytes[little_endian ? count - 1 : 0] & 0x80);
    mp_int number = { 0, (int)capacity, MP_ZPOS, digits };
    unsigned __int128 ahead = 0;
    unsigned carry = negative, invert = negative ? 0xff : 0, held = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned byte = (bytes[little_endian ? i : count - 1 - i] ^ invert) + carry;
        carry = byte >> 8;
        ahead |= (unsigned __int128)(byte & 0xff) << held;
        held += 8;
        if (held < MP_DIGIT_BIT) continue;
        digits[number.used++] = (mp_digit)ahead & MP_MASK;
        ahead >>= MP_DIGIT_BIT;
        held -= MP_DIGIT_BIT;
    }
    ahead |= (unsigned __int128)carry << held; /* of -2**n, whose inverse plus one has a bit more */
    digits[number.used++] = (mp_digit)ahead;
    mp_clamp(&number);
    if (number.used > 0 && negative) number.sign = MP_NEG;
    Value result = int_from_number(&number);
    memory_free(digits);
    return result;
}
