/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernel stamps packets by the wall clock (CLOCK_REALTIME), calls are timed by CLOCK_MONOTONIC; both run
 * at one pace, so they differ by a number that stays until somebody sets the wall clock. It is found by
 * reading the wall clock between two readings of the other: each such look gives bounds, and together they
 * are narrower than any one of them.
 *
 * When the wall clock has been set between two looks, the packets between them were stamped before or after:
 * by the old difference as long as that gives a moment between the looks, then by the new one. Nothing is
 * ever placed before the look before. All times are in nanoseconds. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int64_t low, high; /* the wall clock's lead lies between these, bounds included */
    int64_t floor;     /* what is stamped now happened later than this */
    int64_t looked_at; /* when the last look began */
    int64_t ceiling;   /* when it ended */
    int64_t old_lead;  /* while is_set */
    bool is_set;       /* somebody has set the wall clock between the last two looks */
    bool is_known;
} WireClock;

void wire_clock_look(WireClock *clock, int times); /* the tightest of so many */
void wire_clock_take(WireClock *clock, int64_t before, int64_t wall, int64_t after); /* one look */
/* When by CLOCK_MONOTONIC it was `wall`: for moments between the last two looks, and later ones, in their
 * order. */
int64_t wire_clock_at(WireClock *clock, int64_t wall);
