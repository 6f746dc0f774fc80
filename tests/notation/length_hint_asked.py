# SPDX-License-Identifier: GPL-3.0-or-later
# Who asks a program's __len__ or __length_hint__ before taking the items.
class L:
    def __init__(s): s.n=0
    def __iter__(s): print('iter'); return iter([1,2])
    def __len__(s): print('len'); return 2
for f in [list,tuple,set,frozenset,dict.fromkeys,sorted,lambda x:[*x],lambda x:(*x,),lambda x:[].extend(x),lambda x: max(x),sum,any,lambda x:'-'.join([*map(str,x)]),lambda x: list(map(str,x)),lambda x:list(zip(x)),lambda x:list(enumerate(x)),lambda x:{*x},lambda x:print(*x), lambda x:[0].__setitem__(slice(0,1),x),]:
    print('--')
    try: print(f(L()))
    except TypeError as e: print(e)
x=L(); a,b=x; a,*b=x
class H:
    def __iter__(s): return iter([1])
    def __length_hint__(s): print('hint'); return 5
print(list(H()),tuple(H()))
class B:
    def __iter__(s): return iter([1])
    def __len__(s): raise TypeError('no')
print(list(B()))
class B:
    def __iter__(s): return iter([1])
    def __len__(s): raise ValueError('no')
try: print(list(B()))
except ValueError as e: print(e)
class Answers:
    def __init__(s, hint): s.hint = hint
    def __iter__(s): print('iter'); return iter([1, 2])
    def __length_hint__(s):
        print('hint')
        if isinstance(s.hint, Exception): raise s.hint
        return s.hint
class Lengths(Answers):
    def __len__(s): print('len'); return s.hint
for f in bytes, bytearray, lambda x: bytearray(b'x').extend(x), list, tuple:
    for hint in 2, 'x', -1, NotImplemented, TypeError('t'), ValueError('v'), None:
        for kind in Answers, Lengths:
            try: print(f(kind(hint)))
            except Exception as e: print(type(e).__name__, e)
