# SPDX-License-Identifier: GPL-3.0-or-later
# Any depth and width of indentation, tabs and comments inside.
if 1:
 if 1:
       if 1:
        print("deep")
       print("back")
 print("further back")
if 1:
	print("tab")
	if 1:
		print("two tabs")
def f():

    # a comment after a blank line

    x = 1
        # a comment at an odd column
# and one at the margin
    return x
print(f())
class C:
    def m(self):
        if self:
            return 1

        return 2
    n = 3
print(C().m(), C.n)
for i in range(2):
    pass
    
print(i)
if True:
    x = [
1,
  2]
    print(x)
