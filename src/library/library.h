/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pack of Python's own library: which modules are in it says list.txt, it is made when causette is built
 * (tools/make_pack.py), and carried in the static binary; another one maps it from the file `library.pack`,
 * in the folder of the binary itself or where it was installed. It is looked for when something is first
 * looked for in it; of it is read what is imported. */
#pragma once
#include "lang/pack.h"

typedef struct Machine Machine;

/* The folder whose modules these are, PYTHON_LIBRARY: a file of a module is folder/entry.file, whether that
 * is on this machine or not. "": causette was built without a library. */
const char *library_folder(void);
/* Its name is NULL: there is no such module, or no pack. */
PackEntry library_find(Machine *machine, const char *name);
PackEntry library_peek(Machine *machine, uint32_t index); /* one after the other, in the order of names */
/* Why there is no pack; borrowed. NULL: there is one. */
const char *library_trouble(Machine *machine);
