# SPDX-License-Identifier: GPL-3.0-or-later
"""What the object files of a build tell: functions that nobody calls, and state outside structs."""

import dataclasses
import json
import pathlib
import re
import subprocess

# What only the tests ask for, and what is offered to those who are to come.
OFFERED = ("kernel_table_parse_tcp", "kernel_table_parse_unix", "machine_free", "node_kind_names",
           "sched_free", "wire_fd")

# The state outside structs, all that there is: {source: (why it may be, names)}.
MEMORY = "the memory counters, and what lists objects that are to be freed or looked through for cycles"
SHARED = "values that all share: made once, never changed"
EPOCHS = "the epochs that caches ask for"
TERMINAL = "there is one terminal, and the callbacks of readline take no argument"
HANDLERS = "what handlers of signals touch"
LOG = "the log of the system is one a process, and keeps the name it is given"
ONCE = "chosen once, when the process begins or at first use"
AGENT = "the one agent of a process, which callbacks of readline and of the machine reach"
STATE = {
    "src/base/hash.c": (ONCE, "key"),
    "src/base/interrupt.c": (HANDLERS, "countdown flag interrupt_flag interrupt_is_heard"),
    "src/base/language.c": (ONCE, "chosen"),
    "src/base/memory.c": (MEMORY, "budget budget_is_known budget_is_passed large_bytes reserve"),
    "src/base/slab.c": (MEMORY, "bytes empty empty_count fresh fresh_end no_slab slab_current with_room"),
    "src/base/text_name.c": (ONCE, "found library"),
    "src/dialogue/actor/agent.c": (AGENT, "agent"),
    "src/dialogue/actor/agent_shown.c": (AGENT, "capture"),
    "src/dialogue/jobs.c": (HANDLERS, "interrupted"),
    "src/dialogue/stage.c": (HANDLERS, "is_stopping on_stage"),
    "src/ladder/watch.c": (HANDLERS, "was_ended was_resized"),
    "src/modules/_hashlib/library.c": (ONCE, "found is_found"),
    "src/modules/_ssl/library.c": (ONCE, "openssl"),
    "src/modules/syslog/module.c": (LOG, "identity is_open"),
    "src/modules/faulthandler/module.c": (HANDLERS, "state"),
    "src/sched/sched.c": (HANDLERS, "interrupt_fd"),
    "src/sched/signals.c": (HANDLERS, "caught come signals_pending wakeup_error wakeup_fd wakeup_tells_full"),
    "src/shell/complete.c": (TERMINAL, "completion of_keys of_names"),
    "src/shell/keys.c": (TERMINAL, "keys"),
    "src/shell/line_editor.c": (TERMINAL, "editor"),
    "src/shell/neighbour.c": (TERMINAL, "here"),
    "src/shell/note.c": (TERMINAL, "has_color"),
    "src/shell/offer.c": (TERMINAL, "offer"),
    "src/shell/save.c": (TERMINAL, "session"),
    "src/shell/terminal.c": (TERMINAL, "before noted terminal"),
    "src/shell/waiting_line.c": (TERMINAL, "line was_cleared"),
    "src/trace/trace.c": (HANDLERS, "has_ticked is_over"),
    "src/value/bytes.c": (SHARED, "empty singles"),
    "src/value/class.c": (EPOCHS, "class_epochs"),
    "src/value/cycles.c": (MEMORY, "container_count containers frozen is_off kept next_look"),
    "src/value/dict.c": (EPOCHS, "last_version"),
    "src/value/int_text.c": ("sys.set_int_max_str_digits, which is one a process in CPython too", "text_limit"),
    "src/value/object.c": (MEMORY, "finalizers free_depth object_has_finalizers steps_left waiting"),
    "src/value/singleton.c": (SHARED, "ellipsis not_implemented"),
    "src/value/str.c": (SHARED, "empty singles"),
    "src/value/weak.c": (MEMORY, "table weak_count"),
    "src/value/str_intern.c": (SHARED, "table"),
    "src/value/tuple.c": (SHARED, "empty_tuple"),
}

STATIC_BINARY = "causette-static.p"  # the same sources once more
DATA = re.compile(r"\.(data|bss|tdata|tbss)(?!\.rel\.ro)|\*COM\*")


@dataclasses.dataclass(frozen=True)
class Symbol:
    source: str  # below the repository; of what the build has made, the name of its object file
    name: str
    kind: str  # as nm has it: U for what is used and not here, a capital for what others may use
    section: str

    @property
    def is_ours(self):
        return self.source.startswith("src/")

    @property
    def is_tests(self):
        return self.source.startswith("tests/")


def sources(folder, root):
    """{object file: its source}, as the compiler was called. Older objects may lie about."""
    found = {}
    for command in json.loads((folder / "compile_commands.json").read_text(encoding="utf-8")):
        output, file = folder / command["output"], (folder / command["file"]).resolve()
        if output.exists() and output.parent.name != STATIC_BINARY:
            found[output] = str(file.relative_to(root)) if root in file.parents and folder not in file.parents else output.name
    return found


def read(folder, root):
    """The symbols of all objects of a build folder."""
    folder, root = pathlib.Path(folder).resolve(), pathlib.Path(root).resolve()
    objects = sources(folder, root)
    told = subprocess.run(["nm", "-A", "-f", "sysv", *objects], check=True, capture_output=True, text=True).stdout
    symbols = []
    for line in told.split("\n"):
        words = [word.strip() for word in line.split("|")]
        if len(words) == 7:
            file, name = words[0].rsplit(":", 1)
            symbols.append(Symbol(objects[pathlib.Path(file)], name, words[2], words[6]))
    return symbols


def is_used_at_home(symbol, root):
    """Its name stands in its own file more than once: the compiler may have put the call in line."""
    text = pathlib.Path(root, symbol.source).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return len(re.findall(rf"\b{symbol.name}\b", text)) > 1


def unused(symbols, root, offered=OFFERED):
    """Trouble of what is offered to other files: that none of them uses it, or that tests alone do."""
    users = {}
    for symbol in symbols:
        if symbol.kind == "U":
            users.setdefault(symbol.name, []).append(symbol)
    trouble = {}
    for symbol in symbols:
        if not symbol.is_ours or symbol.kind not in "TDBR" or symbol.name == "main":
            continue
        by = users.get(symbol.name, [])
        at_home = is_used_at_home(symbol, root) if all(user.is_tests for user in by) else True
        if not by:
            trouble[symbol.name] = symbol.source, "used by no other file, so it is static" if at_home else "nobody uses it"
        elif not at_home:
            trouble[symbol.name] = symbol.source, "tests alone use it"
    lines = [f"{source}: {name}: {what}" for name, (source, what) in trouble.items() if name not in offered]
    return lines + [f"{name}: is used, so take it from the list" for name in offered if name not in trouble]


def twice(symbols):
    """Names that two files offer: in an archive the linker takes the first it meets, without a word."""
    homes = {}
    for symbol in symbols:
        if symbol.is_ours and symbol.kind in "TDBR" and symbol.name != "main":
            homes.setdefault(symbol.name, set()).add(symbol.source)
    return [f"{name}: in {' and '.join(sorted(files))}" for name, files in sorted(homes.items()) if len(files) > 1]


def state(symbols, allowed=None):
    """Trouble of what can change outside structs. A name is given without what the compiler adds to a function's own."""
    allowed = STATE if allowed is None else allowed
    found = {}
    for symbol in symbols:
        if symbol.is_ours and symbol.kind != "U" and DATA.match(symbol.section):
            found.setdefault(symbol.source, set()).add(re.sub(r"\.\d+$", "", symbol.name))
    lines = []
    for source in sorted({*found, *allowed}):
        have, may = found.get(source, set()), set(allowed[source][1].split()) if source in allowed else set()
        lines += [f"{source}: {name} is state outside structs" for name in sorted(have - may)]
        lines += [f"{source}: no {name}, so take it from the list" for name in sorted(may - have)]
    return lines
