/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a program's source a call was made, read from its debug information (-g) by libdw of elfutils,
 * which is loaded when it is first asked for. Without it, as in the static binary, or without debug
 * information, no place is known. */
#pragma once
#include "base/buffer.h"
#include "kernel/tracer.h"
#include <stdbool.h>
#include <sys/types.h>

typedef struct Places Places;

typedef struct {
    char file[64];     /* its last part */
    char function[64]; /* "handle_client"; "" not known */
    int line;
} Place;

Places *places_new(void);
void places_free(Places *places); /* NULL is allowed */
/* Of a thread that stands still in a call: the innermost function that is not the C library's. False: not
 * known. */
bool places_find(Places *places, pid_t process, pid_t thread, const TracedCall *call, Place *out);
void places_forget(Places *places, pid_t process);         /* it has ended, or runs another image */
void traced_place_append(Buffer *out, const Place *place); /* FILE:42, in handle_client */
