/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames are unwound up to the first that has a line; modules are reported again where a frame is in none
 * that is known. */
#include "trace/place.h"
#include "base/memory.h"
#include "kernel/kernel.h"
#include <dlfcn.h>
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <string.h>

#define DW_FUNCTIONS(DO)                                                                                     \
    DO(dwfl_begin)                                                                                           \
    DO(dwfl_end)                                                                                             \
    DO(dwfl_linux_proc_report)                                                                               \
    DO(dwfl_report_begin)                                                                                    \
    DO(dwfl_report_begin_add)                                                                                \
    DO(dwfl_report_end)                                                                                      \
    DO(dwfl_linux_proc_attach)                                                                               \
    DO(dwfl_linux_proc_find_elf)                                                                             \
    DO(dwfl_standard_find_debuginfo)                                                                         \
    DO(dwfl_getthread_frames)                                                                                \
    DO(dwfl_frame_pc)                                                                                        \
    DO(dwfl_addrmodule)                                                                                      \
    DO(dwfl_module_info)                                                                                     \
    DO(dwfl_module_getsrc)                                                                                   \
    DO(dwfl_module_addrname)                                                                                 \
    DO(dwfl_lineinfo)

typedef struct {
#define DW_MEMBER(name) __typeof__(name) *name;
    DW_FUNCTIONS(DW_MEMBER)
} Dw;

/* The caller of a call. */
typedef struct {
    uint64_t pc, caller; /* caller: the address to return to; 0: nothing is kept here */
    uint32_t offset;     /* where it stands, behind the top of the stack */
    Place place;
} Caller;

enum { CALLERS = 256, STACK_WORDS = 32, MISSES = 64 /* then it is taken to have no debug information */ };

/* Of a process. */
typedef struct Image {
    struct Image *next;
    pid_t process;
    Dwfl *dwfl;      /* NULL: nothing is known of it */
    unsigned misses; /* calls without a line, when there has been none with one */
    Caller callers[CALLERS];
} Image;

struct Places {
    Dw dw;
    bool is_there;
    Dwfl_Callbacks callbacks;
    Image *images;
};

enum { FRAMES = 64 };

/* ---- the library */

/* Not there in a program that is linked statically: it cannot load libraries that want a C library of their
 * own. */
extern const char _DYNAMIC[] __attribute__((weak));

static bool load(Dw *dw) {
    void *library = _DYNAMIC ? dlopen("libdw.so.1", RTLD_NOW | RTLD_LOCAL) : NULL;
    bool complete = library;
#define DW_FIND(name)                                                                                        \
    if (complete) *(void **)(void *)&dw->name = dlsym(library, #name);                                       \
    complete = complete && dw->name;
    DW_FUNCTIONS(DW_FIND)
    return complete;
}

Places *places_new(void) {
    Places *places = memory_get_zeroed(sizeof *places);
    places->is_there = load(&places->dw);
    places->callbacks.find_elf = places->dw.dwfl_linux_proc_find_elf;
    places->callbacks.find_debuginfo = places->dw.dwfl_standard_find_debuginfo;
    return places;
}

/* ---- images */

static Dwfl *open_image(Places *places, pid_t process) {
    const Dw *dw = &places->dw;
    Dwfl *dwfl = dw->dwfl_begin(&places->callbacks);
    if (!dwfl) return NULL;
    bool is_open = dw->dwfl_linux_proc_report(dwfl, process) == 0 &&
                   dw->dwfl_report_end(dwfl, NULL, NULL) == 0 &&
                   dw->dwfl_linux_proc_attach(dwfl, process, true) == 0;
    if (is_open) return dwfl;
    dw->dwfl_end(dwfl);
    return NULL;
}

static Image *image_of(Places *places, pid_t process) {
    Image *image = places->images;
    while (image && image->process != process) image = image->next;
    if (image) return image;
    image = memory_get_zeroed(sizeof *image);
    image->process = process;
    image->dwfl = open_image(places, process);
    image->next = places->images;
    places->images = image;
    return image;
}

void places_forget(Places *places, pid_t process) {
    for (Image **place = &places->images; *place; place = &(*place)->next) {
        Image *image = *place;
        if (image->process != process) continue;
        *place = image->next;
        if (image->dwfl) places->dw.dwfl_end(image->dwfl);
        memory_free(image);
        return;
    }
}

void places_free(Places *places) {
    if (!places) return;
    while (places->images) places_forget(places, places->images->process);
    memory_free(places);
}

/* ---- frames */

typedef struct {
    Places *places;
    Dwfl *dwfl;
    Place *out;
    int frames;
    uint64_t caller;        /* the address to which the innermost frame returns */
    bool is_found, is_lost; /* lost: in no module that is known */
} Search;

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Of the C library itself nobody wants to know the line. */
static bool is_system(const char *module) {
    static const char *const names[] = {
        "libc.so", "libc-", "libpthread", "ld-linux", "[vdso", "linux-vdso"
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strncmp(module, names[i], strlen(names[i]))) return true;
    }
    return false;
}

static bool note_place(Search *search, Dwfl_Module *module, Dwarf_Addr pc) {
    const Dw *dw = &search->places->dw;
    const char *name = dw->dwfl_module_info(module, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    if (!name || is_system(last_part(name))) return false;
    Dwfl_Line *line = dw->dwfl_module_getsrc(module, pc);
    const char *file = line ? dw->dwfl_lineinfo(line, NULL, &search->out->line, NULL, NULL, NULL) : NULL;
    if (!file) return false;
    const char *function = dw->dwfl_module_addrname(module, pc);
    file = last_part(file);
    kernel_safe_text(search->out->file, sizeof search->out->file, file, strlen(file));
    kernel_safe_text(search->out->function, sizeof search->out->function, function ? function : "",
                     function ? strlen(function) : 0);
    return search->is_found = true;
}

static int look_at_frame(Dwfl_Frame *frame, void *context) {
    Search *search = context;
    Dwarf_Addr pc;
    bool is_activation;
    if (++search->frames > FRAMES || !search->places->dw.dwfl_frame_pc(frame, &pc, &is_activation))
        return DWARF_CB_ABORT;
    if (search->frames == 2) search->caller = pc;
    if (!is_activation) pc--; /* it will return behind the call */
    Dwfl_Module *module = search->places->dw.dwfl_addrmodule(search->dwfl, pc);
    search->is_lost = !module;
    return !module || note_place(search, module, pc) ? DWARF_CB_ABORT : DWARF_CB_OK;
}

/* ---- what was found */

static Caller *kept(Image *image, uint64_t pc, uint64_t caller) {
    return &image->callers[(pc * 31 + caller) % CALLERS];
}

/* At this place of the C library the caller stands here in the stack; -1: not known. */
static int64_t offset_of(const Image *image, uint64_t pc) {
    const Caller *first = &image->callers[pc % CALLERS];
    return first->pc == pc && !first->caller ? (int64_t)first->offset : -1;
}

static bool find_kept(Image *image, pid_t thread, const TracedCall *call, Place *out) {
    uint64_t caller;
    int64_t offset = offset_of(image, call->pc);
    if (offset < 0 ||
        tracer_read(thread, call->stack + (uint64_t)offset, &caller, sizeof caller) != sizeof caller)
        return false;
    const Caller *found = kept(image, call->pc, caller);
    if (found->pc != call->pc || found->caller != caller) return false;
    *out = found->place;
    return true;
}

/* It was the caller itself that has the line. */
static void keep(Image *image, pid_t thread, const TracedCall *call, const Search *search) {
    uint64_t words[STACK_WORDS];
    if (search->frames != 2 || !search->caller) return;
    ssize_t count = tracer_read(thread, call->stack, words, sizeof words) / (ssize_t)sizeof *words;
    for (ssize_t i = 0; i < count; i++) {
        if (words[i] != search->caller) continue;
        image->callers[call->pc % CALLERS] =
            (Caller){ .pc = call->pc, .offset = (uint32_t)((size_t)i * sizeof *words) };
        *kept(image, call->pc, search->caller) =
            (Caller){ .pc = call->pc, .caller = search->caller, .place = *search->out };
        return;
    }
}

bool places_find(Places *places, pid_t process, pid_t thread, const TracedCall *call, Place *out) {
    if (!places->is_there) return false;
    for (int again = 0; again < 2; again++) {
        Image *image = image_of(places, process);
        if (!image->dwfl || image->misses > MISSES) return false;
        if (find_kept(image, thread, call, out)) return true;
        Search search = { .places = places, .dwfl = image->dwfl, .out = out };
        places->dw.dwfl_getthread_frames(image->dwfl, thread, look_at_frame, &search);
        if (search.is_found) keep(image, thread, call, &search);
        image->misses = search.is_found ? 0 : image->misses + 1;
        if (search.is_found || !search.is_lost) return search.is_found;
        places_forget(places, process); /* a library has been loaded since */
    }
    return false;
}

void traced_place_append(Buffer *out, const Place *place) {
    buffer_append_format(out, "%s:%d", place->file, place->line);
    if (*place->function) buffer_append_format(out, ", in %s", place->function);
}
