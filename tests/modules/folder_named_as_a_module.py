# A folder beside the program that is named as a module of Python's library does not hide it: it is no package.
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)) + "/_packages/folders")
sys.dont_write_bytecode = True

import json
print(json.dumps([1]))
del sys.modules["json"]
import importlib
json = importlib.import_module("json")
print(json.dumps([2]))
try:
    import json.part
except ImportError as error:
    print(error)
