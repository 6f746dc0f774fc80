/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of doctest, by name: the one table. */
#pragma once
#include "document/mark.h"
#include "document/word.h"

/* Reads +OPTION or -OPTION; an option named later wins. False: the word is none of doctest's options. */
bool option_read(const Word *word, unsigned *set, unsigned *cleared, int line, Problems *problems);
