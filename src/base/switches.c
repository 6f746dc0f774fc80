/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/switches.h"
#include <stdlib.h>
#include <string.h>

#if SWITCHES
static struct {
    long syscall_left, memory_left; /* 0: off; counted down to the one that fails */
    int syscall_error;
    bool park_always, collects_always, hides_diag, hides_proc;
} switches;

static void read_switch(const char *text) {
    char *end;
    if (strcmp(text, "park-always") == 0)
        switches.park_always = true;
    else if (strcmp(text, "collect-always") == 0)
        switches.collects_always = true;
    else if (strcmp(text, "hide-diag") == 0)
        switches.hides_diag = true;
    else if (strcmp(text, "hide-proc") == 0)
        switches.hides_proc = true;
    else if (strncmp(text, "fail-memory=", 12) == 0)
        switches.memory_left = strtol(text + 12, NULL, 10);
    else if (strncmp(text, "fail-syscall=", 13) == 0) {
        switches.syscall_left = strtol(text + 13, &end, 10);
        if (*end == ':') switches.syscall_error = (int)strtol(end + 1, NULL, 10);
    }
}

void switches_init(void) {
    const char *given = getenv("CAUSETTE_SWITCHES");
    char *list = given ? strdup(given) : NULL;
    char *rest = list;
    for (char *item; rest && (item = strsep(&rest, ","));) read_switch(item);
    free(list);
}

static bool counts_down_to_zero(long *left) { return *left > 0 && --*left == 0; }

int switch_syscall_error(void) {
    return counts_down_to_zero(&switches.syscall_left) ? switches.syscall_error : 0;
}

bool switch_memory_fails(void) { return counts_down_to_zero(&switches.memory_left); }
bool switch_park_always(void) { return switches.park_always; }
bool switch_collects_always(void) { return switches.collects_always; }
bool switch_hides_diag(void) { return switches.hides_diag; }
bool switch_hides_proc(void) { return switches.hides_proc; }
#endif
