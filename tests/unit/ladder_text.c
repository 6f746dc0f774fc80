/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ladder as lines of text. With arguments COLUMNS... it prints the greeting, for people to look at. */
#include "ladder_unit.h"
#include "unit.h"

static const char *const pair[] = { "server", "client" };

static void check_picture(const Picture *picture, TextStyle style, const char *wanted) {
    Buffer out = { 0 };
    text_append(&out, picture, &style);
    CHECK_TEXT(buffer_text(&out), wanted);
    buffer_clear(&out);
}

static void check_rows(const char *const *roles, size_t role_count, const Row *rows, size_t count,
                       TextStyle style, const char *wanted) {
    Picture picture = { "", roles, role_count, rows, count };
    check_picture(&picture, style, wanted);
}

#define ROW(KIND, ROLE, OTHER, TEXT, STATE, ...)                                                             \
    {                                                                                                        \
        .kind = KIND, .role = ROLE, .other = OTHER, .origin = NO_ROW, .text = TEXT, .state = STATE,          \
        .detail = "", __VA_ARGS__                                                                            \
    }
#define CHECK_ROWS_TEXT(ROLES, ROWS, STYLE, WANTED)                                                          \
    check_rows(ROLES, sizeof(ROLES) / sizeof *(ROLES), ROWS, sizeof(ROWS) / sizeof *(ROWS), STYLE, WANTED)

/* ---- pictures */

static void test_greeting(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add_greeting(&kept, 0, 1, true);
    ladder_flush(kept.ladder, INT64_MAX);
    Picture picture = kept_picture(&kept);
    check_picture(&picture, (TextStyle){ .columns = 80 },
                  " server                                 client\n"
                  " │ socket(AF_INET, SOCK_STREAM) = fd 3  │\n"
                  " │ bind(127.0.0.1:3000)           BOUND │\n"
                  " │ listen(0)                     LISTEN │\n"
                  " ┃ accept()                             │\n"
                  " ┃                                      │ socket(AF_INET, SOCK_STREAM) = fd 3\n"
                  " ┃                                      │ connect(127.0.0.1:3000)\n"
                  " ┃ ◀┄┄┄┄┄┄┄┄┄┄┄┄┄┄ SYN ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ │\n"
                  " ┃ ┄┄┄┄┄┄┄┄┄┄┄┄┄ SYN ACK ┄┄┄┄┄┄┄┄┄┄┄┄┄▶ │\n"
                  " ┃ ◀┄┄┄┄┄┄┄┄┄┄┄┄┄┄ ACK ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ │\n"
                  " ┃                                      │ connect(...) = None      ESTABLISHED\n"
                  " │ accept() = fd 4                      │\n"
                  " │                                      │ send(b'Bonjour')\n"
                  " │ ◀┄┄┄┄┄┄┄┄ PSH ACK, 7 bytes ┄┄┄┄┄┄┄┄┄ │\n"
                  " │ ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ ACK ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▶ │\n"
                  " │                                      │ send(...) = 7\n"
                  " │ ◀━━━━━━━━━━━ b'Bonjour' ━━━━━━━━━━━━ │\n"
                  " │ recv(7) = b'Bonjour'                 │\n"
                  " │                                      │ close()\n"
                  " │ ◀┄┄┄┄┄┄┄┄┄┄┄┄ FIN ACK ┄┄┄┄┄┄┄┄┄┄┄┄┄┄ │\n"
                  " │                                      │ close() = None            FIN-WAIT-1\n"
                  " │ ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ ACK ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▶ │\n");
    kept_close(&kept);
}

static void test_ascii(void) {
    static const char *const roles[] = { "élève", "b", "c" };
    static const Row rows[] = {
        ROW(ROW_BEGIN, 0, 0, "accept()", "", .blocks = true),
        ROW(ROW_PACKET, 2, 0, "SYN", ""),
        ROW(ROW_TIME, 0, 0, "1 h later", ""),
        ROW(ROW_DATA, 0, 2, "b'hi'", ""),
        ROW(ROW_RETURN, 0, 0, "accept() = …", "LISTEN", .blocks = true),
        ROW(ROW_DATA, 1, 1, "b'me'", ""),
        ROW(ROW_LOST, 1, 1, "2 calls were not told", ""),
    };
    CHECK_ROWS_TEXT(roles, rows, ((TextStyle){ .columns = 70, .ascii = true }),
                    " \\xe9l\\xe8ve            b                      c\n"
                    " # accept()             |                      |\n"
                    " # <--------------------|-------- SYN -------- |\n"
                    " # . .  1 h later  . .  | . . . . . . . . . .  | . . . . . . . . . .\n"
                    " # ====== b'hi' ========|====================> |\n"
                    " | accept() = ...       |                      |\n"
                    " |               LISTEN |                      |\n"
                    " |                      | <= b'me' =.          |\n"
                    " |                      | (2 calls were not    |\n"
                    " |                      |     told)            |\n");
}

/* What does not fit goes on below; what would take more than three lines is cut. */
static void test_long(void) {
    static const char *const roles[] = { "one", "two", "a name that is too long for its column" };
    static const Row rows[] = {
        ROW(ROW_CALL, 0, 0, "setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)", ""),
        ROW(ROW_CALL, 1, 1, "listen(5) and more", "ESTABLISHED"),
        ROW(ROW_CALL, 2, 2, "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h", ""),
        ROW(ROW_CALL, 0, 0, "退退退退退退退退退退退退", "LISTEN"),
        ROW(ROW_CALL, 1, 1, "e\xcc\x81", ""),
        ROW(ROW_DATA, 1, 2, "b'aaaaaaaaaaaaaaaaaaaaa'", ""),
        ROW(ROW_DATA, 1, 1, "b'aaaaaaaaaaaaaaaaaaaaa'", ""),
        ROW(ROW_PACKET, 1, 1, "SYN", ""),
    };
    CHECK_ROWS_TEXT(roles, rows, ((TextStyle){ .columns = 61 }),
                    " one                 two                 a name that is too…\n"
                    " │ setsockopt(       │                   │\n"
                    " │     SOL_SOCKET,   │                   │\n"
                    " │     SO_REUSEADDR… │                   │\n"
                    " │                   │ listen(5) and     │\n"
                    " │                   │     more          │\n"
                    " │                   │       ESTABLISHED │\n"
                    " │                   │                   │ a b c d e f g h i\n"
                    " │                   │                   │     j k l m n o p\n"
                    " │                   │                   │     q r s t u v …\n"
                    " │ 退退退退退退退退  │                   │\n"
                    " │     退退退退      │                   │\n"
                    " │            LISTEN │                   │\n"
                    " │                   │ e\xcc\x81                 │\n"
                    " │                   │ ━ b'aaaaaaaaaa… ▶ │\n"
                    " │                   │ ◀━ b'aaaaaaaa… ━┓ │\n"
                    " │                   │ ◀┄ SYN ┄╮         │\n");
}

/* Each row is a sentence where there is no room for columns. */
static void test_list(void) {
    static const char *const roles[] = { "server", "client", "c", "d", "e" };
    static const Row rows[] = {
        ROW(ROW_BEGIN, 0, 0, "accept()", "", .blocks = true),
        ROW(ROW_RETURN, 0, 0, "accept() = fd 4", "ESTABLISHED", .blocks = true),
        ROW(ROW_DATA, 1, 0, "b'Bonjour'", ""),
        ROW(ROW_TIME, 0, 0, "1 h later", ""),
        ROW(ROW_LOST, 2, 2, "1 call was not told", ""),
    };
    CHECK_ROWS_TEXT(roles, rows, ((TextStyle){ .columns = 80 }),
                    "server  accept() waits\n"
                    "server  accept() = fd 4  ESTABLISHED\n"
                    "client → server  b'Bonjour'\n"
                    "1 h later\n"
                    "c  (1 call was not told)\n");
}

static void test_color(void) {
    static const Row rows[] = {
        ROW(ROW_BEGIN, 0, 0, "accept()", "", .blocks = true),
        ROW(ROW_PACKET, 1, 0, "SYN", ""),
        ROW(ROW_DATA, 0, 1, "b'x'", ""),
    };
    CHECK_ROWS_TEXT(pair, rows, ((TextStyle){ .columns = 40, .has_color = true }),
                    " server             client\n"
                    " \033[1m┃\033[0m accept()         │\n"
                    " \033[1m┃\033[0m \033[2m◀┄┄┄┄ SYN ┄┄┄┄┄┄\033[0m │\n"
                    " \033[1m┃\033[0m \033[1m━━━━━ b'x' ━━━━▶\033[0m │\n");
}

/* The names stand at the bottom too, when the top is far. */
static void test_names_again(void) {
    Row rows[41];
    for (size_t i = 0; i < 41; i++) rows[i] = (Row)ROW(ROW_CALL, 0, 0, "f()", "");
    for (size_t count = 38; count <= 41; count++) {
        Picture picture = { "", pair, 2, rows, count };
        Buffer out = { 0 };
        text_append(&out, &picture, &(TextStyle){ .columns = 80 });
        size_t lines = 0;
        for (size_t i = 0; i < out.count; i++) lines += out.bytes[i] == '\n';
        CHECK_INT(lines, count + 1 + (count >= 40));
        buffer_clear(&out);
    }
}

/* A ladder that grows: another role comes, the terminal changes. */
static void test_growing(void) {
    static const char *const three[] = { "server", "client", "elsewhere" };
    Buffer out = { 0 };
    TextLadder *text = text_ladder_new(&(TextStyle){ .columns = 40, .ascii = true });
    Row begin = ROW(ROW_BEGIN, 0, 0, "accept()", "", .blocks = true), call = ROW(ROW_CALL, 1, 1, "f()", "");
    Row packet = ROW(ROW_PACKET, 2, 0, "SYN", "");
    text_ladder_row(text, &out, &begin); /* no head yet: there is no such role */
    text_ladder_head(text, &out, pair, 2);
    text_ladder_row(text, &out, &begin);
    text_ladder_row(text, &out, &packet);
    text_ladder_resize(text, 58);
    text_ladder_head(text, &out, three, 3);
    text_ladder_row(text, &out, &packet);
    text_ladder_resize(text, 20);
    text_ladder_head(text, &out, pair, 2);
    text_ladder_row(text, &out, &call);
    CHECK_TEXT(buffer_text(&out), " server             client\n"
                                  " # accept()         |\n"
                                  " server             client             elsewhere\n"
                                  " # <----------------|------ SYN ------ |\n"
                                  "client  f()\n");
    text_ladder_free(text);
    buffer_clear(&out);
}

static void test_empty(void) {
    check_picture(&(Picture){ "", NULL, 0, NULL, 0 }, (TextStyle){ .columns = 80 }, "");
    check_picture(&(Picture){ "", pair, 2, NULL, 0 }, (TextStyle){ .columns = 0 }, "");
    check_picture(&(Picture){ "", pair, 1, NULL, 0 }, (TextStyle){ .columns = 0 }, " server\n");
}

/* ---- whatever is drawn */

static uint64_t seed;

static uint64_t random_below(uint64_t limit) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (seed >> 33) % limit;
}

enum { ROLES = 50, ROWS = 60 };

static char texts[ROWS][400];

/* A label that begins with its number: "17 ...". */
static const char *random_text(size_t number) {
    static const char *const parts[] = { "x",         " ", "(",          "退",     "é",
                                         "e\xcc\x81", "…", "long_word_", "b'abc'", ", " };
    char *text = texts[number];
    int at = snprintf(text, 8, "%zu ", number);
    for (uint64_t parts_left = random_below(30); parts_left; parts_left--)
        at += snprintf(text + at, sizeof texts[0] - (size_t)at, "%s",
                       parts[random_below(sizeof parts / sizeof *parts)]);
    return text;
}

/* The character at that column of a line; "" where it is none, or the second half of a wide one. */
static size_t bytes_at(const char *line, size_t count, size_t column, const char **found) {
    const uint8_t *at = (const uint8_t *)line, *end = at + count;
    for (size_t used = 0; at < end;) {
        const uint8_t *start = at;
        uint32_t code_point = text_decode(&at, end, false);
        if (used == column && text_width(code_point)) {
            *found = (const char *)start;
            return (size_t)(at - start);
        }
        used += (size_t)text_width(code_point);
    }
    *found = "";
    return 0;
}

static bool is_lifeline(const char *line, size_t count, size_t column, bool ascii) {
    static const char *const signs[] = { "│", "┃", "|", "#" };
    const char *found;
    size_t bytes = bytes_at(line, count, column, &found);
    for (size_t i = ascii ? 2 : 0; i < (ascii ? 4 : 2); i++)
        if (bytes == strlen(signs[i]) && !memcmp(found, signs[i], bytes)) return true;
    return false;
}

/* Every line fits, has no control byte and no blank at its end; below the names all lifelines are at their
 * places. */
static void check_lines(Span text, size_t columns, size_t roles, bool ascii) {
    size_t step = (columns - 1) / roles;
    if (step > 76) step = 76;
    Span line;
    for (size_t number = 0; span_next_line(&text, &line); number++) {
        bool held = text_columns(line.bytes, line.count) <= columns && line.count &&
                    line.bytes[line.count - 1] != ' ' && text_is_utf8(line.bytes, line.count);
        for (size_t i = 0; i < line.count; i++)
            held = held && (unsigned char)line.bytes[i] >= ' ' && (!ascii || line.bytes[i] > 0);
        for (size_t i = 0; i < roles && step >= 18 && number && text.count; i++)
            held = held && is_lifeline(line.bytes, line.count, 1 + i * step, ascii);
        if (!CHECK(held))
            printf("    %zu columns, %zu roles, line %zu: %.*s\n", columns, roles, number, (int)line.count,
                   line.bytes);
    }
}

static void test_random(void) {
    static const char *const names[] = { "a", "a rather long name for a role", "名前", "é\xcc\x81", "" };
    for (seed = 1; seed < 2000;) {
        uint64_t round = seed;
        const char *roles[ROLES];
        size_t role_count = 1 + random_below(round % 2 ? 4 : ROLES), count = 45 + random_below(ROWS - 45);
        for (size_t i = 0; i < role_count; i++) roles[i] = names[random_below(4 + (i > 0))];
        Row rows[ROWS];
        for (size_t i = 0; i < count; i++) {
            rows[i] = (Row)ROW((RowKind)random_below(7), random_below(role_count), random_below(role_count),
                               random_text(i), random_below(3) ? "" : "ESTABLISHED");
            rows[i].blocks = random_below(2);
        }
        Picture picture = { "", roles, role_count, rows, count };
        TextStyle style = { .columns = 20 + random_below(281), .ascii = random_below(2) };
        Buffer out = { 0 };
        text_append(&out, &picture, &style);
        check_lines((Span){ out.bytes, out.count }, style.columns, role_count, style.ascii);
        for (size_t i = 0; i < count; i++) {
            char wanted[16];
            snprintf(wanted, sizeof wanted, "%s%zu ", rows[i].kind == ROW_LOST ? "(" : " ", i);
            if (rows[i].kind == ROW_CALL) CHECK(memmem(out.bytes, out.count, wanted, strlen(wanted) - 1));
        }
        buffer_clear(&out);
        seed = round + 1;
    }
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        Kept kept;
        Buffer out = { 0 };
        kept_open(&kept, pair, 2);
        add_greeting(&kept, 0, 1, true);
        ladder_flush(kept.ladder, INT64_MAX);
        Picture picture = kept_picture(&kept);
        text_append(&out, &picture, &(TextStyle){ .columns = (size_t)atoi(argv[i]) });
        fputs(buffer_text(&out), stdout);
        buffer_clear(&out);
        kept_close(&kept);
    }
    test_greeting();
    test_ascii();
    test_long();
    test_list();
    test_color();
    test_names_again();
    test_growing();
    test_empty();
    test_random();
    return unit_end();
}
