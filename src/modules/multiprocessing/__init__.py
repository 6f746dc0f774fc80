# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs ask of multiprocessing without a second process: causette starts none that shares objects with this one.

See https://docs.python.org/3.11/library/multiprocessing.html
"""
import os as _os

__all__ = ["Array", "AuthenticationError", "Barrier", "BoundedSemaphore", "BufferTooShort", "Condition", "Event", "JoinableQueue",
           "Lock", "Manager", "Pipe", "Pool", "Process", "ProcessError", "Queue", "RLock", "RawArray", "RawValue", "Semaphore",
           "SimpleQueue", "TimeoutError", "Value", "active_children", "allow_connection_pickling", "cpu_count", "current_process",
           "freeze_support", "get_all_start_methods", "get_context", "get_logger", "get_start_method", "log_to_stderr",
           "parent_process", "set_executable", "set_forkserver_preload", "set_start_method"]


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


for _error in ProcessError, BufferTooShort, TimeoutError, AuthenticationError:
    _error.__module__ = "multiprocessing.context"


class _MainProcess:
    def __init__(self):
        self.name = "MainProcess"
        self.daemon = False
        self.exitcode = None

    @property
    def pid(self):
        return _os.getpid()

    ident = pid

    def __repr__(self):
        return "<_MainProcess name='MainProcess' parent=None started>"

    def is_alive(self):
        return True


_main = _MainProcess()


def current_process():
    return _main


def parent_process():
    return None


def active_children():
    return []


def cpu_count():
    count = _os.cpu_count()
    if count is None:
        raise NotImplementedError("cannot determine number of cpus")
    return count


def freeze_support():
    pass


class _Refused(type):
    def __call__(cls, *args, **keywords):
        raise NotImplementedError(f"multiprocessing.{cls.__name__} (Python has it, causette has not)")


for _name in __all__:
    if _name not in globals():
        globals()[_name] = _Refused(_name, (), {})
del _error, _name


def __getattr__(name):
    import _imp
    import sys
    raise AttributeError(f"module 'multiprocessing' has no attribute {name!r}{_imp._lacking('multiprocessing', name)}", name=name,
                         obj=sys.modules[__name__])
