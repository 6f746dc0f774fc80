/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and variables for another program, as execve(2) takes them. */
#pragma once
#include "builtin/text/codecs.h"
#include "vm/machine.h"

/* Each is owned, and the last is NULL. */
typedef struct {
    char **items;
    size_t count;
} Texts;

void texts_clear(Texts *texts);
/* A str or bytes; with `behind`, "text=behind". False: raised. */
bool texts_add(Call *call, Texts *texts, Value text, Value behind);
bool arg_texts(Call *call, size_t i, Texts *texts); /* cleared when it raises, as is the next one's */
bool arg_environment(Call *call, size_t i, Texts *texts);
