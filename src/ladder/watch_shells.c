/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding shells and reading them. A socket in the folder is known by its name and its inode: one that was
 * left is not asked again, a new one of the same name is. */
#include "ladder/watch_shells.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/retry.h"
#include "ladder/folder_news.h"
#include "ladder/told.h"
#include "sched/io.h"
#include "shell/meeting.h"
#include "shell/offer.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NAME = 32,
    KNOWN_LIMIT = 4096,
    SOON_MS = 40, /* until who was refused is asked again, and the folder is read where it tells no news */
    LATER_MS = 1000,
    SOON_TRIES = 25,
    LATE_MS = 300, /* most time that a shell has to tell what is there already */
    ROUND = 64 * 1024,
    QUIET_MS = 20, /* in which nobody tells anything: the end */
    LAST_ROUNDS = 16
};

/* A socket in the folder. */
typedef struct {
    char name[NAME];
    ino_t inode;
    struct timespec made;
    bool is_there; /* at the last look */
    bool is_asked; /* or left */
    int tries;
} Known;

typedef struct {
    int fd;
    int64_t asked_at; /* nanoseconds */
    bool is_late;
    Told told;
} Connection;

struct WatchShells {
    ShellsSink sink;
    char folder[MEETING_FOLDER];
    int news;
    int64_t look_at; /* when the folder is to be read again, nanoseconds; 0: now */
    Known *known;
    size_t known_count, known_capacity;
    Connection connections[WATCHED_SHELLS];
    size_t count;
    size_t joined; /* ever */
};

/* ---- connections */

static void leave(WatchShells *shells, Connection *connection, ShellEnd how) {
    Told told = connection->told;
    close(connection->fd);
    *connection = shells->connections[--shells->count];
    if (told.is_greeted)
        shells->sink.left(shells->sink.context, told.shell, how);
    else if (told.pid > 0 && kill(told.pid, 0) == 0)
        shells->sink.refused(shells->sink.context, told.pid);
    told_clear(&told);
}

/* 0: it is asked; else an errno. */
static int ask(WatchShells *shells, const struct sockaddr_un *address) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return errno;
    pid_t pid;
    int problem = 0;
    int64_t asked_at = clock_now(); /* before it can answer */
    if (connect(fd, (const void *)address, sizeof *address) < 0 ||
        send(fd, OFFER_QUESTION, strlen(OFFER_QUESTION), MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
        problem = errno;
    else if (!meeting_is_own(fd, &pid))
        problem = EPERM;
    if (problem) {
        close(fd);
        return problem;
    }
    Connection *connection = &shells->connections[shells->count++];
    *connection = (Connection){ .fd = fd, .asked_at = asked_at, .is_late = true };
    told_init(&connection->told, &shells->sink, pid, asked_at);
    return 0;
}

/* False: nothing was there. */
static bool read_some(WatchShells *shells, Connection *connection) {
    Told *told = &connection->told;
    char *room = buffer_reserve(&told->text, ROUND);
    ssize_t got = room ? io_recv(connection->fd, room, ROUND, 0, IO_TRY) : 0;
    if (got == -EAGAIN || retry_is_told(got)) return false;
    if (got <= 0) {
        leave(shells, connection, told->has_ended ? SHELL_ENDED : SHELL_VANISHED);
        return true;
    }
    told->text.count += (size_t)got;
    bool was_greeted = told->is_greeted;
    if (!was_greeted) told->shell = shells->joined;
    bool is_readable = told_read(told, clock_now());
    if (!was_greeted && told->is_greeted) shells->joined++;
    if (told->is_live) connection->is_late = false;
    if (!is_readable) leave(shells, connection, SHELL_UNREADABLE);
    return true;
}

/* ---- the folder */

static Known *find_known(WatchShells *shells, const char *name, const struct stat *status) {
    for (size_t i = 0; i < shells->known_count; i++) {
        Known *known = &shells->known[i];
        if (known->inode == status->st_ino && known->made.tv_sec == status->st_ctim.tv_sec &&
            known->made.tv_nsec == status->st_ctim.tv_nsec && !strcmp(known->name, name))
            return known;
    }
    return NULL;
}

static Known *get_known(WatchShells *shells, const char *name, const struct stat *status) {
    Known *known = find_known(shells, name, status);
    if (known || shells->known_count == KNOWN_LIMIT || strlen(name) >= NAME) return known;
    known = array_try_push(&shells->known, &shells->known_count, &shells->known_capacity, sizeof *known);
    if (!known) return NULL;
    *known = (Known){ .inode = status->st_ino, .made = status->st_ctim };
    strcpy(known->name, name);
    return known;
}

static void ask_known(WatchShells *shells, Known *known, int64_t now) {
    struct sockaddr_un address;
    bool has_room = shells->count < WATCHED_SHELLS && shells->joined < WATCHED_EVER;
    if (known->is_asked || !has_room || !meeting_address(&address, shells->folder, known->name)) return;
    int problem = ask(shells, &address);
    known->is_asked = !problem || problem == EPERM;
    if (problem == ECONNREFUSED) meeting_forget_dead(&address, known->name);
    if (known->is_asked) return;
    int64_t again = now + (++known->tries < SOON_TRIES ? SOON_MS : LATER_MS) * CLOCK_MILLISECOND;
    if (again < shells->look_at) shells->look_at = again;
}

static void forget_gone(WatchShells *shells) {
    for (size_t i = 0; i < shells->known_count;) {
        if (shells->known[i].is_there)
            i++;
        else
            shells->known[i] = shells->known[--shells->known_count];
    }
}

static void look(WatchShells *shells) {
    int64_t now = clock_now();
    if (shells->news < 0 && meeting_folder(shells->folder)) shells->news = folder_news_open(shells->folder);
    shells->look_at = now + (shells->news < 0 ? SOON_MS : LATER_MS) * CLOCK_MILLISECOND;
    DIR *directory = opendir(shells->folder);
    if (!directory) return;
    for (size_t i = 0; i < shells->known_count; i++) shells->known[i].is_there = false;
    for (struct dirent *entry; (entry = readdir(directory));) {
        struct stat status;
        if (!meeting_pid(entry->d_name) ||
            fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0 ||
            !S_ISSOCK(status.st_mode))
            continue;
        Known *known = get_known(shells, entry->d_name, &status);
        if (!known) continue;
        known->is_there = true;
        ask_known(shells, known, now);
    }
    closedir(directory);
    forget_gone(shells);
}

/* ---- all of them */

WatchShells *watch_shells_open(const ShellsSink *sink) {
    char folder[MEETING_FOLDER];
    if (!meeting_folder(folder)) return NULL;
    WatchShells *shells = memory_get_zeroed(sizeof *shells);
    shells->sink = *sink;
    shells->news = -1;
    strcpy(shells->folder, folder);
    look(shells);
    return shells;
}

void watch_shells_close(WatchShells *shells) {
    if (!shells) return;
    for (size_t i = 0; i < shells->count; i++) {
        close(shells->connections[i].fd);
        told_clear(&shells->connections[i].told);
    }
    if (shells->news >= 0) close(shells->news);
    memory_free(shells->known);
    memory_free(shells);
}

size_t watch_shells_polls(const WatchShells *shells, struct pollfd *out) {
    out[0] = (struct pollfd){ .fd = shells->news, .events = POLLIN };
    for (size_t i = 0; i < shells->count; i++)
        out[i + 1] = (struct pollfd){ .fd = shells->connections[i].fd, .events = POLLIN };
    return shells->count + 1;
}

int watch_shells_time(const WatchShells *shells) { return clock_poll_time(shells->look_at - clock_now()); }

void watch_shells_step(WatchShells *shells, const struct pollfd *polls) {
    for (size_t i = shells->count; i-- > 0;) {
        if (polls[i + 1].revents) read_some(shells, &shells->connections[i]);
    }
    if (shells->news >= 0 && polls[0].revents) {
        if (!folder_news_take(shells->news)) {
            close(shells->news);
            shells->news = -1;
        }
        shells->look_at = 0;
    }
    if (shells->look_at <= clock_now()) look(shells);
}

/* What a shell has done it tells when it next waits; one that floods is heard out only so far. */
void watch_shells_finish(WatchShells *shells) {
    struct pollfd polls[WATCHED_SHELLS + 1];
    for (int i = 0; i < LAST_ROUNDS; i++) {
        size_t count = watch_shells_polls(shells, polls);
        polls[0].fd = -1;
        if (poll(polls, count, QUIET_MS) == 0) return;
        watch_shells_step(shells, polls);
    }
}

bool watch_shells_are_late(const WatchShells *shells) {
    int64_t now = clock_now();
    for (size_t i = 0; i < shells->count; i++) {
        const Connection *connection = &shells->connections[i];
        if (connection->is_late && now < connection->asked_at + LATE_MS * CLOCK_MILLISECOND) return true;
    }
    return false;
}
