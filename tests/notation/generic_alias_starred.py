# SPDX-License-Identifier: GPL-3.0-or-later
# *tuple[int]: what iterating an alias gives, and what it stands for between brackets.
import copy
import pickle
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
plain = tuple[int, str]
(star,) = plain
print(plain, star, plain == star, star == (*plain,)[0], hash(plain) == hash(star))
print(plain.__unpacked__, star.__unpacked__)
print(plain.__typing_unpacked_tuple_args__, star.__typing_unpacked_tuple_args__)
print((*list[int],)[0].__typing_unpacked_tuple_args__)
print(tuple[*plain], tuple[*plain].__args__ == (star,), tuple[float, *tuple[int, ...], str])
walker = iter(plain)
print(type(walker), walker.__reduce__(), iter(walker) is walker)
print(next(walker))
t(lambda: next(walker))
t(type(walker))
print(star.__reduce__()[0], plain.__reduce__())
for alias in plain, tuple[*plain], tuple[*tuple[*plain]]:
    again = pickle.loads(pickle.dumps(alias))
    print(again, again == alias, copy.copy(alias) == alias, copy.deepcopy(alias) == alias)
print(copy.copy(star), copy.copy(star) == star)
def f(*args: *plain): pass
print(f.__annotations__)
print(star | int, {star: 1}[(*tuple[int, str],)[0]])
t(lambda: star[int])
for class_ in list, tuple: t(lambda: iter(class_))
