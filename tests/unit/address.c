/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: as the kernel has them and back, as texts and back, and when two are the same. */
#include "base/address.h"
#include "unit.h"
#include <sys/un.h>

static const Address four = { .family = AF_INET, .port = 3000, .ip = { 127, 0, 0, 1 } };

static bool reads(const char *text, Address *address) { return address_read(address, text, strlen(text)); }

static void test_ip_texts(void) {
    static const char *const right[] = {
        "-",          "127.0.0.1:3000",          "0.0.0.0:0",     "255.255.255.255:65535",
        "[::1]:3000", "[::ffff:127.0.0.1]:3000", "[fe80::1]:443", "[::]:0"
    };
    static const char *const wrong[] = {
        "",           ":",         "127.0.0.1",   "127.0.0.1:",       "127.0.0.1:65536",
        "1.2.3:4",    "[::1]",     "[::1:3000",   "::1]:3000",        "::1:3000",
        "[:3000",     "]:3000",    "[]:3000",     "127.0.0.1:+1",     "127.0.0.1:1 ",
        " 1.2.3.4:5", "1.2.3.4:a", "[::1%lo]:80", "1.2.3.4:00000080", "/tmp/socket",
        "unix",       "--",        "[1.2.3.4]:80"
    };
    Address address;
    char text[ADDRESS_TEXT];
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        CHECK(address_read_ip(&address, right[i], strlen(right[i])));
        CHECK_TEXT(address_text(&address, text), right[i]);
        CHECK(reads(right[i], &address));
        CHECK_TEXT(address_text(&address, text), right[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (!CHECK(!address_read_ip(&address, wrong[i], strlen(wrong[i])) && !address.family &&
                   !address.port))
            printf("    taken: %s\n", wrong[i]);
        CHECK(reads(wrong[i], &address) == (wrong[i][0] != 0)); /* a path may look like anything */
    }
    CHECK(!address_read_ip(&address, NULL, 0) && !address_read(&address, NULL, 0));
    CHECK(!address_read_ip(&address, "127.0.0.1\0:80", 13) && !address_read(&address, "127.0.0.1\0:80", 13));
    char longest[5000];
    memset(longest, '1', sizeof longest);
    memcpy(longest, "[", 1);
    memcpy(longest + sizeof longest - 4, "]:80", 4);
    CHECK(!address_read_ip(&address, longest, sizeof longest));
    CHECK(!address_read(&address, longest, sizeof longest) && !address.family);
}

static void test_path_texts(void) {
    static const struct {
        const char *path;
        size_t count;
        const char *text;
    } cases[] = { { "", 0, "unix" },
                  { "/run/x y", 8, "/run/x y" },
                  { "/a\033[1m", 6, "/a\\x1b[1m" },
                  { "\0name", 5, "@name" },
                  { "\0a\0b\0", 5, "@a\\x00b\\x00" },
                  { "\0", 1, "@" },
                  { "@name", 5, "\\x40name" },
                  { "a@b", 3, "a@b" },
                  { "a\\b", 3, "a\\\\b" },
                  { "\xc3\xa9\xff\xc2\x9b", 5, "\xc3\xa9\\xff\\xc2\\x9b" } };
    Address read;
    char text[ADDRESS_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Address address = address_from_path(cases[i].path, cases[i].count);
        CHECK_TEXT(address_text(&address, text), cases[i].text);
        CHECK(reads(text, &read) && address_equals(&address, &read));
    }
    static const char *const wrong[] = { "a\\", "a\\x", "a\\x1", "a\\xg0", "a\\n", "a\nb", "\x7f" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        read = four;
        CHECK(!reads(wrong[i], &read) && !read.family);
    }
    char longest[ADDRESS_PATH + 1];
    memset(longest, 1, sizeof longest);
    Address address = address_from_path(longest, sizeof longest); /* cut */
    CHECK_INT(strlen(address_text(&address, text)), ADDRESS_TEXT - 2);
    CHECK(reads(text, &read) && address_equals(&address, &read));
    memset(longest, 'x', sizeof longest);
    CHECK(address_read(&read, longest, ADDRESS_PATH) && !address_read(&read, longest, ADDRESS_PATH + 1));
}

static void check_there_and_back(Address address, socklen_t length) {
    struct sockaddr_storage storage;
    CHECK_INT(address_to_sockaddr(&address, &storage), length);
    CHECK_INT(storage.ss_family, address.family);
    Address back = address_from_sockaddr(&storage, length);
    CHECK(address_equals(&address, &back) && back.scope == address.scope && back.flow == address.flow &&
          back.path_count == address.path_count);
}

static void test_kernel(void) {
    Address six = { .family = AF_INET6, .port = 1, .scope = 2, .flow = 0xfffff, .ip = { 0xfe, 0x80 } };
    socklen_t head = offsetof(struct sockaddr_un, sun_path);
    char longest[ADDRESS_PATH];
    memset(longest, 'x', sizeof longest);
    check_there_and_back(four, sizeof(struct sockaddr_in));
    check_there_and_back(six, sizeof(struct sockaddr_in6));
    check_there_and_back(address_from_path("", 0), head); /* the kernel chooses a name */
    check_there_and_back(address_from_path("/a", 2), head + 3);
    check_there_and_back(address_from_path("\0a\0", 3), head + 3);
    check_there_and_back(address_from_path(longest, sizeof longest), head + ADDRESS_PATH);
    longest[0] = 0;
    check_there_and_back(address_from_path(longest, sizeof longest), head + ADDRESS_PATH);
    struct sockaddr_storage other = { .ss_family = AF_APPLETALK };
    CHECK_INT(address_from_sockaddr(&other, sizeof other).family, AF_APPLETALK);
    CHECK_INT(address_from_sockaddr(&other, 0).family, AF_UNSPEC);
    CHECK_INT(address_to_sockaddr(&(Address){ 0 }, &other), sizeof(struct sockaddr));
}

static void test_questions(void) {
    static const struct {
        const char *text;
        bool is_ip, is_bound, is_any, is_four;
    } cases[] = {
        { "-", false, false, false, false },
        { "unix", false, false, false, false },
        { "/a", false, true, false, false },
        { "@", false, true, false, false },
        { "127.0.0.1:80", true, true, false, true },
        { "0.0.0.0:80", true, true, true, true },
        { "0.0.0.0:0", true, false, true, true },
        { "[::]:80", true, true, true, false },
        { "[::1]:0", true, false, false, false },
        { "[::ffff:0.0.0.0]:1", true, true, true, true },
        { "[::ffff:1.2.3.4]:1", true, true, false, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Address address;
        CHECK(reads(cases[i].text, &address));
        CHECK(address_is_ip(&address) == cases[i].is_ip && address_is_bound(&address) == cases[i].is_bound &&
              address_is_any(&address) == cases[i].is_any && address_is_four(&address) == cases[i].is_four);
    }
}

static void test_equality(void) {
    static const char *const same[][2] = { { "-", "-" },
                                           { "unix", "unix" },
                                           { "/a", "/a" },
                                           { "1.2.3.4:5", "1.2.3.4:5" },
                                           { "1.2.3.4:5", "[::ffff:1.2.3.4]:5" } };
    static const char *const others[] = { "-",         "unix",      "/a",     "/ab",     "@a",
                                          "1.2.3.4:5", "1.2.3.4:6", "[::]:5", "[::1]:5", "0.0.0.0:5" };
    Address a, b;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        CHECK(reads(same[i][0], &a) && reads(same[i][1], &b) && address_equals(&a, &b) &&
              address_equals(&b, &a));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        for (size_t j = 0; j < sizeof others / sizeof *others; j++)
            CHECK(reads(others[i], &a) && reads(others[j], &b) && address_equals(&a, &b) == (i == j));
    }
}

int main(void) {
    test_ip_texts();
    test_path_texts();
    test_kernel();
    test_questions();
    test_equality();
    return unit_end();
}
