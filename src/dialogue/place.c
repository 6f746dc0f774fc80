/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/place.h"
#include "base/language.h"
#include <string.h>

static Span span_of(const Buffer *buffer) { return (Span){ buffer->bytes ? buffer->bytes : "", buffer->count }; }
static bool is_given(const Buffer *address) { return address->count && !span_equals(span_of(address), SPAN("-")); }

static void append_call(Buffer *out, const Actor *actor) {
    if (!actor->call.count) {
        buffer_append_text(out, _("is busy or waits in a call that is not known"));
        return;
    }
    Buffer call = { 0 };
    span_append_printable(&call, span_of(&actor->call));
    buffer_append_format(out, _("waits in %s()"), buffer_text(&call));
    buffer_clear(&call);
    const Buffer *address = is_given(&actor->to) ? &actor->to : is_given(&actor->peer) ? &actor->peer : &actor->local;
    if (!is_given(address)) return;
    buffer_append_text(out, address == &actor->local ? _(" on ") : _(" with "));
    span_append_printable(out, span_of(address));
}

void place_append(Buffer *out, Span role, const Actor *actor, int line) {
    span_append_printable(out, role);
    buffer_append_byte(out, ' ');
    switch (actor->place) {
    case ACTOR_AT_PROMPT:
        buffer_append_text(out, _("shows "));
        span_append_printable(out, span_trim_end(span_of(&actor->prompt)));
        break;
    case ACTOR_IN_CALL: append_call(out, actor); break;
    case ACTOR_ENDED: buffer_append_format(out, _("has ended with status %d"), actor->status); break;
    case ACTOR_LOST:
        buffer_append_text(out, _("is lost: "));
        span_append_printable(out, span_of(&actor->why));
        break;
    }
    if (line) buffer_append_format(out, _(", since line %d"), line);
}
