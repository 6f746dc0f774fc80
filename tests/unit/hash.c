/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes, against numbers that the oracle printed (PYTHONHASHSEED given). */
#include "base/hash.h"
#include "unit.h"
#include <math.h>

static void test_keys_from_seeds(void) {
    static const char *const texts[] = { "", "a", "abc", "hello world", "12345678", "123456789abcdefghi" };
    static const struct {
        const char *seed;
        int64_t hashes[6];
    } rows[] = {
        { "0",
          { 0, 4644417185603328019, -4594863902769663758, -5642461784034726774, 3785724242978802311,
            -8588345683457344685 } },
        { "1",
          { 0, -3012895188637184397, -4667308735975688587, 4697380503286254714, 500036314421443289,
            -2765483841143673674 } },
        { "42",
          { 0, -123207753977932514, 3869580338025362921, -3893157060480277979, -8868897825882322955,
            -7358140995661285514 } },
        { "4294967295",
          { 0, -5989683813037840249, -6122489556238538401, 6208778848576073069, -5472437280652225004,
            -7238559871375956646 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK(hash_init(rows[i].seed));
        for (size_t k = 0; k < 6; k++) CHECK_INT(hash_bytes(texts[k], strlen(texts[k])), rows[i].hashes[k]);
    }
}

static void test_seeds_that_are_refused(void) {
    CHECK(!hash_init("4294967296"));
    CHECK(!hash_init("-1"));
    CHECK(!hash_init("1x"));
    CHECK(hash_init("random"));
    int64_t first = hash_bytes("port", 4);
    CHECK(hash_init(NULL));
    CHECK(hash_bytes("port", 4) != first);
}

static void test_doubles(void) {
    static const struct {
        double number;
        int64_t hash;
    } rows[] = {
        { 0.0, 0 },
        { -0.0, 0 },
        { 1.0, 1 },
        { -1.0, -2 },
        { .5, 1152921504606846976 },
        { -2.5, -1152921504606846978 },
        { 3.14, 322818021289917443 },
        { 1e18, 1000000000000000000 },
        { 1e300, 1224995262755759164 },
        { -1e300, -1224995262755759164 },
        { 1e-300, 482449582752280463 },
        { 5e-324, 16777216 },
        { 2305843009213693951.0, 1 },
        { INFINITY, 314159 },
        { -INFINITY, -314159 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_INT(hash_double(rows[i].number, NULL), rows[i].hash);
    int a, b;
    CHECK(hash_double(NAN, &a) != hash_double(NAN, &b));
}

int main(void) {
    test_keys_from_seeds();
    test_seeds_that_are_refused();
    test_doubles();
    return unit_end();
}
