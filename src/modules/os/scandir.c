/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: scandir, and the entries that it gives. */
#include "modules/os/posix.h"
#include "vm/class_call.h"
#include "vm/raise.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- entries */

typedef struct {
    Object object;
    Value name, path;
    Value followed, own; /* stat_result of what it leads to and of itself; ABSENT: not asked yet */
    Buffer place;        /* what the system calls it, below `folder` */
    int folder;          /* the descriptor that was scanned, the program's; -1: `place` is the whole path */
    ino_t inode;
    unsigned char kind; /* DT_UNKNOWN, DT_DIR, ... */
} DirEntry;

static void entry_free(Object *object) {
    DirEntry *entry = (DirEntry *)object;
    release(entry->name);
    release(entry->path);
    release(entry->followed);
    release(entry->own);
    buffer_clear(&entry->place);
    object_release_memory(object);
}

static Verdict entry_repr(Buffer *out, Value self, int depth) {
    buffer_append_text(out, "<DirEntry ");
    Verdict verdict = value_repr(out, ((DirEntry *)object_of(self))->name, depth + 1);
    if (verdict == YES) buffer_append_byte(out, '>');
    return verdict;
}

static const Type entry_type = {
    .name = "posix.DirEntry",
    .size = sizeof(DirEntry),
    .free = entry_free,
    .repr = entry_repr,
};

static DirEntry *self_entry(const Call *call) { return (DirEntry *)object_of(call->args[0]); }

static int ask(DirEntry *entry, bool follows, struct stat *status) {
    int folder = entry->folder < 0 ? AT_FDCWD : entry->folder;
    return fstatat(folder, buffer_text(&entry->place), status, follows ? 0 : AT_SYMLINK_NOFOLLOW);
}

static Outcome entry_stat(Call *call) {
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    DirEntry *entry = self_entry(call);
    bool follows = is_same(call->args[1], TRUE);
    Value *kept = follows ? &entry->followed : &entry->own;
    struct stat status;
    if (is_absent(*kept)) {
        if (ask(entry, follows, &status) < 0) return raise_errno_of(call->task, errno, entry->path);
        *kept = posix_status_new(call_machine(call), &status);
    }
    return give(call, retain(*kept));
}

/* Whether it, or what it leads to, is of this kind; what is gone is of none. */
static Outcome is_of_kind(Call *call, unsigned char kind, mode_t mode) {
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    DirEntry *entry = self_entry(call);
    bool follows = is_same(call->args[1], TRUE);
    struct stat status;
    if (entry->kind != DT_UNKNOWN && (!follows || entry->kind != DT_LNK))
        return give_bool(call, entry->kind == kind);
    if (ask(entry, follows, &status) == 0) return give_bool(call, (status.st_mode & S_IFMT) == mode);
    return errno == ENOENT ? give_bool(call, false) : raise_errno_of(call->task, errno, entry->path);
}

static Outcome entry_is_dir(Call *call) { return is_of_kind(call, DT_DIR, S_IFDIR); }
static Outcome entry_is_file(Call *call) { return is_of_kind(call, DT_REG, S_IFREG); }

static Outcome entry_is_symlink(Call *call) {
    DirEntry *entry = self_entry(call);
    struct stat status;
    if (entry->kind != DT_UNKNOWN) return give_bool(call, entry->kind == DT_LNK);
    return give_bool(call, ask(entry, false, &status) == 0 && S_ISLNK(status.st_mode));
}

static Outcome entry_inode(Call *call) { return give(call, int_from_uint64(self_entry(call)->inode)); }
static Outcome entry_name(Call *call) { return give(call, retain(self_entry(call)->name)); }
static Outcome entry_path(Call *call) { return give(call, retain(self_entry(call)->path)); }

static const NativeSpec entry_methods[] = {
    { "name", entry_name, "Its name.", .flags = NATIVE_MEMBER },
    { "path", entry_path, "Its name behind the path that was scanned.", .flags = NATIVE_MEMBER },
    { "is_dir(self, *, follow_symlinks=True)", entry_is_dir, "Whether it is a folder." },
    { "is_file(self, *, follow_symlinks=True)", entry_is_file, "Whether it is a file." },
    { "is_symlink(self, /)", entry_is_symlink, "Whether it is a symbolic link." },
    { "stat(self, *, follow_symlinks=True)", entry_stat, "What is known of it, asked once." },
    { "inode(self, /)", entry_inode, "Its number in the file system." },
    { "__fspath__(self, /)", entry_path, "Its path." },
    { 0 },
};

const ClassSpec posix_dir_entry_class = {
    .type = &entry_type,
    .module = "posix",
    .methods = entry_methods,
    .doc = "What scandir() gives for each name.",
};

/* ---- the iterator */

typedef struct {
    Object object;
    DIR *folder;   /* NULL: at its end, or closed */
    Buffer before; /* "path/", for entries' paths */
    bool is_bytes;
    int fd; /* the descriptor that was given; -1: a path */
} Scan;

static void scan_end(Scan *scan) {
    if (scan->folder) closedir(scan->folder);
    scan->folder = NULL;
}

static void scan_free(Object *object) {
    scan_end((Scan *)object);
    buffer_clear(&((Scan *)object)->before);
    object_release_memory(object);
}

static const Type scan_type = { .name = "posix.ScandirIterator", .size = sizeof(Scan), .free = scan_free };

static Scan *self_scan(const Call *call) { return (Scan *)object_of(call->args[0]); }

static Value entry_new(Task *task, Scan *scan, const struct dirent *found) {
    Buffer path = { 0 };
    if (scan->fd < 0) buffer_append(&path, scan->before.bytes, scan->before.count);
    buffer_append_text(&path, found->d_name);
    DirEntry *entry = object_new(&entry_type, sizeof *entry);
    entry->name = system_name(task, found->d_name, scan->is_bytes);
    entry->path = system_name(task, buffer_text(&path), scan->is_bytes);
    entry->followed = entry->own = ABSENT;
    entry->place = path;
    entry->folder = scan->fd;
    entry->inode = found->d_ino;
    entry->kind = found->d_type;
    return object_value(entry);
}

static Outcome scan_next(Call *call) {
    Scan *scan = self_scan(call);
    for (struct dirent *found; scan->folder && (found = readdir(scan->folder));) {
        if (!strcmp(found->d_name, ".") || !strcmp(found->d_name, "..")) continue;
        return give(call, entry_new(call->task, scan, found));
    }
    scan_end(scan);
    return raise_stop(call->task, NONE);
}

static Outcome scan_self(Call *call) { return give(call, retain(call->args[0])); }

static Outcome scan_close(Call *call) {
    scan_end(self_scan(call));
    return give_none(call);
}

static const NativeSpec scan_methods[] = {
    { "__iter__(self, /)", scan_self, NULL },
    { "__next__(self, /)", scan_next, NULL },
    { "__enter__(self, /)", scan_self, NULL },
    { "__exit__(self, /, *exception)", scan_close, NULL },
    { "close(self, /)", scan_close, "Give up what is left." },
    { 0 },
};

const ClassSpec posix_scandir_class = {
    .type = &scan_type,
    .module = "posix",
    .is_hidden = true,
    .methods = scan_methods,
    .doc = "Entries of a folder, one after the other.",
};

static DIR *open_folder(const Path *path, Path *text) {
    if (path->fd < 0) return opendir(path_text(text));
    int copy = fcntl(path->fd, F_DUPFD_CLOEXEC, 0);
    DIR *folder = copy < 0 ? NULL : fdopendir(copy);
    int problem = errno;
    if (!folder && copy >= 0) close(copy);
    if (folder) rewinddir(folder);
    errno = problem;
    return folder;
}

static Outcome scandir_new(Call *call) {
    Path path;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD_OR_NONE, &path);
    if (outcome != DONE) return outcome;
    DIR *folder = open_folder(&path, &path);
    if (!folder) return give_done_on(call, -1, &path);
    Scan *scan = object_new(&scan_type, sizeof *scan);
    scan->folder = folder;
    scan->is_bytes = path.is_bytes;
    scan->fd = path.fd;
    buffer_append_text(&scan->before, path_text(&path));
    if (scan->before.count && scan->before.bytes[scan->before.count - 1] != '/')
        buffer_append_byte(&scan->before, '/');
    path_clear(&path);
    return give(call, object_value(scan));
}

const NativeSpec posix_scanning[] = {
    { "scandir(path=None)", scandir_new, "The entries of a folder, one after the other." },
    { 0 },
};
