# SPDX-License-Identifier: GPL-3.0-or-later
# -W: warnings is there from the start, and the program's own text is asked about, and that of modules.
import os
import subprocess
import sys
import tempfile
def run(*arguments, text=""):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, input=text)
    print(arguments[:-1], done.returncode, done.stdout)
    for line in done.stderr.splitlines():
        print("   ", line.replace(os.getcwd(), "."))
run("-W", "error", "-c", "1 is 1")
run("-W", "ignore", "-c", "1 is 1")
run("-W", "default", "-c", r"'\z'")
run("-W", "error", "-c", "import warnings\nwarnings.warn('own')")
run("-W", "ignore", "-c", "import sys; print('warnings' in sys.modules, sys.warnoptions)")
run("-W", "nonsense", "-c", "pass")
run("-c", "1 is 1; '\\z'")
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("warned.py", "w") as file: file.write("x = 1 is 1\nprint(__name__)\n")
    run("-W", "error", "warned.py")
    run("-W", "ignore", "warned.py")
    run("warned.py")
    run("-W", "error", "-c", "try: import warned\nexcept SyntaxError as e: print(e, e.filename[-9:])")
    run("-c", "import warnings\nwarnings.simplefilter('ignore')\nimport warned")
    run("-B", "-W", "always", "-c", "import warned")
