# Other programs, their statuses, and pipes to them; other tasks go on meanwhile.
import os
import sys
import threading


def told(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def start(text):
    return os.posix_spawn("/bin/sh", ["sh", "-c", text], os.environ)


pid = start("exit 3")
found, status = os.waitpid(pid, 0)
print(found == pid, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status), told(os.waitpid, pid, 0))
pid = start("kill -9 $$")
status = os.waitpid(pid, 0)[1]
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status), os.WCOREDUMP(status), told(os.waitstatus_to_exitcode, 0x7f))
pid = start("read x")  # until its input ends
print(os.waitpid(pid, os.WNOHANG)[0] in (0, pid))
told(os.kill, pid, 9)
told(os.waitpid, pid, 0)
pid = start("exit 1")
found, status, usage = os.wait4(pid, 0)
print(found == pid, status, usage.ru_utime >= 0, len(usage), type(usage))
pid = start("exit 5")
waited = os.waitid(os.P_PID, pid, os.WEXITED)
print(waited.si_pid == pid, waited.si_status, waited.si_code == os.CLD_EXITED, type(waited).__name__)

a, b = os.pipe()
pid = os.posix_spawnp("sh", ["sh", "-c", "echo from a child; echo $WORD"], {**os.environ, "WORD": "é"},
                      file_actions=[(os.POSIX_SPAWN_DUP2, b, 1), (os.POSIX_SPAWN_CLOSE, b)])
os.close(b)
shown = b""
while data := os.read(a, 100):
    shown += data
print(shown, os.waitpid(pid, 0)[1])

done = []
go, come = os.pipe()
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "read x"], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, go, 0)])
waiter = threading.Thread(target=lambda: done.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))
reader_ends = os.pipe()
reader = threading.Thread(target=lambda: done.append(os.read(reader_ends[0], 10)))
waiter.start()
reader.start()
print(done)
os.write(come, b"now\n")
waiter.join()
os.write(reader_ends[1], b"data")
reader.join()
print(done)

print(os.system("exit 7"), os.WEXITSTATUS(os.system("exit 7")), os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "exit 2"]), os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "kill -15 $$"))
with os.popen("echo out; exit 3") as stream:
    print(stream.read())
stream = os.popen("exit 3")
print(stream.read(), stream.close(), os.popen("true").close())
for call in (lambda: os.execv("/bin/sh", []), lambda: os.execv("/bin/sh", "sh"), lambda: os.execv("/nonexistent", ["x"]), lambda: os.execve("/bin/sh", ["sh"], 5),
             lambda: os.posix_spawn("/nonexistent", ["x"], {}), lambda: os.execvp("no-such-program", ["x"]), lambda: os.waitpid(-1, 0),
             lambda: os.getpgid(-5)):
    print(told(call))
print(os.getpid() == os.getpgid(0) or os.getpgid(0) == os.getpgrp(), os.getppid() > 0, os.getuid() == os.getresuid()[0], os.getgid() in (*os.getgroups(), os.getgid()))
print(os.uname().sysname, type(os.uname()), len(os.times()), os.cpu_count() >= 1, len(os.sched_getaffinity(0)) >= 1, os.sysconf("SC_CLK_TCK"), told(os.sysconf, "x"), told(os.sysconf, 1.5))
print(os.strerror(2), len(os.urandom(5)), len(os.getrandom(5)), os.get_exec_path({"PATH": "a:b"}), os.confstr("CS_PATH") is not None)
print(os.path.expanduser("~") == os.environ.get("HOME"), os.nice(0), os.getpriority(os.PRIO_PROCESS, 0))
sys.stdout.flush()
os.execvp("sh", ["sh", "-c", "echo the end; exit 4"])
