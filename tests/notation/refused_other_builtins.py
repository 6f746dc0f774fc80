# SPDX-License-Identifier: GPL-3.0-or-later
# refused: other __builtins__ are not in causette's notation
exec("print(1)", {"__builtins__": {}})
