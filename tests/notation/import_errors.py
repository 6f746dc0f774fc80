# SPDX-License-Identifier: GPL-3.0-or-later
# A module that fails, one that does not exist, and one tried again.
import sys
try:
    import beside_failing
except ValueError as e:
    print(e, "beside_failing" in sys.modules)
try:
    import beside_failing
except ValueError as e:
    print("again", e)
try:
    beside_failing
except NameError as e:
    print(e)
for attempt in range(2):
    try:
        import no_such_module_here
    except ImportError as e:
        print(type(e).__name__, e, e.name)
try:
    import no_such_package.part
except ModuleNotFoundError as e:
    print(e)
try:
    import beside_values.part
except ModuleNotFoundError as e:
    print(e)
try:
    from . import x
except ImportError as e:
    print(e)
sys.modules["made_up"] = beside = type(sys)("made_up")
beside.x = 5
import made_up
print(made_up.x, made_up.__name__)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e)
