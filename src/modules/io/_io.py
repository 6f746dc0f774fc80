# SPDX-License-Identifier: GPL-3.0-or-later
"""What the classes of module _io do when C hands it over: layers that a program wrote or put together.

A class here has the functions of the class of that name in C; self is the object of C. What a stream remembers
is in a state that C keeps for it: get_state(self). See https://docs.python.org/3.11/library/io.html
"""
from _io_native import *
from _io_native import _BufferedIOBase, _IOBase, _RawIOBase, _TextIOBase
from _io_native import _get_state as get_state, _is_left_open, _is_plain, _set_state as set_state, _take_parts, _text_above
from _codecs_native import _native_name
import _codecs
import posix
import sys

DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


SEEK_SET, SEEK_CUR, SEEK_END = range(3)


def check_open(self, text=None):
    if self.closed:
        raise ValueError("I/O operation on closed file." if text is None else text)


def warn_unclosed(source):
    """Of a file or a socket that nobody closed: in the place where its last name went."""
    warnings = sys.modules.get("warnings")
    if warnings is None:
        return
    frame, level = sys._getframe(1), 2
    while frame is not None and frame.f_globals is globals():
        frame, level = frame.f_back, level + 1
    warnings.warn(f"unclosed file {source!r}", ResourceWarning, level, source)


class IOBaseMethods:
    def __del__(self):
        try:
            closed = self.closed
        except BaseException:  # one that was never made whole
            return
        if closed:
            return
        if _is_plain(self):
            try:
                if _is_left_open(self):
                    warn_unclosed(self)
            finally:
                self.close()
            return
        try:
            self._finalizing = True
        except AttributeError:
            pass
        try:
            self.close()
        except (Exception, KeyboardInterrupt) as error:
            if isinstance(error, Warning):
                raise

    def seek(self, offset, whence=0):
        raise UnsupportedOperation("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        raise UnsupportedOperation("truncate")

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def flush(self):
        if self._is_closed():
            raise ValueError("I/O operation on closed file.")

    def close(self):
        if not self._is_closed():
            try:
                self.flush()
            finally:
                self._set_closed()

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def isatty(self):
        check_open(self)
        return False

    def _checkClosed(self, msg=None):
        check_open(self, msg)

    def _checkSeekable(self, msg=None):
        if self.seekable() is not True:
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)
        return True

    def _checkReadable(self, msg=None):
        if self.readable() is not True:
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)
        return True

    def _checkWritable(self, msg=None):
        if self.writable() is not True:
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)
        return True

    def __enter__(self):
        check_open(self)
        return self

    def __exit__(self, *exception):
        self.close()

    def __iter__(self):
        check_open(self)
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1):
        if size is None:
            size = -1
        elif not isinstance(size, int):
            size = size.__index__()
        peek = getattr(self, "peek", None)
        line = bytearray()
        while size < 0 or len(line) < size:
            wanted = 1
            if peek is not None:
                ahead = peek(1)
                if not isinstance(ahead, bytes):
                    raise OSError(f"peek() should have returned a bytes object, not '{type(ahead).__name__}'")
                if ahead:
                    wanted = ahead.find(b"\n") + 1 or len(ahead)
                    if size >= 0:
                        wanted = min(wanted, size)
            part = self.read(wanted)
            if not isinstance(part, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(part).__name__}'")
            if not part:
                break
            line += part
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def readlines(self, hint=-1):
        if hint is None or hint <= 0:
            return list(self)
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if size > hint:
                break
        return lines

    def writelines(self, lines):
        check_open(self)
        for line in lines:
            self.write(line)


class RawIOBaseMethods(IOBaseMethods):
    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        if count is None:
            return None
        del buffer[count:]
        return bytes(buffer)

    def readall(self):
        parts = bytearray()
        while True:
            part = self.read(DEFAULT_BUFFER_SIZE)
            if part is None and not parts:
                return None
            if not part:
                return bytes(parts)
            if not isinstance(part, bytes):
                raise TypeError("read() should return bytes")
            parts += part

    def readinto(self, buffer):
        raise UnsupportedOperation("readinto")

    def write(self, data):
        raise UnsupportedOperation("write")


def _read_into(self, buffer, read):
    view = memoryview(buffer).cast("B") if not isinstance(buffer, (bytearray, memoryview)) else memoryview(buffer)
    data = read(len(view))
    if not isinstance(data, bytes):
        raise TypeError("read() should return bytes")
    if len(data) > len(view):
        raise ValueError("read() returned too much data: "
                         f"{len(view)} bytes requested, {len(data)} returned")
    view[:len(data)] = data
    return len(data)


class BufferedIOBaseMethods(IOBaseMethods):
    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def read1(self, size=-1):
        raise UnsupportedOperation("read1")

    def readinto(self, buffer):
        return _read_into(self, buffer, self.read)

    def readinto1(self, buffer):
        return _read_into(self, buffer, self.read1)

    def write(self, data):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")


class TextIOBaseMethods(IOBaseMethods):
    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def readline(self, size=-1):
        raise UnsupportedOperation("readline")

    def write(self, text):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")


class BytesIOMethods(BufferedIOBaseMethods):
    def __getstate__(self):
        value = self.getvalue()
        return value, self.tell(), self.__dict__.copy() or None

    def __setstate__(self, state):
        self.__init__(state[0])
        self.seek(state[1])
        if state[2] is not None:
            self.__dict__.update(state[2])


class StringIOMethods(TextIOBaseMethods):
    def __getstate__(self):
        value = self.getvalue()
        return value, "\n", self.tell(), self.__dict__.copy() or None

    def __setstate__(self, state):
        self.__init__("", state[1])
        self.write(state[0])
        self.seek(state[2])
        if state[3] is not None:
            self.__dict__.update(state[3])


# ---- FileIO: a descriptor

class FileState:
    pass


def _flags(mode):
    kinds = [c for c in mode if c in "rwax"]
    if any(c not in "rwaxb+" for c in mode):
        raise ValueError(f"invalid mode: {mode}")
    if len(kinds) != 1 or mode.count("+") > 1:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    kind, both = kinds[0], "+" in mode
    flags = posix.O_RDWR if both else posix.O_RDONLY if kind == "r" else posix.O_WRONLY
    flags |= {"r": 0, "w": posix.O_CREAT | posix.O_TRUNC, "a": posix.O_CREAT | posix.O_APPEND,
              "x": posix.O_CREAT | posix.O_EXCL}[kind]
    return flags, kind, both


def path_of(file):
    if isinstance(file, (str, bytes)):
        return file
    kind = type(file)
    if not hasattr(kind, "__fspath__"):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}")
    path = kind.__fspath__(file)
    if not isinstance(path, (str, bytes)):
        raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, "
                        f"not {type(path).__name__}")
    return path


class FileIO(_RawIOBase):
    def __init__(self, file, mode="r", closefd=True, opener=None):
        old = self.__dict__.get("_state")
        if old is not None and old.fd >= 0 and old.closefd:
            posix.close(old.fd)
        if isinstance(file, float):
            raise TypeError("expected str, bytes or os.PathLike object, not float")
        s = FileState()
        s.fd, s.closefd, s.seekable, s.block = -1, bool(closefd), None, DEFAULT_BUFFER_SIZE
        self._state = s
        flags, s.kind, s.both = _flags(mode)
        fd = -1
        if isinstance(file, int):
            fd = file
            if fd < 0:
                raise ValueError("negative file descriptor")
        else:
            path = path_of(file)
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            if opener is None:
                fd = posix.open(file, flags | posix.O_CLOEXEC, 0o666)
            else:
                fd = opener(file, flags | posix.O_CLOEXEC)
                if not isinstance(fd, int):
                    raise TypeError("expected integer from opener")
                if fd < 0:
                    raise ValueError(f"opener returned {fd}")
                posix.set_inheritable(fd, False)
        owns = not isinstance(file, int)
        try:
            status = posix.fstat(fd)
            mode, s.block = status.st_mode, status.st_blksize if status.st_blksize > 1 else DEFAULT_BUFFER_SIZE
            if mode & 0o170000 == 0o040000:
                raise IsADirectoryError(21, posix.strerror(21), file)
        except OSError as error:
            if owns:
                posix.close(fd)
            error.filename = file
            raise
        try:
            self.name = file
        except BaseException:
            if owns:
                posix.close(fd)
            raise
        s.fd = fd
        if s.kind == "a":
            try:
                posix.lseek(fd, 0, SEEK_END)
            except OSError:
                pass

    def _check(self):
        s = self.__dict__.get("_state")
        if s is None or s.fd < 0:
            raise ValueError("I/O operation on closed file")
        return s

    def fileno(self):
        return FileIO._check(self).fd

    def readable(self):
        s = FileIO._check(self)
        return s.both or s.kind == "r"

    def writable(self):
        s = FileIO._check(self)
        return s.both or s.kind != "r"

    def seekable(self):
        s = FileIO._check(self)
        if s.seekable is None:
            try:
                posix.lseek(s.fd, 0, SEEK_CUR)
                s.seekable = True
            except OSError:
                s.seekable = False
        return s.seekable

    def isatty(self):
        return posix.isatty(FileIO._check(self).fd)

    def _may_read(self):
        s = FileIO._check(self)
        if not (s.both or s.kind == "r"):
            raise UnsupportedOperation("File not open for reading")
        return s

    def read(self, size=-1):
        s = FileIO._may_read(self)
        if size is None or size < 0:
            return self.readall()
        try:
            return posix.read(s.fd, size)
        except BlockingIOError:
            return None

    def readall(self):
        s = FileIO._may_read(self)
        parts, block = [], DEFAULT_BUFFER_SIZE
        try:
            block = max(posix.fstat(s.fd).st_size - posix.lseek(s.fd, 0, SEEK_CUR) + 1, block)
        except OSError:
            pass
        while True:
            try:
                part = posix.read(s.fd, block)
            except BlockingIOError:
                if not parts:
                    return None
                break
            if not part:
                break
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer):
        s = FileIO._may_read(self)
        view = memoryview(buffer)
        if view.readonly:
            raise TypeError("readinto() argument must be read-write bytes-like object, "
                            f"not {type(buffer).__name__}")
        try:
            data = posix.read(s.fd, len(view))
        except BlockingIOError:
            return None
        view[:len(data)] = data
        return len(data)

    def write(self, data):
        s = FileIO._check(self)
        if not (s.both or s.kind != "r"):
            raise UnsupportedOperation("File not open for writing")
        try:
            return posix.write(s.fd, data)
        except BlockingIOError:
            return None

    def seek(self, pos, whence=0):
        s = FileIO._check(self)
        if isinstance(pos, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        return posix.lseek(s.fd, pos, whence)

    def tell(self):
        return posix.lseek(FileIO._check(self).fd, 0, SEEK_CUR)

    def truncate(self, size=None):
        s = FileIO._check(self)
        if not (s.both or s.kind != "r"):
            raise UnsupportedOperation("File not open for writing")
        if size is None:
            size = self.tell()
        posix.ftruncate(s.fd, size)
        return size

    def _dealloc_warn(self, source):
        s = self.__dict__.get("_state")
        if s is not None and s.fd >= 0 and s.closefd:
            warn_unclosed(source)

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def close(self):
        s = self.__dict__.get("_state")
        try:
            if getattr(self, "_finalizing", False):
                self._dealloc_warn(self)
        finally:
            FileIO._close(self, s)

    def _close(self, s):
        try:
            IOBaseMethods.close(self)
        finally:
            if s is not None and s.fd >= 0:
                fd, s.fd = s.fd, -1
                if s.closefd:
                    posix.close(fd)

    @property
    def closed(self):
        s = self.__dict__.get("_state")
        return s is None or s.fd < 0

    @property
    def closefd(self):
        s = self.__dict__.get("_state")
        return s is None or s.closefd

    @property
    def _blksize(self):
        return self._state.block

    @property
    def mode(self):
        s = self.__dict__.get("_state")
        if s.kind == "x":
            return "xb+" if s.both else "xb"
        if s.kind == "a":
            return "ab+" if s.both else "ab"
        return "rb+" if s.both else "rb" if s.kind == "r" else "wb"

    def __repr__(self):
        s = self.__dict__.get("_state")
        if s is None or s.fd < 0:
            return f"<{_full_name(self)} [closed]>"
        try:
            name = f"name={self.name!r}"
        except AttributeError:
            name = f"fd={s.fd}"
        return f"<{_full_name(self)} {name} mode='{self.mode}' closefd={s.closefd}>"


FileIO.__module__ = "_io"


def _full_name(self):
    kind = type(self)
    return f"{kind.__module__}.{kind.__qualname__}"


# ---- buffers

class BufferedState:
    def __init__(self, raw, size):
        self.raw, self.size = raw, size
        self.ahead, self.at = b"", 0
        self.out = bytearray()
        self.detached = False


def _buffered(self):
    s = get_state(self)
    if s is None:
        raise ValueError("I/O operation on uninitialized object")
    if s.detached:
        raise ValueError("raw stream has been detached")
    return s


def _init_buffered(self, raw, size):
    if size <= 0:
        raise ValueError("buffer size must be strictly positive")
    if size > sys.maxsize:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    if size > 1 << 40:
        raise MemoryError
    set_state(self, BufferedState(raw, size))


def _raw_read(s, size):
    """At most size bytes of the raw stream; None when it would block."""
    buffer = bytearray(size)
    count = s.raw.readinto(buffer)
    if count is None:
        return None
    if count < 0 or count > size:
        raise OSError(f"raw readinto() returned invalid length {count} (should have been between 0 and {size})")
    del buffer[count:]
    return bytes(buffer)


def _write_out(s):
    while s.out:
        count = s.raw.write(bytes(s.out))
        if count is None:
            raise BlockingIOError(11, "write could not complete without blocking", 0)
        if not 0 <= count <= len(s.out):
            raise OSError(f"raw write() returned invalid length {count} "
                          f"(should have been between 0 and {len(s.out)})")
        del s.out[:count]


def _drop_ahead(s):
    """Puts the raw stream to where the reader is."""
    left = len(s.ahead) - s.at
    s.ahead, s.at = b"", 0
    if left:
        s.raw.seek(-left, SEEK_CUR)


class BufferedMethods(BufferedIOBaseMethods):
    def __init__(self, raw, buffer_size=8192):
        set_state(self, None)
        kind = type(self).__mro__
        if BufferedRandom in kind:
            raw._checkSeekable()
            raw._checkReadable()
            raw._checkWritable()
        elif BufferedReader in kind:
            if raw.readable() is not True:
                raise UnsupportedOperation("File or stream is not readable.")
        elif raw.writable() is not True:
            raise UnsupportedOperation("File or stream is not writable.")
        _init_buffered(self, raw, buffer_size)

    def _open(self, text):
        s = _buffered(self)
        if s.raw.closed:
            raise ValueError(text)
        return s

    def read(self, size=-1):
        if isinstance(self, BufferedWriter):
            raise UnsupportedOperation("read")
        s = _buffered(self)
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        BufferedMethods._open(self, "read of closed file")
        _write_out(s)
        if size is None or size < 0:
            return BufferedMethods._read_all(s)
        have = s.ahead[s.at:s.at + size]
        s.at += len(have)
        if len(have) == size:
            return have
        parts, left = [have], size - len(have)
        s.ahead, s.at = b"", 0
        while left:
            part = _raw_read(s, max(left // s.size * s.size, s.size))
            if not part:
                if part is None and not any(parts):
                    return None
                break
            parts.append(part[:left])
            if len(part) > left:
                s.ahead, s.at = part, left
            left -= len(parts[-1])
        return b"".join(parts)

    def _read_all(s):
        parts = [s.ahead[s.at:]]
        s.ahead, s.at = b"", 0
        readall = getattr(s.raw, "readall", None)
        if readall is not None:
            rest = readall()
            if rest is None:
                return parts[0] or None
            if not isinstance(rest, bytes):
                raise TypeError("readall() should return bytes")
            return parts[0] + rest
        while True:
            part = s.raw.read()
            if part is not None and not isinstance(part, bytes):
                raise TypeError("read() should return bytes")
            if not part:
                return b"".join(parts) or part
            parts.append(part)

    def _fill(s):
        part = _raw_read(s, s.size)
        if part:
            s.ahead, s.at = part, 0
        return part

    def read1(self, size=-1):
        s = BufferedMethods._open(self, "read of closed file")
        if size < 0:
            size = s.size
        if not size:
            return b""
        _write_out(s)
        if s.at == len(s.ahead):
            s.ahead, s.at = b"", 0
            part = _raw_read(s, size) or b""
            return part
        part = s.ahead[s.at:s.at + size]
        s.at += len(part)
        return part

    def peek(self, size=0):
        s = BufferedMethods._open(self, "peek of closed file")
        _write_out(s)
        if s.at == len(s.ahead):
            s.ahead, s.at = b"", 0
            BufferedMethods._fill(s)
        return s.ahead[s.at:]

    def _into(self, buffer, read):
        view = memoryview(buffer)
        if view.readonly:
            raise TypeError("readinto() argument must be read-write bytes-like object, "
                            f"not {type(buffer).__name__}")
        data = read(self, len(view))
        if data is None:
            return None
        view[:len(data)] = data
        return len(data)

    def readinto(self, buffer):
        return BufferedMethods._into(self, buffer, BufferedMethods.read)

    def readinto1(self, buffer):
        return BufferedMethods._into(self, buffer, BufferedMethods.read1)

    def readline(self, size=-1):
        s = BufferedMethods._open(self, "readline of closed file")
        if size is None:
            size = -1
        _write_out(s)
        parts, left = [], size
        while left:
            end = s.ahead.find(b"\n", s.at) + 1
            stop = end or len(s.ahead)
            if left > 0:
                stop = min(stop, s.at + left)
            part = s.ahead[s.at:stop]
            s.at = stop
            parts.append(part)
            left -= len(part) if left > 0 else 0
            if part.endswith(b"\n") or not left:
                break
            s.ahead, s.at = b"", 0
            if not BufferedMethods._fill(s):
                break
        return b"".join(parts)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        if isinstance(self, BufferedReader):
            raise UnsupportedOperation("write")
        s = _buffered(self)
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        BufferedMethods._open(self, "write to closed file")
        data = bytes(data)
        count = len(data)
        if s.ahead:
            _drop_ahead(s)
        if len(s.out) + len(data) > s.size:
            _write_out(s)
            while len(data) > s.size:
                taken = s.raw.write(data)
                if taken is None:
                    s.out += data[:s.size]
                    raise BlockingIOError(11, "write could not complete without blocking", len(s.out))
                if not 0 <= taken <= len(data):
                    raise OSError(f"raw write() returned invalid length {taken} "
                                  f"(should have been between 0 and {len(data)})")
                data = data[taken:]
        s.out += data
        return count

    def flush(self):
        s = BufferedMethods._open(self, "flush of closed file")
        _write_out(s)
        if s.ahead and s.raw.seekable():
            _drop_ahead(s)
        if s.raw.writable():
            s.raw.flush()

    def seek(self, target, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        s = BufferedMethods._open(self, "seek of closed file")
        if s.raw.seekable() is not True:
            raise UnsupportedOperation("File or stream is not seekable.")
        _write_out(s)
        left = len(s.ahead) - s.at
        if whence == SEEK_CUR:
            target -= left
        s.ahead, s.at = b"", 0
        at = s.raw.seek(target, whence)
        if at < 0:
            raise OSError(f"Raw stream returned invalid position {at}")
        return at

    def tell(self):
        s = _buffered(self)
        at = s.raw.tell()
        if at < 0:
            raise OSError(f"Raw stream returned invalid position {at}")
        return at - (len(s.ahead) - s.at) + len(s.out)

    def truncate(self, pos=None):
        s = BufferedMethods._open(self, "truncate of closed file")
        if s.raw.writable() is not True:
            raise UnsupportedOperation("truncate")
        self.flush()
        return s.raw.truncate(self.tell() if pos is None else pos)

    def detach(self):
        if _is_plain(self):
            BufferedMethods.become_layers(self)
        s = _buffered(self)
        self.flush()
        s.detached = True
        raw, s.raw = s.raw, None
        return raw

    def close(self):
        s = _buffered(self)
        if s.raw.closed:
            return
        try:
            if getattr(self, "_finalizing", False):
                self._dealloc_warn(self)
        finally:
            try:
                self.flush()
            finally:
                s.raw.close()

    def closed(self):
        return _buffered(self).raw.closed

    def raw(self):
        if _is_plain(self):
            BufferedMethods.become_layers(self)
        s = get_state(self)
        return None if s is None else s.raw

    def raw_of_standard(self):
        raw = FileIO(self.fileno(), self.mode.replace("b", ""), closefd=False)
        raw.name = self.name
        return raw

    def become_layers(self):
        """Of one that C does over a descriptor: from now on a raw stream has that."""
        above = _text_above(self)
        if above is not None:
            TextIOWrapperMethods.become_layers(above)
        fd, mode, owned, name, out, ahead = _take_parts(self)
        raw = FileIO.__new__(FileIO)
        r = raw._state = FileState()
        r.fd, r.closefd, r.seekable, r.block = fd, owned, None, DEFAULT_BUFFER_SIZE
        r.kind, r.both = next(c for c in mode if c in "rwax"), "+" in mode
        raw.name = name
        s = BufferedState(raw, DEFAULT_BUFFER_SIZE)
        s.out += out
        s.ahead = ahead
        set_state(self, s)

    def close_over_layers(self):
        BufferedMethods.become_layers(self)
        self.close()

    def _dealloc_warn(self, source):
        if _is_plain(self):
            if _is_left_open(self):
                warn_unclosed(source)
            return
        s = get_state(self)
        if s is not None and s.raw is not None and hasattr(s.raw, "_dealloc_warn"):
            s.raw._dealloc_warn(source)

    def name(self):
        return _buffered(self).raw.name

    def mode(self):
        return _buffered(self).raw.mode

    def fileno(self):
        return _buffered(self).raw.fileno()

    def isatty(self):
        return _buffered(self).raw.isatty()

    def readable(self):
        return _buffered(self).raw.readable()

    def writable(self):
        return _buffered(self).raw.writable()

    def seekable(self):
        return _buffered(self).raw.seekable()

    def __repr__(self):
        try:
            return f"<{_full_name(self)} name={self.name!r}>"
        except (AttributeError, ValueError):
            return f"<{_full_name(self)}>"


class BufferedRWPair(_BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(-1 if size is None else size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def write(self, data, /):
        return self.writer.write(data)

    def flush(self):
        return self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def isatty(self):
        return self.writer.isatty() or self.reader.isatty()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


BufferedRWPair.__module__ = "_io"


# ---- text

class IncrementalNewlineDecoder:
    """Makes \\r\\n and \\r to \\n; a \\r at the end waits for what follows."""

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder, self.translate, self.errors = decoder, translate, errors
        self._seen, self._waits = 0, False

    def decode(self, input, final=False):
        text = input if self.decoder is None else self.decoder.decode(input, final)
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        if self._waits and (text or final):
            text = "\r" + text
            self._waits = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._waits = True
        pairs = text.count("\r\n")
        returns = text.count("\r") - pairs
        newlines = text.count("\n") - pairs
        self._seen |= (newlines and 2) | (returns and 1) | (pairs and 4)
        if self.translate:
            if pairs:
                text = text.replace("\r\n", "\n")
            if returns:
                text = text.replace("\r", "\n")
        return text

    def getstate(self):
        data, flag = (b"", 0) if self.decoder is None else self.decoder.getstate()
        return data, flag << 1 | self._waits

    def setstate(self, state):
        data, flag = state
        self._waits = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen, self._waits = 0, False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        return (None, "\r", "\n", ("\r", "\n"), "\r\n", ("\r", "\r\n"), ("\n", "\r\n"),
                ("\r", "\n", "\r\n"))[self._seen]


IncrementalNewlineDecoder.__module__ = "_io"


class TextState:
    chunk, pending, buffer = 8192, (), None


def _text(self):
    s = get_state(self)
    if s is None:
        raise ValueError("I/O operation on uninitialized object")
    if s.buffer is None:
        raise ValueError("underlying buffer has been detached")
    return s


def _open_text(self):
    s = _text(self)
    if s.buffer.closed:
        raise ValueError("I/O operation on closed file.")
    return s


class OwnDecoder:
    """Decodes piece by piece what C knows. Of utf-16 and utf-32 the mark at the start tells the order."""

    def __init__(self, name, errors):
        self.name, self.errors = name, errors
        self.is_marked = name in ("utf_16", "utf_32")
        self.reset()

    def reset(self):
        self.kept, self.order = b"", 0

    def decode(self, data, final=False):
        data = self.kept + data
        if self.is_marked:
            text, count, order = getattr(_codecs, self.name + "_ex_decode")(data, self.errors, self.order, final)
            if not self.order and count:
                self.order = order or -1
        elif self.name in ("ascii", "latin_1"):
            text, count = getattr(_codecs, self.name + "_decode")(data, self.errors)
        else:
            text, count = getattr(_codecs, self.name + "_decode")(data, self.errors, final)
        self.kept = data[count:]
        return text

    def getstate(self):
        flag = 0 if not self.is_marked else 2 if not self.order else int(self.order > 0)
        return self.kept, flag

    def setstate(self, state):
        self.kept, flag = state
        self.order = 0 if flag == 2 else 1 if flag else -1


class OwnEncoder:
    def __init__(self, name, errors):
        self.name, self.errors = name, errors
        self.is_marked = name in ("utf_16", "utf_32")
        self.is_at_start = True

    def encode(self, text, final=False):
        encode = getattr(_codecs, self.name + "_encode")
        if not self.is_marked:
            return encode(text, self.errors)[0]
        data = encode(text, self.errors, 0 if self.is_at_start else -1)[0]
        self.is_at_start = False
        return data

    def reset(self):
        self.is_at_start = True

    def setstate(self, state):
        self.is_at_start = bool(state)


_own = {"utf-8": "utf_8", "ascii": "ascii", "latin-1": "latin_1", "iso8859-1": "latin_1"}
for _bits in "16", "32":
    for _order in "", "-le", "-be":
        _own[f"utf-{_bits}{_order}"] = f"utf_{_bits}{_order}".replace("-", "_")


def _codec_of(s):
    """The classes of its incremental decoder and encoder: ours where C has the encoding."""
    own = _own.get(_native_name(s.encoding))
    if own is not None:
        return lambda errors: OwnDecoder(own, errors), lambda errors: OwnEncoder(own, errors)
    found = _codecs.lookup(s.encoding)
    if not getattr(found, "_is_text_encoding", True):
        raise LookupError(f"'{s.encoding}' is not a text encoding; use codecs.open() to handle arbitrary codecs")
    return found.incrementaldecoder, found.incrementalencoder


def _set_codec(s):
    decoder, encoder = _codec_of(s)
    s.decoder = s.encoder = None
    if s.buffer.readable():
        s.decoder = decoder(s.errors)
        if s.universal:
            s.decoder = IncrementalNewlineDecoder(s.decoder, s.translates)
    if s.buffer.writable():
        s.encoder = encoder(s.errors)


def _set_newline(s, newline):
    s.newline = newline
    s.universal, s.translates = not newline, newline is None
    s.out_newline = newline if newline in ("\r", "\r\n") else None


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"illegal newline type: {type(newline).__name__}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline}")


class TextIOWrapperMethods(TextIOBaseMethods):
    def become_layers(self):
        """Of one that C does over a descriptor: from now on it is text over its buffer."""
        buffer, encoding, shown, errors, newline, line_buffering, write_through, out, ahead = _take_parts(self)
        s = TextState()
        s.encoding, s.shown_encoding, s.errors = encoding, shown, errors
        s.buffer, s.pending = buffer, [out] if out else []
        s.text, s.at, s.snapshot = "", 0, None
        s.line_buffering, s.write_through = line_buffering, write_through
        _set_newline(s, newline)
        _set_codec(s)
        s.seekable = s.telling = buffer.seekable()
        s.has_read1 = True
        if ahead:
            s.snapshot = s.decoder.getstate()[1], ahead
            s.text = s.decoder.decode(ahead)
        set_state(self, s)

    def close_over_layers(self):
        TextIOWrapperMethods.become_layers(self)
        self.close()

    def chunk_size(self):
        return _text(self).chunk

    def set_chunk_size(self, size):
        if _is_plain(self):
            TextIOWrapperMethods.become_layers(self)
        s = _text(self)
        size = size.__index__()
        if size <= 0:
            raise ValueError("a strictly positive integer is required")
        s.chunk = size

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        set_state(self, None)
        _check_newline(newline)
        s = TextState()
        s.encoding = "utf-8" if encoding in (None, "locale") else encoding
        if not isinstance(s.encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, "
                            f"not {type(encoding).__name__}")
        s.shown_encoding = "UTF-8" if encoding in (None, "locale") else encoding
        s.errors = "strict" if errors is None else errors
        if not isinstance(s.errors, str):
            raise TypeError(f"TextIOWrapper() argument 'errors' must be str or None, "
                            f"not {type(errors).__name__}")
        s.buffer, s.pending = buffer, []
        s.text, s.at, s.snapshot = "", 0, None
        s.line_buffering, s.write_through = bool(line_buffering), bool(write_through)
        _set_newline(s, newline)
        _set_codec(s)
        s.seekable = s.telling = buffer.seekable()
        s.has_read1 = hasattr(buffer, "read1")
        if s.seekable and s.encoder is not None and buffer.tell() != 0:
            _forget_mark(s)
        set_state(self, s)

    def _write_pending(self, s):
        if s.pending:
            data, s.pending = b"".join(s.pending), []
            s.buffer.write(data)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        s = _open_text(self)
        if s.encoder is None:
            raise UnsupportedOperation("not writable")
        count = len(text)
        has_line = s.line_buffering and ("\n" in text or "\r" in text)
        if s.out_newline and "\n" in text:
            text = text.replace("\n", s.out_newline)
        s.pending.append(s.encoder.encode(text))
        if s.write_through or has_line or sum(map(len, s.pending)) > s.chunk:
            TextIOWrapperMethods._write_pending(self, s)
        if has_line:
            self.flush()
        s.text, s.at, s.snapshot = "", 0, None
        if s.decoder is not None:
            s.decoder.reset()
        return count

    def flush(self):
        s = _open_text(self)
        TextIOWrapperMethods._write_pending(self, s)
        s.buffer.flush()

    def _fill(self, s):
        """One more chunk as text; False at the end."""
        if s.decoder is None:
            raise UnsupportedOperation("not readable")
        TextIOWrapperMethods._write_pending(self, s)
        state = s.decoder.getstate() if s.telling else None
        data = s.buffer.read1(s.chunk) if s.has_read1 else s.buffer.read(s.chunk)
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"underlying {'read1' if s.has_read1 else 'read'}() should have returned a "
                            f"bytes-like object, not '{type(data).__name__}'")
        s.text, s.at = s.decoder.decode(bytes(data), not data), 0
        if state is not None:
            s.snapshot = state[1], state[0] + bytes(data)
        return bool(data)

    def read(self, size=-1):
        s = _open_text(self)
        if s.decoder is None:
            raise UnsupportedOperation("not readable")
        if size is None:
            size = -1
        if size < 0:
            TextIOWrapperMethods._write_pending(self, s)
            data = s.buffer.read()
            if data is None:
                raise TypeError("can't concat NoneType to bytes")
            text = s.text[s.at:] + s.decoder.decode(data, True)
            s.text, s.at, s.snapshot = "", 0, None
            return text
        parts = [s.text[s.at:s.at + size]]
        s.at += len(parts[0])
        left = size - len(parts[0])
        while left:
            if not TextIOWrapperMethods._fill(self, s) and not s.text:
                break
            part = s.text[:left]
            s.at = len(part)
            parts.append(part)
            left -= len(part)
        return "".join(parts)

    def _end(self, s, text, at):
        """Where the line of text from `at` on ends; -1: it does not."""
        if s.translates or s.newline == "\n":
            return text.find("\n", at) + 1 or -1
        if s.newline:
            found = text.find(s.newline, at)
            return found + len(s.newline) if found >= 0 else -1
        newline, back = text.find("\n", at), text.find("\r", at)
        if back < 0 or 0 <= newline < back:
            return newline + 1 or -1
        return back + 2 if text.startswith("\n", back + 1) else back + 1

    def readline(self, size=-1):
        s = _open_text(self)
        if size is None:
            size = -1
        elif not isinstance(size, int):
            size = size.__index__()
        if s.decoder is None:
            raise UnsupportedOperation("not readable")
        text = s.text[s.at:]
        while True:
            end = TextIOWrapperMethods._end(self, s, text, 0)
            if end >= 0 or 0 <= size <= len(text):
                break
            more = TextIOWrapperMethods._fill(self, s)
            text += s.text
            if not more and not s.text:
                break
        if end < 0:
            end = len(text)
        if 0 <= size < end:
            end = size
        s.at = len(s.text) - (len(text) - end)
        if s.at < 0:
            s.text, s.at, s.snapshot = text, end, None
        return text[:end]

    def __next__(self):
        s = _text(self)
        s.telling = False
        line = self.readline()
        if not line:
            s.telling = s.seekable
            s.snapshot = None
            raise StopIteration
        return line

    def tell(self):
        s = _open_text(self)
        if not s.seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not s.telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        position = s.buffer.tell()
        if s.decoder is None or s.snapshot is None:
            return position
        flags, data = s.snapshot
        position -= len(data)
        if s.at == 0:
            return position | flags << 64
        kept = s.decoder.getstate()
        try:
            best, count = (0, 0, flags), 0
            s.decoder.setstate((b"", flags))
            for i in range(len(data)):
                count += len(s.decoder.decode(data[i:i + 1]))
                waiting, now = s.decoder.getstate()
                if count > s.at:
                    break
                if not waiting:
                    best = i + 1, count, now
        finally:
            s.decoder.setstate(kept)
        feed, skipped, flags = best
        left = s.at - skipped
        return position + feed | flags << 64 | (len(data) - feed if left else 0) << 128 | left << 192

    def seek(self, cookie, whence=0):
        s = _open_text(self)
        if not s.seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == SEEK_CUR:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            whence, cookie = 0, self.tell()
        elif whence == SEEK_END:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            position = s.buffer.seek(0, whence)
            s.text, s.at, s.snapshot = "", 0, None
            if s.decoder is not None:
                s.decoder.reset()
            if s.encoder is not None:
                s.encoder.reset() if position == 0 else _forget_mark(s)
            return position
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self.flush()
        mask = (1 << 64) - 1
        position, flags, feed, skip = cookie & mask, cookie >> 64 & mask, cookie >> 128 & mask, cookie >> 192 & mask
        s.buffer.seek(position)
        s.text, s.at, s.snapshot = "", 0, None
        if s.decoder is not None:
            if cookie == 0:
                s.decoder.reset()
            else:
                s.decoder.setstate((b"", flags))
                s.snapshot = flags, b""
            if skip:
                data = s.buffer.read(feed)
                s.text, s.at = s.decoder.decode(data), skip
                s.snapshot = flags, data
                if len(s.text) < skip:
                    raise OSError("can't restore logical file position")
        if s.encoder is not None:
            s.encoder.reset() if cookie == 0 else _forget_mark(s)
        s.telling = s.seekable
        return cookie

    def truncate(self, pos=None):
        s = _open_text(self)
        self.flush()
        return s.buffer.truncate(pos)

    def detach(self):
        if _is_plain(self):
            TextIOWrapperMethods.become_layers(self)
        s = _text(self)
        self.flush()
        buffer, s.buffer = s.buffer, None
        return buffer

    def reconfigure(self, encoding=None, errors=None, newline=Ellipsis, line_buffering=None,
                    write_through=None):
        if _is_plain(self):
            TextIOWrapperMethods.become_layers(self)
        s = _open_text(self)
        if s.decoder is not None and s.snapshot is not None and (
                encoding is not None or errors is not None or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after "
                                       "the first read")
        if newline is not Ellipsis:
            _check_newline(newline)
        self.flush()
        if encoding is not None:
            s.encoding = s.shown_encoding = encoding
            s.errors = "strict" if errors is None else errors
        elif errors is not None:
            s.errors = errors
        if newline is not Ellipsis:
            _set_newline(s, newline)
        if encoding is not None or errors is not None or newline is not Ellipsis:
            _set_codec(s)
        if line_buffering is not None:
            s.line_buffering = bool(line_buffering)
        if write_through is not None:
            s.write_through = bool(write_through)

    def close(self):
        s = _text(self)
        if not s.buffer.closed:
            try:
                if getattr(self, "_finalizing", False) and hasattr(s.buffer, "_dealloc_warn"):
                    s.buffer._dealloc_warn(self)
            finally:
                try:
                    self.flush()
                finally:
                    s.buffer.close()

    def fileno(self):
        return _text(self).buffer.fileno()

    def isatty(self):
        return _text(self).buffer.isatty()

    def readable(self):
        return _text(self).buffer.readable()

    def writable(self):
        return _text(self).buffer.writable()

    def seekable(self):
        return _text(self).buffer.seekable()

    def closed(self):
        return _text(self).buffer.closed

    def name(self):
        return _text(self).buffer.name

    def buffer(self):
        s = get_state(self)
        return None if s is None else s.buffer

    def encoding(self):
        return _text(self).shown_encoding

    def errors(self):
        return _text(self).errors

    def line_buffering(self):
        return _text(self).line_buffering

    def write_through(self):
        return _text(self).write_through

    def newlines(self):
        return getattr(_text(self).decoder, "newlines", None)

    def __repr__(self):
        text = f"<{_full_name(self)}"
        for name in "name", "mode":
            try:
                text += f" {name}={getattr(self, name)!r}"
            except (AttributeError, ValueError):
                pass
        return f"{text} encoding={_text(self).shown_encoding!r}>"


def _forget_mark(s):
    """What is written behind the start of a file begins without a byte order mark."""
    s.encoder.setstate(0)


BufferedReaderMethods = BufferedWriterMethods = BufferedRandomMethods = BufferedMethods


# ---- open()

def text_encoding(encoding, stacklevel=2, /):
    return "locale" if encoding is None else encoding


def open_code(path, /):
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, "rb")


class FilesMethods:
    def open_slowly(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
        """What C does not open: other encodings, other newlines, openers, buffers of a size."""
        kinds = [c for c in mode if c in "rwax"]
        binary, both = "b" in mode, "+" in mode
        raw = FileIO(file, kinds[0] + ("+" if both else ""), closefd, opener)
        try:
            terminal = raw.isatty()
            line_buffering = buffering == 1 or buffering < 0 and terminal and not binary
            if buffering == 1 and binary:
                import warnings
                warnings.warn("line buffering (buffering=1) isn't supported in binary mode, "
                              "the default buffer size will be used", RuntimeWarning, 2)
            if buffering == 0:
                if binary:
                    return raw
                raise ValueError("can't have unbuffered text I/O")
            if buffering < 0 or buffering == 1:
                buffering = DEFAULT_BUFFER_SIZE
            kind = BufferedRandom if both else BufferedReader if kinds[0] == "r" else BufferedWriter
            result = kind(raw, buffering)
            if not binary:
                result = TextIOWrapper(result, encoding, errors, newline, line_buffering)
                result.mode = mode
            return result
        except BaseException:
            raw.close()
            raise
