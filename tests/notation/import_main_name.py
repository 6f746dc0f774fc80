# SPDX-License-Identifier: GPL-3.0-or-later
# __name__ of a program, and the guard that programs use.
print(__name__)
def main():
    return "main ran"
if __name__ == "__main__":
    print(main())
import sys
print(sys.modules["__main__"].main is main, sys.modules["__main__"].__name__)
print(__file__.endswith("import_main_name.py"), main.__module__)
class C:
    pass
print(C.__module__, C)
