/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement that grows line by line, as it is typed or pasted: is it complete now? The answers are those of
 * source_completeness, which parses the whole; where a new line goes on as the ones before did, the work is
 * that of the line alone, so that a paste of thousands of lines costs what its lines cost. */
#pragma once
#include "lang/parser.h"

enum { GROWTH_LEVELS = 60 };

/* An open bracket of which everything is known that says what may follow. */
typedef struct {
    uint8_t kind;    /* LevelKind */
    uint8_t place;   /* GrowthPlace */
    bool is_name;    /* the item is a name so far */
    bool is_keyword; /* it is `name=value` */
    bool had_keyword;
    bool is_string; /* the operand's last token is a string */
    bool has_value; /* of a dict: the colon has come */
} GrowthLevel;

/* {0} before its first line. */
typedef struct {
    Completeness answer; /* to what there was before the last line */
    size_t sibling;      /* where the last line begins, if it is a simple statement of a block; else 0 */
    /* The innermost open brackets, those outside of which are not known; 0: the next line is parsed with all
     * before it. */
    size_t known;
    GrowthLevel levels[GROWTH_LEVELS];
    bool has_case; /* patterns have a grammar of their own */
} Growth;

/* The last line begins at line_start; text ends behind it, with a zero byte. */
Completeness source_grown(Growth *growth, const char *text, size_t count, size_t line_start);
