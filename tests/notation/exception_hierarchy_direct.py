# SPDX-License-Identifier: GPL-3.0-or-later
# Issubclass facts that programs rely on, without any import.
print(issubclass(ConnectionRefusedError, OSError), issubclass(TimeoutError, OSError), IOError is OSError)
print(issubclass(UnicodeDecodeError, ValueError), issubclass(KeyError, LookupError))
print(issubclass(RecursionError, RuntimeError), issubclass(ModuleNotFoundError, ImportError))
print(issubclass(KeyboardInterrupt, Exception), issubclass(SystemExit, Exception))
print(issubclass(IndentationError, SyntaxError), issubclass(TabError, IndentationError))
print(issubclass(NotImplementedError, RuntimeError), issubclass(UnboundLocalError, NameError))
print(ValueError.__bases__, OSError.__base__, ValueError.__mro__)
print(ValueError, KeyError.__name__, TimeoutError.__module__, type(ValueError))
for error in BlockingIOError, ConnectionResetError, BrokenPipeError:
    print(error.__mro__)
