# SPDX-License-Identifier: GPL-3.0-or-later
# The first exercise of every class.
for i in range(1, 31):
    if i % 15 == 0:
        print("FizzBuzz", end=" ")
    elif i % 5 == 0:
        print("Buzz", end=" ")
    elif i % 3 == 0:
        print("Fizz", end=" ")
    else:
        print(i, end=" ")
print()
print(["Fizz" * (not i % 3) + "Buzz" * (not i % 5) or i for i in range(1, 16)])
