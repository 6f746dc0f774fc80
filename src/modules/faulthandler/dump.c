/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/faulthandler/dump.h"
#include "vm/frame_object.h"
#include <string.h>
#include <unistd.h>

enum { MOST_FRAMES = 100, MOST_CHARACTERS = 500, MOST_TASKS = 100 };

static void dump_bytes(int fd, const char *bytes, size_t count) {
    while (count) {
        ssize_t written = write(fd, bytes, count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

void dump_text(int fd, const char *text) { dump_bytes(fd, text, strlen(text)); }

static void dump_number(int fd, uint64_t number, unsigned base, int digits) {
    char text[24], *at = text + sizeof text;
    do {
        *--at = "0123456789abcdef"[number % base];
        number /= base;
        digits--;
    } while (number || digits > 0);
    dump_bytes(fd, at, (size_t)(text + sizeof text - at));
}

static void dump_character(int fd, uint32_t character) {
    char byte = (char)character;
    if (character >= 0x20 && character < 0x7f) return dump_bytes(fd, &byte, 1);
    dump_text(fd, character < 0x100 ? "\\x" : character < 0x10000 ? "\\u" : "\\U");
    dump_number(fd, character, 16, character < 0x100 ? 2 : character < 0x10000 ? 4 : 8);
}

static void dump_str(int fd, Value value) {
    const Str *str = str_of(value);
    size_t count = str->count < MOST_CHARACTERS ? str->count : MOST_CHARACTERS;
    for (size_t i = 0; i < count; i++) dump_character(fd, str_peek_at(str, i));
    if (count < str->count) dump_text(fd, "...");
}

static void dump_frame(int fd, const Frame *frame) {
    ptrdiff_t next = frame->ip - frame->code->instructions;
    uint32_t line = code_peek_line(frame->code, next > 0 ? (size_t)next - 1 : 0);
    dump_text(fd, "  File \"");
    dump_str(fd, frame->code->filename);
    dump_text(fd, "\", line ");
    dump_number(fd, line ? line : frame->code->first_line, 10, 1);
    dump_text(fd, " in ");
    dump_str(fd, frame->code->name);
    dump_text(fd, "\n");
}

static void dump_frames(int fd, const Task *task) {
    Frame *frame = frame_find_visible(task->frame);
    if (!frame) dump_text(fd, "  <no Python frame>\n");
    for (int i = 0; frame; i++, frame = frame_find_visible(frame->caller)) {
        if (i == MOST_FRAMES) return dump_text(fd, "  ...\n");
        dump_frame(fd, frame);
    }
}

void dump_running(int fd, const Machine *machine) {
    dump_text(fd, "Stack (most recent call first):\n");
    if (machine->running) dump_frames(fd, machine->running);
}

void dump_tasks(int fd, const Machine *machine, const Task *current) {
    int count = 0;
    for (const Link *link = machine->tasks.previous; link != &machine->tasks; link = link->previous) {
        const Task *task = CONTAINER_OF(link, Task, all_link);
        if (count) dump_text(fd, "\n");
        if (count++ == MOST_TASKS) return dump_text(fd, "...\n");
        dump_text(fd, task == current ? "Current thread 0x" : "Thread 0x");
        dump_number(fd, (uintptr_t)(task->is_thread ? (const void *)task : machine), 16, 16);
        dump_text(fd, " (most recent call first):\n");
        dump_frames(fd, task);
    }
}
