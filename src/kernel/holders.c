/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds a socket: its inode is looked for among the links in /proc/PID/fd. The kernel opens that
 * folder only to the process's user and to root, so processes of others cost one refused open(2) each. The
 * newest processes are searched first, because they are the likeliest; the search is bounded in time, not
 * in processes. */
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "kernel/parts.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { HOLDERS = 4096, CLOCK_EVERY = 64, ENTRIES_SIZE = 8192, WIDEST_GAP = 8192 };
/* An entry with a number for its name takes 24 bytes, or 32 from 10000 on. */
enum { SHALLOW_SIZE = 64 * 24, LONGEST_ENTRY = 32, SHALLOW_OWN = 256 };

typedef enum { SHALLOW, DEEP } Depth;

/* getdents64(2) itself: opendir(3) allocates 32 KiB a folder. */
typedef struct {
    uint64_t inode;
    int64_t offset;
    uint16_t size;
    uint8_t type;
    char name[];
} Entry;

typedef struct {
    uint64_t inode;
    bool found;
} Wanted;

typedef struct {
    const Kernel *kernel;
    Wanted *wanted; /* in ascending order */
    size_t wanted_count, found_count;
    int64_t end;
    unsigned until_clock; /* links to read before the clock is read again */
    bool first_only, out_of_time;
    KernelHolders *out;
} Search;

bool kernel_link_is_socket(int folder, const char *name, uint64_t *inode) {
    char target[64], *end;
    ssize_t got = readlinkat(folder, name, target, sizeof target - 1);
    if (got < 9 || memcmp(target, "socket:[", 8) != 0) return false;
    target[got] = 0;
    *inode = strtoull(target + 8, &end, 10);
    return *end == ']';
}

static int compare_wanted(const void *left, const void *right) {
    const Wanted *a = left, *b = right;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

static bool is_over(Search *search) {
    if (search->first_only && search->found_count == search->wanted_count) return true;
    if (search->until_clock-- == 0) {
        search->until_clock = CLOCK_EVERY;
        search->out_of_time = clock_work() >= search->end;
    }
    return search->out_of_time;
}

static bool is_noted(const KernelHolders *holders, pid_t pid, uint64_t inode) {
    for (size_t i = 0; i < holders->count; i++)
        if (holders->items[i].pid == pid && holders->items[i].inode == inode) return true;
    return false;
}

static void note_holder(Search *search, pid_t pid, int fd, Wanted *wanted) {
    KernelHolders *out = search->out;
    if ((search->first_only && wanted->found) || is_noted(out, pid, wanted->inode)) return;
    if (!wanted->found) search->found_count++;
    wanted->found = true;
    KernelProcess *holder = out->count < HOLDERS
                                ? array_try_push(&out->items, &out->count, &out->capacity, sizeof *holder)
                                : NULL;
    if (!holder) {
        search->out_of_time = true;
        return;
    }
    /* Facts of a process are read once, however many of the sockets it holds. */
    if (out->count > 1 && holder[-1].pid == pid)
        *holder = holder[-1];
    else
        kernel_read_process(search->kernel, pid, holder);
    holder->inode = wanted->inode;
    holder->fd = fd;
}

static void search_entries(Search *search, pid_t pid, int folder, const char *entries, size_t size) {
    for (size_t at = 0; at < size && !is_over(search);) {
        const Entry *entry = (const Entry *)(const void *)(entries + at);
        Wanted key = { 0 };
        if (entry->name[0] != '.' && kernel_link_is_socket(folder, entry->name, &key.inode)) {
            Wanted *wanted =
                bsearch(&key, search->wanted, search->wanted_count, sizeof *search->wanted, compare_wanted);
            if (wanted) note_holder(search, pid, atoi(entry->name), wanted);
        }
        at += entry->size;
    }
}

/* True: the process has more descriptors than were read. */
static bool search_process(Search *search, pid_t pid, Depth depth) {
    char path[512];
    _Alignas(Entry) char entries[ENTRIES_SIZE];
    size_t room = depth == SHALLOW ? SHALLOW_SIZE : sizeof entries;
    snprintf(path, sizeof path, "%s/%d/fd", search->kernel->proc, (int)pid);
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        /* ENOENT and ESRCH: it has ended. */
        if (errno != ENOENT && errno != ESRCH) search->out->others_hidden = true;
        return false;
    }
    bool has_more = true;
    while (has_more && !is_over(search)) {
        long size = syscall(SYS_getdents64, folder, entries, room);
        has_more = size > 0;
        if (size < 0 && errno != ENOENT) search->out->others_hidden = true;
        if (size > 0) search_entries(search, pid, folder, entries, (size_t)size);
        if (depth == SHALLOW) {
            has_more = has_more && (size_t)size + LONGEST_ENTRY > room;
            break;
        }
    }
    close(folder);
    return has_more;
}

static void search_own_descriptor(Search *search, int fd, const struct stat *status) {
    Wanted key = { .inode = status->st_ino };
    if (!S_ISSOCK(status->st_mode)) return;
    Wanted *wanted =
        bsearch(&key, search->wanted, search->wanted_count, sizeof *search->wanted, compare_wanted);
    if (wanted) note_holder(search, getpid(), fd, wanted);
}

/* One's own descriptors are asked by number: with thousands of them /proc takes ten times as long. The
 * numbers are dense but for a few far up, so the walk ends when as many were met as the folder counts
 * (Linux 6.2 and later), or at a wide gap. True: there may be more. */
static bool search_own(Search *search, Depth depth) {
    struct stat folder, status;
    char path[512];
    snprintf(path, sizeof path, "%s/self/fd", search->kernel->proc);
    long open_count = stat(path, &folder) == 0 && folder.st_size > 0 ? (long)folder.st_size : LONG_MAX;
    long met = 0;
    int end = depth == SHALLOW ? SHALLOW_OWN : INT_MAX;
    for (int fd = 0, gap = 0; fd < end && gap < WIDEST_GAP && met < open_count && !is_over(search); fd++) {
        bool is_open = fstat(fd, &status) == 0;
        gap = is_open ? 0 : gap + 1;
        met += is_open;
        if (is_open) search_own_descriptor(search, fd, &status);
    }
    if (depth == SHALLOW) return met < open_count;
    if (open_count != LONG_MAX && met < open_count && !is_over(search))
        search_process(search, getpid(), DEEP);
    return false;
}

/* A process with ten thousand sockets must not hide the others behind it, and what is looked for mostly has a
 * low number: so first a few descriptors of every process, then the rest of those that have more. */
static void search_all(Search *search, bool own, bool others) {
    size_t count = 0, deep_count = 0;
    bool own_has_more = own && search_own(search, SHALLOW);
    pid_t *ids = others && !is_over(search) ? kernel_process_ids(search->kernel, &count) : NULL;
    /* There is always a first process; who does not see it misses others as well (hidepid of proc(5)). */
    if (others && !is_over(search) && (count == 0 || ids[0] != 1)) search->out->others_hidden = true;
    /* The deep ones gather at the end of the same array, which is read from there. */
    for (size_t i = count; i-- > 0 && !is_over(search);)
        if (ids[i] != getpid() && search_process(search, ids[i], SHALLOW)) ids[count - ++deep_count] = ids[i];
    if (own_has_more && !is_over(search)) search_own(search, DEEP);
    for (size_t i = 1; i <= deep_count && !is_over(search); i++) search_process(search, ids[count - i], DEEP);
    memory_free(ids);
}

/* In order, each once, and no 0, which is no socket's; *count becomes how many. */
static Wanted *new_wanted(const uint64_t *inodes, size_t *count) {
    Wanted *wanted = memory_try_array(*count, sizeof *wanted);
    if (!wanted) return NULL;
    for (size_t i = 0; i < *count; i++) wanted[i] = (Wanted){ .inode = inodes[i] };
    qsort(wanted, *count, sizeof *wanted, compare_wanted);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (wanted[i].inode != (kept ? wanted[kept - 1].inode : 0)) wanted[kept++] = wanted[i];
    *count = kept;
    return wanted;
}

void kernel_find_holders(const Kernel *kernel, const uint64_t *inodes, size_t inode_count,
                         const KernelSearch *search, KernelHolders *out) {
    out->count = 0;
    out->others_hidden = false;
    out->complete = inode_count == 0;
    Wanted *wanted = inode_count > 0 ? new_wanted(inodes, &inode_count) : NULL;
    if (!wanted) return;
    if (inode_count == 0) {
        out->complete = true;
        memory_free(wanted);
        return;
    }
    Search state = { .kernel = kernel,
                     .wanted = wanted,
                     .wanted_count = inode_count,
                     .end = search->milliseconds > 0 ? clock_work() + search->milliseconds * CLOCK_MILLISECOND
                                                     : INT64_MAX,
                     .until_clock = CLOCK_EVERY,
                     .first_only = search->first_only,
                     .out = out };
    search_all(&state, !search->skip_own, search->milliseconds > 0);
    out->complete = !state.out_of_time && (search->milliseconds > 0 || is_over(&state));
    memory_free(wanted);
}

void kernel_clear_holders(KernelHolders *holders) {
    memory_free(holders->items);
    *holders = (KernelHolders){ 0 };
}
