# SPDX-License-Identifier: GPL-3.0-or-later
# Expressions as statements do nothing visible, but are evaluated.
def show(x):
    print("evaluated", x)
    return x
show(1)
show(2), show(3)
[show(4)]
{"k": show(5)}
show(6) if True else show(7)
show(0) or show(8)
not show(9)
show(10) + show(11)
show(12) < show(13)
"text"
None
...
show
show.__name__
[show(i) for i in range(2)]
(show(14))
lambda: show("never")
f"{show(15)}"
-show(16)
show(17)[0] if False else None
print("end")
