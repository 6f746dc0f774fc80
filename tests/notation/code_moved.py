# SPDX-License-Identifier: GPL-3.0-or-later
# Code with another first line is there as a whole: its lines move with it, those of inner code do not.
import traceback
def f(n):
    def inner():
        return 1
    if n:
        raise ValueError(n)
    return inner
code = f.__code__
for first in 1, code.co_firstlineno, 100:
    moved = code.replace(co_firstlineno=first)
    print(moved.co_firstlineno, sorted({line for start, end, line in moved.co_lines() if line not in (None, first)}))
    print([position[:2] for position in moved.co_positions()][-1])
    f.__code__ = moved
    try: f(1)
    except ValueError as e:
        print(e.__traceback__.tb_next.tb_lineno, traceback.extract_tb(e.__traceback__)[1].lineno)
    print(f(0).__code__.co_firstlineno - code.co_firstlineno)
