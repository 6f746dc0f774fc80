/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The abstract classes of module io, and the way from a row of C to a method in the notation.
 *
 * What is asked often is C: files that open() made over a descriptor, BytesIO, StringIO. All else, layers
 * that a program wrote or put together, is done by the functions of modules/io/_io.py: for a class C of ours
 * there is CMethods, whose functions get the object of C as self. See
 * https://docs.python.org/3.11/library/io.html */
#pragma once
#include "vm/machine.h"

/* Every object of module io begins so. */
typedef struct {
    Container head;
    Value attributes;
    bool is_closed; /* by the methods of IOBase; a file or a BytesIO knows itself */
} IoBase;

extern const Type io_base_type, io_raw_base_type, io_buffered_base_type, io_text_base_type;
extern const ClassSpec io_base_class, io_raw_base_class, io_buffered_base_class, io_text_base_class;

/* Calls the function of _io.py that is named as this row, in the class named as the row's; DONE with its
 * result. Uses steps from IO_TOWER up. */
enum { IO_TOWER = 0xe000 };
Native io_tower;
Outcome io_tower_of(Call *call, const char *class, const char *function);
