/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ladder/render.h"
#include "ladder/ladder.h"
#include <string.h>

struct RenderFormat {
    const char *name; /* and suffix */
    void (*append)(Buffer *out, const Chronicle *chronicle, const Drawing *drawing, const TextStyle *style);
};

static void append_text(Buffer *out, const Chronicle *chronicle, const Drawing *drawing,
                        const TextStyle *style) {
    (void)chronicle;
    text_append(out, &drawing->picture, style);
}

static void append_svg(Buffer *out, const Chronicle *chronicle, const Drawing *drawing,
                       const TextStyle *style) {
    (void)chronicle, (void)style;
    svg_append(out, &drawing->picture);
}

static void append_mermaid(Buffer *out, const Chronicle *chronicle, const Drawing *drawing,
                           const TextStyle *style) {
    (void)chronicle, (void)style;
    mermaid_append(out, &drawing->picture);
}

static void append_json(Buffer *out, const Chronicle *chronicle, const Drawing *drawing,
                        const TextStyle *style) {
    (void)style;
    chronicle_append_json(out, chronicle);
    drawing_append_arrows(out, drawing);
    json_close(out, '}');
    buffer_append_byte(out, '\n');
}

static const RenderFormat formats[] = {
    { "txt", append_text }, { "svg", append_svg }, { "mmd", append_mermaid }, { "json", append_json }
};

const RenderFormat *render_format_named(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!strcmp(formats[i].name, name)) return &formats[i];
    }
    return NULL;
}

const RenderFormat *render_format_of(const char *path) {
    const char *name = strrchr(path, '/'), *suffix = strrchr(name ? name : path, '.');
    return suffix ? render_format_named(suffix + 1) : NULL;
}

void render(Buffer *out, const Chronicle *chronicle, const char *only, const RenderFormat *format,
            const TextStyle *style) {
    Drawing drawing;
    drawing_make(&drawing, chronicle, only);
    format->append(out, chronicle, &drawing, style);
    drawing_clear(&drawing);
}
