/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of constants: in which order CPython would have put their items, which shows where hashes collide.
 *
 * CPython makes such a frozenset from the items as they are written, once more from the first one's order
 * when it takes the constants of the module together, and a third time if interning its texts exchanged one
 * of them. That is so for a text that looks like a name and is already known as another object: a name in the
 * program, a text of an earlier part, or what CPython itself has loaded before it starts. Literals with the
 * same items become the first of them. */
#include "lang/compiling.h"
#include "value/set.h"
#include "value/str.h"
#include "value/tuple.h"
#include <string.h>

/* The plain words that python3.11 has interned when it starts, and the single letters among them. */
static const char first_letters[] = "BCLST_abcdefhijklmnopqrstvwxy";
static const char first_words[] =
    " abc abiflags abort abs abspath abstracts access aclose acquire add aiter alarm algorithm alias "
    "aliases all allocate altsep altzone always anext any append archive argrest args argv ascii asctime "
    "asend atexit athrow audit base base64 basename bases bin bits bool buffer buffering bufsize builtins "
    "bytearray bytecode byteorder bytes bz2 cache cached callable callbacks cands casefold cast cb cc "
    "cdir center chain chars chdir checked child children chmod chown chr chroot chunk clear close closed "
    "closefd cls cmd co code codecs collect columns common compile complex compress conffile confstr "
    "conjugate consumed contents copy copyreg copyright core coro coroutine count cpathname crc credits "
    "ctermid ctime curdir cutoff cwd darwin data datapath date daylight debug decode decodekey decoder "
    "dedent default defpath delattr delete deleter derive detach dev1 dev2 devnull dict dig dir dircase "
    "dirfd dirname dirpath dirs dis disable discard distutils divmod doc dot dump dumps dup dup2 elapsed "
    "elem enable enabled encode encodekey encoder encoding encodings end endswith entries entry enum "
    "enumerate env environ environb eof epsilon err errno error errors eval eventfd ex exc exception exec "
    "execl execle execlp execlpe execv execve execvp execvpe exists exit extend extension extsep f1 f2 "
    "fchdir fchmod fchown fd fdatasync fdel fdoc fdopen fget file filemode filename filename2 fileno "
    "filepath files filter filters final finalizer find finder firstiter firstline flags float flush fn "
    "fork forkpty format fp fp1 fp2 fpathconf frame freeze fresh fromhex fromkeys fromlist frozenset "
    "fsdecode fsencode fset fspath fstat fstatvfs fsync ftruncate fullmatch fullname fullpath func "
    "funcname funcobj functools fwalk fxn garbage gc gen generator get getatime getattr getbuffer "
    "getctime getcwd getcwdb getegid getenv getenvb geteuid getgid getgroups getitimer getlogin getmtime "
    "getpgid getpgrp getpid getppid getpwnam getpwuid getrandom getreader getresgid getresuid getsid "
    "getsignal getsize getsizeof getstate getter gettrace getuid getvalue getwriter getxattr globals "
    "gmtime group hasattr hasbytes hash hasstr head heapq help here hex history hkey home hook hx id "
    "ignore imag imp importlib index indices inf info ino1 ino2 inode input insert inspect instance int "
    "intern io isabs isalnum isalpha isascii isatty isbytes isdecimal isdigit isdir isenabled isfile "
    "islink islower ismount isnumeric isolated ispackage ispkg isspace issubset istitle isupper it item "
    "itemcase items itemsize iter iterator itertools java join joinuser keepends key keys keyword kill "
    "killpg kwargs kwds latin1 lchown len level lexists lib libdir libdirs libedit license line lineno "
    "lines linesep link list listdir listxattr little ljust load loader loaders loads local locale locals "
    "localtime location lock locked lockf lookup lower lseek lstat lstrip machine magic main major "
    "makedev makedirs makepath maketrans map mapping marshal match max maxsize mcls me message meta "
    "metaclass method methods mi micro min minor mkdir mkfifo mknod mktime mod mode modname modnames "
    "modpath mods module modules modulus monotonic mro msg mtime name names namespace nan nbytes ndim "
    "nested never new newchars newdata newlines newpath next nice nodename nondirs normcase normpath ns "
    "nt ntpath num numerator obj object oct offset ok old onerror open openpty operator optimize ord "
    "origin origname os other output override owner package pardir parent part partition pat path "
    "pathconf pathname paths pathsep patterns pause peek pickle pid pipe pipe2 pkgdir pkgutil platform "
    "pop popen popitem portions pos posix posixpath pow pread preadv prefix prefixes print proc prompt "
    "property proxy punct putenv pwd pwent pwrite pwritev py pycache pydoc python3 quiet quit quopri "
    "radix range raw re read read1 readable readall reader readinto readinto1 readline readlines readlink "
    "readonly readsize readv real realpath reason record recursive ref register release relfile relpath "
    "remove rename renames replace repr reprlib reset rest result reverse reversed rfind rindex rjust "
    "rmdir rng root round rounds rsplit rstrip run s1 s2 samefile samestat scandir scls search seek "
    "seekable seen self send sendfile sep serial set setattr setegid seteuid setgid setgroups sethelper "
    "setitimer setpgid setpgrp setquit setregid setresgid setresuid setreuid setsid setstate setter "
    "settrace setuid setxattr shape shell shift shim signal sigwait sitedir size sizehint sleep slice "
    "smsl sort sorted source span spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe spec "
    "splice split splitext sr srw st start stat state statvfs stderr stdin stdout step stop str stream "
    "strerror strftime strict strides string strip strptime strsignal sts subclass subgroup suffix "
    "suffixes sum super swapcase symbols symlink sync sys sysconf sysname system t1 t2 tag tail target tb "
    "tcgetpgrp tcsetpgrp tell text textwrap this thread throw tid tilde time times timezone title tobytes "
    "tokenize tolist top topdown topfd toppath tp traceback translate true truncate ttyname tuple typ "
    "type types typing tzname tzset umask uname unfreeze union unlink unsetenv update updated upper "
    "urandom user userbase userhome util utime uu val value values var varnames vars venv verbose "
    "verbosity verify version vxworks wait wait3 wait4 waiters waitid waitpid wakeup walk warn warnings "
    "wasi wb weakref whence where which width win win32 winner winreg winver wpid wrapped wraps writable "
    "write writer writev zfill zip zlib ";

enum { WORD_MOST = 9 };

static bool is_known_at_start(const Str *str) {
    char word[WORD_MOST + 3] = " ";
    if (str->count == 1) return strchr(first_letters, (int)str_peek_at(str, 0)) != NULL;
    if (str->count < 1 || str->count > WORD_MOST) return false;
    memcpy(word + 1, str->data, str->count);
    word[str->count + 1] = ' ';
    word[str->count + 2] = '\0';
    return strstr(first_words, word) != NULL;
}

static bool is_exchanged(Compiler *c, Value item) {
    if (!looks_like_name(item)) return false;
    if (is_known_at_start(str_of(item))) return true;
    return str_of(item)->count > 1 && str_is_interned(item) && !pool_has(&c->own_texts, item);
}

static Value frozenset_of(const Value *items, size_t count) {
    Value set = frozenset_new();
    for (size_t i = 0; i < count; i++) {
        HashedKey key = { items[i], 0 };
        if (value_hash(items[i], &key.hash, 0) == YES && set_add(set_of(set), key)) continue;
        release(set);
        return ABSENT;
    }
    return set;
}

static Value tuple_of_items(Set *set) {
    Value tuple = tuple_new_absent(set->count);
    size_t count = 0, position = 0;
    for (SetEntry *entry; !is_absent(tuple) && (entry = set_next(set, &position));) {
        tuple_of(tuple)->items[count++] = retain(entry->key);
    }
    return tuple;
}

/* Once more, in the order that it has. */
static Value made_again_take(Value set) {
    if (is_absent(set)) return ABSENT;
    Value items = tuple_of_items(set_of(set));
    release(set);
    if (is_absent(items)) return ABSENT;
    Value again = frozenset_of(tuple_of(items)->items, tuple_of(items)->count);
    release(items);
    return again;
}

static bool has_exchanged(Compiler *c, Set *set) {
    size_t position = 0;
    for (SetEntry *entry; (entry = set_next(set, &position));) {
        if (is_exchanged(c, entry->key)) return true;
    }
    return false;
}

/* The same constants: 1, 1.0 and True are three. */
static bool has_same_items(Set *a, Set *b) {
    if (a->count != b->count) return false;
    size_t position = 0;
    for (SetEntry *entry; (entry = set_next(a, &position));) {
        size_t cursor = 0;
        const SetEntry *other;
        do {
            other = set_next_candidate(b, entry->hash, &cursor);
        } while (other && !constant_is_same(entry->key, other->key));
        if (!other) return false;
    }
    return true;
}

static Value peek_known(Compiler *c, Value set) {
    for (size_t i = 0; i < c->sets.count; i++) {
        if (has_same_items(set_of(c->sets.items[i]), set_of(set))) return c->sets.items[i];
    }
    return ABSENT;
}

Value constant_frozenset(Compiler *c, const NodeList *items) {
    Value tuple = constant_tuple(items);
    Value set = is_absent(tuple) ? ABSENT : frozenset_of(tuple_of(tuple)->items, items->count);
    release(tuple);
    if (is_absent(set)) return ABSENT;
    Value known = peek_known(c, set);
    if (!is_absent(known)) {
        release(set);
        return retain(known);
    }
    set = made_again_take(set);
    if (!is_absent(set) && has_exchanged(c, set_of(set))) set = made_again_take(set);
    if (!is_absent(set)) pool_add(&c->sets, set);
    return set;
}
