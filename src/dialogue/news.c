/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A piece: its kind and its size, then its bytes. */
#include "dialogue/news.h"
#include "sched/io.h"
#include <errno.h>
#include <string.h>

typedef struct {
    uint64_t kind, count;
} Head;

void news_send(int fd, NewsKind kind, Buffer *text) {
    Head head = { kind, text->count };
    if (!text->count) return;
    if (io_write_all(fd, &head, sizeof head) == 0) io_write_all(fd, text->bytes, text->count);
    buffer_clear(text);
}

void news_take(Buffer *received, Buffer texts[NEWS_KINDS]) {
    size_t at = 0;
    Head head;
    while (received->count - at >= sizeof head) {
        memcpy(&head, received->bytes + at, sizeof head);
        if (head.kind >= NEWS_KINDS || received->count - at - sizeof head < head.count) break;
        buffer_append(&texts[head.kind], received->bytes + at + sizeof head, head.count);
        at += sizeof head + head.count;
    }
    if (!at) return;
    memmove(received->bytes, received->bytes + at, received->count - at);
    buffer_truncate(received, received->count - at);
}
