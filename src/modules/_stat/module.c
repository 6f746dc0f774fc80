/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _stat: what the bits of st_mode and st_flags mean. See https://docs.python.org/3.11/library/stat.html */
#include "vm/native.h"
#include <sys/stat.h>

static Outcome read_mode(Call *call, uint32_t *mode) {
    uint64_t bits;
    if (!is_int(call->args[0])) return raise_error(call->task, TypeError, "an integer is required");
    if (int_sign(call->args[0]) < 0)
        return raise_error(call->task, OverflowError, "can't convert negative value to unsigned int");
    if (!int_fits_uint64(call->args[0], &bits))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C unsigned long");
    if (bits > UINT32_MAX) return raise_error(call->task, OverflowError, "mode out of range");
    *mode = (uint32_t)bits;
    return DONE;
}

static Outcome is_kind(Call *call, uint32_t kind) {
    uint32_t mode;
    Outcome outcome = read_mode(call, &mode);
    return outcome == DONE ? give_bool(call, (mode & S_IFMT) == kind) : outcome;
}

static Outcome is_directory(Call *call) { return is_kind(call, S_IFDIR); }
static Outcome is_character(Call *call) { return is_kind(call, S_IFCHR); }
static Outcome is_block(Call *call) { return is_kind(call, S_IFBLK); }
static Outcome is_regular(Call *call) { return is_kind(call, S_IFREG); }
static Outcome is_fifo(Call *call) { return is_kind(call, S_IFIFO); }
static Outcome is_link(Call *call) { return is_kind(call, S_IFLNK); }
static Outcome is_socket(Call *call) { return is_kind(call, S_IFSOCK); }

/* Kinds that other systems have. */
static Outcome is_never(Call *call) {
    uint32_t mode;
    Outcome outcome = read_mode(call, &mode);
    return outcome == DONE ? give_bool(call, false) : outcome;
}

static Outcome give_bits(Call *call, uint32_t mask) {
    uint32_t mode;
    Outcome outcome = read_mode(call, &mode);
    return outcome == DONE ? give_int(call, mode & mask) : outcome;
}

static Outcome mode_bits(Call *call) { return give_bits(call, 07777); }
static Outcome kind_bits(Call *call) { return give_bits(call, S_IFMT); }

static char kind_letter(uint32_t mode) {
    switch (mode & S_IFMT) {
    case S_IFREG: return '-';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '?';
    }
}

static char execute_letter(uint32_t mode, uint32_t execute, uint32_t special, char letter) {
    if (mode & special) return mode & execute ? letter : (char)(letter - 'a' + 'A');
    return mode & execute ? 'x' : '-';
}

static Outcome file_mode(Call *call) {
    uint32_t mode;
    Outcome outcome = read_mode(call, &mode);
    if (outcome != DONE) return outcome;
    char text[] = { kind_letter(mode),
                    mode & S_IRUSR ? 'r' : '-',
                    mode & S_IWUSR ? 'w' : '-',
                    execute_letter(mode, S_IXUSR, S_ISUID, 's'),
                    mode & S_IRGRP ? 'r' : '-',
                    mode & S_IWGRP ? 'w' : '-',
                    execute_letter(mode, S_IXGRP, S_ISGID, 's'),
                    mode & S_IROTH ? 'r' : '-',
                    mode & S_IWOTH ? 'w' : '-',
                    execute_letter(mode, S_IXOTH, S_ISVTX, 't'),
                    '\0' };
    return give_text(call, text);
}

static const NativeSpec functions[] = {
    { "S_ISDIR(mode, /)", is_directory, NULL }, { "S_ISCHR(mode, /)", is_character, NULL },
    { "S_ISBLK(mode, /)", is_block, NULL },     { "S_ISREG(mode, /)", is_regular, NULL },
    { "S_ISFIFO(mode, /)", is_fifo, NULL },     { "S_ISLNK(mode, /)", is_link, NULL },
    { "S_ISSOCK(mode, /)", is_socket, NULL },   { "S_ISDOOR(mode, /)", is_never, NULL },
    { "S_ISPORT(mode, /)", is_never, NULL },    { "S_ISWHT(mode, /)", is_never, NULL },
    { "S_IMODE(mode, /)", mode_bits, NULL },    { "S_IFMT(mode, /)", kind_bits, NULL },
    { "filemode(mode, /)", file_mode, NULL },   { 0 },
};

/* Those of other systems, and the places in the tuple, as Python has them. */
static const IntSpec ints[] = {
    { "SF_APPEND", 0x00040000 },
    { "SF_ARCHIVED", 0x00010000 },
    { "SF_IMMUTABLE", 0x00020000 },
    { "SF_NOUNLINK", 0x00100000 },
    { "SF_SNAPSHOT", 0x00200000 },
    { "ST_ATIME", 7 },
    { "ST_CTIME", 9 },
    { "ST_DEV", 2 },
    { "ST_GID", 5 },
    { "ST_INO", 1 },
    { "ST_MODE", 0 },
    { "ST_MTIME", 8 },
    { "ST_NLINK", 3 },
    { "ST_SIZE", 6 },
    { "ST_UID", 4 },
    { "S_ENFMT", S_ISGID },
    INT_SPEC(S_IEXEC),
    INT_SPEC(S_IFBLK),
    INT_SPEC(S_IFCHR),
    INT_SPEC(S_IFDIR),
    { "S_IFDOOR", 0 },
    INT_SPEC(S_IFIFO),
    INT_SPEC(S_IFLNK),
    { "S_IFPORT", 0 },
    INT_SPEC(S_IFREG),
    INT_SPEC(S_IFSOCK),
    { "S_IFWHT", 0 },
    INT_SPEC(S_IREAD),
    INT_SPEC(S_IRGRP),
    INT_SPEC(S_IROTH),
    INT_SPEC(S_IRUSR),
    INT_SPEC(S_IRWXG),
    INT_SPEC(S_IRWXO),
    INT_SPEC(S_IRWXU),
    INT_SPEC(S_ISGID),
    INT_SPEC(S_ISUID),
    INT_SPEC(S_ISVTX),
    INT_SPEC(S_IWGRP),
    INT_SPEC(S_IWOTH),
    INT_SPEC(S_IWRITE),
    INT_SPEC(S_IWUSR),
    INT_SPEC(S_IXGRP),
    INT_SPEC(S_IXOTH),
    INT_SPEC(S_IXUSR),
    { "UF_APPEND", 0x00000004 },
    { "UF_COMPRESSED", 0x00000020 },
    { "UF_HIDDEN", 0x00008000 },
    { "UF_IMMUTABLE", 0x00000002 },
    { "UF_NODUMP", 0x00000001 },
    { "UF_NOUNLINK", 0x00000010 },
    { "UF_OPAQUE", 0x00000008 },
    { 0 },
};

const ModuleSpec _stat_module = { .name = "_stat", .functions = functions, .ints = ints };
