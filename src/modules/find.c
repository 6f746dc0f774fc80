/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/find.h"
#include "base/memory.h"
#include "base/python_names.h"
#include "library/library.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_kind(const char *path, mode_t kind) {
    struct stat status;
    return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == kind;
}

/* A folder of that name is a portion of a package, unless a module of that name comes behind it. */
static void add_portion(const char *path, size_t count, Found *found) {
    if (is_absent(found->portions)) found->portions = list_new(1);
    list_add_take(list_of(found->portions), str_from_utf8(path, count));
}

/* Python's own library is a folder whose modules are packed: there they are found without looking at it. */
static bool find_in_library(Machine *machine, const char *folder, const char *name, Found *found) {
    const char *root = library_folder();
    size_t length = strlen(root);
    if (!length || strncmp(folder, root, length) != 0 || (folder[length] && folder[length] != '/'))
        return false;
    Buffer dotted = { 0 };
    for (const char *at = folder + length; *at; at++) {
        if (*at != '/') buffer_append_byte(&dotted, *at);
        if (*at != '/' && (at[1] == '/' || !at[1])) buffer_append_byte(&dotted, '.');
    }
    buffer_append_text(&dotted, name);
    found->packed = library_find(machine, buffer_text(&dotted));
    buffer_clear(&dotted);
    if (!found->packed.name) return false;
    found->is_package = found->packed.is_package;
    if (asprintf(&found->path, "%s/%s", root, found->packed.file) < 0) memory_end();
    return true;
}

static bool find_in_folder(const char *folder, const char *name, Found *found) {
    static const struct {
        const char *ending;
        bool is_package;
    } forms[] = { { "/__init__.py", true }, { ".py", false } };
    Buffer path = { 0 };
    size_t length = strlen(folder);
    char *here = folder[0] == '/' ? NULL : getcwd(NULL, 0);
    if (here) buffer_append_format(&path, here[1] ? "%s/" : "%s", here);
    free(here);
    if (length) buffer_append_format(&path, folder[length - 1] == '/' ? "%s" : "%s/", folder);
    buffer_append_text(&path, name);
    size_t stem = path.count;
    bool there = false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !there; i++) {
        path.count = stem;
        buffer_append_text(&path, forms[i].ending);
        there = is_kind(buffer_text(&path), S_IFREG);
        found->is_package = there && forms[i].is_package;
    }
    if (there) {
        found->path = strdup(buffer_text(&path));
    } else {
        path.count = stem;
        if (is_kind(buffer_text(&path), S_IFDIR)) add_portion(path.bytes, stem, found);
    }
    buffer_clear(&path);
    return there;
}

static bool find_carried(const char *name, Found *found) {
    found->carried = embedded_find(name);
    if (!found->carried.name) return false;
    found->is_package = found->carried.is_package;
    return true;
}

/* What causette has itself stands in the place of Python's own, also where the folder of that is on the path.
 */
static bool find_ours_instead(const char *folder, const char *name, Found *found) {
    return !strcmp(folder, library_folder()) && find_carried(name, found);
}

static bool find_in_folders(Machine *machine, Value folders, const char *name, Found *found) {
    const Value *items;
    size_t count;
    if (!sequence_peek(folders, &items, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_str(items[i])) continue;
        Buffer scratch = { 0 };
        const char *folder = str_peek_utf8(items[i], &scratch, NULL);
        bool there = find_ours_instead(folder, name, found) ||
                     find_in_library(machine, folder, name, found) || find_in_folder(folder, name, found);
        buffer_clear(&scratch);
        if (there) return true;
    }
    return false;
}

/* What python3 has loaded before the program, so that no file beside it takes its place. */
bool module_is_loaded_first(const char *name) {
    static const char *const names[] = { "_codecs", "_io", "os", "posixpath" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(name, names[i])) return true;
    }
    return false;
}

bool module_find(Machine *machine, Value name, Value folders, const Module *package, Found *found) {
    Buffer scratch = { 0 };
    size_t count;
    const char *dotted = str_peek_utf8(name, &scratch, &count), *dot = strrchr(dotted, '.');
    const char *last = dot ? dot + 1 : dotted;
    bool is_file_name = *last && !strchr(last, '/') && strlen(dotted) == count;
    found->portions = ABSENT;
    if (!dot && (found->spec = modules_find_native(name))) goto end;
    found->is_frozen = module_is_loaded_first(dotted);
    if (found->is_frozen && find_carried(dotted, found)) goto end;
    if (!is_file_name) goto end;
    if (package && package->is_carried && find_carried(dotted, found)) goto end;
    if (!is_absent(folders) && find_in_folders(machine, folders, last, found)) goto end;
    if (!dot && !find_carried(dotted, found)) find_in_library(machine, library_folder(), last, found);
end:
    buffer_clear(&scratch);
    if (found->spec || found->path || found->carried.name) {
        release(found->portions);
        found->portions = ABSENT;
        return true;
    }
    return !is_absent(found->portions);
}

void found_clear(Found *found) {
    free(found->path);
    release(found->portions);
}

void module_append_lacking(Machine *machine, const char *name, Buffer *text) {
    const char *dot = strrchr(name, '.'), *last = dot ? dot + 1 : name;
    Buffer package = { 0 };
    if (dot) buffer_append(&package, name, (size_t)(dot - name));
    const char *owner = dot ? buffer_text(&package) : PYTHON_MODULES;
    if (python_has(owner, last)) {
        const char *trouble = library_trouble(machine);
        if (trouble)
            buffer_append_format(text, " (%s)", trouble);
        else
            buffer_append_text(text, python_lacking(owner, last));
    }
    buffer_clear(&package);
}
