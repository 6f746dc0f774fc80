# SPDX-License-Identifier: GPL-3.0-or-later
"""`causette check` for the scripts beside: run, with what it said."""

import contextlib
import os
import pathlib
import socket
import subprocess
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from patience import BUSY, SECONDS, without_leak_check

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CAUSETTE = os.environ["CAUSETTE"]
SUFFIXES = (".md", ".rst", ".txt")


def documents(folder):
    return sorted(path for path in (HERE / folder).iterdir() if path.suffix in SUFFIXES)


@contextlib.contextmanager
def port_of_our_own():
    """A port for documents in the common network: nobody else is given it, and create_server(), which sets SO_REUSEADDR,
    may listen there all the same (see socket(7))."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


def check(*arguments, command="check", cwd=None, stdin="", **environment):
    """Gives (status, standard output, standard error)."""
    done = subprocess.run([CAUSETTE, command, *map(str, arguments)], cwd=cwd, input=stdin.encode(), capture_output=True,
                          timeout=SECONDS, env={**os.environ, "LC_ALL": "C", **environment})
    return done.returncode, done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode("utf-8", "surrogateescape")
