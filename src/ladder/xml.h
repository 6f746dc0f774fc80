/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts in XML. What XML 1.0 (2.2, Characters) forbids is left out, and so are the other control characters;
 * a tab or a line's end is a blank, and a byte that is no UTF-8 becomes U+FFFD. Sizes are cells: columns of a
 * terminal. */
#pragma once
#include "base/buffer.h"

/* What of a text is shown. */
typedef struct {
    const char *text; /* borrowed */
    size_t count;     /* bytes of it; what follows is cut, and an ellipsis stands for it */
    size_t cells;     /* that it takes, the ellipsis included */
    bool is_cut;
    bool is_uneven; /* it has characters that fonts may draw in another width than their cells */
} XmlLabel;

XmlLabel xml_label(const char *text, size_t cells); /* at most so many cells, of which there is at least 1 */
void xml_append_label(Buffer *out, const XmlLabel *label);
/* all of it; for an element's content or a quoted attribute */
void xml_append(Buffer *out, const char *text);
