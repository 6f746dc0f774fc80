# SPDX-License-Identifier: GPL-3.0-or-later
# Simple statements on one line, pass, and bare expressions.
pass
a = 1; b = 2; print(a, b)
a = 3; b = 4;
print(a, b)
if a: print("x"); print("y")
for i in range(2): print(i); pass
while False: pass
def f(): return 1
def g(): pass; return 2
def h(): x = 1; y = 2; return x + y
print(f(), g(), h())
class C: pass
class D: x = 1; y = 2
print(D.x, D.y)
1; "two"; [3]; None
...
"a string as a statement"
try: pass
except: pass
else: print("else")
finally: print("finally")
with_ = 5; print(with_)
