# SPDX-License-Identifier: GPL-3.0-or-later
"""The builds that the tests are run with, each in a folder of its own.

`switches` compiles in what makes system calls fail and tasks park at every place; the plain build is
what people get, and it alone is timed and made static.
"""

import dataclasses
import json
import os
import pathlib
import shutil

import process

ROOT = pathlib.Path(__file__).parent.parent
SECONDS = 600


@dataclasses.dataclass(frozen=True)
class Build:
    label: str
    compiler: str
    options: tuple = ()

    @property
    def folder(self):
        return ROOT / f"build-{self.label}"

    @property
    def binary(self):
        return self.folder / "causette"


PLAIN = Build("gcc", "gcc")
CLANG = Build("clang", "clang", ("-Dswitches=true", "-Db_sanitize=undefined"))
# Under the sanitizers gcc warns of what it can no longer prove, so warnings are errors in the other two only.
SANITIZED = Build("asan", "gcc", ("-Dswitches=true", "-Db_sanitize=address,undefined", "-Doptimization=1",
                                  "-Dwerror=false"))
BUILDS = (PLAIN, CLANG, SANITIZED)
STATIC = PLAIN.folder / "causette-static"


def missing(build):
    """The reason why this build cannot be made here, or nothing."""
    return "" if shutil.which(build.compiler) else f"{build.compiler} is not installed"


def command_trouble(command, **environment):
    result = process.run(command, cwd=ROOT, env={**os.environ, **environment}, seconds=SECONDS)
    if result.status == 0:
        return []
    lines = (result.stderr + result.stdout).decode("utf-8", "replace").rstrip("\n").split("\n")
    return [result.stopped or f"{' '.join(map(str, command))}: exit status {result.status}", *lines[-60:]]


def make(build):
    """Builds; gives what went wrong, as lines."""
    return command_trouble(["./dev", "build", str(build.folder), *build.options], CC=build.compiler)


def make_static():
    """The static binary beside the plain one; gives what went wrong, as lines."""
    return command_trouble(["ninja", "-C", str(STATIC.parent), STATIC.name])


def unit_tests(folder):
    """[(name, command)] of a build folder, as Meson knows them."""
    told = process.run(["meson", "introspect", "--tests", str(folder)]).stdout
    return [(test["name"], test["cmd"]) for test in json.loads(told or "[]")
            if any(suite.endswith("unit") for suite in test["suite"])]
