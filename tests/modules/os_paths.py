# SPDX-License-Identifier: GPL-3.0-or-later
"""Files, folders and links by name: made, told of, renamed, removed."""
import os

base = f"/tmp/causette-os-files-{os.getpid()}"
os.mkdir(base)
os.chdir(base)


class Path:
    def __init__(self, name):
        self.name = name

    def __fspath__(self):
        return self.name


class Wrong:
    def __fspath__(self):
        return 5


def show(do):
    try:
        print(do())
    except Exception as error:
        print(type(error).__name__, error)


fd = os.open("a", os.O_RDWR | os.O_CREAT, 0o640)
print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.pread(fd, 3, 6))
print(os.pwrite(fd, b"W", 6), os.ftruncate(fd, 8), os.fstat(fd).st_size, os.get_inheritable(fd))
os.set_inheritable(fd, True)
print(os.get_inheritable(fd), os.get_blocking(fd), os.isatty(fd))
copy = os.dup(fd)
print(copy != fd, os.lseek(copy, 0, 1), os.fsync(fd))
os.close(fd)
os.close(copy)
show(lambda: os.lseek(fd, 0, 0))
status = os.stat(Path("a"))
print(oct(status.st_mode), status.st_size, status[6], len(status), status.st_nlink, type(status.st_mtime).__name__)
print(status.st_mtime_ns // 10 ** 9 == status[8], status.st_uid == os.getuid(), type(status).__name__)
os.symlink("a", "link")
os.link("a", "second")
print(os.readlink("link"), os.path.islink("link"), os.lstat("link").st_size, os.stat("second").st_nlink)
os.utime("a", ns=(10 ** 18, 2 * 10 ** 18 + 5))
print(os.stat("a").st_atime, os.stat("a").st_mtime_ns, os.path.getmtime("a"))
os.utime("a", (1, 2.5))
print(os.stat("a").st_mtime)
os.chmod("a", 0o600)
print(oct(os.stat("a").st_mode), os.access("a", os.R_OK), os.access("none", os.F_OK))
os.makedirs("x/y/z")
os.makedirs("x/y", exist_ok=True)
show(lambda: os.makedirs("x/y"))
print(sorted(os.listdir()), sorted(os.listdir(b"."))[0], sorted(os.listdir(Path("x"))))
for entry in sorted(os.scandir(), key=lambda entry: entry.name):
    print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_file(follow_symlinks=False),
          entry.is_symlink(), entry.stat().st_size if entry.is_file() else "", entry.inode() > 0)
with os.scandir("x") as entries:
    print([os.fspath(entry) for entry in entries])
os.open("x/f", os.O_CREAT | os.O_WRONLY)
print(list(os.walk("x")))
print(list(os.walk("x", topdown=False)))
print([row[:3] for row in os.fwalk("x")])
print(list(os.walk("none")))
os.rename("x/f", "f")
os.replace(b"f", "g")
print(os.path.exists("f"), os.path.exists("g"), os.path.realpath("link") == os.path.join(os.getcwd(), "a"))
print(os.path.samefile("a", "link"), os.path.samefile("a", "g"), os.path.commonpath(["/a/b", "/a/c"]),
      os.path.lexists("link"), os.path.ismount("/"))
os.removedirs("x/y/z")
show(lambda: os.stat("none"))
show(lambda: os.mkdir("a"))
show(lambda: os.rename("none", "other"))
show(lambda: os.rmdir("none"))
show(lambda: os.listdir("none"))
show(lambda: os.listdir("a"))
show(lambda: os.stat(1.5))
show(lambda: os.open(Wrong(), 0))
show(lambda: os.fspath(Wrong()))
show(lambda: os.fspath(5))
show(lambda: os.readlink("a"))
show(lambda: os.unlink("a\0b"))
show(lambda: os.waitpid(-1, 0))
show(lambda: os.waitpid(-1, os.WNOHANG))
print(os.fsencode("\udcff\xe9"), os.fsdecode(b"\xff"), os.fspath(b"x"), os.fsencode(Path("p")))
reader, writer = os.pipe2(os.O_CLOEXEC)
os.write(writer, b"abc")
print(os.read(reader, 10), os.waitstatus_to_exitcode(256), os.WIFEXITED(256), os.WEXITSTATUS(256), os.WTERMSIG(9))
print(os.umask(0o22) == os.umask(0o22), os.getpgid(0) == os.getpgrp(), os.uname().sysname, len(os.times()))
print(os.environb[b"PATH"] == os.fsencode(os.environ["PATH"]), os.get_exec_path({"PATH": "a:b"}))
os.environ["CAUSETTE_X"] = "1\udcff"
print(os.environb[b"CAUSETTE_X"], os.getenvb(b"CAUSETTE_X"), os.environ.get("NONE"))
print(os.terminal_size((80, 24)), os.SEEK_END, os.O_CREAT, os.W_OK)
for name in "link", "second", "a", "g":
    os.remove(name)
os.rmdir(base)
