# SPDX-License-Identifier: GPL-3.0-or-later
# Expressions inside format specs, and f-strings inside f-strings.
width = 10
precision = 3
value = 3.14159265
print(f"{value:{width}.{precision}}|")
print(f"{value:{width}.{precision}f}|")
print(f"{value:>{width}}|{value:<{width + 5}}|")
fill = "*"
align = "^"
print(f"{'mid':{fill}{align}{width}}")
print(f"{f'{value:.2f}':>8}|")
print(f"{f'''{f'{1}'}'''}")
print(f"{'a' + f'{1 + 1}' + 'b'}")
print(f"{width:{'d'}}", f"{width:{'0'}{4}{'x'}}")
spec = ">6.1f"
print(f"{value:{spec}}|")
print(f"{', '.join(f'{i}!' for i in range(3))}")
