# What posix_spawn sets in the new process before the program begins.
import os
import signal
import subprocess


def status(*words, **attributes):
    r, w = os.pipe()
    pid = os.posix_spawn("/bin/cat", ["cat", *words], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, w, 1)], **attributes)
    os.close(w)
    said = b""
    while part := os.read(r, 10000):
        said += part
    os.close(r)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), end=" ")
    return said.decode()


def line(name, **attributes):
    text = status("/proc/self/status", **attributes)
    mask = next(int(line.split()[1], 16) for line in text.splitlines() if line.startswith(name + ":"))
    return [number.name for number in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGPIPE, signal.SIGXFSZ) if mask >> number - 1 & 1]


print(line("SigBlk", setsigmask=[signal.SIGUSR1, signal.SIGUSR2]))
print(line("SigBlk"))
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
print(line("SigIgn", setsigdef=[signal.SIGPIPE, signal.SIGXFSZ]))
print(line("SigIgn", setsigdef=[signal.SIGPIPE, signal.SIGXFSZ, signal.SIGUSR1]))
fields = status("/proc/self/stat", setpgroup=0).split()
print(fields[0] == fields[4], int(fields[5]) == os.getsid(0))
fields = status("/proc/self/stat", setsid=True).split()
print(fields[0] == fields[5])
print(status("/dev/null", resetids=True) == "")
for wrong in [0], [65], ["x"]:
    try:
        os.posix_spawn("/bin/true", ["true"], {}, setsigdef=wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(subprocess.run(["/bin/echo", "spawned"], close_fds=False, stdout=subprocess.PIPE).stdout)
