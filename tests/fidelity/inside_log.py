# SPDX-License-Identifier: GPL-3.0-or-later
"""What the runners of this folder say to the program that started them: a line an event, fields between tabs.

    begin NAME              from here on NAME is under way
    end NAME HOW TEXT       passed, failed, skipped, expected (to fail, and did) or unexpected (did not)
    group NAME HOW TEXT     what stands round several of them (a class, a module) failed or was skipped
    done                    nothing follows

Each line is written at once, by a descriptor opened for it: a program that crashes has said all that it did, and tests that
count descriptors, change the folder or fork are not disturbed.
"""

import os

MOST_TEXT = 3000


def escape(text):
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r").replace("\0", "\\0")


def unescape(text):
    made = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\"}
    pieces = text.split("\\\\")
    for i, piece in enumerate(pieces):
        first, *rest = piece.split("\\")
        pieces[i] = first + "".join(made[word[0]] + word[1:] for word in rest)
    return "\\".join(pieces)


class Log:
    def __init__(self, path, open=os.open, write=os.write, close=os.close, pid=os.getpid):
        self.path = os.path.abspath(path)
        self.calls = open, write, close, pid  # a test may put others in their place
        self.pid = pid()

    def say(self, *fields):
        open, write, close, pid = self.calls
        if pid() != self.pid:  # a forked child of a test that came back to the runner
            return
        fd = open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            write(fd, ("\t".join([escape(field[-MOST_TEXT:]) for field in fields]) + "\n").encode("utf-8"))
        finally:
            close(fd)


def tell_error(kind, error, traceback):
    """An exception as text, by whatever means works."""
    try:
        import traceback as module
        return "".join(module.format_exception(kind, error, traceback))
    except Exception:
        return kind.__name__ + ": " + str(error)
