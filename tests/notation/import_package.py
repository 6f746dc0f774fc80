# SPDX-License-Identifier: GPL-3.0-or-later
# A folder with __init__.py is a package.
import lib_package
print(lib_package.name, hasattr(lib_package, "part"))
import lib_package.part
print(lib_package.part.value, lib_package.part.__name__)
from lib_package import part, name
print(part.value, name)
from lib_package.part import value as v
print(v, lib_package.__name__)
from lib_package.inner import relative, sibling
print(relative, sibling)
try:
    import lib_package.missing
except ModuleNotFoundError as e:
    print(e)
try:
    from lib_package import missing
except ImportError as e:
    print(str(e).split(" (")[0])
