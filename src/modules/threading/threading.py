# SPDX-License-Identifier: GPL-3.0-or-later
"""Threads, each a green thread of this process, and what they wait on.

See https://docs.python.org/3.11/library/threading.html
"""
import _thread
import sys

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event",
           "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer",
           "ThreadError", "local", "stack_size", "get_native_id", "excepthook", "ExceptHookArgs"]

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError
Lock = _thread.allocate_lock
get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
stack_size = _thread.stack_size
ExceptHookArgs = _thread._ExceptHookArgs
_allocate_lock = _thread.allocate_lock
_start_at_exit = []
_shutdown_locks_lock = Lock()
_shutdown_locks = set()
_shutting_down = False
_active = {}
_limbo = {} # of those that are to be started, and have no identity yet
_started = 0
_running = 0 # without the main thread
_dummies = 0


def _excepthook(args, /):
    if not isinstance(args, ExceptHookArgs):
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    if args.exc_type is SystemExit:
        return
    thread = args.thread
    file = sys.stderr if sys.stderr is not None or thread is None else thread._stderr
    if file is not None:
        name = get_ident() if thread is None else thread.name
        file.write(f"Exception in thread {name}:\n{_thread.exception_text(args.exc_value)}")
        file.flush()


excepthook = __excepthook__ = _excepthook


# What becomes of an exception that ended a thread. A hook of the program's that fails is shown itself.
def _tell(thread, error):
    if excepthook is __excepthook__:
        return __excepthook__(ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    try:
        excepthook(ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    except BaseException as failure:
        failure.__suppress_context__ = True
        print("Exception in threading.excepthook:", file=sys.stderr, flush=True)
        sys.excepthook(type(failure), failure, failure.__traceback__)


def _deprecated(name, advice):
    import warnings
    warnings.warn(f"{name} is deprecated, {advice}", DeprecationWarning, stacklevel=3)


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _started
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            _started += 1
            name = f"Thread-{_started}"
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._daemonic = current_thread()._daemonic if daemon is None else daemon
        self._ident = None
        self._state = "initial"
        self._initialized = True
        self._over = Lock()
        self._stderr = sys.stderr

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        daemon = " daemon" if self._daemonic else ""
        ident = "" if self._ident is None else f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {self._state}{daemon}{ident})>"

    def start(self):
        if not getattr(self, "_initialized", False):
            raise RuntimeError("thread.__init__() not called")
        if self._state != "initial":
            raise RuntimeError("threads can only be started once")
        self._state = "started"
        self._over.acquire()
        _limbo[self] = self
        try:
            self._ident = _start_new_thread(self._bootstrap, ())
        except BaseException:
            self._state = "initial"
            self._over.release()
            raise
        finally:
            del _limbo[self]
        _active[self._ident] = self
        if self._state == "stopped":  # it had its whole life meanwhile
            _active.pop(self._ident, None)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self  # start() may not have come so far
        try:
            self.run()
        except BaseException as error:
            _tell(self, error)
        finally:
            self._state = "stopped"
            _thread.drop_locals()
            _active.pop(self._ident, None)
            self._over.release()

    def join(self, timeout=None):
        if not getattr(self, "_initialized", False):
            raise RuntimeError("Thread.__init__() not called")
        if self._state == "initial":
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is None:
            done = self._over.acquire()
        else:
            done = self._over.acquire(True, max(timeout, 0))
        if done:
            self._over.release()

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        return None if self._ident is None else get_native_id()

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._state == "started"

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._state == "started":
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated("isDaemon()", "get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon()", "set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        _deprecated("getName()", "get the name attribute instead")
        return self.name

    def setName(self, name):
        _deprecated("setName()", "set the name attribute instead")
        self.name = name


class _MainThread(Thread):
    def __init__(self):
        self._target = None
        self._name = "MainThread"
        self._args = ()
        self._kwargs = {}
        self._daemonic = False
        self._ident = _thread.main_ident()
        self._state = "started"
        self._initialized = True
        self._over = Lock()
        self._over.acquire()


_main = _MainThread()
_active[_main._ident] = _main


# Stands for a thread that Thread has not started. It is kept until its identity is another's.
class _DummyThread(Thread):
    def __init__(self):
        global _dummies
        _dummies += 1
        super().__init__(name=f"Dummy-{_dummies}", daemon=True)
        self._ident = get_ident()
        self._state = "started"
        _active[self._ident] = self

    def join(self, timeout=None):
        assert False, "cannot join a dummy thread"


def current_thread():
    thread = _active.get(get_ident())
    return thread if thread is not None else _DummyThread()


def main_thread():
    return _main


# In a child of os.fork(): the thread that called it is the only one, and so the main one.
def _after_fork():
    global _main
    current = current_thread()
    for thread in list(_active.values()):
        if thread is not current:
            thread._state = "stopped"
            if thread._over.locked():
                thread._over.release()
    _main = current
    _active.clear()
    _active[get_ident()] = current


# What test.support asks for: the threads that have not ended.
def __getattr__(name):
    if name == "_dangling":
        from _weakrefset import WeakSet
        return WeakSet(_active.values())
    import _imp
    raise AttributeError(f"module 'threading' has no attribute {name!r}{_imp._lacking('threading', name)}", name=name,
                         obj=sys.modules[__name__])


def active_count():
    return len(_active)


def activeCount():
    _deprecated("activeCount()", "use active_count() instead")
    return active_count()


def currentThread():
    _deprecated("currentThread()", "use current_thread() instead")
    return current_thread()


def enumerate():
    return list(_active.values())


def _count_threads():
    return _running


# What _thread.start_new_thread does.
def _start_new_thread(function, args, kwargs={}):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")

    def run():
        global _running
        _running += 1
        _active.pop(get_ident(), None) # the dummy of an ended thread that had this identity
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as error:
            print(f"Exception ignored in thread started by: {function!r}", file=sys.stderr, flush=True)
            sys.excepthook(type(error), error, error.__traceback__.tb_next)
        finally:
            _running -= 1

    return _thread.start(run)


# To be called when the program ends, before its threads are waited for.
def _register_atexit(func, *args, **kwargs):
    if _shutting_down:
        raise RuntimeError("can't register atexit after shutdown")
    _start_at_exit.append((func, args, kwargs))


# At the end of the program: everyone but daemons is waited for.
def _shutdown():
    global _shutting_down
    if not _shutting_down:
        _shutting_down = True
        for func, args, kwargs in reversed(_start_at_exit):
            func(*args, **kwargs)
        if _main._ident == get_ident() and _main._state != "stopped":
            _main._state = "stopped"
            _main._over.release()
    while True:
        waited = [thread for thread in list(_active.values()) if not thread._daemonic and thread is not current_thread()
                  and thread is not _main]
        if not waited:
            return
        for thread in waited:
            thread.join()


class _CRLock:
    def __init__(self):
        self._block = Lock()
        self._owner = None
        self._count = 0

    def __repr__(self):
        cls = type(self)
        state = "locked" if self._block.locked() else "unlocked"
        return (f"<{state} {cls.__module__}.{cls.__qualname__} object owner={self._owner or 0} count={self._count} "
                f"at {id(self):#x}>")

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    __enter__ = acquire

    def _at_fork_reinit(self):
        self._block._at_fork_reinit()
        self._owner = None
        self._count = 0

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, t, v, tb):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count = 0
        self._owner = None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state


_CRLock.__module__, _CRLock.__name__, _CRLock.__qualname__ = "_thread", "RLock", "RLock"


class _RLock(_CRLock):
    def __repr__(self):
        owner = self._owner
        try:
            owner = _active[owner].name
        except KeyError:
            pass
        cls = type(self)
        state = "locked" if self._block.locked() else "unlocked"
        return f"<{state} {cls.__module__}.{cls.__qualname__} object owner={owner!r} count={self._count} at {id(self):#x}>"


_PyRLock = _RLock


def RLock(*args, **kwargs):
    return _CRLock(*args, **kwargs)


class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        for name in "_release_save", "_acquire_restore", "_is_owned": # of a lock that knows its owner
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        woken = False
        try:
            if timeout is None:
                woken = waiter.acquire()
            else:
                woken = waiter.acquire(timeout > 0, timeout if timeout > 0 else -1)
            return woken
        finally:
            self._acquire_restore(state)
            if not woken and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _thread.now() + timeout
        result = predicate()
        while not result:
            rest = None
            if end is not None:
                rest = end - _thread.now()
                if rest <= 0:
                    break
            self.wait(rest)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while self._waiters and n > 0:
            self._waiters.pop(0).release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll()", "use notify_all() instead")
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None if timeout is None else _thread.now() + timeout
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                rest = None
                if end is not None:
                    rest = end - _thread.now()
                    if rest <= 0:
                        return False
                self._cond.wait(rest)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = type(self)
        return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
                f"value={self._value}/{self._initial_value}>")

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def __repr__(self):
        state = "set" if self._flag else "unset"
        return f"<threading.{self.__class__.__name__} at {hex(id(self))}: {state}>"

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet()", "use is_set() instead")
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            signaled = self._flag
            if not signaled:
                signaled = self._cond.wait(timeout)
            return signaled


class BrokenBarrierError(RuntimeError):
    pass


# What a barrier does: it fills, lets those in it go, or throws them out; whoever comes then waits until they have left.
_FILLS, _DRAINS, _RESETS, _BROKEN = "fills", "drains", "resets", "broken"


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._count = 0
        self._state = _FILLS

    def __repr__(self):
        cls = type(self)
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._cond.wait_for(lambda: self._state not in (_DRAINS, _RESETS))
            if self._state is _BROKEN:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._let_go()
                else:
                    self._stay(timeout)
                return index
            finally:
                self._count -= 1
                if not self._count and self._state in (_DRAINS, _RESETS):
                    self._change(_FILLS)

    def _let_go(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._change(_BROKEN)
            raise
        self._change(_DRAINS)

    def _stay(self, timeout):
        if not self._cond.wait_for(lambda: self._state is not _FILLS, timeout):
            self._change(_BROKEN)
        if self._state is not _DRAINS:
            raise BrokenBarrierError

    def _change(self, state):
        self._state = state
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if not self._count:
                self._change(_FILLS)
            elif self._state in (_FILLS, _BROKEN):
                self._change(_RESETS)

    def abort(self):
        with self._cond:
            self._change(_BROKEN)

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state is _FILLS else 0

    @property
    def broken(self):
        return self._state is _BROKEN


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


# Attributes that each thread has for itself: local.c. Where __init__ is the program's it is called in each thread.
class _local(_thread._local_data):
    __module__ = "_thread"

    def __init_subclass__(cls, /, **kwargs):
        if cls.__dict__.get("__slots__"):
            raise NotImplementedError("__slots__ in a subclass of threading.local is in Python, not in causette")
        super().__init_subclass__(**kwargs)

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        return _thread.local_make(cls, args, kwargs)

    def __getattribute__(self, name, /):
        if _thread.local_begin(self):
            _begin(self)
        return _thread.local_get(self, name)

    def __getattr__(self, name, /):
        raise AttributeError(f"'{_name(self)}' object has no attribute '{name}'", name=name, obj=self)

    def __setattr__(self, name, value, /):
        if name == "__dict__":
            raise AttributeError(f"'{_name(self)}' object attribute '__dict__' is read-only")
        if _thread.local_begin(self):
            _begin(self)
        _thread.local_set(self, name, value)

    def __delattr__(self, name, /):
        if name == "__dict__":
            raise AttributeError(f"'{_name(self)}' object attribute '__dict__' is read-only")
        if _thread.local_begin(self):
            _begin(self)
        try:
            _thread.local_delete(self, name)
        except AttributeError:
            raise AttributeError(f"'{_name(self)}' object has no attribute '{name}'") from None

    def __dir__(self):
        return {*dir(type(self)), *self.__dict__}


local = _local


# As errors of CPython's C name it.
def _name(object):
    return "_thread._local" if type(object) is local else type(object).__name__


def _begin(local):
    if type(local).__init__ is object.__init__:
        return
    args, kwargs = _thread.local_arguments(local)
    try:
        type(local).__init__(local, *args, **kwargs)
    except BaseException:
        _thread.local_leave(local)
        raise
