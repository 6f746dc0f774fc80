# SPDX-License-Identifier: GPL-3.0-or-later
# os.environ: reading, setting, missing names.
import os
print("PATH" in os.environ, os.environ.get("NO_SUCH_VARIABLE_HERE"),
    os.environ.get("NO_SUCH_VARIABLE_HERE", "default"), os.getenv("NO_SUCH_VARIABLE_HERE"),
    os.getenv("NO_SUCH_VARIABLE_HERE", 5), os.environ["LC_ALL"])
try:
    os.environ["NO_SUCH_VARIABLE_HERE"]
except KeyError as e:
    print(type(e).__name__, e)
os.environ["MADE_HERE"] = "value é"
print(os.environ["MADE_HERE"], os.getenv("MADE_HERE"), "MADE_HERE" in os.environ, os.environ.pop("MADE_HERE"),
    "MADE_HERE" in os.environ)
os.environ["A_VAR"] = "1"
del os.environ["A_VAR"]
print("A_VAR" in os.environ, os.environ.setdefault("B_VAR", "b"), os.environ["B_VAR"], len(os.environ) > 1,
    "B_VAR" in list(os.environ), isinstance(os.environ.copy(), dict))
def set_number():
    os.environ["X"] = 5
def set_key():
    os.environ[5] = "x"
def set_equals():
    os.environ["a=b"] = "x"
def delete_missing():
    del os.environ["NO_SUCH_VARIABLE_HERE"]
for f in set_number, set_key, set_equals, delete_missing:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
