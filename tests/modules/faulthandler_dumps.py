# Where the program is, written to a file: by a call, at a signal, after a time, and when it dies.
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading

print(faulthandler.is_enabled(), faulthandler.enable(), faulthandler.is_enabled(), faulthandler.disable(),
      faulthandler.disable(), faulthandler.is_enabled())


def written(function):
    with tempfile.TemporaryFile("w+") as file:
        function(file)
        file.seek(0)
        return re.sub("0x[0-9a-f]{16}", "0xADDRESS", file.read().replace(__file__, "FILE"))


def below(file, **named):
    faulthandler.dump_traceback(file, **named)


print(written(below))
print(written(lambda file: below(file.fileno(), all_threads=False)))
print(written(lambda file: (faulthandler.register(signal.SIGUSR1, file), os.kill(os.getpid(), signal.SIGUSR1))))
print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))


def later(file):
    ended = threading.Event()
    faulthandler.dump_traceback_later(0.01, file=file)
    while not os.fstat(file.fileno()).st_size:
        pass
    faulthandler.cancel_dump_traceback_later()


print(written(later).split("\n")[:2])
for wrong in (lambda: faulthandler.dump_traceback_later(0), lambda: faulthandler.register(signal.SIGSEGV),
              lambda: faulthandler.register(100), lambda: faulthandler.enable(-1), lambda: faulthandler.enable("x")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
code = "import faulthandler\nfaulthandler.enable()\ndef f():\n    faulthandler._sigsegv()\nf()"
ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
print(ended.returncode, re.sub("0x[0-9a-f]{16}", "0xADDRESS", ended.stderr).split("Extension")[0].rstrip())
