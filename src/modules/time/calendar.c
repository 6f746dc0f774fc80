/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time: dates. What the time zone is, is the system's matter (tzset(3)).
 * See https://docs.python.org/3.11/library/time.html */
#include "modules/time/calendar.h"
#include "base/clock.h"
#include "builtin/classes/struct_sequence.h"
#include "builtin/text/codecs.h"
#include "sched/sched.h"
#include "value/number.h"
#include "vm/special.h"
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <string.h>
#include <time.h>

static const NativeSpec date_fields[] = {
    STRUCT_FIELD("tm_year", 0), STRUCT_FIELD("tm_mon", 1),  STRUCT_FIELD("tm_mday", 2),
    STRUCT_FIELD("tm_hour", 3), STRUCT_FIELD("tm_min", 4),  STRUCT_FIELD("tm_sec", 5),
    STRUCT_FIELD("tm_wday", 6), STRUCT_FIELD("tm_yday", 7), STRUCT_FIELD("tm_isdst", 8),
    STRUCT_HIDDEN("tm_zone"),   STRUCT_HIDDEN("tm_gmtoff"), { 0 },
};

enum { FIELDS = 9, HIDDEN = 2, FIRST_YEAR = 1900 };

static const StructSequenceSpec date_spec = { "time", "struct_time", date_fields };

static Outcome give_date(Call *call, const struct tm *date) {
    const int numbers[] = { date->tm_mon + 1, date->tm_mday,           date->tm_hour,     date->tm_min,
                            date->tm_sec,     (date->tm_wday + 6) % 7, date->tm_yday + 1, date->tm_isdst };
    Value items[FIELDS + HIDDEN] = { int_from_int64((int64_t)date->tm_year + FIRST_YEAR) };
    for (size_t i = 0; i < FIELDS - 1; i++) items[1 + i] = small_int(numbers[i]);
    items[FIELDS] = str_new(date->tm_zone);
    items[FIELDS + 1] = int_from_int64(date->tm_gmtoff);
    return give(call, struct_sequence_new_take(call_machine(call), &date_spec, items, FIELDS + HIDDEN));
}

/* Seconds in args[i], rounded down; none given: now. */
static Outcome arg_moment(Call *call, size_t i, time_t *moment) {
    double seconds;
    Value given = call->args[i];
    if (!arg_is_given(call, i)) {
        *moment = (time_t)(sched_wall_clock(sched_of(call)) / CLOCK_SECOND);
        return DONE;
    }
    if (!is_float(given)) {
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
    }
    if (number_to_double(call->args[i], &seconds) != YES || fabs(seconds) > 9.2e18)
        return raise_error(call->task, OverflowError, "timestamp out of range for platform time_t");
    if (isnan(seconds)) return raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
    *moment = (time_t)floor(seconds);
    return DONE;
}

static Outcome give_broken_down(Call *call, struct tm *(*function)(const time_t *, struct tm *)) {
    time_t moment;
    struct tm date = { 0 };
    Outcome outcome = arg_moment(call, 0, &moment);
    if (outcome != DONE) return outcome;
    if (!function(&moment, &date)) return raise_errno(call->task, errno);
    return give_date(call, &date);
}

static Outcome calendar_gmtime(Call *call) { return give_broken_down(call, gmtime_r); }
static Outcome calendar_localtime(Call *call) { return give_broken_down(call, localtime_r); }

/* ---- from a tuple */

static bool raise_range(Call *call, const char *what) {
    raise_error(call->task, ValueError, "%s out of range", what);
    return false;
}

/* A C int, as the fields of a date are. */
static bool read_field(Call *call, Value given, int64_t *number) {
    if (!int_fits_int64(given, number))
        raise_error(call->task, OverflowError, "Python int too large to convert to C long");
    else if (*number > INT_MAX)
        raise_error(call->task, OverflowError, "signed integer is greater than maximum");
    else if (*number < INT_MIN)
        raise_error(call->task, OverflowError, "signed integer is less than minimum");
    else
        return true;
    return false;
}

/* The nine numbers of a date; the zone is local where they do not say. */
static bool read_date(Call *call, Value given, const char *function, struct tm *date) {
    int64_t numbers[FIELDS];
    if (!is_tuple(given)) {
        raise_error(call->task, TypeError, "Tuple or struct_time argument required");
        return false;
    }
    const Tuple *tuple = tuple_of(given);
    bool is_right = tuple->count == FIELDS;
    for (size_t i = 0; i < FIELDS && is_right; i++) is_right = is_int(tuple->items[i]);
    for (size_t i = 0; i < FIELDS && is_right; i++) {
        if (!read_field(call, tuple->items[i], &numbers[i])) return false;
    }
    if (!is_right) {
        raise_error(call->task, TypeError, "%s(): illegal time tuple argument", function);
        return false;
    }
    if (numbers[0] - FIRST_YEAR < INT_MIN || numbers[0] - FIRST_YEAR > INT_MAX) {
        raise_error(call->task, OverflowError, "year out of range");
        return false;
    }
    *date = (struct tm){ .tm_year = (int)(numbers[0] - FIRST_YEAR),
                         .tm_mon = (int)numbers[1] - 1,
                         .tm_mday = (int)numbers[2],
                         .tm_hour = (int)numbers[3],
                         .tm_min = (int)numbers[4],
                         .tm_sec = (int)numbers[5],
                         .tm_wday = (int)(numbers[6] + 1) % 7,
                         .tm_yday = (int)numbers[7] - 1,
                         .tm_isdst = (int)numbers[8] };
    Value zone = ABSENT;
    Dict *attributes = attributes_of(given, false);
    if (attributes) zone = dict_peek_text(attributes, "tm_gmtoff");
    int64_t offset;
    if (!is_absent(zone) && is_int(zone) && int_fits_int64(zone, &offset)) date->tm_gmtoff = offset;
    return true;
}

static bool check_date(Call *call, struct tm *date) {
    if (date->tm_mon == -1) date->tm_mon = 0;
    if (date->tm_mday == 0) date->tm_mday = 1;
    if (date->tm_yday == -1) date->tm_yday = 0;
    if (date->tm_mon < 0 || date->tm_mon > 11) return raise_range(call, "month");
    if (date->tm_mday < 1 || date->tm_mday > 31) return raise_range(call, "day of month");
    if (date->tm_hour < 0 || date->tm_hour > 23) return raise_range(call, "hour");
    if (date->tm_min < 0 || date->tm_min > 59) return raise_range(call, "minute");
    if (date->tm_sec < 0 || date->tm_sec > 61) return raise_range(call, "seconds");
    if (date->tm_wday < 0) return raise_range(call, "day of week");
    if (date->tm_yday < 0 || date->tm_yday > 365) return raise_range(call, "day of year");
    return true;
}

/* The date in args[i], or the local one of now. */
static bool arg_date(Call *call, size_t i, const char *function, struct tm *date) {
    if (!is_absent(call->args[i]))
        return read_date(call, call->args[i], function, date) && check_date(call, date);
    time_t now = (time_t)(sched_wall_clock(sched_of(call)) / CLOCK_SECOND);
    return localtime_r(&now, date);
}

static Outcome calendar_mktime(Call *call) {
    struct tm date;
    if (!read_date(call, call->args[0], "mktime", &date)) return RAISED;
    date.tm_wday = -1; /* set where it succeeds */
    time_t moment = mktime(&date);
    if (moment == -1 && date.tm_wday == -1)
        return raise_error(call->task, OverflowError, "mktime argument out of range");
    return give(call, float_new((double)moment));
}

static Outcome give_ascii(Call *call, const struct tm *date) {
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    Buffer text = { 0 };
    buffer_append_format(&text, "%.3s %.3s%3d %.2d:%.2d:%.2d %d", days + 3 * (size_t)date->tm_wday,
                         months + 3 * (size_t)date->tm_mon, date->tm_mday, date->tm_hour, date->tm_min,
                         date->tm_sec, FIRST_YEAR + date->tm_year);
    return give_buffer(call, &text);
}

static Outcome calendar_asctime(Call *call) {
    struct tm date;
    return arg_date(call, 0, "asctime", &date) ? give_ascii(call, &date) : RAISED;
}

static Outcome calendar_ctime(Call *call) {
    time_t moment;
    struct tm date;
    Outcome outcome = arg_moment(call, 0, &moment);
    if (outcome != DONE) return outcome;
    return localtime_r(&moment, &date) ? give_ascii(call, &date) : raise_errno(call->task, errno);
}

static Outcome calendar_strftime(Call *call) {
    Value format;
    struct tm date;
    if (!arg_str(call, 0, &format) || !arg_date(call, 1, "strftime", &date)) return RAISED;
    date.tm_zone = is_absent(call->args[1]) ? date.tm_zone : tzname[date.tm_isdst > 0];
    Buffer pattern = { 0 }, text = { 0 };
    str_append_utf8(&pattern, format);
    if (memchr(pattern.bytes ? pattern.bytes : "", '\0', pattern.count)) {
        buffer_clear(&pattern);
        return raise_error(call->task, ValueError, "embedded null character");
    }
    buffer_append_byte(&pattern,
                       ' '); /* so that no result is empty, which strftime() cannot tell from none */
    for (size_t room = 256; room < 1 << 20 && !text.count; room *= 4) {
        char *into = buffer_reserve(&text, room);
        text.count = strftime(into, room, buffer_text(&pattern), &date);
    }
    if (text.count) buffer_truncate(&text, text.count - 1);
    buffer_clear(&pattern);
    return give_buffer(call, &text);
}

static Outcome calendar_strptime(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, "_strptime", 2, call->args);
}

static void define_zone(Module *module) {
    tzset();
    Value names[] = { str_new(tzname[0]), str_new(tzname[1]) };
    dict_define_text_take(module->dict, "tzname", tuple_from_take(names, 2));
    dict_define_text_take(module->dict, "timezone", int_from_int64(timezone));
    dict_define_text_take(module->dict, "altzone", int_from_int64(timezone - (daylight ? 3600 : 0)));
    dict_define_text_take(module->dict, "daylight", small_int(daylight));
}

static Outcome calendar_tzset(Call *call) {
    Value module = dict_peek_text(call_machine(call)->modules, "time"); /* where a program has left it */
    if (has_type(module, TYPE_ID_MODULE)) define_zone((Module *)object_of(module));
    return give_none(call);
}

const NativeSpec calendar_functions[] = {
    { "gmtime(seconds=None, /)", calendar_gmtime, "The date of so many seconds since 1970, in UTC.",
      ARGS_PARSE },
    { "localtime(seconds=None, /)", calendar_localtime, "The date of so many seconds since 1970, here.",
      ARGS_PARSE },
    { "mktime(date, /)", calendar_mktime, "Seconds since 1970 at a date here." },
    { "asctime(date=..., /)", calendar_asctime, "A date as text.", ARGS_UNPACK },
    { "ctime(seconds=None, /)", calendar_ctime, "So many seconds since 1970 as text.", ARGS_PARSE },
    { "strftime(format, date=..., /)", calendar_strftime, "A date as text, by a format.", ARGS_PARSE },
    { "strptime(string, format='%a %b %d %H:%M:%S %Y', /)", calendar_strptime, "The date that a text tells.",
      ARGS_UNPACK },
    { "tzset()", calendar_tzset, "Read anew which time zone this is." },
    { 0 },
};

void calendar_define(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "struct_time", &date_spec);
    dict_define_text_take(module->dict, "_STRUCT_TM_ITEMS", small_int(FIELDS + HIDDEN));
    define_zone(module);
}
