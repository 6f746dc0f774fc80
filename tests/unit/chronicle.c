/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chronicles, there and back; their limits; packets and addresses as words; and that a text that was cut or
 * changed is refused, or harmless. */
#include "journal/chronicle.h"
#include "base/memory.h"
#include "journal/journal_text.h"
#include "unit.h"
#include <string.h>

static uint64_t state = 1;
static uint32_t pick(uint32_t below) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return (uint32_t)(state >> 33) % below;
}

static bool same_buffer(const Buffer *a, const Buffer *b) {
    return a->count == b->count && (!a->count || !memcmp(a->bytes, b->bytes, a->count));
}

static void write_all(Buffer *out, const Chronicle *chronicle) {
    chronicle_append_json(out, chronicle);
    json_close(out, '}');
}

static bool read_all(Chronicle *chronicle, const char *text, size_t count) {
    const char *problem = NULL;
    *chronicle = (Chronicle){ 0 };
    bool taken = chronicle_read_json(chronicle, text, count, &problem);
    CHECK(taken == !problem);
    if (!taken) CHECK(!chronicle->role_count && !chronicle->roles && !chronicle->calls && !chronicle->title);
    return taken;
}

/* ---- a chronicle */

static void add_call(Chronicle *chronicle, size_t role, const char *text) {
    JsonReader reader = { .text = text, .count = strlen(text) };
    Entry entry;
    CHECK(json_next(&reader) == JSON_OBJECT && entry_read(&reader, &entry));
    chronicle_add_call_take(chronicle, role, &entry);
    CHECK(!entry.name);
    buffer_clear(&reader.string);
}

static size_t add_turn(Chronicle *chronicle, size_t role, const char *typed) {
    return chronicle_add_turn(chronicle, role, 12, 1000, typed, strlen(typed));
}

#define WAITS                                                                                                \
    "{\"call\":1,\"moment\":\"waits\",\"name\":\"accept\",\"begun\":5,\"real_begun\":7,\"shown\":\"accept()\"}"
#define ENDED                                                                                                       \
    "{\"call\":1,\"moment\":\"ended\",\"name\":\"recv\",\"begun\":5,\"real_begun\":7,\"ended\":6,\"real_ended\":8," \
    "\"outcome\":\"returned\",\"gave\":\"b'\\\\xff'\",\"received\":1,\"count\":1,\"data\":\"\\udcff\"}"

static Address four(uint16_t port) {
    return (Address){ .family = AF_INET, .port = port, .ip = { 127, 0, 0, 1 } };
}

static void fill(Chronicle *chronicle) {
    *chronicle = (Chronicle){ .is_virtual = true, .has_wire = true, .lost_packets = 3 };
    static const char title[] = "a \"title\"\n\xff";
    chronicle->title = memcpy(memory_get(sizeof title), title, sizeof title);
    CHECK(chronicle_add_role(chronicle, "server\033[1m", 10, true) == 0);
    CHECK(chronicle_add_role(chronicle, "", 0, false) == 1);
    add_call(chronicle, 0, WAITS);
    CHECK(add_turn(chronicle, 0, "con, addr = s.accept()") == 0);
    CHECK(add_turn(chronicle, 1, "for x in y:\n... pass") == 1);
    add_call(chronicle, 1, ENDED);
    add_call(chronicle, 0, ENDED);
    CHECK(add_turn(chronicle, 0, "") == 2);
    add_call(chronicle, 0, WAITS);
    chronicle->roles[0].lost = 12;
    Packet packet = {
        .at = 77, .wall = INT64_MAX, .protocol = IPPROTO_TCP, .flags = SEGMENT_SYN | SEGMENT_ACK
    };
    packet.sequence = UINT32_MAX;
    packet.acknowledgment = 5;
    packet.window = 65535;
    packet.payload = 7;
    packet.from = four(45422);
    packet.to = (Address){ .family = AF_INET6, .port = 3000, .ip = { [15] = 1 } };
    chronicle_add_socket(chronicle, &(ChronicleSocket){ 1, 9, four(3000), { 0 } });
    chronicle_add_packet(chronicle, &packet);
    Packet datagram = {
        .at = INT64_MIN, .protocol = IPPROTO_UDP, .payload = 1, .from = four(1), .to = four(65535)
    };
    chronicle_add_packet(chronicle, &datagram);
    datagram.protocol = IPPROTO_ICMP;
    chronicle_add_packet(chronicle, &datagram);
}

static const char *const filled =
    "{\"version\":1,\"title\":\"a \\\"title\\\"\\n\\udcff\",\"virtual\":true,\"wire\":true,"
    "\"roles\":[{\"name\":\"server\\u001b[1m\",\"ours\":true,\"lost\":12},{\"name\":\"\",\"ours\":false,\"lost\":0}],"
    "\"turns\":[{\"role\":0,\"line\":12,\"at\":1000,\"typed\":\"con, addr = s.accept()\"},"
    "{\"role\":1,\"line\":12,\"at\":1000,\"typed\":\"for x in y:\\n... pass\"},"
    "{\"role\":0,\"line\":12,\"at\":1000,\"typed\":\"\"}],"
    "\"calls\":[{\"role\":0,\"entry\":{\"call\":1,\"moment\":\"waits\",\"name\":\"accept\",\"task\":0,\"begun\":5,\"real_begun\":7,"
    "\"shown\":\"accept()\"}},"
    "{\"role\":1,\"turn\":1,\"entry\":{\"call\":1,\"moment\":\"ended\",\"name\":\"recv\",\"task\":0,\"begun\":5,\"ended\":6,"
    "\"real_begun\":7,\"real_ended\":8,\"outcome\":\"returned\",\"gave\":\"b'\\\\xff'\",\"received\":1,\"count\":1,"
    "\"data\":\"\\udcff\"}},"
    "{\"role\":0,\"turn\":0,\"entry\":{\"call\":1,\"moment\":\"ended\",\"name\":\"recv\",\"task\":0,\"begun\":5,\"ended\":6,"
    "\"real_begun\":7,\"real_ended\":8,\"outcome\":\"returned\",\"gave\":\"b'\\\\xff'\",\"received\":1,\"count\":1,"
    "\"data\":\"\\udcff\"}},"
    "{\"role\":0,\"turn\":2,\"entry\":{\"call\":1,\"moment\":\"waits\",\"name\":\"accept\",\"task\":0,\"begun\":5,\"real_begun\":7,"
    "\"shown\":\"accept()\"}}],"
    "\"sockets\":[{\"role\":1,\"at\":9,\"local\":\"127.0.0.1:3000\",\"peer\":\"-\"}],"
    "\"packets\":[{\"at\":77,\"wall\":9223372036854775807,\"protocol\":\"TCP\",\"flags\":\"SYN ACK\",\"from\":\"127.0.0.1:45422\","
    "\"to\":\"[::1]:3000\",\"seq\":4294967295,\"ack\":5,\"window\":65535,\"payload\":7},"
    "{\"at\":-9223372036854775808,\"wall\":0,\"protocol\":\"UDP\",\"from\":\"127.0.0.1:1\",\"to\":\"127.0.0.1:65535\",\"payload\":1},"
    "{\"at\":-9223372036854775808,\"wall\":0,\"protocol\":1,\"from\":\"127.0.0.1:1\",\"to\":\"127.0.0.1:65535\",\"payload\":1}],"
    "\"lost_packets\":3}";

static void test_there_and_back(void) {
    Chronicle chronicle, read;
    Buffer first = { 0 }, again = { 0 };
    fill(&chronicle);
    write_all(&first, &chronicle);
    CHECK_TEXT(buffer_text(&first), filled);
    if (CHECK(read_all(&read, first.bytes, first.count))) {
        write_all(&again, &read);
        CHECK_TEXT(buffer_text(&again), filled);
        CHECK(read.roles[0].turn == 2 && read.roles[1].turn == 1 && read.calls[0].turn == CHRONICLE_NO_TURN);
        CHECK(!memcmp(read.packets, chronicle.packets, sizeof(Packet)));
        CHECK_INT(add_turn(&read, 1, "more"), 3);
    }
    chronicle_clear(&read);
    chronicle_clear(&chronicle);
    CHECK(!chronicle.roles && !chronicle.role_count && !chronicle.title);
    buffer_truncate(&first, 0);
    write_all(&first, &chronicle);
    CHECK_TEXT(buffer_text(&first),
               "{\"version\":1,\"title\":null,\"virtual\":false,\"wire\":false,\"roles\":[],\"turns\":[],"
               "\"calls\":[],\"sockets\":[],\"packets\":[],\"lost_packets\":0}");
    CHECK(read_all(&read, first.bytes, first.count) && !read.title);
    chronicle_clear(&read);
    buffer_clear(&first);
    buffer_clear(&again);
}

/* In any order, with keys of others between them; of two lists the last one. */
static void test_order(void) {
    static const char text[] =
        "{\"arrows\":[{\"from\":0,\"to\":1}],\"calls\":[{\"entry\":" ENDED ",\"x\":[{}],\"role\":9},"
        "{\"role\":0}],\"turns\":[]}";
    static const char other[] =
        " {\"arrows\":[{\"from\":0,\"to\":1}],\"calls\":[{\"entry\":" ENDED
        ",\"x\":[{}],\"turn\":0,\"role\":9}],"
        "\"packets\":[],\"calls\":[{\"entry\":" WAITS ",\"entry\":" ENDED
        ",\"turn\":0,\"role\":0,\"role\":1}],"
        "\"turns\":[{\"typed\":\"a\",\"typed\":\"b\",\"at\":1,\"role\":1}],\"title\":\"x\",\"title\":\"y\\u0000z\","
        "\"roles\":[{\"name\":\"a\"}],\"roles\":[{\"name\":\"b\",\"lost\":9},{\"name\":\"c\"}],\"version\":1} ";
    Chronicle read;
    CHECK(!read_all(&read, text, strlen(text)));
    if (!CHECK(read_all(&read, other, strlen(other)))) return;
    CHECK(read.role_count == 2 && read.call_count == 1 && read.turn_count == 1 && read.calls[0].turn == 0);
    CHECK_TEXT(read.title, "y");
    CHECK_TEXT(read.turns[0].typed, "b");
    CHECK_TEXT(read.calls[0].entry.name, "recv");
    CHECK(read.roles[0].lost == 9 && read.roles[1].turn == 0 && read.roles[0].turn == CHRONICLE_NO_TURN);
    chronicle_clear(&read);
}

static void check_problem(const char *text, const char *wanted) {
    Chronicle chronicle = { 0 };
    const char *problem = NULL;
    CHECK(!chronicle_read_json(&chronicle, text, strlen(text), &problem));
    if (!CHECK_TEXT(problem, wanted)) printf("    of %s\n", text);
    chronicle_clear(&chronicle);
}

#define ROLE "\"roles\":[{\"name\":\"a\"},{\"name\":\"b\"}],"
#define TURN "\"turns\":[{\"role\":1,\"at\":5,\"typed\":\"x\"}],"

static void test_refusals(void) {
    static const char *const cut[] = { "",
                                       "{",
                                       "}",
                                       "x",
                                       "{\"version\":1," ROLE "}",
                                       "{\"version\":1,\"roles\":[]}x",
                                       "{\"version\":1,\"roles\":[{\"name\":\"a\"" };
    static const char *const other[] = { "{\"version\":2,\"roles\":[]}", "{\"version\":\"1\"}",
                                         "{\"version\":0,", "{\"version\":1,\"version\":2,\"roles\":[]}" };
    static const char *const wrong[] = {
        "[]",
        "1",
        "{}",
        "{\"roles\":[]}",
        "{\"version\":1}",
        "{\"version\":1,\"roles\":{}}",
        "{\"version\":1,\"roles\":[1]}",
        "{\"version\":1,\"roles\":[[]]}",
        "{\"version\":1,\"roles\":[{}]}",
        "{\"version\":1,\"roles\":[],\"title\":1}",
        "{\"version\":1,\"roles\":[],\"title\":[]}",
        "{\"version\":1,\"roles\":[],\"virtual\":1}",
        "{\"version\":1,\"roles\":[],\"lost_packets\":-1}",
        "{\"version\":1,\"roles\":[],\"sockets\":[{\"role\":0,\"at\":1,\"local\":\"-\",\"peer\":\"-\"}]}",
        "{\"version\":1,\"roles\":[],\"sockets\":[{\"role\":0,\"at\":1,\"local\":\"x\",\"peer\":\"-\"}]}",
        "{\"version\":1," ROLE "\"turns\":[{\"role\":2,\"at\":5,\"typed\":\"x\"}]}",
        "{\"version\":1," ROLE "\"turns\":[{\"role\":1,\"typed\":\"x\"}]}",
        "{\"version\":1," ROLE "\"turns\":[{\"role\":1,\"at\":1,\"line\":2147483648,\"typed\":\"x\"}]}",
        "{\"version\":1," ROLE "\"turns\":[{\"role\":1,\"at\":1,\"line\":-1,\"typed\":\"x\"}]}",
        "{\"version\":1," ROLE "\"turns\":[{\"role\":9223372036854775807,\"at\":1,\"typed\":\"x\"}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":2,\"entry\":" ENDED "}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":0,\"turn\":0,\"entry\":" ENDED "}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1,\"turn\":1,\"entry\":" ENDED "}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1,\"turn\":null,\"entry\":" ENDED "}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1,\"turn\":-1,\"entry\":" ENDED "}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"entry\":" ENDED "}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1,\"entry\":{}}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1,\"entry\":[{}]}]}",
        "{\"version\":1," ROLE TURN "\"calls\":[{\"role\":1,\"entry\":" ENDED ",\"role\":\"x\"}]}",
    };
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
        check_problem(cut[i], "it is no JSON, or it is cut");
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        check_problem(other[i], "it is of another version");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check_problem(wrong[i], "what it holds is not as it should be");
}

/* ---- limits */

static void test_limits(void) {
    Chronicle chronicle = { 0 };
    Packet packet = { 0 };
    for (size_t i = 0; i < CHRONICLE_ROLES; i++) CHECK(chronicle_add_role(&chronicle, "x", 1, true) == i);
    CHECK(chronicle_add_role(&chronicle, "x", 1, true) == CHRONICLE_NO_ROLE &&
          chronicle.role_count == CHRONICLE_ROLES);
    CHECK(add_turn(&chronicle, CHRONICLE_NO_ROLE, "x") == CHRONICLE_NO_TURN && !chronicle.turn_count);
    add_call(&chronicle, CHRONICLE_NO_ROLE, ENDED);
    CHECK(!chronicle.call_count);
    /* As if the lists were full. */
    chronicle.call_count = chronicle.turn_count = chronicle.packet_count = CHRONICLE_LIMIT;
    add_call(&chronicle, 7, ENDED);
    add_call(&chronicle, 7, WAITS);
    CHECK(chronicle.roles[7].lost == 2 && chronicle.call_count == CHRONICLE_LIMIT);
    CHECK(add_turn(&chronicle, 7, "x") == CHRONICLE_NO_TURN && chronicle.turn_count == CHRONICLE_LIMIT);
    chronicle_add_packet(&chronicle, &packet);
    CHECK(chronicle.lost_packets == 1 && chronicle.packet_count == CHRONICLE_LIMIT);
    chronicle.call_count = chronicle.turn_count = chronicle.packet_count = 0;
    Buffer text = { 0 };
    write_all(&text, &chronicle);
    Chronicle read;
    CHECK(read_all(&read, text.bytes, text.count) && read.role_count == CHRONICLE_ROLES);
    chronicle_clear(&read);
    char *more = strstr(buffer_text(&text), "]");
    *more = 0;
    Buffer longer = { 0 };
    buffer_append_format(&longer, "%s,{\"name\":\"one more\"}]}", text.bytes);
    CHECK(!read_all(&read, longer.bytes, longer.count));
    buffer_clear(&longer);
    buffer_clear(&text);
    chronicle_clear(&chronicle);
}

/* ---- packets */

static void test_flags(void) {
    static const struct {
        uint8_t protocol, flags;
        const char *wanted;
    } cases[] = { { IPPROTO_TCP, SEGMENT_SYN, "SYN" },
                  { IPPROTO_TCP, SEGMENT_SYN | SEGMENT_ACK, "SYN ACK" },
                  { IPPROTO_TCP, SEGMENT_ACK | SEGMENT_PSH, "PSH ACK" },
                  { IPPROTO_TCP, SEGMENT_FIN | SEGMENT_ACK, "FIN ACK" },
                  { IPPROTO_TCP, 0xff, "FIN SYN RST PSH ACK URG ECE CWR" },
                  { IPPROTO_TCP, 0, "" },
                  { IPPROTO_UDP, 0xff, "UDP" },
                  { IPPROTO_ICMP, 0, "ICMP" },
                  { IPPROTO_ICMPV6, 0, "ICMPv6" },
                  { 47, 0, "protocol 47" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Packet packet = { .protocol = cases[i].protocol, .flags = cases[i].flags };
        Buffer out = { 0 };
        packet_append_flags(&out, &packet);
        CHECK_TEXT(buffer_text(&out), cases[i].wanted);
        buffer_clear(&out);
    }
}

static bool read_one(const char *text, size_t count, Packet *packet) {
    JsonReader reader = { .text = text, .count = count };
    bool taken =
        json_next(&reader) == JSON_OBJECT && packet_read(&reader, packet) && json_next(&reader) == JSON_END;
    buffer_clear(&reader.string);
    return taken;
}

static void test_packets(void) {
    for (int i = 0; i < 2000; i++) {
        static const uint8_t protocols[] = { IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP, 255, 0 };
        Packet packet = { .at = pick(1u << 31),
                          .wall = -(int64_t)pick(1u << 31),
                          .protocol = protocols[pick(5)] },
               read;
        bool is_tcp = packet.protocol == IPPROTO_TCP;
        packet.payload = pick(1u << 31);
        if (is_tcp) {
            packet.flags = (uint8_t)pick(256);
            packet.window = (uint16_t)pick(65536);
            packet.sequence = pick(1u << 31) * 2 + 1;
            packet.acknowledgment = pick(1u << 31);
        }
        Address *ends[] = { &packet.from, &packet.to };
        int length = (int)pick(3) * 8;
        for (int end = 0; end < 2; end++) {
            if (!length) break; /* none */
            ends[end]->family = length == 16 ? AF_INET6 : AF_INET;
            ends[end]->port = (uint16_t)pick(65536);
            for (int k = 0; k < (length == 16 ? 16 : 4); k++)
                ends[end]->ip[k] = (uint8_t)(pick(3) ? pick(256) : 0);
        }
        Buffer text = { 0 };
        packet_append(&text, &packet);
        CHECK(read_one(text.bytes, text.count, &read) && !memcmp(&packet, &read, sizeof packet));
        CHECK(!read_one(text.bytes, pick((uint32_t)text.count), &read));
        buffer_clear(&text);
    }
#define ENDS "\"from\":\"127.0.0.1:1\",\"to\":\"127.0.0.1:2\""
    static const char *const wrong[] = {
        "{\"at\":1,\"protocol\":\"TCP\",\"from\":\"127.0.0.1:1\"}",
        "{\"at\":1," ENDS "}",
        "{\"protocol\":\"TCP\"," ENDS "}",
        "{\"at\":1,\"protocol\":\"SCTP\"," ENDS "}",
        "{\"at\":1,\"protocol\":256," ENDS "}",
        "{\"at\":1,\"protocol\":-1," ENDS "}",
        "{\"at\":1,\"protocol\":[6]," ENDS "}",
        "{\"at\":1,\"protocol\":6,\"flags\":\"SYN  ACK\"," ENDS "}",
        "{\"at\":1,\"protocol\":6,\"flags\":\"syn\"," ENDS "}",
        "{\"at\":1,\"protocol\":6,\"flags\":2," ENDS "}",
        "{\"at\":1,\"protocol\":6,\"window\":65536," ENDS "}",
        "{\"at\":1,\"protocol\":6,\"seq\":4294967296," ENDS "}",
        "{\"at\":1,\"protocol\":6,\"payload\":-1," ENDS "}",
        "{\"at\":1,\"protocol\":6," ENDS ",\"to\":\"nowhere\"}",
        "{\"at\":1,\"protocol\":6," ENDS ",\"to\":7}",
    };
    Packet packet;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!CHECK(!read_one(wrong[i], strlen(wrong[i]), &packet))) printf("    taken: %s\n", wrong[i]);
}

/* ---- what is cut or changed */

static void test_cuts(void) {
    for (size_t count = 0; count < strlen(filled); count++) {
        Chronicle read;
        CHECK(!read_all(&read, filled, count));
    }
}

static void test_flips(void) {
    size_t count = strlen(filled);
    int taken = 0;
    for (int i = 0; i < 20000; i++) {
        Buffer text = { 0 }, first = { 0 }, again = { 0 };
        Chronicle read, second;
        buffer_append(&text, filled, count);
        for (uint32_t flips = pick(3) + 1; flips; flips--)
            text.bytes[pick((uint32_t)count)] = pick(2) ? (char)pick(256) : "{}[]\":,-019"[pick(11)];
        if (read_all(&read, text.bytes, text.count)) {
            taken++;
            write_all(&first, &read);
            if (CHECK(read_all(&second, first.bytes, first.count))) write_all(&again, &second);
            CHECK(same_buffer(&first, &again));
            chronicle_clear(&second);
        }
        chronicle_clear(&read);
        buffer_clear(&text);
        buffer_clear(&first);
        buffer_clear(&again);
    }
    CHECK(taken > 500 && taken < 19500);
}

int main(void) {
    test_there_and_back();
    test_order();
    test_refusals();
    test_limits();
    test_flags();
    test_packets();
    test_cuts();
    test_flips();
    return unit_end();
}
