/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as SVG and in Mermaid's notation. With a folder as its argument, writes each picture there
 * instead: NAME.svg, NAME.mmd, and what was to be drawn, NAME.json, for tests/unit/svg_oracle.py and
 * tests/browser/. */
#include "base/json.h"
#include "ladder/format.h"
#include "ladder/xml.h"
#include "svg_pictures.h"
#include "unit.h"
#include <time.h>

static bool begins(const char *text, const char *part) { return strncmp(text, part, strlen(part)) == 0; }

/* Byte by byte: under the sanitizer each strstr would measure the whole rest of a text of megabytes. */
static size_t times(const char *text, const char *part) {
    size_t count = 0;
    for (; *text; text++) count += *text == *part && begins(text, part);
    return count;
}

/* ---- XML */

static void check_escaped(const char *text, const char *want) {
    Buffer out = { 0 };
    xml_append(&out, text);
    CHECK_TEXT(buffer_text(&out), want);
    buffer_clear(&out);
}

static void test_xml(void) {
    check_escaped("a < b && c > \"d\" 'e'", "a &lt; b &amp;&amp; c &gt; &quot;d&quot; 'e'");
    check_escaped("\x1b[31m\x01\x7f\xc2\x85 \t\n\r.", "[31m    .");
    check_escaped("\xff|\xed\xa0\x80|\xef\xbf\xbe|\xef\xbf\xbf|\xf0\x9f\x98\x80",
                  "\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd|||\xf0\x9f\x98\x80");
}

static void check_label(const char *text, size_t cells, const char *want, size_t want_cells) {
    XmlLabel label = xml_label(text, cells);
    Buffer out = { 0 };
    xml_append_label(&out, &label);
    CHECK_TEXT(buffer_text(&out), want);
    CHECK_INT(label.cells, want_cells);
    buffer_clear(&out);
}

static void test_labels(void) {
    check_label("hello", 5, "hello", 5);
    check_label("hello", 4, "hel…", 4);
    check_label("hello", 1, "…", 1);
    check_label("", 1, "", 0);
    check_label("漢字漢字", 8, "漢字漢字", 8);
    check_label("漢字漢字", 7, "漢字漢…", 7);
    check_label("漢字漢字", 6, "漢字…", 5);
    check_label("漢", 1, "…", 1);
    check_label("e\xcc\x81"
                "e\xcc\x81",
                2,
                "e\xcc\x81"
                "e\xcc\x81",
                2);
    check_label("e\xcc\x81"
                "ee",
                2, "e\xcc\x81…", 2);
    check_label("\x1b\x1b\x1b", 1, "", 0);
    CHECK(!xml_label("aé → …", 20).is_uneven);
    CHECK(xml_label("漢", 20).is_uneven && xml_label("ש", 20).is_uneven && !xml_label("a漢", 2).is_uneven);
}

/* ---- Mermaid */

static void check_mermaid(const char *name, const char *want) {
    Buffer out = { 0 };
    Picture picture = { .roles = &name, .role_count = 1 };
    mermaid_append(&out, &picture);
    const char *start = strstr(buffer_text(&out), " as ");
    if (CHECK(start != NULL)) {
        buffer_truncate(&out, out.count - 1);
        CHECK_TEXT(strstr(buffer_text(&out), " as ") + 4, want);
    }
    buffer_clear(&out);
}

static void test_mermaid_escapes(void) {
    check_mermaid("server", "server");
    check_mermaid("recv(7) = b'a_b-c', 1.2/3*4+5!?", "recv(7) = b'a_b-c', 1.2/3*4+5!?");
    check_mermaid("a;b#c:d\"e<f>g", "a#59;b#35;c#58;d#34;e#60;f#62;g");
    check_mermaid("two\nlines\t.", "two lines .");
    check_mermaid("the end", "the #101;nd");
    check_mermaid("End. END, endless bend send_end end1", "#69;nd. #69;ND, endless bend send_end #101;nd1");
    check_mermaid("%%{init}%% @{ $$ \\ ` ^ | ~ &",
                  "#37;#37;#123;init#125;#37;#37; #64;#123; #36;#36; #92; #96; #94; #124; #126; #38;");
    check_mermaid("é 漢 \xc2\xb6 \xef\xac\x82 \xe2\x80\xae", "é 漢 #182; #64258; #8238;");
    check_mermaid("\x1b\xff", " \xef\xbf\xbd");
    check_mermaid("", "#160;");
}

static void check_balance(Sketch *sketch) {
    Buffer out = { 0 };
    mermaid_append(&out, &sketch->picture);
    const char *text = buffer_text(&out);
    CHECK(begins(text, "sequenceDiagram\n"));
    CHECK_INT(times(text, "    activate "), times(text, "    deactivate "));
    static const char begin[] = "\n    activate A", end[] = "\n    deactivate A";
    int depth[1000] = { 0 };
    for (const char *next = text; *next; next++) {
        if (*next != '\n') continue;
        if (begins(next, begin)) depth[strtoul(next + strlen(begin), NULL, 10)]++;
        if (begins(next, end)) CHECK(--depth[strtoul(next + strlen(end), NULL, 10)] >= 0);
    }
    for (size_t i = 0; i < 1000; i++) CHECK_INT(depth[i], 0);
    buffer_clear(&out);
}

/* ---- SVG */

static void check_svg(const char *name, Sketch *sketch) {
    Buffer out = { 0 };
    clock_t start = clock();
    svg_append(&out, &sketch->picture);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    const char *text = buffer_text(&out);
    CHECK(begins(text, "<svg ") && strcmp(text + out.count - 7, "</svg>\n") == 0);
    CHECK_INT(times(text, "<g class="), times(text, "</g>"));
    CHECK(!strstr(text, "<script"));
    if (strcmp(name, "large") == 0) {
        CHECK_INT(sketch->picture.count, 25000);
        CHECK(out.count <= 5000000);
        CHECK(seconds < 0.5);
        printf("%s: %zu rows, %zu bytes, %.3f s\n", name, sketch->picture.count, out.count, seconds);
    }
    buffer_clear(&out);
}

static void test_pictures(void) {
    for (size_t i = 0; i < sizeof sketches / sizeof *sketches; i++) {
        Sketch sketch = { 0 };
        sketches[i].draw(&sketch);
        check_svg(sketches[i].name, &sketch);
        check_balance(&sketch);
        sketch_clear(&sketch);
    }
    for (unsigned seed = 1; seed <= 100; seed++) {
        Sketch sketch = { 0 };
        sketch_any(&sketch, seed, 1 + seed % 9, seed * 3);
        check_svg("any", &sketch);
        check_balance(&sketch);
        sketch_clear(&sketch);
    }
}

/* ---- for other tests */

static void append_json(Buffer *out, const Picture *picture) {
    static const char *const kinds[] = {
        [ROW_CALL] = "c",   [ROW_BEGIN] = "b", [ROW_RETURN] = "r", [ROW_DATA] = "d",
        [ROW_PACKET] = "p", [ROW_TIME] = "t",  [ROW_LOST] = "m"
    };
    json_open(out, '{');
    json_key(out, "roles");
    json_open(out, '[');
    for (size_t i = 0; i < picture->role_count; i++) json_text(out, picture->roles[i]);
    json_close(out, ']');
    json_key(out, "rows");
    json_open(out, '[');
    for (size_t i = 0; i < picture->count; i++) {
        const Row *row = &picture->rows[i];
        json_open(out, '{');
        json_key(out, "kind"), json_text(out, kinds[row->kind]);
        json_key(out, "role"), json_int(out, (int64_t)row->role);
        json_key(out, "other"), json_int(out, (int64_t)row->other);
        json_key(out, "origin"), json_int(out, row->origin == NO_ROW ? -1 : (int64_t)row->origin);
        json_key(out, "blocks"), json_int(out, row->blocks);
        json_key(out, "failed"), json_int(out, row->failed);
        json_key(out, "text"), json_text(out, row->text);
        json_key(out, "state"), json_text(out, row->state);
        json_key(out, "detail"), json_text(out, row->detail);
        json_close(out, '}');
    }
    json_close(out, ']');
    json_close(out, '}');
}

static bool write_file(const char *folder, const char *name, const char *end, const Picture *picture,
                       void (*append)(Buffer *out, const Picture *picture)) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, end);
    FILE *file = fopen(path, "w");
    Buffer out = { 0 };
    append(&out, picture);
    bool written = file && fwrite(out.bytes, 1, out.count, file) == out.count;
    buffer_clear(&out);
    return file && fclose(file) == 0 && written;
}

static int write_pictures(const char *folder) {
    bool written = true;
    for (size_t i = 0; i < sizeof sketches / sizeof *sketches; i++) {
        Sketch sketch = { 0 };
        sketches[i].draw(&sketch);
        written = write_file(folder, sketches[i].name, "svg", &sketch.picture, svg_append) && written;
        written = write_file(folder, sketches[i].name, "mmd", &sketch.picture, mermaid_append) && written;
        written = write_file(folder, sketches[i].name, "json", &sketch.picture, append_json) && written;
        sketch_clear(&sketch);
    }
    return written ? 0 : 1;
}

int main(int count, char **words) {
    if (count > 1) return write_pictures(words[1]);
    test_xml();
    test_labels();
    test_mermaid_escapes();
    test_pictures();
    return unit_end();
}
