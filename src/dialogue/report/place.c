/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each sentence is whole, so that it can be translated. */
#include "dialogue/report/place.h"
#include "base/language.h"

static Span span_of(const Buffer *buffer) {
    return (Span){ buffer->bytes ? buffer->bytes : "", buffer->count };
}

/* Its printable text, NUL-terminated, in *out. */
static const char *printable(Buffer *out, Span text) {
    span_append_printable(out, text);
    return buffer_text(out);
}

static void append_call(Buffer *out, const char *role, const Actor *actor) {
    if (!actor->call.count) {
        buffer_append_format(out,
                             actor->runs      ? _("%s runs, and waits for nothing")
                             : actor->on_disk ? _("%s waits for the disk")
                                              : _("%s is busy, or waits in a call that is not known"),
                             role);
        return;
    }
    Buffer call = { 0 };
    char text[ADDRESS_TEXT];
    const char *name = printable(&call, span_of(&actor->call));
    const Address *address = actor->to.family     ? &actor->to
                             : actor->peer.family ? &actor->peer
                                                  : &actor->local;
    address_text(address, text);
    if (span_equals(span_of(&actor->call), SPAN("sleep")) && !actor->since)
        buffer_append_format(out, _("%s sleeps on the clock"), role);
    else if (span_equals(span_of(&actor->call), SPAN("a lock")))
        buffer_append_format(out, _("%s waits for a lock"), role);
    else if (!address->family)
        buffer_append_format(out, _("%s waits in %s()"), role, name);
    else if (address == &actor->local)
        buffer_append_format(out, _("%s waits in %s() on %s"), role, name, text);
    else
        buffer_append_format(out, _("%s waits in %s() with %s"), role, name, text);
    buffer_clear(&call);
}

void place_append(Buffer *out, Span role, const Actor *actor, int line) {
    Buffer role_text = { 0 }, text = { 0 };
    const char *name = printable(&role_text, role);
    switch (actor->place) {
    case ACTOR_AT_PROMPT:
        buffer_append_format(out, _("%s shows %s"), name,
                             printable(&text, span_trim_end(span_of(&actor->prompt))));
        break;
    case ACTOR_IN_CALL: append_call(out, name, actor); break;
    case ACTOR_ENDED:
        buffer_append_format(out, _("%s has ended with status %d"), name, actor->status);
        if (actor->why.count) buffer_append_text(out, printable(&text, span_of(&actor->why)));
        break;
    case ACTOR_LOST:
        buffer_append_format(out, _("%s is lost: %s"), name, printable(&text, span_of(&actor->why)));
        break;
    }
    if (line) buffer_append_format(out, _(", since line %d"), line);
    buffer_clear(&role_text);
    buffer_clear(&text);
}
