# SPDX-License-Identifier: GPL-3.0-or-later
# The collector, callbacks of references, and the order of both.
import gc, _weakref as w
class C:
    def __del__(s): print('del')
class D: pass
def cb(r): print('cb')
a=C(); a.me=a; r=w.ref(a,cb); del a
print(gc.collect() > 0, r())
d=D(); d.me=d; r=w.ref(d,cb); d2=D(); d2.r=w.ref(d,lambda r: print('never')); d.d2=d2; d2.d=d; del d, d2
print(gc.collect()>0, r())
def c2(phase, info): print(phase, sorted(info))
gc.callbacks.append(c2); gc.collect(); gc.callbacks.clear()
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable(); print(gc.get_threshold(), gc.garbage)
gc.set_threshold(1,2,3); print(gc.get_threshold())
try: gc.collect(4)
except ValueError as e: print(e)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked({}), gc.is_tracked({1:[]}), gc.get_referents([1,'a',2.5])[0:0])
def gen():
    yield 1
for o in (gen(), set(), print, gen, lambda: 1, w, C, D().__class__, type, memoryview(b'a')):
    r=w.ref(o, lambda r: print('end'))
    print(r() is o)
    del o
