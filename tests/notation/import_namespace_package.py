# SPDX-License-Identifier: GPL-3.0-or-later
# Folders without an __init__.py are packages too; what two entries of sys.path hold of one belongs together.
import sys
import import_namespace
print(import_namespace.__name__, import_namespace.__package__, import_namespace.__file__)
print([folder.rpartition("/")[2] for folder in import_namespace.__path__])
import import_namespace.inner.deep.leaf as leaf
print(leaf.where, leaf.__file__.rpartition("/")[2])
from import_namespace.inner import deep
print(deep.__package__, deep.leaf is leaf)
try:
    import import_namespace.missing
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from import_namespace import missing
except ImportError as error:
    print(type(error).__name__, error)
sys.path.insert(0, sys.path[0] + "/lib_package")
try:
    import part.value
except ModuleNotFoundError as error:
    print(error, error.name)
