# SPDX-License-Identifier: GPL-3.0-or-later
"""inside.py MODULE LOG LEFT_OUT [TEXT]: runs the unittest cases of a module, and says of each method how it ended.

python3 and causette both run this file; inside_log.py tells what it writes to LOG. LEFT_OUT is a file with the names of
methods that are not run again, one a line; with TEXT only methods are run whose names contain it. To try something by hand: inside.py MODULE /dev/stdout /dev/null
"""

import os
import sys

import inside_log

del sys.path[0]  # this folder: its names are no modules for the tests

# CPython's instruments for tests of its own insides: whoever calls something of them is a test that is skipped.
INSTRUMENTS = ("_testbuffer", "_testcapi", "_testclinic", "_testinternalcapi", "_testimportmultiple", "_testmultiphase",
               "_xxsubinterpreters", "_xxtestfuzz")


class Missing:
    """What a module of CPython's instruments seems to hold; as long as no test runs all of it goes on being so."""

    is_told = False

    def __init__(self, name):
        self.__name__ = name

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(self.__name__ + "." + name)

    def __getitem__(self, name):
        return Missing(self.__name__)

    def __call__(self, *args, **keywords):
        if not Missing.is_told:
            return Missing(self.__name__)
        import unittest
        raise unittest.SkipTest(self.__name__ + " is CPython's")


def prepare():
    """No network, no sound, no hours; and nothing that is marked for CPython alone."""
    import test.support as support
    support.use_resources = []
    support.verbose = 0

    def check_impl_detail(**guards):
        return bool(guards) and not next(iter(guards.values()))
    support.check_impl_detail = check_impl_detail
    import unittest  # whose own tests lie in it, beside the package of all others
    library = os.path.dirname(os.path.realpath(os.path.dirname(os.path.dirname(support.__file__))))
    unittest.__path__.append(os.path.join(library, "unittest"))
    for name in INSTRUMENTS:
        sys.modules[name] = Missing(name)


def cases(suite):
    """The cases of a suite, those of the suites in it included."""
    waiting = [suite]
    while waiting:
        found = waiting.pop()
        if hasattr(found, "__iter__"):
            waiting += reversed(list(found))
        else:
            yield found


def make_result_class(unittest, log):
    class Result(unittest.TestResult):
        how = None
        text = ""

        def startTest(self, test):
            super().startTest(test)
            self.how, self.text = None, ""
            Missing.is_told = True
            log.say("begin", test.fidelity_name)

        def note(self, test, how, text=""):
            """The worst that is said of a method is how it ended; of a class or a module it is a line of its own."""
            if not hasattr(test, "fidelity_name"):
                log.say("group", test.id(), how, text)
            elif self.how != "failed":
                self.how, self.text = how, text

        def addSuccess(self, test):
            self.note(test, "passed")

        def addError(self, test, error):
            self.note(test, "failed", inside_log.tell_error(*error))

        addFailure = addError

        def addSubTest(self, test, subtest, error):
            if error is not None:
                self.note(test, "failed", str(subtest) + "\n" + inside_log.tell_error(*error))

        def addSkip(self, test, reason):
            if not hasattr(test, "test_case"):  # a subTest that is skipped says nothing of its method
                self.note(test, "skipped", str(reason))

        def addExpectedFailure(self, test, error):
            self.note(test, "expected")

        def addUnexpectedSuccess(self, test):
            self.note(test, "unexpected")

        def stopTest(self, test):
            super().stopTest(test)
            Missing.is_told = False
            log.say("end", test.fidelity_name, self.how or "passed", self.text)

    return Result


def run_suite(suite, log, left_out, text):
    import unittest
    import warnings
    seen = {}
    chosen = []
    for case in cases(suite):
        name = case.id()
        if type(case).__name__ == "_FailedTest":  # a module that could not be imported
            log.say("group", name.rpartition(".")[2], "failed", str(case._exception))
            continue
        seen[name] = seen.get(name, 0) + 1
        case.fidelity_name = name if seen[name] == 1 else "%s#%d" % (name, seen[name])
        if case.fidelity_name not in left_out and text in name:
            chosen.append(case)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        unittest.TestSuite(chosen).run(make_result_class(unittest, log)())


def run(module, log, left_out, text):
    """As CPython's own runner has it: by the module's test_main() where it has one."""
    prepare()
    import test.support as support
    import unittest
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(module)
        test_main = getattr(sys.modules.get(module), "test_main", None)
        if test_main is None:
            run_suite(suite, log, left_out, text)
        else:
            support._run_suite = lambda suite: run_suite(suite, log, left_out, text)
            test_main()
    except unittest.SkipTest as reason:
        log.say("group", module, "skipped", str(reason))


def main(module, log, left_out, text=""):
    with open(left_out, encoding="utf-8") as file:
        names = set(file.read().split("\n"))
    log = inside_log.Log(log)
    try:
        run(module, log, names, text)
    except BaseException as error:
        log.say("group", module, "failed", inside_log.tell_error(type(error), error, error.__traceback__))
    log.say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
