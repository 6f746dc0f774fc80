# SPDX-License-Identifier: GPL-3.0-or-later
# sys.path tells where modules are looked for.
import sys
print(type(sys.path).__name__, sys.path[0].endswith("notation"))
sys.path.insert(0, sys.path[0] + "/lib_folder")
import in_folder
print(in_folder.where, in_folder.helper.value)
from in_folder import helper as h
print(h.value, "helper_in_folder" in sys.modules)
del sys.path[0]
sys.path.append("/nowhere/at/all")
import in_folder as again
print(again is in_folder)
