# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's own module subprocess starts programs with."""
import os
import posix

_WHOLE, _PREPARE, _EXEC = range(3)


def _sequence(value, what):
    try:
        return list(value)
    except TypeError:
        raise TypeError(f"{what} must be a sequence") from None


def _checked(fds):
    if not isinstance(fds, tuple) or any(not isinstance(fd, int) or fd < 0 for fd in fds) or list(fds) != sorted(set(fds)):
        raise ValueError("bad value(s) in fds_to_keep")
    return fds


def _id(name, number):
    if number is None:
        return -1
    if not isinstance(number, int):
        raise TypeError(f"{name} should be integer, not {type(number).__name__}")
    if number < -1:
        raise OverflowError(f"{name} is less than minimum")
    if number > 0xffffffff:
        raise OverflowError(f"{name} is greater than maximum")
    return number


def fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
              errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, groups, uid, umask, preexec_fn,
              allow_vfork, /):
    keep = _checked(pass_fds)
    if close_fds and errpipe_write < 3:
        raise ValueError("errpipe_write must be >= 3")
    words = None if args is None else [os.fsencode(word) for word in _sequence(args, "argv")]
    programs = [os.fsencode(path) for path in executable_list]
    cwd = None if cwd is None else os.fsencode(cwd)
    start = (words, programs, keep, cwd, None if env is None else list(env),
             (p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write),
             (bool(close_fds), bool(restore_signals), bool(call_setsid)),
             (pgid_to_set, _id("gid", gid), _id("uid", uid), umask), groups)
    if preexec_fn is None:
        return posix._fork_exec(_WHOLE, *start)
    pid = os.fork()
    if pid:
        return pid
    try:
        said = b"SubprocessError:0:Exception occurred in preexec_fn."
        posix._fork_exec(_PREPARE, *start)
        preexec_fn()
        said = b""
        posix._fork_exec(_EXEC, *start)
    finally:  # whatever happens, the child does not go on as the parent does
        try:
            os.write(errpipe_write, said)
        finally:
            os._exit(255)
