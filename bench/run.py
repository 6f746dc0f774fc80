#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run.py [--runs N] [NAME...]: causette beside its rivals, as a Markdown table.

Every sample of one row is taken in turn (causette, python3, ..., causette, python3, ...), so that what
else the machine does falls on all alike; a cell is the median of the samples. Programs that compute are
measured in processor time, start and ping-pong in elapsed time. A rival that is not installed, or for
which there is no program, has an empty cell.
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
CAUSETTE = HERE.parent / "build" / "causette"
STARTS = 40
ROUNDS = 50_000
CONNECTIONS = {"causette": 10_000, "python3": 1_000, "C": 10_000}  # more threads of the system than that hinder all others
CONNECTION_ROUNDS = 20
MOST_START, LEAST_RATE, MOST_SIZE, MOST_CONNECTION = 2.5e-3, 0.95, 2_500_000, 3000
MOST_JOURNAL, MOST_JOURNAL_FACTS = 1e-6, 3e-6
MOST_CHECK, MOST_COPIES, COPIES = 15e-3, 2.0, 200
MOST_IMPORTS_MORE, MOST_RESIDENT, MOST_STATIC = 1e-3, 4_000_000, 12_000_000
MOST_LADDER, MOST_PICTURE, MOST_CAPTURE = 1.0, 5_000_000, 20e-3
CORE = str(max(os.sched_getaffinity(0)))

RIVALS = ("causette", "python3", "lua5.4", "luajit", "go", "C")

# What is measured: (name, program in bench/ without its suffix, the goals).
# A goal is (rival, ratio): causette takes at most ratio times what the rival takes.
COMPUTE = (
    ("fib(30)", "fib", (("python3", 0.7),)),
    ("while, 50M", "while", (("python3", 0.4),)),
    ("dict, 5M stores and loads", "dict", (("python3", 0.9),)),
    ("str, building and slicing", "text", (("python3", 0.9),)),
)
NETWORK_IMPORTS = "import socket, threading, select, struct, queue"
# What is imported of Python's own library, and the most of python3's time that it may take.
IMPORTS = (("argparse, json, logging, re", 0.5), ("asyncio", 0.5))
# One small thing each (micro.py): how often, so that python3 takes about a tenth of a second, and the most of its time.
MICRO = (
    ("method_calls", 2_000_000, 0.7),
    ("made_objects", 1_000_000, None),
    ("attributes", 16_000_000, 0.8),
    ("nbody", 200_000, 0.7),
    ("floats", 3_000_000, None),
    ("generator_steps", 4_000_000, 0.6),
    *((name, 2_000_000, 0.7) for name in ("suspended_generators", "comprehensions")),
    ("coroutine_chain", 1_000_000, 0.7),
    ("expressions_of_generators", 4_000_000, None),
    ("int_loops", 2_000_000, None),
    *((name, 1_000_000, None) for name in ("big_ints", "tries", "closures", "star_calls")),
    *((name, 2_000_000, None) for name in ("quiet_tries", "keyword_calls", "isinstances", "builtin_calls")),
    *((name, 2_000_000, None) for name in ("sorted_with_key", "sorted_plainly", "deques", "counters", "default_dicts")),
    *((name, 4_000_000, 0.8) for name in ("dicts", "dict_walks")),
    *((name, 2_000_000, None) for name in ("lists", "tuples", "sets", "zips", "maps")),
    *((f"str_{name}", times, 0.8) for name, times in (
        ("build", 4_000_000), ("slice", 2_000_000), ("percent", 500_000), ("format", 400_000), ("join", 8_000_000),
        ("split", 6_000_000), ("replace", 1_000_000), ("find", 2_000_000), ("case", 2_000_000), ("encode", 3_000_000))),
    ("f_strings", 400_000, 0.8),
    *((f"bytes_{name}", times, 0.8) for name, times in (
        ("build", 4_000_000), ("slice", 2_000_000), ("percent", 1_000_000), ("join", 8_000_000), ("split", 6_000_000),
        ("replace", 600_000), ("decode", 2_000_000))),
    *((name, 2_000_000, None) for name in ("bytearrays", "ints_and_text", "bytes_and_ints")),
    *((name, 1_000_000, 1.0) for name in ("json_loads", "json_dumps")),
    ("json_dumps_indent", 250_000, None),
    *((name, 1_000_000, 0.7) for name in ("struct_pack", "struct_unpack", "struct_objects")),
    ("re_search", 3_000_000, 1.0),
    *((name, 500_000, None) for name in ("re_match", "re_sub")),
)
SUFFIXES = {"causette": (".py",), "python3": (".py",), "lua5.4": (".lua",), "luajit": (".luajit", ".lua"),
            "go": (".go",), "C": (".c",)}
START_CODE = {"python3": ["-c", "pass"], "causette": ["-c", "pass"], "lua5.4": ["-e", ""], "luajit": ["-e", ""]}


class Bench:
    """The folder with the compiled rivals, and the interpreters that are here."""

    def __init__(self, folder, runs):
        self.folder = pathlib.Path(folder)
        self.runs = runs
        self.interpreters = {name: shutil.which(name) for name in ("lua5.4", "luajit")}
        self.interpreters["python3"] = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
        self.interpreters["causette"] = str(CAUSETTE)

    def compiled(self, source):
        """The program made of a C or Go source, or None where there is no compiler."""
        binary = self.folder / (source.stem + source.suffix.replace(".", "-"))
        if source.suffix == ".c":
            command = ["gcc", "-O2", "-D_GNU_SOURCE", "-o", binary, source]
        else:
            command = ["go", "build", "-o", binary, source]
        if not shutil.which(command[0]):
            return None
        if not binary.exists():
            subprocess.run(command, check=True, env={**os.environ, "GOCACHE": str(self.folder / "go"), "GOFLAGS": ""})
        return str(binary)

    def command(self, rival, program):
        """How this rival runs bench/PROGRAM, or None if it cannot here."""
        sources = [HERE / (program + suffix) for suffix in SUFFIXES[rival]]
        source = next((source for source in sources if source.exists()), None)
        if source is None:
            return None
        if rival in ("go", "C"):
            binary = self.compiled(source)
            return binary and [binary]
        interpreter = self.interpreters[rival]
        return interpreter and [interpreter, str(source)]

    def interleave(self, commands, sample):
        """{rival: median} of sample(command), taken in turn; rivals without a command are left out."""
        samples = {rival: [] for rival, command in commands.items() if command}
        for turn in range(self.runs):
            for rival, taken in samples.items():
                show(f"run {turn + 1} of {self.runs}: {rival}")
                taken.append(sample(commands[rival]))
        show("")
        return {rival: statistics.median(taken) for rival, taken in samples.items()}

    def of_program(self, program, sample):
        return self.interleave({rival: self.command(rival, program) for rival in RIVALS}, sample)


def show(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def processor_time(command):
    """User and system seconds of one run."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit status {child.returncode}")
    return used.ru_utime + used.ru_stime


def start_time(command):
    """Seconds from start to exit, the mean of some."""
    begin = time.perf_counter()
    for _ in range(STARTS):
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
        if os.waitpid(child, 0)[1] != 0:
            raise SystemExit(f"{' '.join(command)} failed")
    return (time.perf_counter() - begin) / STARTS


def import_time(command):
    """Processor seconds from start to exit, the mean of some: a single one is too short to be measured."""
    return sum(processor_time(command) for _ in range(STARTS)) / STARTS


def ping_pong_time(command):
    """Seconds a round trip of 64 bytes takes, both ends on one core: `serve` prints its port, `ping` the seconds."""
    pinned = ["taskset", "-c", CORE, *command]
    server = subprocess.Popen([*pinned, "serve"], stdout=subprocess.PIPE, text=True)
    with server:
        port = server.stdout.readline().strip()
        client = subprocess.run([*pinned, "ping", port, str(ROUNDS)], stdout=subprocess.PIPE, text=True, check=True)
    return float(client.stdout) / ROUNDS


def connections_sample(command, load, count):
    """(seconds to answer the first bytes of a connection, bytes of memory of one, round trips per second over all)."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as server:
        try:
            port = server.stdout.readline().strip()
            words = [load, "load", port, str(count), str(CONNECTION_ROUNDS), str(server.pid)]
            told = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        finally:
            server.kill()
    return float(told[0]) / count, float(told[1]) / count, float(told[2])


def cell(seconds):
    if seconds is None:
        return ""
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            return f"{seconds / size:.3g} {unit}"


def verdict(medians, goals):
    """The goals with what was reached: `0.52 of python3 (goal 0.7)`."""
    told = []
    for rival, most in goals:
        if rival not in medians:
            continue
        ratio = medians["causette"] / medians[rival]
        told.append(f"{ratio:.2f} of {rival} (goal {most:.3g}{'' if ratio <= most else ', missed'})")
    return "; ".join(told)


def print_row(name, medians, reached):
    cells = [cell(medians.get(rival)) for rival in RIVALS]
    print(f"| {name} | {' | '.join(cells)} | {reached} |", flush=True)


def start_row(bench, name):
    commands = {rival: [bench.interpreters[rival], *code] for rival, code in START_CODE.items()
                if bench.interpreters[rival]}
    empty = bench.compiled(HERE / "empty.c")
    commands["C"] = empty and [empty]
    medians = bench.interleave(commands, start_time)
    missed = "" if medians["causette"] <= MOST_START else ", missed"
    reached = f"{cell(medians['causette'])} (goal {cell(MOST_START)}{missed})"
    print_row(name, medians, f"{reached}; {verdict(medians, [('python3', 1 / 8)])}")


def with_code(bench, code):
    return {rival: [bench.interpreters[rival], "-c", code] for rival in ("causette", "python3")}


def network_row(bench, name):
    """What a program of the network imports, and what that takes more than an empty program."""
    medians = bench.interleave(with_code(bench, NETWORK_IMPORTS), import_time)
    empty = bench.interleave(with_code(bench, "pass"), import_time)
    more = medians["causette"] - empty["causette"]
    missed = "" if more <= MOST_IMPORTS_MORE else ", missed"
    print_row(name, medians, f"{cell(more)} more than an empty program (goal {cell(MOST_IMPORTS_MORE)}{missed})")


def import_row(bench, name, most):
    """Modules of Python's own library; one that does not import has an empty row."""
    commands = with_code(bench, name)
    if subprocess.run(commands["causette"], capture_output=True, check=False).returncode:
        print_row(name, {}, "cannot be imported")
        return
    medians = bench.interleave(commands, import_time)
    print_row(name, medians, verdict(medians, [("python3", most)]))


def resident_row(bench, name):
    """The most memory of a program that does nothing but ask for that."""
    commands = with_code(bench, "print(open('/proc/self/status').read())").values()
    told = [subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout for command in commands]
    cells = [int(text.partition("VmHWM:")[2].split()[0]) * 1024 for text in told]
    missed = "" if cells[0] <= MOST_RESIDENT else ", missed"
    shown = [f"{size / 1e6:.1f} MB" for size in cells] + [""] * (len(RIVALS) - 2)
    print(f"| {name} | {' | '.join(shown)} | goal {MOST_RESIDENT / 1e6:.0f} MB{missed} |", flush=True)


def compute_row(bench, name, program, goals):
    medians = bench.of_program(program, processor_time)
    print_row(name, medians, verdict(medians, goals))


def micro_row(bench, name, times, most):
    """A function of micro.py; without a goal the ratio alone."""
    commands = {rival: [bench.interpreters[rival], str(HERE / "micro.py"), name, str(times)] for rival in ("causette", "python3")}
    medians = bench.interleave(commands, processor_time)
    ratio = f"{medians['causette'] / medians['python3']:.2f} of python3"
    print_row(name, medians, verdict(medians, [("python3", most)]) if most else ratio)


def ping_pong_row(bench, name):
    """Told the other way round, in round trips per second: more is better."""
    medians = bench.of_program("pingpong", ping_pong_time)
    rates = {rival: medians["C"] / seconds for rival, seconds in medians.items() if rival != "C"}
    missed = "" if rates["causette"] >= LEAST_RATE else ", missed"
    told = ", ".join(f"{rival} {rate:.2f}" for rival, rate in rates.items())
    print_row(name, medians, f"rate, of C's: {told} (goal {LEAST_RATE}{missed})")


def connections_row(bench, name):
    """What the echo server of a tutorial takes for each of very many connections: memory, and time until it is served;
    then the round trips over all of them. Beside a server on epoll in C."""
    wanted = max(CONNECTIONS.values()) + 100
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < wanted:
        print(f"{name}: needs a limit of {wanted} descriptors (ulimit -Hn)", file=sys.stderr)
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    commands = {rival: bench.command(rival, "connections") for rival in CONNECTIONS}
    load = bench.compiled(HERE / "connections.c")
    samples = {rival: [] for rival, command in commands.items() if command}
    for turn in range(bench.runs):
        for rival, taken in samples.items():
            show(f"run {turn + 1} of {bench.runs}: {rival}")
            taken.append(connections_sample(commands[rival], load, CONNECTIONS[rival]))
    show("")
    medians = {rival: [statistics.median(part) for part in zip(*taken)] for rival, taken in samples.items()}
    cells = {rival: f"{size / 1000:.1f} kB, {cell(seconds)}, {rate / 1000:.0f}k/s"
             for rival, (seconds, size, rate) in medians.items()}
    size, rate = medians["causette"][1], medians["causette"][2] / medians["C"][2]
    missed = "" if size <= MOST_CONNECTION else ", missed"
    told = f"{size / 1000:.1f} kB (goal {MOST_CONNECTION / 1000:.1f} kB{missed}); rate, of C's: {rate:.2f}"
    print(f"| {name} | {' | '.join(cells.get(rival, '') for rival in RIVALS)} | {told} |", flush=True)


def journal_sample(on):
    """Seconds of each call of journal.py; a shell has the journal, a program not."""
    command, typed = ([CAUSETTE, "-i"], "import journal\n") if on else ([CAUSETTE, HERE / "journal.py"], "")
    told = subprocess.run(["taskset", "-c", CORE, *command], input=typed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          cwd=HERE, text=True, check=True).stdout
    return [int(line) * 1e-9 for line in told.split()]


def journal_row(bench, name):
    """What each call takes more when the journal is on."""
    samples = {False: [], True: []}
    for turn in range(bench.runs):
        for on, taken in samples.items():
            show(f"run {turn + 1} of {bench.runs}: journal {'on' if on else 'off'}")
            taken.append(journal_sample(on))
    show("")
    off, on = ([statistics.median(part) for part in zip(*taken)] for taken in samples.values())
    more = [with_it - without for with_it, without in zip(on, off)]
    missed = "" if max(more[:2]) <= MOST_JOURNAL and more[2] <= MOST_JOURNAL_FACTS else ", missed"
    told = (f"setblocking {cell(more[0])}, send or recv {cell(more[1])} (goal {cell(MOST_JOURNAL)}); with the kernel's facts, "
            f"listen {cell(more[2])} (goal {cell(MOST_JOURNAL_FACTS)}){missed}")
    print(f"| {name} | {', '.join(cell(seconds) for seconds in on)} | {'| ' * (len(RIVALS) - 1)}{told} |", flush=True)


def check_row(bench, name):
    """A document with two roles from start to exit, beside a python3 that only starts; then very many copies side by side."""
    document = str(HERE.parent / "tests/dialogues/passing/exemple.rst")
    commands = {"causette": [str(CAUSETTE), "check", document], "python3": [bench.interpreters["python3"], *START_CODE["python3"]]}
    medians = bench.interleave(commands, start_time)
    many = statistics.median(elapsed_time([*commands["causette"][:2], *[document] * COPIES]) for _ in range(bench.runs))
    missed = "" if medians["causette"] <= MOST_CHECK and many <= MOST_COPIES else ", missed"
    print_row(name, medians, f"{cell(medians['causette'])} (goal {cell(MOST_CHECK)}), {COPIES} copies {cell(many)} "
                             f"(goal {cell(MOST_COPIES)}){missed}")


def ladder_row(bench, name):
    """The drawing of 10,000 calls and their packets, from what was kept; and what a small dialogue takes more to be drawn, its packets
    captured, than to be checked."""
    kept, picture = bench.folder / "ladder.json", bench.folder / "ladder.svg"
    draw = [str(CAUSETTE), "draw", "-o"]
    subprocess.run([*draw, kept, HERE / "ladder.md"], check=True)
    drawing = statistics.median(elapsed_time([*draw, picture, kept]) for _ in range(bench.runs))
    document = str(HERE.parent / "tests/dialogues/passing/exemple.rst")
    medians = bench.interleave({"check": [str(CAUSETTE), "check", document],
                                "draw": [*draw, str(bench.folder / "small.json"), document]}, start_time)
    more, size = medians["draw"] - medians["check"], picture.stat().st_size
    missed = "" if drawing <= MOST_LADDER and size <= MOST_PICTURE and more <= MOST_CAPTURE else ", missed"
    print_row(name, {"causette": drawing}, f"SVG {cell(drawing)} (goal {cell(MOST_LADDER)}), {size / 1e6:.1f} MB (goal "
                                           f"{MOST_PICTURE / 1e6:.0f} MB); capture {cell(more)} (goal {cell(MOST_CAPTURE)}){missed}")


def elapsed_time(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def size_row(bench, name, binary, most):
    stripped = bench.folder / "stripped"
    if not binary.exists():
        print(f"{name}: there is no {binary}", file=sys.stderr)
        return
    subprocess.run(["strip", "-o", stripped, binary], check=True)
    size = stripped.stat().st_size
    missed = "" if size <= most else ", missed"
    cells = [f"{size / 1e6:.2f} MB", *[""] * (len(RIVALS) - 1)]
    print(f"| {name} | {' | '.join(cells)} | goal {most / 1e6} MB{missed} |", flush=True)


ROWS = (
    ("start to exit", start_row),
    (NETWORK_IMPORTS, network_row),
    *((f"import {modules}", import_row, most) for modules, most in IMPORTS),
    ("empty program, resident", resident_row),
    *((row[0], compute_row, *row[1:]) for row in COMPUTE),
    *((row[0], micro_row, *row[1:]) for row in MICRO),
    ("ping-pong of 64 bytes", ping_pong_row),
    ("check, a document", check_row),
    ("ladder of 10,000 calls", ladder_row),
    ("connections, 10,000 at once", connections_row),
    ("journal, more a call", journal_row),
    ("stripped dynamic binary", size_row, CAUSETTE, MOST_SIZE),
    ("static binary with Python's library", size_row, CAUSETTE.with_name("causette-static"), MOST_STATIC),
)


def main(words):
    options = argparse.ArgumentParser(description="Measures causette beside its rivals.")
    options.add_argument("--runs", type=int, default=5, help="samples per cell (5)")
    options.add_argument("names", metavar="NAME", nargs="*", help="only rows whose name contains this")
    given = options.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, given.runs)
        print(f"| what | {' | '.join(RIVALS)} | reached |\n|---|{'---|' * len(RIVALS)}---|")
        for name, measure, *rest in ROWS:
            if not given.names or any(wanted in name for wanted in given.names):
                measure(bench, name, *rest)


if __name__ == "__main__":
    main(sys.argv[1:])
