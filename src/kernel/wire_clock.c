/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two clocks; see the header. */
#include "kernel/wire_clock.h"
#include "base/clock.h"

/* Bounds that miss each other by less come from rounding, or from processors that do not quite agree. */
enum { SLACK = 1000 };

static int64_t lead(const WireClock *clock) { return clock->low + (clock->high - clock->low) / 2; }

void wire_clock_take(WireClock *clock, int64_t before, int64_t wall, int64_t after) {
    int64_t low = wall - after, high = wall - before;
    bool agrees = clock->is_known && low <= clock->high && high >= clock->low;
    clock->is_set = clock->is_known && (low > clock->high + SLACK || high < clock->low - SLACK);
    if (clock->is_set) clock->old_lead = lead(clock);
    clock->low = agrees && clock->low > low ? clock->low : low;
    clock->high = agrees && clock->high < high ? clock->high : high;
    clock->floor = clock->looked_at;
    clock->looked_at = before;
    clock->ceiling = after;
    clock->is_known = true;
}

void wire_clock_look(WireClock *clock, int times) {
    int64_t best_before = 0, best_wall = 0, best_after = INT64_MAX;
    for (int i = 0; i < times; i++) {
        int64_t before = clock_now(), wall = clock_wall(), after = clock_now();
        if (after - before >= best_after - best_before) continue;
        best_before = before;
        best_wall = wall;
        best_after = after;
    }
    wire_clock_take(clock, best_before, best_wall, best_after);
}

int64_t wire_clock_at(WireClock *clock, int64_t wall) {
    int64_t at = wall - lead(clock);
    if (!clock->is_set) return at;
    int64_t by_old = wall - clock->old_lead;
    if (by_old >= clock->floor && by_old <= clock->ceiling)
        at = by_old;
    else
        clock->is_set = false;
    if (at < clock->floor) at = clock->floor;
    clock->floor = at;
    return at;
}
