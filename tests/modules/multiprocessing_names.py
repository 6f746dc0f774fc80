# multiprocessing as one process sees it: logging and whoever catches its errors ask no more.
import logging
import multiprocessing
import os

me = multiprocessing.current_process()
print(me, me.name, me.daemon, me.exitcode, me.is_alive(), me.pid == me.ident == os.getpid())
print(multiprocessing.parent_process(), multiprocessing.active_children(), multiprocessing.freeze_support())
print(multiprocessing.cpu_count() == os.cpu_count())
print(multiprocessing.TimeoutError.__mro__, multiprocessing.BufferTooShort, multiprocessing.AuthenticationError("key"))
print(logging.makeLogRecord({"msg": "x"}).processName, isinstance(me, multiprocessing.Process))
print(callable(multiprocessing.Queue), callable(multiprocessing.Pool), "Manager" in multiprocessing.__all__)
try:
    multiprocessing.nothing
except AttributeError as error:
    print(error)
