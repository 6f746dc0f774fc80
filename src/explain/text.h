/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The typed text piece by piece, also where it is no program: as the lexer reads it, strings and comments
 * apart. */
#pragma once
#include "base/buffer.h"
#include <stdbool.h>

bool text_is_word_byte(char byte); /* of a name or number; all beyond ASCII */
/* Behind the string that begins with the quote at `at`; an unfinished one ends with its line. */
size_t text_skip_string(const char *text, size_t count, size_t at);
/* The next word, number, string or other byte behind *at, comments left out; *at is then behind it. False:
 * the end. A string begins with its quote, so its prefix is a word of its own. `text` must end with a NUL. */
bool text_next_piece(const char *text, size_t count, size_t *at, size_t *start);
bool text_is_plain(const char *text, size_t count); /* no control characters: it can be shown */
/* The word with which the text begins, when it runs something in the system's terminal: its length; 0. */
size_t text_system_command(const char *text);
bool text_parses(const char *text, size_t count); /* as a statement of the prompt */
/* The innermost bracket that keeps the text from being a statement; 0: it is not one that is left open. */
char text_open_bracket(const char *text, size_t count);
/* The same of the text without its last line, when that line is a statement of its own, and cannot belong to
 * the bracket. */
char text_bracket_above(const char *text, size_t count);
