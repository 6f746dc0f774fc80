/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions between shells. Who answers is a process of the same user, but it may be stuck, stopped or gone:
 * each answer has its time, all of them together as well, and what comes is read as data. */
#include "shell/neighbour.h"
#include "base/clock.h"
#include "base/switches.h"
#include "kernel/kernel.h"
#include "modules/socket/journal.h"
#include "sched/descriptor.h"
#include "sched/io.h"
#include "shell/meeting.h"
#include "shell/offer.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUESTION = 256, ANSWER_MS = 5, ALL_ANSWERS_MS = 10, BACKLOG = 16, NAME = 32 };
static struct {
    Program *program;
    int fd;              /* the listener */
    int spare;           /* gives its place to one that cannot be taken */
    int asking[BACKLOG]; /* who has connected and not asked yet, the oldest first */
    size_t asking_count;
    char path[sizeof((struct sockaddr_un *)0)->sun_path];
} here = { .fd = -1, .spare = -1 }; /* one shell a process, as the line editor */

/* ---- answering */

static uint64_t inode_of(int fd) {
    struct stat status;
    return fd >= 0 && fstat(fd, &status) == 0 ? status.st_ino : 0;
}

/* Whether a task of this process is parked in a call that receives there. */
static bool receives_here(uint64_t inode) {
    const Machine *machine = here.program->machine;
    for (const Link *link = machine->tasks.next; link != &machine->tasks; link = link->next) {
        const JournalPending *pending = journal_peek_waiting(CONTAINER_OF(link, Task, all_link));
        if (!pending || !(pending->record.spec->flags & JOURNAL_RECEIVES)) continue;
        const Socket *socket = socket_journal_peek(pending);
        if (socket && inode_of(socket->fd) == inode) return true;
    }
    return false;
}

static void answer_name(const char *name, Buffer *out) {
    if (is_absent(dict_peek_text(here.program->main->dict, name))) {
        buffer_append_text(out, "no\n");
        return;
    }
    buffer_append_text(out, "yes ");
    Value prompt = dict_peek_text(machine_peek_sys(here.program->machine)->dict, "ps1");
    if (!is_absent(prompt) && is_str(prompt)) str_append_utf8(out, prompt);
    buffer_append_byte(out, '\n');
}

static void answer(char *question, Buffer *out) {
    question[strcspn(question, "\n")] = '\0';
    if (!strncmp(question, "receives ", 9))
        buffer_append_text(out, receives_here(strtoull(question + 9, NULL, 10)) ? "yes\n" : "no\n");
    else if (!strncmp(question, "names ", 6))
        answer_name(question + 6, out);
    else
        buffer_append_text(out, "no\n");
}

static ssize_t receive(int fd, char *out, size_t size, int milliseconds) {
    struct pollfd poll_one = { .fd = fd, .events = POLLIN };
    if (poll(&poll_one, 1, milliseconds * switch_patience()) <= 0) return -1;
    ssize_t got = recv(fd, out, size - 1, MSG_DONTWAIT);
    if (got >= 0) out[got] = '\0';
    return got;
}

/* Takes it out of those who ask. */
static void forget_asking(int fd) {
    size_t i = 0;
    while (i < here.asking_count && here.asking[i] != fd) i++;
    if (i == here.asking_count) return;
    here.asking_count--;
    memmove(here.asking + i, here.asking + i + 1, (here.asking_count - i) * sizeof *here.asking);
    sched_call_back(here.program->sched, fd, NULL, NULL);
}

static void on_question(void *context, int fd, bool readable, bool writable) {
    (void)context, (void)readable, (void)writable;
    char question[QUESTION];
    Buffer out = { 0 };
    ssize_t got = recv(fd, question, sizeof question - 1, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;
    forget_asking(fd);
    question[got > 0 ? got : 0] = '\0';
    if (!strcmp(question, OFFER_QUESTION)) {
        offer_take(fd);
        return;
    }
    if (got > 0) {
        answer(question, &out);
        if (out.count) send(fd, out.bytes, out.count, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    buffer_clear(&out);
    close(fd);
}

static void open_spare(void) { here.spare = descriptor_raise(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

/* Where the program has all descriptors, who connects is refused: the listener would be readable for ever. */
static int take_connection(int listener) {
    int asking = descriptor_raise(accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (asking >= 0 || (errno != EMFILE && errno != ENFILE)) return asking;
    if (here.spare >= 0) close(here.spare);
    int refused = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (refused >= 0) close(refused);
    open_spare();
    return -1;
}

/* Who says nothing waits for its question at no cost, until others want its place. */
static void on_connection(void *context, int fd, bool readable, bool writable) {
    (void)context, (void)readable, (void)writable;
    int asking = take_connection(fd);
    if (asking < 0) return;
    if (!meeting_is_own(asking, NULL)) {
        close(asking);
        return;
    }
    if (here.asking_count == BACKLOG) {
        int oldest = here.asking[0];
        forget_asking(oldest);
        close(oldest);
    }
    here.asking[here.asking_count++] = asking;
    sched_call_back(here.program->sched, asking, on_question, NULL);
}

/* ---- opening */

/* It has its name only once it listens, so that nobody who finds it is refused. */
static bool listen_as(int fd, const char *folder, const struct sockaddr_un *address) {
    struct sockaddr_un new;
    char name[NAME];
    snprintf(name, sizeof name, "new-%d", (int)getpid());
    if (!meeting_address(&new, folder, name)) return false;
    unlink(new.sun_path); /* of an earlier process with our number */
    if (bind(fd, (void *)&new, sizeof new) < 0) return false;
    if (listen(fd, BACKLOG) == 0 && rename(new.sun_path, address->sun_path) == 0) return true;
    unlink(new.sun_path);
    return false;
}

void neighbour_open(Program *program) {
    char folder[MEETING_FOLDER], name[NAME];
    struct sockaddr_un address;
    here.program = program;
    meeting_name(name, sizeof name, getpid());
    if (here.fd >= 0 || !meeting_folder(folder) || !meeting_address(&address, folder, name)) return;
    here.fd = descriptor_raise(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (here.fd < 0) return;
    if (!listen_as(here.fd, folder, &address)) {
        close(here.fd);
        here.fd = -1;
        return;
    }
    memcpy(here.path, address.sun_path, sizeof here.path);
    open_spare();
    sched_call_back(program->sched, here.fd, on_connection, NULL);
}

void neighbour_close(void) {
    if (here.fd < 0) return;
    while (here.asking_count) {
        int fd = here.asking[0];
        forget_asking(fd);
        close(fd);
    }
    sched_call_back(here.program->sched, here.fd, NULL, NULL);
    close(here.fd);
    if (here.spare >= 0) close(here.spare);
    here.fd = here.spare = -1;
    unlink(here.path);
}

/* ---- asking */

static bool ask(const struct sockaddr_un *address, const char *name, const char *question, char *out,
                size_t size) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return false;
    bool answered = false;
    if (connect(fd, (const void *)address, sizeof *address) == 0) {
        answered = send(fd, question, strlen(question), MSG_DONTWAIT | MSG_NOSIGNAL) > 0 &&
                   receive(fd, out, size, ANSWER_MS) > 0;
    } else if (errno == ECONNREFUSED) {
        meeting_forget_dead(address, name);
    }
    close(fd);
    return answered && !strncmp(out, "yes", 3);
}

/* The first of the other shells that says yes; its answer. */
static bool ask_all(const char *question, char *out, size_t size) {
    char folder[MEETING_FOLDER];
    struct sockaddr_un address;
    DIR *directory = meeting_folder(folder) ? opendir(folder) : NULL;
    if (!directory) return false;
    bool found = false;
    int64_t end = clock_now() + ALL_ANSWERS_MS * CLOCK_MILLISECOND * switch_patience();
    for (struct dirent *entry; !found && clock_now() < end && (entry = readdir(directory));) {
        if (!meeting_pid(entry->d_name)) continue;
        if (!meeting_address(&address, folder, entry->d_name) || !strcmp(address.sun_path, here.path))
            continue;
        found = ask(&address, entry->d_name, question, out, size);
    }
    closedir(directory);
    return found;
}

static bool receives(void *context, uint64_t inode) {
    char question[QUESTION], out[QUESTION];
    (void)context; /* there is one shell a process */
    if (receives_here(inode)) return true;
    snprintf(question, sizeof question, "receives %" PRIu64 "\n", inode);
    return ask_all(question, out, sizeof out);
}

static bool has_name(void *context, const char *name, Buffer *prompt) {
    char question[QUESTION], out[QUESTION];
    (void)context; /* there is one shell a process */
    int count = snprintf(question, sizeof question, "names %s\n", name);
    if (count < 0 || (size_t)count >= sizeof question || !ask_all(question, out, sizeof out)) return false;
    const char *text = out[3] ? out + 4 : "";
    size_t length = strcspn(text, "\n");
    while (length && strchr(" >", text[length - 1])) length--;
    char safe[QUESTION];
    kernel_safe_text(safe, sizeof safe, text, length);
    buffer_append_text(prompt, safe);
    return true;
}

const ExplainNeighbours *neighbours_of(Program *program) {
    static const ExplainNeighbours neighbours = { has_name, receives, NULL };
    here.program = program;
    return &neighbours;
}
