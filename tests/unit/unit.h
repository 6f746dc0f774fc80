/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a unit test needs: CHECK notes a failure and goes on, so one run shows them all.

       static void test_push(void) {
           CHECK(list_length(&list) == 1);
           CHECK_INT(list_length(&list), 1);      shows both numbers
           CHECK_TEXT(name, "server");            shows both texts
       }

       int main(void) {
           test_push();
           return unit_end();
       }

   The macros only add the place and the text of the expression; they never return or jump, and each
   gives back whether it held, for a test that cannot go on without it. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int unit_checks, unit_failures;

static inline bool unit_check(bool held, const char *file, int line, const char *text) {
    unit_checks++;
    if (!held) {
        unit_failures++;
        printf("%s:%d: %s\n", file, line, text);
    }
    return held;
}

static inline bool unit_check_int(long long got, long long want, const char *file, int line,
                                  const char *text) {
    bool held = unit_check(got == want, file, line, text);
    if (!held) printf("    got %lld, want %lld\n", got, want);
    return held;
}

static inline bool unit_check_text(const char *got, const char *want, const char *file, int line,
                                   const char *text) {
    bool same = got && want ? strcmp(got, want) == 0 : got == want;
    bool held = unit_check(same, file, line, text);
    if (!held) printf("    got  %s\n    want %s\n", got ? got : "(null)", want ? want : "(null)");
    return held;
}

#define CHECK(condition) unit_check((condition), __FILE__, __LINE__, #condition)
#define CHECK_INT(got, want) unit_check_int((got), (want), __FILE__, __LINE__, #got " is " #want)
#define CHECK_TEXT(got, want) unit_check_text((got), (want), __FILE__, __LINE__, #got " is " #want)

/* The exit status of the test. A test that checked nothing has failed: it would hide that it is empty. */
static inline int unit_end(void) {
    printf("%d checks, %d failures\n", unit_checks, unit_failures);
    return unit_checks > 0 && unit_failures == 0 ? 0 : 1;
}

#endif
