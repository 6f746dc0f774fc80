/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one shell tells: lines of the stream that shell/offer.h describes, read one by one. */
#pragma once
#include "ladder/watch_shells.h"

typedef struct {
    const ShellsSink *sink;
    size_t shell; /* the number that it gets once it has greeted */
    pid_t pid;
    Buffer text; /* bytes that have come and are not read yet */
    bool is_greeted, is_live, has_ended;
    int64_t asked_at, offset; /* what is added to its times: 0, unless its clock is another one than ours */
    int64_t now;              /* when this was told */
    uint64_t turns;           /* of which it has told */
    uint64_t text_total;      /* bytes of them */
} Told;

void told_init(Told *told, const ShellsSink *sink, pid_t pid, int64_t asked_at);
/* Reads the whole lines in text. False: this is none of it. */
bool told_read(Told *told, int64_t now);
void told_clear(Told *told);
