/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/pack.h"
#include "base/memory.h"
#include "base/varint.h"
#include "lang/code_image.h"
#include <stdlib.h>
#include <zlib.h>

enum { HEADER = 28, ROW = 28 };
static const char magic[8] = "causette";

/* Eight bytes at a time, lowest first, so that it is the same everywhere. */
static uint64_t checksum_of(const uint8_t *bytes, size_t count) {
    uint64_t sum = count;
    for (; count >= 8; bytes += 8, count -= 8) {
        sum = (sum ^ peek_u64(bytes)) * 0x9e3779b97f4a7c15u;
        sum ^= sum >> 29;
    }
    for (; count; bytes++, count--) sum = (sum ^ *bytes) * 0x100000001b3u;
    return sum ^ sum >> 32;
}

/* ---- reading */

/* The text at this offset; NULL: there is none that ends. */
static const char *text_at(const Pack *pack, uint32_t offset) {
    if (offset >= pack->size || !memchr(pack->bytes + offset, 0, pack->size - offset)) return NULL;
    return (const char *)pack->bytes + offset;
}

const char *pack_open(Pack *pack, const void *bytes, size_t count) {
    const uint8_t *header = bytes;
    *pack = (Pack){ 0 };
    if (count < HEADER || memcmp(header, magic, sizeof magic) != 0) return "it is no pack";
    if (peek_u64(header + 8) != code_digest) return "it was made by another build";
    if (peek_u64(header + 16) != count) return "it is cut";
    *pack = (Pack){ header, count, peek_u32(header + 24) };
    if (pack->count > (count - HEADER) / ROW) return *pack = (Pack){ 0 }, "it is damaged";
    return NULL;
}

PackEntry pack_peek(const Pack *pack, uint32_t index) {
    const uint8_t *row = pack->bytes + HEADER + ROW * (size_t)index;
    if (index >= pack->count) return (PackEntry){ 0 };
    const char *name = text_at(pack, peek_u32(row)), *file = text_at(pack, peek_u32(row + 4));
    size_t at = peek_u32(row + 8), size = peek_u32(row + 12);
    if (!name || !file || at > pack->size || size > pack->size - at) return (PackEntry){ 0 };
    return (PackEntry){
        name,
        file,
        pack->bytes + at,
        size,
        peek_u32(row + 16) & 1,
        peek_u32(row + 16) & 2,
        peek_u64(row + 20),
    };
}

PackEntry pack_find(const Pack *pack, const char *name) {
    uint32_t low = 0, high = pack->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        PackEntry entry = pack_peek(pack, middle);
        int order = entry.name ? strcmp(name, entry.name) : -1;
        if (order == 0) return entry;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (PackEntry){ 0 };
}

static Code *read_deflated(const PackEntry *entry, Value filename, const char **problem) {
    enum { MOST = 1032 }; /* times as long: more than that zlib cannot say */
    uLongf size = entry->size > 4 ? peek_u32(entry->image) : 0;
    if (!size || size / MOST > entry->size) return NULL;
    uint8_t *image = memory_try(size);
    if (!image) return *problem = "", NULL;
    if (uncompress(image, &size, entry->image + 4, entry->size - 4) == Z_OK)
        return code_read(image, size, image, filename, problem);
    memory_free(image);
    return NULL;
}

Code *pack_read(const PackEntry *entry, Value filename, const char **problem) {
    *problem = "the bytes are damaged";
    if (checksum_of(entry->image, entry->size) != entry->checksum) return NULL;
    if (entry->is_deflated) return read_deflated(entry, filename, problem);
    return code_read(entry->image, entry->size, NULL, filename, problem);
}

/* ---- writing */

static int by_name(const void *a, const void *b) {
    return strcmp(((const PackModule *)a)->name, ((const PackModule *)b)->name);
}

static uint32_t put_text(Buffer *texts, size_t start, const char *text) {
    uint32_t at = (uint32_t)(start + texts->count);
    buffer_append(texts, text, strlen(text) + 1);
    return at;
}

/* `images`: where the first image is. */
static void put_rows(const PackModule *modules, size_t count, size_t images, bool deflates, Buffer *rows,
                     Buffer *texts) {
    size_t start = HEADER + ROW * count;
    for (size_t i = 0; i < count; i++) {
        const PackModule *module = &modules[i];
        append_u32(rows, put_text(texts, start, module->name));
        append_u32(rows, put_text(texts, start, module->file));
        append_u32(rows, (uint32_t)images);
        append_u32(rows, (uint32_t)module->image.count);
        append_u32(rows, (uint32_t)module->is_package | (uint32_t)deflates << 1);
        append_u64(rows, checksum_of((const uint8_t *)module->image.bytes, module->image.count));
        images += module->image.count;
    }
}

static void deflate_image(Buffer *image) {
    uLongf size = compressBound(image->count);
    Buffer made = { 0 };
    append_u32(&made, (uint32_t)image->count);
    char *room = buffer_reserve(&made, size);
    if (!room || compress2((Bytef *)room, &size, (const Bytef *)image->bytes, image->count,
                           Z_BEST_COMPRESSION) != Z_OK)
        made.failed = true;
    made.count += size;
    buffer_clear(image);
    *image = made;
}

void pack_write(PackModule *modules, size_t count, bool deflates, Buffer *out) {
    Buffer rows = { 0 }, texts = { 0 };
    qsort(modules, count, sizeof *modules, by_name);
    size_t text_size = 0, start = HEADER + ROW * count, image_size = 0;
    for (size_t i = 0; i < count; i++) {
        if (deflates) deflate_image(&modules[i].image);
        text_size += strlen(modules[i].name) + strlen(modules[i].file) + 2;
        image_size += modules[i].image.count;
    }
    put_rows(modules, count, start + text_size, deflates, &rows, &texts);
    buffer_append(out, magic, sizeof magic);
    append_u64(out, code_digest);
    append_u64(out, start + text_size + image_size);
    append_u32(out, (uint32_t)count);
    buffer_append(out, rows.bytes, rows.count);
    buffer_append(out, texts.bytes, texts.count);
    for (size_t i = 0; i < count; i++) buffer_append(out, modules[i].image.bytes, modules[i].image.count);
    if (start + text_size + image_size > UINT32_MAX || rows.failed || texts.failed) out->failed = true;
    buffer_clear(&rows);
    buffer_clear(&texts);
}
