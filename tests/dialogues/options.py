#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of `causette check`, and its reports for programs."""

import json
import os
import pathlib
import pty
import re
import resource
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

import _check
from _check import CAUSETTE, check, port_of_our_own, without_leak_check

GOOD = "(a) >>> 1 + 1\n2\n\n(b) >>> 'b'\n'b'\n"
WRONG = "(a) >>> 1 + 1\n3\n(a) >>> 5  # causette: +SKIP\n(a) >>> '<&>\\x00'\n\"]]>\"\n"
PENDING = """(server) >>> import socket
(server) >>> s = socket.create_server(("127.0.0.1", 3000))
(server) >>> con, _ = s.accept(); print("accepted")
accepted
(client) >>> import socket
(client) >>> c = socket.create_connection(("127.0.0.1", 3000))
"""


def follow_schema(test, suite):
    """The rules of the schema that Jenkins publishes for its xUnit plugin (junit-10.xsd), and that the numbers agree."""
    number = re.compile(r"\d+\.\d{3}")
    test.assertLessEqual({"name", "tests", "failures", "errors"}, set(suite.attrib))
    test.assertLessEqual(set(suite.attrib), {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package",
                                             "file", "log", "url"})
    test.assertRegex(suite.get("time"), number)
    for case in suite:
        test.assertEqual((case.tag, set(case.attrib)), ("testcase", {"name", "time", "classname"}))
        test.assertRegex(case.get("time"), number)
        for result in case:
            test.assertIn(result.tag, ("failure", "error", "skipped"))
            test.assertLessEqual(set(result.attrib), {"type", "message"})
            test.assertEqual(len(result), 0)
    for count, tag in (("tests", ""), ("failures", "/failure"), ("errors", "/error"), ("skipped", "/skipped")):
        test.assertEqual(suite.get(count), str(len(suite.findall("testcase" + tag))))


class Options(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, text in (("good.txt", GOOD), ("wrong.txt", WRONG), ("bad.txt", "no turns\n"), ("pending.txt", PENDING)):
            (self.folder / name).write_text(text)

    def check(self, *arguments, **more):
        return check(*arguments, cwd=self.folder, **more)

    def test_usage(self):
        for words, problem in ((["--nonsense", "x"], "unknown option"), ([], "which document?"), (["-j", "0", "x"], "-j wants"),
                               (["-j", "1.5", "x"], "-j wants"), (["--timeout=soon", "x"], "seconds"), (["--timeout=0", "x"], "seconds"),
                               (["--isolate=perhaps", "x"], "--isolate is"), (["--color=red", "x"], "--color is"),
                               (["--role", "a", "x"], "--role wants NAME=COMMAND"), (["--with", "=p", "x"], "--with wants NAME=PROGRAM"),
                               (["--with", "a=p", "--role", "a=q", "x"], "given twice"), (["--update", "-"], "cannot be updated"),
                               (["-", "-"], "only once"), (["--json", "-v", "x"], "does not go with"), (["--junit"], "without its value")):
            status, out, err = self.check(*words)
            self.assertEqual((status, out), (2, ""), words)
            self.assertIn(problem, err)
            self.assertIn("--help", err)

    def test_help(self):
        status, out, err = self.check("--help")
        self.assertEqual((status, err), (0, ""))
        for option in ("--update", "--diff", "--junit", "--json", "--list", "--role", "--with", "--isolate", "--color", "--timeout", "-j", "-v"):
            self.assertIn(option, out)

    def test_time_wait(self):
        """In a network of its own nothing ends it early (RFC 1337), however long the machine is held up."""
        status, out, err = check("-", stdin="<!-- causette: shell -->\n(s) $ cat /proc/sys/net/ipv4/tcp_rfc1337\n1\n")
        if "no network namespaces" in err:
            self.skipTest(err)
        self.assertEqual((status, err), (0, ""), out)

    def test_french(self):
        wrong = {"no.txt": "no turns\n", "mark.txt": "(a) >>> 1  # causette: nonsense\n1\n", "lost.txt": "(a) >>> 1\n1\n"}
        for name, text in wrong.items():
            (self.folder / name).write_text(text)
        french = {"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": ""}
        for words, sentence in ((["no.txt"], "no.txt:1: pas de tours : un tour est une ligne"),
                                (["mark.txt"], "mark.txt:1: marque inconnue 'nonsense' ; il y a blocks"),
                                (["--role", "a=exit 7", "lost.txt"], "son processus s'est terminé avec le code 7"),
                                (["--help"], "--update")):
            status, out, err = self.check(*words, **french)
            self.assertIn(sentence, out + err)
        self.assertTrue(out.startswith("usage : "), out)

    def test_list(self):
        status, out, _ = self.check("--list", "good.txt")
        self.assertEqual(status, 0)
        self.assertIn("    1 role a: notation, begins with '(a) >>> ', 1 turn\n", out)
        self.assertIn("    4 b:\n    4  < 'b'\n    5  > 'b'\n", out)
        self.assertEqual(self.check("--list", "bad.txt")[0], 3)

    def test_standard_input(self):
        self.assertEqual(self.check("-", stdin=GOOD), (0, "-: 2 turns as written\n1 passed, 0 failed\n", ""))
        self.assertEqual(self.check("good.txt", "-", stdin=WRONG)[0], 1)

    def test_verbose(self):
        """As typed, one that stays pending in its place too."""
        status, out, _ = self.check("-v", "pending.txt")
        self.assertEqual((status, out), (0, PENDING + "pending.txt: 5 turns as written\n1 passed, 0 failed\n"))

    def test_order(self):
        names = ["wrong.txt", "good.txt", "bad.txt", "pending.txt"] * 3
        for jobs in ("1", "7"):
            status, out, _ = self.check("-j", jobs, *names)
            self.assertEqual(status, 3)
            starts = [line.split(":")[0] for line in out.splitlines() if line.split(":")[0] in names]
            self.assertEqual([name for i, name in enumerate(starts) if i == 0 or starts[i - 1] != name], names)
            self.assertTrue(out.endswith("\n6 passed, 6 failed\n"))

    def test_json(self):
        status, out, _ = self.check("--json", "good.txt", "wrong.txt", "bad.txt")
        report = json.loads(out)
        self.assertEqual((status, report["version"], report["passed"], report["failed"]), (3, 1, 1, 2))
        good, wrong, bad = report["documents"]
        self.assertEqual([document["status"] for document in report["documents"]], ["passed", "failed", "not played"])
        self.assertEqual([turn["verdict"] for turn in wrong["turns"]], ["different", "skipped", "different"])
        self.assertEqual(good["turns"][0], {"line": 1, "dialogue": 1, "role": "a", "verdict": "as written", "typed": "1 + 1\n"})
        first = wrong["turns"][0]
        self.assertEqual((first["expected"], first["shown"], first["expected_line"], first["shown_line"], first["shown_column"]), ("3\n", "2\n", 2, 1, 1))
        self.assertEqual((bad["turns"], bad["problems"][0]["line"]), ([], 1))

    def test_junit(self):
        status, out, _ = self.check("--junit=report.xml", "good.txt", "wrong.txt", "bad.txt")
        self.assertEqual(status, 3)
        self.assertTrue(out.endswith("1 passed, 2 failed\n"))
        suites = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()
        self.assertEqual([(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("skipped")) for suite in suites],
                         [("good.txt", "2", "0", "0", "0"), ("wrong.txt", "3", "2", "0", "1"), ("bad.txt", "1", "0", "1", "0")])
        self.assertEqual(suites[1][0].find("failure").get("message"), "a shows something else")
        self.assertIn("+ '<&>\\x00'", suites[1][2].find("failure").text)
        for suite in suites:
            follow_schema(self, suite)
        status, _, err = self.check("--junit=no/such/folder", "good.txt")
        self.assertEqual(status, 3)
        self.assertIn("no/such/folder: No such file", err)

    def test_junit_times(self):
        (self.folder / "slow.txt").write_text("(a) >>> import time\n(a) >>> time.sleep(0.3)\n(a) >>> 1\n1\n")
        self.assertEqual(self.check("--real-time", "--junit=report.xml", "slow.txt")[0], 0)
        suite = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()[0]
        times = [float(case.get("time")) for case in suite]
        self.assertTrue(times[1] >= 0.3 and times[0] < times[1] > times[2] and sum(times) <= float(suite.get("time")), times)

    def test_shells_turns(self):
        """Run only where the document, or the command line, says so; what then lacks them could not be played."""
        touch, one = "(venv) $ touch was-run\n", "(a) >>> 1\n1\n"
        connect = '(a) >>> import socket\n(a) >>> c = socket.create_connection(("127.0.0.1", 3000))\n'
        accept = '(a) >>> import socket\n(a) >>> s = socket.create_server(("127.0.0.1", 3000))\n(a) >>> con, _ = s.accept()\n'
        note = "venv.txt:{}: {} at a shell's prompt w{} not run: 'causette: shell' in a comment, or --shell, has {} run\n"
        once = note.format(1, "1 turn", "as", "it")
        for text, status, said in ((touch + one, 0, "venv.txt: 1 turn as written\n" + once + "1 passed"), (touch + "(a) >>> 1\n2\n", 1, once),
                                   (touch, 3, once + "0 passed"), (touch + connect, 3, "    it may need a turn at a shell's prompt"),
                                   (accept + touch, 3, "    it may need a turn"), ("(a) >>> 1/0\n" + touch, 1, "ZeroDivisionError"),
                                   (one + touch + "shown\n" + touch, 0, note.format(3, "2 turns", "ere", "them"))):
            (self.folder / "venv.txt").write_text(text)
            got, out, err = self.check("--junit=report.xml", "venv.txt")
            self.assertEqual((got, err, (self.folder / "was-run").exists()), (status, "", False), out)
            self.assertIn(said, out)
            follow_schema(self, xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()[0])
        (self.folder / "venv.txt").write_text(touch + "(a) >>> open('missing')\n(a) >>> 1\n2\n")
        self.assertEqual(self.check("--update", "venv.txt")[0], 3)
        self.assertEqual((self.folder / "venv.txt").read_text(), touch + "(a) >>> open('missing')\n(a) >>> 1\n1\n")
        for words, text in ((["--shell"], touch + one), ([], "<!-- causette: shell -->\n" + touch + one)):
            (self.folder / "venv.txt").write_text(text)
            self.assertEqual(self.check(*words, "venv.txt"), (0, "venv.txt: 2 turns as written\n1 passed, 0 failed\n", ""))
            (self.folder / "was-run").unlink()

    def test_arguments_are_shown_escaped(self):
        raw, shown = "a\x1b[1mb", r"a\x1b[1mb"
        (self.folder / raw).mkdir()
        for words in (["good.txt", f"--junit={raw}/x/y"], ["good.txt", "--role", f"{raw}=x"], [raw + ".md"], ["good.txt", f"--{raw}"],
                      ["good.txt", f"--isolate={raw}"], [raw]):
            status, out, err = self.check(*words)
            self.assertNotEqual(status, 0)
            self.assertIn(shown, out + err, words)
            self.assertNotIn("\x1b", out + err, words)
        for words in ([raw + ".json"], ["good.txt", f"--pcap={raw}/x/y"], ["good.txt", "-o", f"{raw}/x/y"], ["good.txt", f"--only={raw}"], [f"--{raw}"]):
            status, out, err = self.check(*words, command="draw")
            self.assertIn(shown, err, words)
            self.assertNotIn("\x1b", out + err, words)
        for command in ("watch", "--" + raw):
            status, out, err = self.check(f"--{raw}", command=command)
            self.assertIn(shown, err)
            self.assertNotIn("\x1b", out + err)

    def test_a_wait_that_fails(self):
        """For good, as where more descriptors are polled than the process may have: nobody spins."""
        (self.folder / "slow.txt").write_text("(a) >>> import time\n(a) >>> time.sleep(0.5)\n(a) >>> time.sleep(1000)\n")
        checker = subprocess.Popen([CAUSETTE, "check", "-v", "--real-time", "slow.txt"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, env={**os.environ, "LC_ALL": "C", **without_leak_check()})
        self.assertEqual(checker.stdout.readline(), "(a) >>> import time\n")
        resource.prlimit(checker.pid, resource.RLIMIT_NOFILE, (0, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        out, err = checker.communicate(timeout=_check.SECONDS)
        self.assertEqual((checker.returncode, err), (3, "causette check: the documents cannot be waited for: Invalid argument\n"), out)

    def test_color(self):
        self.assertNotIn("\x1b", self.check("wrong.txt")[1])
        self.assertIn("\x1b[31m", self.check("--color=always", "wrong.txt")[1])

    def on_terminal(self, *arguments, output=None, **environment):
        leader, follower = pty.openpty()
        process = subprocess.Popen([CAUSETTE, "check", *arguments], cwd=self.folder, stdin=follower, stdout=output or follower, stderr=follower,
                                   env={**os.environ, "LC_ALL": "C", "TERM": "xterm", **environment})
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(leader)
        return process.wait(), shown.decode()

    def test_terminal_behind_a_pipe(self):
        """Who reads the pipe may write to the same terminal."""
        end, output = os.pipe()
        self.assertEqual(self.on_terminal("good.txt", "wrong.txt", output=output), (1, ""))
        os.close(output)
        with os.fdopen(end, "rb") as pipe:
            self.assertTrue(pipe.read().endswith(b"1 passed, 1 failed\n"))

    def test_terminal(self):
        """Colour and a running count, which is erased; neither where they are not wanted."""
        status, shown = self.on_terminal("good.txt", "wrong.txt")
        self.assertEqual(status, 1)
        self.assertIn("of 2 documents", shown)
        self.assertIn("\x1b[31m    - 3\x1b[0m", shown)
        self.assertTrue(shown.replace("\r\x1b[K", "").endswith("1 passed, 1 failed\r\n"), shown[-100:])
        self.assertNotIn("of 1 document", self.on_terminal("wrong.txt")[1])
        self.assertNotIn("\x1b[3", self.on_terminal("wrong.txt", NO_COLOR="1")[1])
        self.assertNotIn("\x1b[3", self.on_terminal("wrong.txt", TERM="dumb")[1])
        self.assertNotIn("\x1b[3", self.on_terminal("--color=never", "wrong.txt")[1])

    def test_time(self):
        (self.folder / "busy.txt").write_text(">>> while True: pass\n...\n>>> 1\n1\n")
        for option in ("--timeout=0.2", "--total-timeout=0.2"):
            status, out, _ = self.check(option, "busy.txt")
            self.assertEqual(status, 1)
            self.assertIn("busy.txt:1: >>> has used up its time\n", out)

    def test_players(self):
        self.assertEqual(self.check("--role", f"a={CAUSETTE} agent", "good.txt")[:2], (0, "good.txt: 2 turns as written\n1 passed, 0 failed\n"))
        status, out, err = self.check("--role", "a=echo no way there >&2; exit 4", "good.txt")
        self.assertEqual((status, err), (1, ""))
        self.assertIn("good.txt:1: a is gone\n", out)
        self.assertIn("    a is lost: its process has ended with status 4: no way there\n", out)
        self.assertEqual(self.check("--role", f"a=echo careful >&2; {CAUSETTE} agent", "good.txt")[::2], (0, ""))
        status, _, err = self.check("--role", "nobody=x", "good.txt")
        self.assertEqual((status, err), (2, "causette check: no document has a role 'nobody'\n"))

    def test_players_of_shells(self):
        """A line of a shell's prompt runs here: it is not run elsewhere than somebody believes."""
        with open(f"{self.folder}/shell.txt", "w", encoding="utf-8") as file:
            file.write("(d) $ touch was_run\n")
        status, out, _ = self.check("--shell", "--role", f"d={CAUSETTE} agent", "shell.txt")
        self.assertEqual((status, out.splitlines()[0]), (
            3, "shell.txt:1: d has a shell's prompt, so it runs here: --role and --with are for roles with >>>"))
        self.assertFalse(os.path.exists(f"{self.folder}/was_run"))

    def test_words_of_launchers(self):
        """All of them in the report, escaped, and no more than its end."""
        script = r"printf '\033[31mred\r\n\ntwo\n' >&2; exit 255"
        status, out, err = self.check("--role", f"a={script}", "good.txt")
        self.assertEqual((status, err), (1, ""))
        self.assertIn(r"status 255: \x1b[31mred; two" + "\n", out)
        status, out, err = self.check("--role", "a=head -c 30000000 /dev/zero | tr '\\0' x >&2; echo; exit 1", "good.txt")
        self.assertEqual((status, err), (1, ""))
        self.assertLess(len(out), 2000)
        self.assertIn("must leave standard output alone: xxx", out)
        script = f"{CAUSETTE} agent | head -n 1; echo the line is cut >&2; exit 255"
        status, out, err = self.check("--role", f"a={script}", "good.txt")
        self.assertEqual((status, err), (1, ""))
        self.assertIn("a has ended with status 255: the line is cut", out)

    def test_isolation(self):
        """In the common namespace documents take turns: one port serves them all."""
        names = [f"{i}.txt" for i in range(4)]
        with port_of_our_own() as port:
            for name in names:
                (self.folder / name).write_text(PENDING.replace("3000", str(port)))
            status, out, err = self.check("-j4", "--isolate=never", *names)
        self.assertEqual((status, err), (0, ""), out)
        self.assertTrue(out.endswith("4 passed, 0 failed\n"))

    def test_isolation_and_launchers(self):
        status, out, _ = self.check("--isolate=always", "--role", f"a={CAUSETTE} agent", "good.txt")
        self.assertEqual(status, 3)
        self.assertIn("good.txt: a role that a command starts cannot", out)

    def test_no_namespaces(self):
        """Where the kernel gives none, documents take turns, and one note says so."""
        script = 'echo 0 >/proc/sys/user/max_net_namespaces && exec "$0" check "$@"'
        wrapped = ["unshare", "--user", "--map-root-user", "sh", "-c", script, CAUSETTE]
        can = shutil.which("unshare") and subprocess.run([*wrapped[:5], "echo 0 >/proc/sys/user/max_net_namespaces"], capture_output=True).returncode == 0
        if not can:
            self.skipTest("no user namespaces here")
        with port_of_our_own() as port:
            (self.folder / "free.txt").write_text(PENDING.replace("3000", str(port)))
            done = subprocess.run([*wrapped, "-j3", "free.txt", "free.txt", "free.txt"], cwd=self.folder, env={**os.environ, "LC_ALL": "C"}, capture_output=True)
        self.assertEqual((done.returncode, done.stdout.decode()), (0, "free.txt: 5 turns as written\n" * 3 + "3 passed, 0 failed\n"))
        self.assertRegex(done.stderr.decode(), r"^causette check: no network namespaces here \(.*\): documents play in the common one, .*\n$")
        done = subprocess.run([*wrapped, "--isolate=always", "free.txt"], cwd=self.folder, env={**os.environ, "LC_ALL": "C"}, capture_output=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"free.txt: no network namespace of its own: ", done.stdout)

    def test_closed_output(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([CAUSETTE, "check", "good.txt"], cwd=self.folder, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        self.assertEqual(done.stderr, b"")


if __name__ == "__main__":
    unittest.main()
