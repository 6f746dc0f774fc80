# Descriptors, names in the file system, and what is known of them.
import os
import _folder as folder


def told(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}".replace(folder.path, "DIR")


class P:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


os.chdir(folder.path)
fd = os.open("f", os.O_RDWR | os.O_CREAT, 0o640)
print(os.write(fd, b"0123456789"), os.lseek(fd, 2, os.SEEK_SET), os.read(fd, 3), os.pread(fd, 4, 6), os.pwrite(fd, b"AB", 0), os.lseek(fd, 0, 1))
print(os.fstat(fd).st_size, oct(os.stat("f").st_mode), os.stat(fd).st_nlink, os.stat(P("f")).st_size, os.stat(b"f").st_size)
os.ftruncate(fd, 4)
os.truncate("f", 6)
print(os.pread(fd, 10, 0), os.get_inheritable(fd), os.get_blocking(fd), os.isatty(fd))
os.set_inheritable(fd, True)
copy = os.dup(fd)
print(os.get_inheritable(fd), os.get_inheritable(copy), os.dup2(fd, copy) == copy, os.get_inheritable(copy), os.dup2(fd, copy, inheritable=False) == copy,
      os.get_inheritable(copy))
os.closerange(copy, copy + 1)
print(told(os.read, copy, 1), told(os.close, copy), told(os.fstat, -1))
os.mkdir("d")
os.makedirs("d/e/f", exist_ok=True)
print(told(os.makedirs, "d/e/f"), told(os.mkdir, "d"), told(os.rmdir, "d"), sorted(os.listdir()), sorted(os.listdir(b"d")), os.listdir(P("d")))
os.link("f", "g")
os.symlink("f", "s")
os.symlink("nowhere", "broken")
print(os.readlink("s"), os.readlink(b"s"), os.stat("g").st_nlink, os.path.islink("s"), os.lstat("s").st_size, os.path.exists("broken"), os.path.lexists("broken"))
print(os.path.samefile("f", "g"), os.path.samefile("f", "s"), os.path.realpath("s") == os.path.join(os.path.realpath(folder.path), "f"), told(os.path.realpath, "broken", strict=True))
os.utime("f", (1, 2.5))
print(os.stat("f").st_atime, os.stat("f").st_mtime, os.stat("f").st_mtime_ns, os.path.getmtime("f"))
os.utime("f", ns=(10**9 + 1, -1))
print(os.stat("f").st_atime_ns, os.stat("f").st_mtime_ns, told(os.utime, "f", (1, 2), ns=(1, 2)), told(os.utime, "f", 5), told(os.utime, "f", (1,)))
os.chmod("f", 0o600)
print(oct(os.stat("f").st_mode & 0o777), os.access("f", os.R_OK), os.access("absent", os.F_OK), oct(os.umask(0o22)) and oct(os.umask(0o22)))
os.replace("g", "h")
os.rename("h", "i")
print(told(os.rename, "absent", "there"), told(os.replace, "absent", P("x")), told(os.link, "absent", "x"), told(os.symlink, "f", "s"))
here = os.open(".", os.O_RDONLY)
print(os.stat("f", dir_fd=here).st_size, sorted(os.listdir(here)), told(os.stat, here, dir_fd=here), told(os.stat, "absent", dir_fd=here))
for call in (lambda: os.stat([]), lambda: os.stat(None), lambda: os.listdir(1.5), lambda: os.mkdir(5), lambda: os.mkdir("x\0y"), lambda: os.open("f", "r"), lambda: os.rename("f", 5),
             lambda: os.mkdir("x", dir_fd="y"), lambda: os.stat(P(5)), lambda: os.fspath(5), lambda: os.fspath(P(None)), lambda: os.unlink("d"), lambda: os.rmdir("f"),
             lambda: os.chdir("absent"), lambda: os.scandir("absent"), lambda: os.readlink("f")):
    print(told(call))
print([(entry.name, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.is_file(follow_symlinks=False)) for entry in sorted(os.scandir(), key=lambda entry: entry.name)])
with os.scandir(folder.path) as entries:
    entry = next(entry for entry in entries if entry.name == "f")
print(entry, os.path.basename(entry.path), entry.stat().st_size, entry.inode() == os.stat("f").st_ino, os.fspath(entry) == entry.path)
print([name for name, *_ in os.walk("d")], [name for name, *_ in os.walk("d", topdown=False)], list(os.walk("absent")))
print([(top, dirs, files) for top, dirs, files, _ in os.fwalk("d")])
os.removedirs("d/e/f")
print(os.path.exists("d"))
status = os.stat("f")
print(len(status), status[6] == status.st_size, type(status).__name__, status.n_fields, status.n_sequence_fields, status.__match_args__, os.stat_result(range(10)))
print(told(os.stat_result, (1, 2)), told(os.terminal_size, 5), os.terminal_size((80, 24)), told(os.get_terminal_size, fd))
print(os.copy_file_range(fd, os.open("k", os.O_RDWR | os.O_CREAT), 3), os.path.getsize("k"), told(os.sendfile, fd, -1, 0, 1))
os.close(fd)
folder.clear()
