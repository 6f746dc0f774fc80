/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures made by hand, for the tests of their formats: each with a name, and all of its texts its own. */
#ifndef TESTS_SVG_PICTURES_H
#define TESTS_SVG_PICTURES_H

#include "base/buffer.h"
#include "base/memory.h"
#include "ladder/row.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Picture picture;
    char **roles;
    Row *rows;
    size_t role_capacity, capacity;
} Sketch;

static char *sketch_text(const char *text) {
    size_t size = strlen(text) + 1;
    return memcpy(memory_get(size), text, size);
}

static size_t sketch_role(Sketch *sketch, const char *name) {
    Picture *picture = &sketch->picture;
    if (!memory_grow(&sketch->roles, &sketch->role_capacity, picture->role_count + 1, sizeof *sketch->roles))
        abort();
    sketch->roles[picture->role_count] = sketch_text(name);
    picture->roles = (const char *const *)sketch->roles;
    return picture->role_count++;
}

/* Adds the row with copies of its texts; gives its number. */
static size_t sketch_row(Sketch *sketch, Row row) {
    Picture *picture = &sketch->picture;
    if (!memory_grow(&sketch->rows, &sketch->capacity, picture->count + 1, sizeof *sketch->rows)) abort();
    row.number = picture->count;
    if (row.kind != ROW_RETURN && row.kind != ROW_DATA) row.origin = NO_ROW;
    row.text = sketch_text(row.text ? row.text : "");
    row.state = sketch_text(row.state ? row.state : "");
    row.detail = sketch_text(row.detail ? row.detail : "");
    sketch->rows[picture->count] = row;
    picture->rows = sketch->rows;
    return picture->count++;
}

static void sketch_clear(Sketch *sketch) {
    for (size_t i = 0; i < sketch->picture.role_count; i++) memory_free(sketch->roles[i]);
    for (size_t i = 0; i < sketch->picture.count; i++) {
        memory_free((char *)sketch->rows[i].text);
        memory_free((char *)sketch->rows[i].state);
        memory_free((char *)sketch->rows[i].detail);
    }
    memory_free(sketch->roles);
    memory_free(sketch->rows);
    *sketch = (Sketch){ 0 };
}

#define ROW(...) sketch_row(sketch, (Row){ __VA_ARGS__ })

static void packet(Sketch *sketch, size_t from, size_t to, const char *text, uint64_t bytes) {
    char detail[200];
    snprintf(detail, sizeof detail, "%s, window 65483, 127.0.0.1:%d > 127.0.0.1:%d", text,
             from ? 45422 : 3000, from ? 3000 : 45422);
    ROW(ROW_PACKET, .role = from, .other = to, .text = text, .bytes = bytes, .detail = detail);
}

/* What documentation shows: an echo, an error before it, an hour between. */
static void sketch_typical(Sketch *sketch) {
    sketch->picture.title = "An echo, from the first connection to the last byte";
    size_t server = sketch_role(sketch, "server"), client = sketch_role(sketch, "client");
    ROW(ROW_BEGIN, .role = client, .text = "connect(127.0.0.1:3000)",
        .detail = "connect(fd 3 127.0.0.1:45420, 127.0.0.1:3000)");
    packet(sketch, client, server, "SYN", 0);
    packet(sketch, server, client, "RST ACK", 0);
    ROW(ROW_RETURN, .role = client, .origin = 0, .failed = true,
        .text = "connect(127.0.0.1:3000) = ECONNREFUSED",
        .detail = "connect(fd 3, 127.0.0.1:3000) = ECONNREFUSED, nobody listens");
    ROW(ROW_CALL, .role = client, .text = "close()", .detail = "close(fd 3)", .state = "CLOSED");
    ROW(ROW_CALL, .role = server, .text = "bind(127.0.0.1:3000)", .detail = "bind(fd 3, 127.0.0.1:3000)");
    ROW(ROW_CALL, .role = server, .text = "listen(128)", .detail = "listen(fd 3 127.0.0.1:3000, 128)",
        .state = "LISTEN");
    size_t accept = ROW(ROW_BEGIN, .role = server, .blocks = true, .text = "accept()",
                        .detail = "accept(fd 3 127.0.0.1:3000)");
    size_t connect = ROW(ROW_BEGIN, .role = client, .text = "connect(127.0.0.1:3000)",
                         .detail = "connect(fd 3 127.0.0.1:45422, 127.0.0.1:3000)");
    packet(sketch, client, server, "SYN", 0);
    packet(sketch, server, client, "SYN ACK", 0);
    packet(sketch, client, server, "ACK", 0);
    ROW(ROW_RETURN, .role = client, .origin = connect, .text = "connect(127.0.0.1:3000)",
        .state = "ESTABLISHED", .detail = "connect(fd 3 127.0.0.1:45422, 127.0.0.1:3000)");
    ROW(ROW_RETURN, .role = server, .origin = accept, .text = "accept() = fd 4 from 127.0.0.1:45422",
        .state = "ESTABLISHED",
        .detail = "accept(fd 3 127.0.0.1:3000) = fd 4, 127.0.0.1:45422, waited 2.1 s");
    size_t recv = ROW(ROW_BEGIN, .role = server, .blocks = true, .text = "recv(7)",
                      .detail = "recv(fd 4 127.0.0.1:3000 < 127.0.0.1:45422, 7)");
    ROW(ROW_TIME, .text = "1 h later");
    size_t send = ROW(ROW_CALL, .role = client, .text = "send(b'Bonjour') = 7",
                      .detail = "send(fd 3 127.0.0.1:45422 > 127.0.0.1:3000, 7 b'Bonjour') = 7");
    packet(sketch, client, server, "PSH ACK, 7 bytes", 7);
    packet(sketch, server, client, "ACK", 0);
    ROW(ROW_DATA, .role = client, .other = server, .origin = send, .bytes = 7, .text = "b'Bonjour'",
        .detail = "7 bytes, offset 0: b'Bonjour'");
    ROW(ROW_RETURN, .role = server, .origin = recv, .text = "recv(7) = b'Bonjour'",
        .detail = "recv(fd 4 127.0.0.1:3000 < 127.0.0.1:45422, 7) = 7 b'Bonjour', waited 1 h");
    recv = ROW(ROW_BEGIN, .role = client, .blocks = true, .text = "recv(1024)",
               .detail = "recv(fd 3 127.0.0.1:45422 < 127.0.0.1:3000, 1024)");
    send = ROW(ROW_CALL, .role = server, .text = "sendall(b'Bonjour')",
               .detail = "sendall(fd 4 127.0.0.1:3000 > 127.0.0.1:45422, 7 b'Bonjour')");
    packet(sketch, server, client, "PSH ACK, 7 bytes", 7);
    ROW(ROW_DATA, .role = server, .other = client, .origin = send, .bytes = 7, .text = "b'Bonjour'",
        .detail = "7 bytes, offset 0: b'Bonjour'");
    ROW(ROW_RETURN, .role = client, .origin = recv, .text = "recv(1024) = b'Bonjour'",
        .detail = "recv(fd 3 127.0.0.1:45422 < 127.0.0.1:3000, 1024) = 7 b'Bonjour', waited 80 us");
    ROW(ROW_CALL, .role = client, .text = "close()", .detail = "close(fd 3)", .state = "FIN_WAIT2");
    packet(sketch, client, server, "FIN ACK", 0);
    ROW(ROW_LOST, .role = server, .text = "12 calls were not told");
    ROW(ROW_CALL, .role = server, .text = "recv(1024) = b''", .detail = "recv(fd 4, 1024) = 0 b''",
        .state = "CLOSE_WAIT");
    ROW(ROW_BEGIN, .role = server, .blocks = true, .text = "accept()",
        .detail = "accept(fd 3 127.0.0.1:3000)");
}

/* Texts that want to be more than text. */
static void sketch_hostile(Sketch *sketch) {
    static const char *const texts[] = {
        "</text></svg><script>alert(1)</script>",
        "&lt;b&gt; \"quoted\" 'single' &amp; &#0; ]]> <!-- --> <![CDATA[",
        "\x1b[31mred\x1b[0m \x07\x08 bell",
        "שלום עולם (عربي) 123 مرحبا",
        "日本語のテキスト、全角文字 漢字カタカナ",
        "e\xcc\x81\xcc\x82\xcc\x83 combining Z\xcc\xb6\xcc\xb7\xcd\x87 a",
        "😀👩‍👩‍👧‍👦🇫🇷 emoji",
        "b'two  blanks   and  more'",
        "\xff\xfe no UTF-8 \xc3",
        "\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80 no characters",
        "line\nend\ttab\rreturn",
        "a label that is long, longer than a gap between two columns, so that it is cut, as its ellipsis tells",
        "日本語の長いテキスト日本語の長いテキスト日本語の長いテキスト日本語の長いテキスト日本語の長いテキスト日本語の長い",
        "देवनागरी लिपि में लिखा हुआ पाठ ไทยภาษา",
        "; # : end %%{init: {}}%% $$x$$ style: #59; <br/> wrap: @{",
        "",
        "‮reversed‬ \xe2\x80\xa8 \xc2\x85",
    };
    static const size_t count = sizeof texts / sizeof *texts;
    sketch->picture.title = "<title>&\"hostile\" 漢字 שלום \x1b]0;x\x07";
    for (size_t i = 0; i < 5; i++) sketch_role(sketch, texts[i]);
    for (size_t i = 0; i < count; i++) {
        size_t role = i % 5;
        ROW(ROW_CALL, .role = role, .text = texts[i], .detail = texts[(i + 1) % count], .failed = i % 2,
            .state = i % 3 ? "" : texts[(i + 4) % count]);
        ROW(ROW_DATA, .role = role, .other = (role + 1 + i % 4) % 5, .origin = NO_ROW, .text = texts[i],
            .detail = texts[(i + 2) % count]);
        ROW(ROW_PACKET, .role = role, .other = (role + i % 5) % 5, .text = texts[i],
            .detail = texts[(i + 3) % count]);
        ROW(ROW_DATA, .role = role, .other = role, .origin = NO_ROW, .text = texts[i]);
        ROW(ROW_TIME, .text = texts[i]);
        ROW(ROW_LOST, .role = role, .text = texts[i]);
    }
}

static void sketch_empty(Sketch *sketch) { sketch->picture.title = ""; }

static void sketch_unnamed(Sketch *sketch) { sketch->picture.title = NULL; }

static void sketch_one(Sketch *sketch) {
    sketch->picture.title = "Alone, with itself";
    sketch_role(sketch, "both");
    ROW(ROW_CALL, .role = 0, .text = "socketpair()", .state = "ESTABLISHED");
    size_t recv = ROW(ROW_BEGIN, .role = 0, .blocks = true, .text = "recv(5)");
    size_t send = ROW(ROW_CALL, .role = 0, .text = "send(b'hello') = 5");
    packet(sketch, 0, 0, "PSH ACK, 5 bytes", 5);
    ROW(ROW_DATA, .role = 0, .other = 0, .origin = send, .text = "b'hello'");
    ROW(ROW_RETURN, .role = 0, .origin = recv, .text = "recv(5) = b'hello'");
    ROW(ROW_TIME, .text = "3 s later");
    ROW(ROW_CALL, .role = 0, .text = "close()");
}

static void sketch_quiet(Sketch *sketch) {
    sketch->picture.title = "Nothing has happened";
    sketch_role(sketch, "server");
    sketch_role(sketch, "client");
    sketch_role(sketch, "elsewhere");
}

/* Tasks of one role that wait at once: inside each other, across each other, more than there are lanes, some
 * for ever. */
static void sketch_nested(Sketch *sketch) {
    sketch->picture.title = "Many tasks of one role";
    sketch_role(sketch, "server");
    sketch_role(sketch, "client");
    size_t waits[12];
    for (size_t i = 0; i < 12; i++) {
        char text[40];
        snprintf(text, sizeof text, "recv(%zu)", 100 + i);
        waits[i] = ROW(ROW_BEGIN, .role = i == 5, .blocks = true, .text = text);
        if (i % 3 == 1) ROW(ROW_DATA, .role = 1, .other = 0, .origin = NO_ROW, .text = "b'x'");
        if (i % 3 == 2) packet(sketch, 0, 1, "ACK", 0);
    }
    static const size_t order[] = { 3, 0, 11, 6, 5, 1, 8, 9, 7, 2 }; /* 4 and 10 never come back */
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        ROW(ROW_RETURN, .role = order[i] == 5, .origin = waits[order[i]], .text = "recv() = b''",
            .failed = i == 4);
        if (i == 3) ROW(ROW_TIME, .text = "2 min later");
        if (i == 6) waits[0] = ROW(ROW_BEGIN, .role = 0, .blocks = true, .text = "recv(0), once more");
    }
    ROW(ROW_RETURN, .role = 0, .origin = waits[0], .text = "recv(0) = b''");
    ROW(ROW_RETURN, .role = 0, .origin = waits[0], .text = "a return too many");
}

static unsigned sketch_random(unsigned *state, unsigned below) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* Any rows, in any order that the contract allows. */
static void sketch_any(Sketch *sketch, unsigned seed, size_t roles, size_t count) {
    static const char *const texts[] = {
        "bind(127.0.0.1:3000)",
        "send(b'hi') = 2",
        "accept() = fd 4",
        "poll()",
        "recv(65536) = b'GET / HTTP/1.1\\r\\nHost: example.org\\r\\nAccept: */*\\r\\n'",
        "setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)",
        "é = ü",
        "漢字"
    };
    static const char *const states[] = { "", "", "LISTEN", "ESTABLISHED", "FIN_WAIT1", "SYN_SENT" };
    size_t *waits = memory_get((count + 1) * sizeof *waits), waiting = 0;
    sketch->picture.title = "Any rows";
    for (size_t i = 0; i < roles; i++) {
        char name[40];
        snprintf(name, sizeof name, i % 7 == 3 ? "a role with a long name, %zu" : "role %zu", i);
        sketch_role(sketch, name);
    }
    for (size_t i = 0; i < count; i++) {
        unsigned what = sketch_random(&seed, 100);
        size_t role = sketch_random(&seed, (unsigned)roles), other = sketch_random(&seed, (unsigned)roles);
        const char *text = texts[sketch_random(&seed, sizeof texts / sizeof *texts)];
        const char *state = states[sketch_random(&seed, sizeof states / sizeof *states)];
        if (what < 25)
            ROW(ROW_CALL, .role = role, .text = text, .state = state, .failed = what < 4, .detail = text);
        else if (what < 45)
            waits[waiting++] =
                ROW(ROW_BEGIN, .role = role, .text = text, .blocks = what < 40, .detail = text);
        else if (what < 65 && waiting) {
            size_t chosen = sketch_random(&seed, (unsigned)waiting), begin = waits[chosen];
            waits[chosen] = waits[--waiting];
            ROW(ROW_RETURN, .role = sketch->rows[begin].role, .origin = begin, .text = text, .state = state,
                .failed = what < 48, .detail = text);
        } else if (what < 78)
            ROW(ROW_DATA, .role = role, .other = other, .origin = NO_ROW, .text = text, .detail = text);
        else if (what < 94)
            ROW(ROW_PACKET, .role = role, .other = other, .text = "PSH ACK, 12 bytes", .detail = text);
        else if (what < 97)
            ROW(ROW_TIME, .text = "5 min later");
        else
            ROW(ROW_LOST, .role = role, .text = "3 calls were not told");
    }
    memory_free(waits);
}

static void sketch_wide(Sketch *sketch) { sketch_any(sketch, 50, 50, 400); }

static void sketch_mixed(Sketch *sketch) { sketch_any(sketch, 4, 4, 120); }

/* 10,000 calls with their arrows and packets: an echo, again and again. */
static void sketch_large(Sketch *sketch) {
    char text[80], detail[200];
    sketch->picture.title = "Ten thousand calls";
    size_t server = sketch_role(sketch, "server"), client = sketch_role(sketch, "client");
    for (int i = 0; i < 2500; i++) {
        size_t roles[2] = { client, server };
        for (int way = 0; way < 2; way++) {
            size_t from = roles[way], to = roles[!way];
            snprintf(detail, sizeof detail,
                     "recv(fd 4 127.0.0.1:%d < 127.0.0.1:%d, 1024), begun %d.%06d s after the first",
                     way ? 45422 : 3000, way ? 3000 : 45422, i, i * 7);
            size_t recv = ROW(ROW_BEGIN, .role = to, .blocks = true, .text = "recv(1024)", .detail = detail);
            snprintf(text, sizeof text, "send(b'number %d') = 11", i);
            snprintf(detail, sizeof detail, "send(fd 3 127.0.0.1:%d > 127.0.0.1:%d, 11 b'number %d') = 11",
                     way ? 3000 : 45422, way ? 45422 : 3000, i);
            size_t send = ROW(ROW_CALL, .role = from, .text = text, .detail = detail,
                              .state = i % 100 ? "" : "ESTABLISHED");
            packet(sketch, from, to, "PSH ACK, 11 bytes", 11);
            snprintf(text, sizeof text, "b'number %d'", i);
            snprintf(detail, sizeof detail, "11 bytes, offset %d: b'number %d'", i * 11, i);
            ROW(ROW_DATA, .role = from, .other = to, .origin = send, .text = text, .detail = detail);
            snprintf(text, sizeof text, "recv(1024) = b'number %d'", i);
            snprintf(detail, sizeof detail,
                     "recv(fd 4 127.0.0.1:%d < 127.0.0.1:%d, 1024) = 11 b'number %d', waited 31 us",
                     way ? 45422 : 3000, way ? 3000 : 45422, i);
            ROW(ROW_RETURN, .role = to, .origin = recv, .text = text, .detail = detail);
        }
    }
}

static const struct {
    const char *name;
    void (*draw)(Sketch *sketch);
} sketches[] = { { "typical", sketch_typical }, { "hostile", sketch_hostile }, { "empty", sketch_empty },
                 { "unnamed", sketch_unnamed }, { "one", sketch_one },         { "quiet", sketch_quiet },
                 { "nested", sketch_nested },   { "wide", sketch_wide },       { "mixed", sketch_mixed },
                 { "large", sketch_large } };

#undef ROW

#endif
