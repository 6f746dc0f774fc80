/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each round ends one generation; its children are the next one's. */
#include "dialogue/actor/orphans.h"
#include "base/clock.h"
#include "dialogue/actor/actor.h"
#include "dialogue/quiet/activity.h"
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUND = CLOCK_MILLISECOND };
#define LONGEST (2 * CLOCK_SECOND)

void orphans_adopt(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

/* All have been waited for that have ended. */
static bool has_children(void) {
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {}
    return pid == 0;
}

static bool is_spared(pid_t pid, const pid_t *spared, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (spared[i] == pid) return true;
    return false;
}

/* How many there were. */
static size_t kill_children(const pid_t *spared, size_t count) {
    size_t found = 0;
    DIR *processes = opendir("/proc");
    for (struct dirent *entry; processes && (entry = readdir(processes));) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        if (pid <= 1 || activity_parent(pid) != getpid() || is_spared(pid, spared, count)) continue;
        kill(pid, SIGKILL);
        waitpid(pid, NULL, WNOHANG);
        found++;
    }
    if (processes) closedir(processes);
    return found;
}

void orphans_end(const pid_t *spared, size_t count) {
    const struct timespec moment = { 0, ROUND };
    for (int64_t until = clock_now() + LONGEST; (count || has_children()) && clock_now() < until;
         nanosleep(&moment, NULL))
        if (!kill_children(spared, count) && count) return;
}
