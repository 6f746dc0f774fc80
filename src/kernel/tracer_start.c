/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a tracer begins: a program started, or the threads of one that runs. */
#include "base/language.h"
#include "base/memory.h"
#include "base/retry.h"
#include "base/span.h"
#include "kernel/tracer_parts.h"
#include <dirent.h>
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#if defined __x86_64__
#define OWN_MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OWN_MACHINE AUDIT_ARCH_AARCH64
#else
#define OWN_MACHINE 0 /* no filter, so every call stops */
#endif

/* Of PTRACE_SEIZE. */
static unsigned long seize_options(const Tracer *tracer) {
    unsigned long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
                            PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC;
    return tracer->has_filter ? options | PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL : options;
}

/* ---- the filter */

enum { FILTER_CALLS = 200, FILTER_HEAD = 3, FILTER_TAIL = 2 };

/* All calls but these run on. 0, or -errno; in the program that is to be traced. */
static int set_filter(const long *calls) {
    struct sock_filter code[FILTER_HEAD + FILTER_CALLS + FILTER_TAIL];
    size_t count = 0, total = 0;
    while (calls[total] >= 0 && total < FILTER_CALLS) total++;
    code[count++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[count++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_MACHINE, 0, (uint8_t)(total + 1));
    code[count++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < total; i++) /* the last instruction stops */
        code[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i],
                                                     (uint8_t)(total - i), 0);
    code[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    struct sock_fprog program = { .len = (unsigned short)count, .filter = code };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -errno;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0 ? -errno : 0;
}

/* Whether the file gives its process rights that a filter would take from it. */
static bool gives_rights(const char *path) {
    struct stat about;
    if (stat(path, &about) < 0) return false;
    return about.st_mode & (S_ISUID | S_ISGID) || getxattr(path, "security.capability", NULL, 0) > 0;
}

/* As execvp(3) looks; false: nowhere. */
static bool find_program(const char *name, char *out, size_t size) {
    const char *path = getenv("PATH");
    if (strchr(name, '/')) return snprintf(out, size, "%s", name) < (int)size;
    for (const char *at = path ? path : "/bin:/usr/bin"; *at; at += *at == ':') {
        size_t length = strcspn(at, ":");
        int made = snprintf(out, size, "%.*s%s%s", (int)length, at, length ? "/" : "", name);
        at += length;
        if (made > 0 && made < (int)size && access(out, X_OK) == 0) return true;
    }
    errno = ENOENT;
    return false;
}

/* ---- what a file says */

/* ASan brings LeakSanitizer along. */
static bool checks_leaks(const char *bytes, size_t count) {
    static const char *const names[] = { "libasan.so", "liblsan.so", "__lsan_do_leak_check" };
    const char *options = getenv("ASAN_OPTIONS");
    if (options && strstr(options, "detect_leaks=0")) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (memmem(bytes, count, names[i], strlen(names[i]))) return true;
    }
    return false;
}

static Traceable examine(const char *bytes, size_t count) {
    if (count < EI_NIDENT || memcmp(bytes, ELFMAG, SELFMAG) != 0) return TRACEABLE; /* a script */
    if (bytes[EI_CLASS] != (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32)) return TRACEABLE_OTHER_MACHINE;
    return checks_leaks(bytes, count) ? TRACEABLE_LEAK_CHECKED : TRACEABLE;
}

Traceable tracer_examine(const char *name) {
    char path[PATH_MAX];
    struct stat about;
    Traceable found = TRACEABLE;
    int fd = find_program(name, path, sizeof path) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return found;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
        void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes != MAP_FAILED) {
            found = examine(bytes, (size_t)about.st_size);
            munmap(bytes, (size_t)about.st_size);
        }
    }
    close(fd);
    return found;
}

/* ---- a program that is started */

/* In the child: waits until it is followed. */
static _Noreturn void become(const TracerPlan *plan, bool has_filter, char *const *words, int may_go) {
    char byte;
    while (retry_is_due(read(may_go, &byte, 1))) continue;
    close(may_go);
    signal(SIGPIPE, plan->pipe_was_ignored ? SIG_IGN : SIG_DFL);
    sigprocmask(SIG_SETMASK, &plan->signals, NULL);
    int error = has_filter ? -set_filter(plan->calls) : 0;
    if (!error) {
        execvp(words[0], words);
        error = errno;
    }
    Buffer safe = { 0 };
    span_append_printable(&safe, (Span){ words[0], strlen(words[0]) });
    dprintf(STDERR_FILENO, _("causette: cannot run '%s': %s\n"), buffer_text(&safe), strerror(error));
    _exit(error == ENOENT ? 127 : 126);
}

static Tracer *make(const TracerPlan *plan, pid_t first, bool has_filter) {
    Tracer *tracer = memory_get_zeroed(sizeof *tracer);
    tracer->plan = plan;
    tracer->first = first;
    tracer->has_filter = has_filter;
    return tracer;
}

Tracer *tracer_launch(const TracerPlan *plan, char *const *words, int *error) {
    char path[PATH_MAX];
    int go[2];
    if (!find_program(words[0], path, sizeof path) || access(path, X_OK) < 0) {
        *error = errno;
        return NULL;
    }
    bool has_filter = OWN_MACHINE && !plan->no_filter && !gives_rights(path);
    if (pipe2(go, O_CLOEXEC) < 0) {
        *error = errno;
        return NULL;
    }
    pid_t child = fork();
    if (child == 0) {
        close(go[1]);
        become(plan, has_filter, words, go[0]);
    }
    *error = errno;
    Tracer *tracer = NULL;
    if (child > 0) {
        tracer = make(plan, child, has_filter);
        *error = ptrace(PTRACE_SEIZE, child, NULL, seize_options(tracer)) < 0 ? errno : 0;
        tracer_start(tracer, child, child, 0);
    }
    if (tracer && *error) {
        kill(child, SIGKILL);
        while (retry_is_due(waitpid(child, NULL, __WALL))) continue;
        tracer_free(tracer);
        tracer = NULL;
    }
    close(go[0]);
    close(go[1]); /* it goes */
    return tracer;
}

/* ---- a process that runs */

/* Seizes the threads that are not followed yet; how many, or -errno of the first thread's. */
static int seize_threads(Tracer *tracer, pid_t process) {
    char path[64];
    int count = 0, error = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int)process);
    DIR *folder = opendir(path);
    if (!folder) return -ESRCH;
    for (struct dirent *entry; (entry = readdir(folder));) {
        pid_t id = (pid_t)strtol(entry->d_name, NULL, 10);
        if (id <= 0 || tracer_find(tracer, id)) continue;
        if (ptrace(PTRACE_SEIZE, id, NULL, seize_options(tracer)) < 0) {
            if (id == process) error = errno;
            continue;
        }
        tracer_start(tracer, id, process, 0);
        ptrace(PTRACE_INTERRUPT, id, NULL, NULL);
        count++;
    }
    closedir(folder);
    return error ? -error : count;
}

Tracer *tracer_attach(const TracerPlan *plan, pid_t process, int *error) {
    Tracer *tracer = make(plan, process, false);
    int found;
    do found = seize_threads(tracer, process); /* until a look finds none that is new */
    while (found > 0);
    if (!found && tracer->thread_count) return tracer;
    *error = found ? -found : ESRCH;
    tracer_free(tracer);
    return NULL;
}
