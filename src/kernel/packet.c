/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packets as words, and as JSON. */
#include "base/fields.h"
#include "kernel/wire.h"
#include <string.h>

static const struct {
    uint8_t bit;
    const char *name;
} flags[] = {
    { SEGMENT_FIN, "FIN" }, { SEGMENT_SYN, "SYN" }, { SEGMENT_RST, "RST" }, { SEGMENT_PSH, "PSH" },
    { SEGMENT_ACK, "ACK" }, { SEGMENT_URG, "URG" }, { SEGMENT_ECE, "ECE" }, { SEGMENT_CWR, "CWR" }
};
enum { FLAGS = sizeof flags / sizeof *flags };

void packet_append_flags(Buffer *out, const Packet *packet) {
    const char *before = "";
    switch (packet->protocol) {
    case IPPROTO_TCP: break;
    case IPPROTO_UDP: buffer_append_text(out, "UDP"); return;
    case IPPROTO_ICMP: buffer_append_text(out, "ICMP"); return;
    case IPPROTO_ICMPV6: buffer_append_text(out, "ICMPv6"); return;
    default: buffer_append_format(out, "protocol %d", packet->protocol); return;
    }
    for (int i = 0; i < FLAGS; i++) {
        if (!(packet->flags & flags[i].bit)) continue;
        buffer_append_format(out, "%s%s", before, flags[i].name);
        before = " ";
    }
}

/* ---- writing */

static void append_protocol(Buffer *out, const Packet *packet) {
    json_key(out, "protocol");
    if (packet->protocol == IPPROTO_TCP)
        json_text(out, "TCP");
    else if (packet->protocol == IPPROTO_UDP)
        json_text(out, "UDP");
    else
        json_int(out, packet->protocol);
}

void packet_append(Buffer *out, const Packet *packet) {
    bool is_tcp = packet->protocol == IPPROTO_TCP;
    json_open(out, '{');
    json_int_member(out, "at", packet->at);
    json_int_member(out, "wall", packet->wall);
    append_protocol(out, packet);
    if (is_tcp) {
        Buffer words = { 0 };
        packet_append_flags(&words, packet);
        json_key(out, "flags");
        json_bytes(out, buffer_text(&words), words.count);
        buffer_clear(&words);
    }
    json_address_member(out, "from", &packet->from);
    json_address_member(out, "to", &packet->to);
    if (is_tcp) {
        json_int_member(out, "seq", packet->sequence);
        json_int_member(out, "ack", packet->acknowledgment);
        json_int_member(out, "window", packet->window);
    }
    json_int_member(out, "payload", packet->payload);
    json_close(out, '}');
}

/* ---- reading */

/* Words with a blank between each. */
static bool read_flags(const char *text, size_t count, uint8_t *out) {
    *out = 0;
    for (const char *word = text, *end = text + count; word < end; word++) {
        const char *blank = memchr(word, ' ', (size_t)(end - word));
        size_t length = (size_t)((blank ? blank : end) - word);
        int i = 0;
        while (i < FLAGS && (strlen(flags[i].name) != length || memcmp(flags[i].name, word, length))) i++;
        if (i == FLAGS) return false;
        *out |= flags[i].bit;
        word += length;
    }
    return true;
}

static bool read_protocol(Packet *packet, const JsonReader *reader, JsonToken token) {
    if (token == JSON_NUMBER) {
        packet->protocol = (uint8_t)reader->number;
        return reader->number >= 0 && reader->number <= UINT8_MAX;
    }
    if (token != JSON_STRING) return false;
    packet->protocol = json_is(reader, "TCP") ? IPPROTO_TCP : IPPROTO_UDP;
    return packet->protocol == IPPROTO_TCP || json_is(reader, "UDP");
}

static bool read_other(void *object, const char *key, JsonReader *reader, JsonToken token) {
    Packet *packet = object;
    const char *text = reader->string.bytes ? reader->string.bytes : "";
    size_t count = reader->string.count;
    bool taken = token == JSON_STRING;
    if (!strcmp(key, "protocol"))
        taken = read_protocol(packet, reader, token);
    else
        taken = taken && read_flags(text, count, &packet->flags);
    return fields_skip_rest(reader, token) && taken;
}

#define MEMBER(NAME) offsetof(Packet, NAME)
static const Field fields[] = {
    { "at", FIELD_INT64, MEMBER(at), true, NULL },
    { "wall", FIELD_INT64, MEMBER(wall), false, NULL },
    { "protocol", FIELD_OTHER, MEMBER(protocol), true, NULL },
    { "flags", FIELD_OTHER, MEMBER(flags), false, NULL },
    { "from", FIELD_IP, MEMBER(from), true, NULL },
    { "to", FIELD_IP, MEMBER(to), true, NULL },
    { "seq", FIELD_UINT32, MEMBER(sequence), false, NULL },
    { "ack", FIELD_UINT32, MEMBER(acknowledgment), false, NULL },
    { "window", FIELD_UINT16, MEMBER(window), false, NULL },
    { "payload", FIELD_UINT32, MEMBER(payload), false, NULL },
    { 0 },
};

bool packet_read(JsonReader *reader, Packet *packet) {
    static const FieldTable table = { fields, 0, read_other };
    uint64_t found;
    *packet = (Packet){ 0 };
    return fields_read(reader, &table, packet, &found);
}
