# SPDX-License-Identifier: GPL-3.0-or-later
# Modules whose bytes are not UTF-8 cannot be imported.
try:
    import _bytes_cut
except SyntaxError as e:
    print('cut', type(e).__name__)
try:
    import _bytes_overlong
except SyntaxError as e:
    print('overlong', type(e).__name__)
try:
    import _bytes_surrogate
except SyntaxError as e:
    print('surrogate', type(e).__name__)
try:
    import _bytes_latin
except SyntaxError as e:
    print('latin', type(e).__name__)
try:
    import _bytes_name
except SyntaxError as e:
    print('name', type(e).__name__)
try:
    import _bytes_high
except SyntaxError as e:
    print('high', type(e).__name__)
print('goes on')
