# SPDX-License-Identifier: GPL-3.0-or-later
"""What of module os few programs need: os.py asks for it. See https://docs.python.org/3.11/library/os.html"""
import _operator
import builtins
import os
import posix
import sys
from posix import *

path = os.path

# ---- path-like objects


class ABCMeta(type):
    """As abc.ABCMeta of Python, for the one class below."""

    def register(cls, subclass):
        cls._registered = (*cls._registered, subclass)
        return subclass

    def __subclasscheck__(cls, subclass):
        if cls is not PathLike:
            return type.__subclasscheck__(cls, subclass)
        return any("__fspath__" in vars(base) for base in subclass.__mro__) or issubclass(subclass, cls._registered)

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))


class PathLike(metaclass=ABCMeta):
    """What has a method __fspath__."""

    __module__ = "os"
    _registered = ()

    def __fspath__(self):
        raise NotImplementedError

    __class_getitem__ = classmethod(type(list[int]))


ABCMeta.__module__ = "abc"

# ---- limits, by name


def _names(text):
    words = text.split()
    return dict(zip(words[::2], map(int, words[1::2])))


sysconf_names = _names("""SC_2_CHAR_TERM 95 SC_2_C_BIND 47 SC_2_C_DEV 48 SC_2_C_VERSION 96 SC_2_FORT_DEV 49 SC_2_FORT_RUN 50 SC_2_LOCALEDEF 52 SC_2_SW_DEV
51 SC_2_UPE 97 SC_2_VERSION 46 SC_AIO_LISTIO_MAX 23 SC_AIO_MAX 24 SC_AIO_PRIO_DELTA_MAX 25 SC_ARG_MAX 0 SC_ASYNCHRONOUS_IO 12
SC_ATEXIT_MAX 87 SC_AVPHYS_PAGES 86 SC_BC_BASE_MAX 36 SC_BC_DIM_MAX 37 SC_BC_SCALE_MAX 38 SC_BC_STRING_MAX 39
SC_CHARCLASS_NAME_MAX 45 SC_CHAR_BIT 101 SC_CHAR_MAX 102 SC_CHAR_MIN 103 SC_CHILD_MAX 1 SC_CLK_TCK 2 SC_COLL_WEIGHTS_MAX 40
SC_DELAYTIMER_MAX 26 SC_EQUIV_CLASS_MAX 41 SC_EXPR_NEST_MAX 42 SC_FSYNC 15 SC_GETGR_R_SIZE_MAX 69 SC_GETPW_R_SIZE_MAX 70
SC_INT_MAX 104 SC_INT_MIN 105 SC_IOV_MAX 60 SC_JOB_CONTROL 7 SC_LINE_MAX 43 SC_LOGIN_NAME_MAX 71 SC_LONG_BIT 106 SC_MAPPED_FILES
16 SC_MB_LEN_MAX 108 SC_MEMLOCK 17 SC_MEMLOCK_RANGE 18 SC_MEMORY_PROTECTION 19 SC_MESSAGE_PASSING 20 SC_MINSIGSTKSZ 249
SC_MQ_OPEN_MAX 27 SC_MQ_PRIO_MAX 28 SC_NGROUPS_MAX 3 SC_NL_ARGMAX 119 SC_NL_LANGMAX 120 SC_NL_MSGMAX 121 SC_NL_NMAX 122
SC_NL_SETMAX 123 SC_NL_TEXTMAX 124 SC_NPROCESSORS_CONF 83 SC_NPROCESSORS_ONLN 84 SC_NZERO 109 SC_OPEN_MAX 4 SC_PAGESIZE 30
SC_PAGE_SIZE 30 SC_PASS_MAX 88 SC_PHYS_PAGES 85 SC_PII 53 SC_PII_INTERNET 56 SC_PII_INTERNET_DGRAM 62 SC_PII_INTERNET_STREAM 61
SC_PII_OSI 57 SC_PII_OSI_CLTS 64 SC_PII_OSI_COTS 63 SC_PII_OSI_M 65 SC_PII_SOCKET 55 SC_PII_XTI 54 SC_POLL 58 SC_PRIORITIZED_IO 13
SC_PRIORITY_SCHEDULING 10 SC_REALTIME_SIGNALS 9 SC_RE_DUP_MAX 44 SC_RTSIG_MAX 31 SC_SAVED_IDS 8 SC_SCHAR_MAX 111 SC_SCHAR_MIN 112
SC_SELECT 59 SC_SEMAPHORES 21 SC_SEM_NSEMS_MAX 32 SC_SEM_VALUE_MAX 33 SC_SHARED_MEMORY_OBJECTS 22 SC_SHRT_MAX 113 SC_SHRT_MIN 114
SC_SIGQUEUE_MAX 34 SC_SSIZE_MAX 110 SC_STREAM_MAX 5 SC_SYNCHRONIZED_IO 14 SC_THREADS 67 SC_THREAD_ATTR_STACKADDR 77
SC_THREAD_ATTR_STACKSIZE 78 SC_THREAD_DESTRUCTOR_ITERATIONS 73 SC_THREAD_KEYS_MAX 74 SC_THREAD_PRIORITY_SCHEDULING 79
SC_THREAD_PRIO_INHERIT 80 SC_THREAD_PRIO_PROTECT 81 SC_THREAD_PROCESS_SHARED 82 SC_THREAD_SAFE_FUNCTIONS 68 SC_THREAD_STACK_MIN 75
SC_THREAD_THREADS_MAX 76 SC_TIMERS 11 SC_TIMER_MAX 35 SC_TTY_NAME_MAX 72 SC_TZNAME_MAX 6 SC_T_IOV_MAX 66 SC_UCHAR_MAX 115
SC_UINT_MAX 116 SC_UIO_MAXIOV 60 SC_ULONG_MAX 117 SC_USHRT_MAX 118 SC_VERSION 29 SC_WORD_BIT 107 SC_XBS5_ILP32_OFF32 125
SC_XBS5_ILP32_OFFBIG 126 SC_XBS5_LP64_OFF64 127 SC_XBS5_LPBIG_OFFBIG 128 SC_XOPEN_CRYPT 92 SC_XOPEN_ENH_I18N 93 SC_XOPEN_LEGACY
129 SC_XOPEN_REALTIME 130 SC_XOPEN_REALTIME_THREADS 131 SC_XOPEN_SHM 94 SC_XOPEN_UNIX 91 SC_XOPEN_VERSION 89 SC_XOPEN_XCU_VERSION
90 SC_XOPEN_XPG2 98 SC_XOPEN_XPG3 99 SC_XOPEN_XPG4 100""")
pathconf_names = _names("""PC_ALLOC_SIZE_MIN 18 PC_ASYNC_IO 10 PC_CHOWN_RESTRICTED 6 PC_FILESIZEBITS 13 PC_LINK_MAX 0 PC_MAX_CANON 1 PC_MAX_INPUT 2
PC_NAME_MAX 3 PC_NO_TRUNC 7 PC_PATH_MAX 4 PC_PIPE_BUF 5 PC_PRIO_IO 11 PC_REC_INCR_XFER_SIZE 14 PC_REC_MAX_XFER_SIZE 15
PC_REC_MIN_XFER_SIZE 16 PC_REC_XFER_ALIGN 17 PC_SOCK_MAXBUF 12 PC_SYMLINK_MAX 19 PC_SYNC_IO 9 PC_VDISABLE 8""")
confstr_names = _names("""CS_GNU_LIBC_VERSION 2 CS_GNU_LIBPTHREAD_VERSION 3 CS_LFS64_CFLAGS 1004 CS_LFS64_LDFLAGS 1005 CS_LFS64_LIBS 1006 CS_LFS64_LINTFLAGS
1007 CS_LFS_CFLAGS 1000 CS_LFS_LDFLAGS 1001 CS_LFS_LIBS 1002 CS_LFS_LINTFLAGS 1003 CS_PATH 0 CS_XBS5_ILP32_OFF32_CFLAGS 1100
CS_XBS5_ILP32_OFF32_LDFLAGS 1101 CS_XBS5_ILP32_OFF32_LIBS 1102 CS_XBS5_ILP32_OFF32_LINTFLAGS 1103 CS_XBS5_ILP32_OFFBIG_CFLAGS 1104
CS_XBS5_ILP32_OFFBIG_LDFLAGS 1105 CS_XBS5_ILP32_OFFBIG_LIBS 1106 CS_XBS5_ILP32_OFFBIG_LINTFLAGS 1107 CS_XBS5_LP64_OFF64_CFLAGS
1108 CS_XBS5_LP64_OFF64_LDFLAGS 1109 CS_XBS5_LP64_OFF64_LIBS 1110 CS_XBS5_LP64_OFF64_LINTFLAGS 1111 CS_XBS5_LPBIG_OFFBIG_CFLAGS
1112 CS_XBS5_LPBIG_OFFBIG_LDFLAGS 1113 CS_XBS5_LPBIG_OFFBIG_LIBS 1114 CS_XBS5_LPBIG_OFFBIG_LINTFLAGS 1115""")


def _number(name, names):
    if isinstance(name, int):
        return name
    if not isinstance(name, str):
        raise TypeError("configuration names must be strings or integers")
    if name not in names:
        raise ValueError("unrecognized configuration name")
    return names[name]


def sysconf(name, /):
    return posix._sysconf(_number(name, sysconf_names))


def pathconf(path, name):
    return posix._pathconf(path, _number(name, pathconf_names))


def fpathconf(fd, name, /):
    return posix._pathconf(fd, _number(name, pathconf_names))


def confstr(name, /):
    return posix._confstr(_number(name, confstr_names))


# ---- files


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return _builtin_open(fd, mode, buffering, encoding, *args, **kwargs)


_builtin_open = builtins.open


def device_encoding(fd):
    return "utf-8" if isatty(fd) else None


def readv(fd, buffers, /):
    return _scatter(read(fd, sum(map(len, buffers))), buffers)


def preadv(fd, buffers, offset, flags=0, /):
    return _scatter(pread(fd, sum(map(len, buffers)), offset), buffers)


def _scatter(data, buffers):
    at = 0
    for buffer in buffers:
        piece = data[at:at + len(buffer)]
        memoryview(buffer).cast("B")[:len(piece)] = piece
        at += len(piece)
    return len(data)


def writev(fd, buffers, /):
    return write(fd, b"".join(buffers))


def pwritev(fd, buffers, offset, flags=0, /):
    return pwrite(fd, b"".join(buffers), offset)


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            return
        head, tail = path.split(head)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        os.makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


# The folders and the other names in one folder; None: it cannot be read.
def _listed(top, onerror):
    folders, others, links = [], [], set()
    try:
        with scandir(top) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir()
                except OSError:
                    is_folder = False
                (folders if is_folder else others).append(entry.name)
                if is_folder and entry.is_symlink():
                    links.add(entry.name)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return None
    return folders, others, links


def walk(top, topdown=True, onerror=None, followlinks=False):
    sys.audit("os.walk", top, topdown, onerror, followlinks) if hasattr(sys, "audit") else None
    stack = [(fspath(top), None)]
    while stack:
        top, found = stack.pop()
        if found is not None:
            yield found
            continue
        listed = _listed(top, onerror)
        if listed is None:
            continue
        folders, others, links = listed
        if topdown:
            yield top, folders, others
        else:
            stack.append((top, (top, folders, others)))
        for name in reversed(folders):
            below = path.join(top, name)
            if followlinks or not (path.islink(below) if topdown else name in links):
                stack.append((below, None))


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    top = fspath(top)
    before = stat(top, follow_symlinks=False, dir_fd=dir_fd) if not follow_symlinks else None
    fd = open(top, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    try:
        if follow_symlinks or (before.st_mode & 0o170000 == 0o040000 and path.samestat(before, stat(fd))):
            yield from _fwalk(fd, top, isinstance(top, bytes), topdown, onerror, follow_symlinks)
    finally:
        close(fd)


def _fwalk(fd, top, is_bytes, topdown, onerror, follow_symlinks):
    folders, others = [], []
    for name in listdir(fd):
        name = os.fsencode(name) if is_bytes else name
        try:
            is_folder = stat(name, dir_fd=fd).st_mode & 0o170000 == 0o040000
        except OSError:
            try:
                stat(name, dir_fd=fd, follow_symlinks=False)
            except OSError:
                continue
            is_folder = False
        (folders if is_folder else others).append(name)
    if topdown:
        yield top, folders, others, fd
    for name in folders:
        try:
            before = stat(name, dir_fd=fd, follow_symlinks=follow_symlinks)
            below = open(name, O_RDONLY | O_NONBLOCK, dir_fd=fd)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        try:
            if follow_symlinks or path.samestat(before, stat(below)):
                yield from _fwalk(below, path.join(top, name), is_bytes, topdown, onerror, follow_symlinks)
        finally:
            close(below)
    if not topdown:
        yield top, folders, others, fd


# ---- the environment as bytes


def _bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environb = os._Environ(os.environ._data, _bytes, _bytes)


def getenvb(key, default=None):
    return environb.get(key, default)


def get_exec_path(env=None):
    env = os.environ if env is None else env
    found = env.get("PATH")
    try:
        as_bytes = env[b"PATH"] if not isinstance(env, os._Environ) else None
    except (KeyError, TypeError):
        as_bytes = None
    if as_bytes is not None:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = os.fsdecode(as_bytes)
    return (os.defpath if found is None else found).split(os.pathsep)


# ---- other programs


def _words(function, args, what):
    if not isinstance(args, (list, tuple)):
        raise TypeError(f"{function}() {what} must be a tuple or list" if function == "execv" else f"{function}: {what} must be a tuple or list")
    if not args:
        raise ValueError(f"{function}() {what} must not be empty" if function == "execv" else f"{function}: {what} must not be empty")
    if not args[0]:
        raise ValueError(f"{function}() {what} first element cannot be empty" if function == "execv"
                         else f"{function}: {what} first element cannot be empty")
    return [fspath(word) for word in args]


def _variables(function, env):
    try:
        keys = list(env.keys())
    except AttributeError:
        raise TypeError(f"{function}: environment must be a mapping object") from None
    found = {}
    for key in keys:
        name, value = fspath(key), fspath(env[key])
        if (b"=" if isinstance(name, bytes) else "=") in name[1:] or not name:
            raise ValueError("illegal environment variable name")
        found[name] = value
    return found


def _flush():
    for stream in sys.stdout, sys.stderr:
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass


def execv(path, argv, /):
    posix._execve(path, _words("execv", argv, "arg 2"), None)


def execve(path, argv, env):
    posix._execve(path, _words("execve", argv, "argv"), _variables("execve", env))


def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    _execvpe(file, args)


def execvpe(file, args, env):
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    run = (lambda path: execv(path, args)) if env is None else (lambda path: execve(path, args, env))
    if path.dirname(file):
        run(file)
        return
    saved = last = None
    for folder in get_exec_path(env):
        full = path.join(os.fsencode(folder) if isinstance(file, bytes) else folder, file)
        try:
            run(full)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            saved = saved or error
    raise saved or last


def _actions(file_actions):
    found = []
    for action in file_actions or ():
        if not isinstance(action, tuple) or not action:
            raise TypeError("Each file_actions element must be a non-empty tuple")
        count = {POSIX_SPAWN_OPEN: 5, POSIX_SPAWN_CLOSE: 2, POSIX_SPAWN_DUP2: 3}.get(action[0])
        if count is None:
            raise TypeError("Unknown file_actions identifier")
        if len(action) != count:
            raise TypeError("A file_actions element has the wrong number of parts")
        found.append(tuple(fspath(part) if not isinstance(part, int) else part for part in action))
    return found


# The bits of posix_spawnattr_setflags(3).
_RESETIDS, _SETPGROUP, _SETSIGDEF, _SETSIGMASK, _SETSID = 1, 2, 4, 8, 128
_PLAIN = (0, 0, [], [])


def _signals(numbers):
    found = [_operator.index(number) for number in numbers]
    for number in found:
        if not 1 <= number <= 64:
            raise ValueError(f"signal number {number} out of range [1; 64]")
    return found


def _spawn(function, path, argv, env, file_actions, searches, setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler):
    if scheduler is not None:
        raise NotImplementedError(f"scheduler of os.{function}() is in Python, not in causette")
    mask, default = _signals(setsigmask), _signals(setsigdef)
    flags = (bool(resetids) * _RESETIDS | (setpgroup is not None) * _SETPGROUP | bool(default) * _SETSIGDEF
             | bool(mask) * _SETSIGMASK | bool(setsid) * _SETSID)
    return posix._posix_spawn(path, _words(function, argv, "argv"), _variables(function, env), _actions(file_actions), searches,
                              (flags, setpgroup or 0, mask, default))


def posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None):
    return _spawn("posix_spawn", path, argv, env, file_actions, False, setpgroup, resetids, setsid, setsigmask, setsigdef,
                  scheduler)


def posix_spawnp(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None):
    return _spawn("posix_spawnp", path, argv, env, file_actions, True, setpgroup, resetids, setsid, setsigmask, setsigdef,
                  scheduler)


# What a program wants to be called around a fork, in the order in which it was registered.
_before, _after_in_parent, _after_in_child = [], [], []


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    given = dict(before=before, after_in_child=after_in_child, after_in_parent=after_in_parent)
    if not any(function is not None for function in given.values()):
        raise TypeError("At least one argument is required.")
    for name, function in given.items():
        if function is not None and not callable(function):
            raise TypeError(f"'{name}' must be callable, not {type(function).__name__}")
    for functions, function in (_before, before), (_after_in_child, after_in_child), (_after_in_parent, after_in_parent):
        if function is not None:
            functions.append(function)


def _call_all(functions):
    for function in functions:
        try:
            function()
        except BaseException as error:
            print(f"Exception ignored in: {function!r}", file=sys.stderr)
            sys.excepthook(type(error), error, error.__traceback__)


def fork():
    _call_all(_before[::-1])
    pid = posix._fork()
    if pid:
        _call_all(_after_in_parent)
        return pid
    threading = sys.modules.get("threading")
    if threading is not None:
        threading._after_fork()
    _call_all(_after_in_child)
    return 0


def system(command):
    pid = posix._posix_spawn("/bin/sh", ["sh", "-c", os.fsencode(command)], None, [], False, _PLAIN)
    return waitpid(pid, 0)[1]


def _spawnv(mode, file, args, env, searches):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    try:
        pid = posix._posix_spawn(file, [fspath(word) for word in args], None if env is None else _variables("spawnve", env), [],
                                 searches, _PLAIN)
    except OSError:
        if mode != os.P_WAIT:
            raise
        return 127
    if mode == os.P_NOWAIT:
        return pid
    while True:
        status = waitpid(pid, 0)[1]
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    return _spawnv(mode, file, args, None, False)


def spawnve(mode, file, args, env):
    return _spawnv(mode, file, args, env, False)


def spawnvp(mode, file, args):
    return _spawnv(mode, file, args, None, True)


def spawnvpe(mode, file, args, env):
    return _spawnv(mode, file, args, env, True)


def spawnl(mode, file, *args):
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    ends = pipe()
    ours, theirs = ends if mode == "r" else ends[::-1]
    actions = [(POSIX_SPAWN_DUP2, theirs, 1 if mode == "r" else 0)]
    try:
        pid = posix._posix_spawn("/bin/sh", ["sh", "-c", cmd], None, actions, False, _PLAIN)
    except BaseException:
        close(ours)
        raise
    finally:
        close(theirs)
    return _wrap_close(fdopen(ours, mode, buffering), pid)


class _wrap_close:
    """The file of popen(): its close() waits for the program, and gives its status."""

    def __init__(self, stream, pid):
        self._stream = stream
        self._pid = pid

    def close(self):
        self._stream.close()
        if self._pid is None:
            return None
        pid, self._pid = self._pid, None
        code = waitstatus_to_exitcode(waitpid(pid, 0)[1])
        return None if code == 0 else code << 8 if code > 0 else code

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


_wrap_close.__module__ = "os"

# ---- what takes which arguments

supports_dir_fd = {access, chmod, chown, link, mkdir, mkfifo, mknod, open, readlink, rename, rmdir, stat, symlink, unlink, utime}
supports_effective_ids = {access}
supports_fd = {chdir, chmod, chown, execve, listdir, pathconf, scandir, stat, statvfs, truncate, utime}
supports_follow_symlinks = {access, chown, link, stat, utime}
__all__ = [name for name in os.__dir__() if not name.startswith("_") and name not in ("sys", "st", "abc")] + ["_exit"]


def _get_exports_list(module):
    try:
        return list(module.__all__)
    except AttributeError:
        return [name for name in dir(module) if not name.startswith("_")]
