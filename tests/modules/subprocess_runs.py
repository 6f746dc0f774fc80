# Python's own subprocess: programs that are run, talked to, waited for, and that fail.
import os
import signal
import subprocess
import sys
import threading


def tell(function, *args, **named):
    try:
        print(function(*args, **named))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "filename", ""))


print(subprocess.run(["true"]).returncode, subprocess.run(["sh", "-c", "exit 3"]).returncode)
print(subprocess.check_output(["echo", "hi"]), subprocess.getstatusoutput("echo a; echo b; exit 2"))
print(subprocess.run("cat; echo err >&2", shell=True, input=b"x" * 100000, capture_output=True).stderr)
for named in {}, {"text": True}:
    for timeout in None, 20, 20:
        process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **named)
        print(process.communicate("hello\n" if named else b"hello\n", timeout=timeout), process.returncode)
process = subprocess.Popen(["sleep", "100"])
try:
    process.wait(timeout=0.02)
except subprocess.TimeoutExpired as error:
    print(error.cmd, error.timeout, process.poll())
process.terminate()
print(process.wait(), process.poll())
try:
    subprocess.run(["sh", "-c", "echo partly; exec sleep 100"], timeout=0.3, stdout=subprocess.PIPE)
except subprocess.TimeoutExpired as error:
    print(error.output, error.timeout)
tell(subprocess.run, ["/nonexistent/program"])
tell(subprocess.run, ["true"], cwd="/nonexistent")
tell(subprocess.run, ["no-such-program-anywhere"])
tell(subprocess.run, ["a\0b"])
tell(subprocess.run, [])
tell(subprocess.check_call, ["false"])
tell(subprocess.run, ["sh", "-c", "kill -9 $$"])
tell(subprocess.run, ["true"], pass_fds=[-1])
tell(subprocess.run, [b"echo", "mixed"], stdout=subprocess.PIPE)
tell(subprocess.run, ["/"])

r, w = os.pipe()
print(subprocess.run(["sh", "-c", f"echo passed >&{w}"], pass_fds=[w]).returncode, os.read(r, 10))
print(subprocess.run(["sh", "-c", f"echo passed 2>&1 >&{w}"], stderr=subprocess.DEVNULL).returncode != 0)
print(subprocess.run(["sh", "-c", "echo $X"], env={"X": "y"}, capture_output=True, text=True).stdout)
print(subprocess.run(["pwd"], cwd="/usr", capture_output=True).stdout)
print(subprocess.run(["sh", "-c", "echo out; echo err >&2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout)
session = subprocess.run(["cat", "/proc/self/stat"], capture_output=True, text=True, start_new_session=True).stdout.split()
print(session[0] == session[5], session[0] == session[4])
group = subprocess.run(["cat", "/proc/self/stat"], capture_output=True, text=True, process_group=0).stdout.split()
print(group[0] == group[4])
print(subprocess.run(["sh", "-c", "umask"], umask=0o27, capture_output=True).stdout)

# the standard descriptors in each other's places
print(subprocess.run(["cat"], stdin=open("/dev/null"), capture_output=True).stdout)
with subprocess.Popen(["tr", "a-z", "A-Z"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
    process.stdin.write("line\n")
    process.stdin.close()
    print(list(process.stdout))
first = subprocess.Popen(["echo", "through"], stdout=subprocess.PIPE)
second = subprocess.Popen(["cat"], stdin=first.stdout, stdout=subprocess.PIPE)
first.stdout.close()
print(second.communicate(), first.wait())

# signals of the child: SIGPIPE as usual again
ignored = int(subprocess.run(["grep", "SigIgn", "/proc/self/status"], capture_output=True, text=True).stdout.split()[1], 16)
print(ignored >> signal.SIGPIPE - 1 & 1, ignored >> signal.SIGXFSZ - 1 & 1)
process = subprocess.Popen(["sleep", "100"])
process.send_signal(signal.SIGINT)
print(process.wait())

# a function of ours in the child before the program begins
print(subprocess.run(["sh", "-c", "echo $MARK"], stdout=subprocess.PIPE,
                     preexec_fn=lambda: os.write(1, b"before\n")).stdout)
tell(subprocess.run, ["true"], preexec_fn=lambda: 1 / 0)

# others go on while one waits for a child
count = 0
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE)


def work():
    global count
    for _ in range(1000):
        count += 1
    process.stdin.close()


thread = threading.Thread(target=work)
thread.start()
print(process.wait(), count)
thread.join()
