/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line. */
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("causette " CAUSETTE_VERSION);
        return 0;
    }
    puts("usage: causette [--help] [--version]");
    return argc > 1 && strcmp(argv[1], "--help") == 0 ? 0 : 2;
}
