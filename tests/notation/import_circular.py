# SPDX-License-Identifier: GPL-3.0-or-later
# Two modules that import one another see what is there so far.
import beside_circle_a
import beside_circle_b
print(beside_circle_a.seen, beside_circle_a.late)
print(beside_circle_b.error)
print(beside_circle_b.from_error)
print(beside_circle_b.a_is_complete())
