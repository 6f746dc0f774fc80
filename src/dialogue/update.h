/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `--update` and `--diff`: the document as it would be if it expected what was shown, written or only
 * shown. A file is replaced at once or not at all; it keeps its mode and its place behind symbolic links. */
#pragma once
#include "dialogue/check_options.h"
#include "dialogue/play.h"

typedef struct {
    const char *path, *name; /* as given, and printable */
    const Document *document;
    const Played *played; /* by dialogue */
    const PortSet *ends;  /* of connections */
    bool shows, writes, has_color;
} Update;

/* Says what it did, and what it could not do. False: there was nothing to change, so the usual report is to
 * be made. *status is then as it was; otherwise CHECK_AS_WRITTEN where the new document is written and all
 * went as is written in it; it is then in *text. */
bool update_document(const Update *update, Buffer *out, Buffer *text, CheckStatus *status);
