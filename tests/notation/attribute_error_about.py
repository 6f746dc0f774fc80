# SPDX-License-Identifier: GPL-3.0-or-later
# An AttributeError of the program's own says about what it is, and so gets a suggestion.
import os
import sys

os.dup2(1, 2)


class Asked:
    blech = None

    def __getattr__(self, name):
        raise AttributeError(*self.arguments)

    arguments = ()


class Computed:
    blech = None

    @property
    def bluch(self):
        raise AttributeError("computed")


class Always:
    def __getattribute__(self, name):
        raise AttributeError("always " + name)


class Said(Asked):
    def __getattr__(self, name):
        raise AttributeError("said", name="other", obj=5)


class Other(Asked):
    def __getattr__(self, name):
        raise KeyError(name)


def about(make):
    try:
        make()
    except Exception as error:
        print(repr(error), getattr(error, "name", "-"), type(getattr(error, "obj", None)).__name__)
        sys.stdout.flush()
        error.__traceback__ = None
        sys.excepthook(type(error), error, None)
        sys.stderr.flush()


about(lambda: Asked().bluch)
about(lambda: getattr(Asked(), "bluch"))
about(lambda: Asked().bluch())
Asked.arguments = ("with words",)
about(lambda: Asked().bluch)
about(lambda: Always().bluch)
about(lambda: Said().bluch)
about(lambda: Other().bluch)
print(getattr(Asked(), "bluch", "default"), hasattr(Asked(), "bluch"))


class Descriptor:
    def __get__(self, instance, owner):
        raise AttributeError("of the descriptor")


class Holder:
    plain = Descriptor()
    computed = Computed.bluch


class Hooked(Holder):
    def __getattribute__(self, name):
        return super().__getattribute__(name)


for kind in Holder, Hooked:
    about(lambda: kind().plain)
    about(lambda: kind().plain())
    about(lambda: kind().computed)
    about(lambda: kind().computed())
    about(lambda: kind.plain())
    about(lambda: getattr(kind(), "plain"))
