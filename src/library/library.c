/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/library.h"
#include "base/memory.h"
#include "builtin/embedded.h"
#include "vm/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* In the static binary alone. */
extern const PackBytes library_pack __attribute__((weak));

#define PACK_FILE "library.pack"

typedef struct {
    Object object;
    Pack pack;
    void *mapped; /* NULL: nothing is */
    size_t mapped_size;
    char *trouble; /* owned; NULL: the pack is open */
} Library;

static void library_free(Object *object) {
    Library *library = (Library *)object;
    if (library->mapped) munmap(library->mapped, library->mapped_size);
    memory_free(library->trouble);
    object_release_memory(object);
}

static const Type library_type = { .name = "library", .size = sizeof(Library), .free = library_free };

const char *library_folder(void) { return PYTHON_LIBRARY; }

/* ---- opening */

static void set_trouble(Library *library, const char *path, const char *problem) {
    library->trouble = buffer_new_text("%s: %s", path, problem);
}

static void open_bytes(Library *library, const char *path, const void *bytes, size_t count) {
    const char *problem = pack_open(&library->pack, bytes, count);
    if (problem) set_trouble(library, path, problem);
}

/* False: there is no such file. */
static bool map_file(Library *library, const char *path) {
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return false;
    void *mapped = MAP_FAILED;
    bool is_there = fd >= 0 && fstat(fd, &status) == 0;
    bool is_empty = is_there && status.st_size == 0;
    if (is_there && !is_empty) mapped = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (mapped == MAP_FAILED) {
        set_trouble(library, path, is_empty ? "it is empty" : strerror(errno));
    } else {
        library->mapped = mapped;
        library->mapped_size = (size_t)status.st_size;
        open_bytes(library, path, mapped, library->mapped_size);
    }
    if (fd >= 0) close(fd);
    return true;
}

/* Beside the binary itself: one that was built and not installed, or copied with its pack. */
static bool map_neighbour(Library *library) {
    enum { LONGEST = 4096 };
    char path[LONGEST + sizeof PACK_FILE];
    ssize_t count = readlink("/proc/self/exe", path, LONGEST);
    char *end = count > 0 && count < LONGEST ? memrchr(path, '/', (size_t)count) : NULL;
    if (!end) return false;
    memcpy(end + 1, PACK_FILE, sizeof PACK_FILE);
    return map_file(library, path);
}

static void open_library(Library *library) {
    if (&library_pack)
        open_bytes(library, "causette", library_pack.bytes, library_pack.count);
    else if (!PYTHON_LIBRARY[0])
        library->trouble = buffer_new_text("causette was built without Python's library");
    else if (!map_neighbour(library) && !map_file(library, PACK_PLACE))
        set_trouble(library, PACK_PLACE, strerror(ENOENT));
}

static Library *library_of(Machine *machine) {
    if (is_absent(machine->library)) {
        Library *library = object_new(&library_type, sizeof *library);
        open_library(library);
        machine->library = object_value(library);
    }
    return (Library *)object_of(machine->library);
}

/* ---- asking */

PackEntry library_find(Machine *machine, const char *name) {
    const Library *library = library_of(machine);
    return library->trouble ? (PackEntry){ 0 } : pack_find(&library->pack, name);
}

PackEntry library_peek(Machine *machine, uint32_t index) {
    const Library *library = library_of(machine);
    return library->trouble ? (PackEntry){ 0 } : pack_peek(&library->pack, index);
}

const char *library_trouble(Machine *machine) { return library_of(machine)->trouble; }
