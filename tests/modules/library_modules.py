# Modules of Python's own library, as they are, over what causette has in C.
import argparse
import collections
import copy
import dataclasses
import enum
import functools
import json
import logging
import random
import re
import string
import sys
import textwrap
import typing


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = 0
    names: list = dataclasses.field(default_factory=list)


class Color(enum.Enum):
    RED = 1
    BLUE = enum.auto()


class Flags(enum.IntFlag):
    A = 1
    B = 2


@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(Point(1), Point(1) < Point(2), dataclasses.asdict(Point(3, 4, ["a"])), dataclasses.replace(Point(1), y=5))
print(Color.RED, Color(2), Color["BLUE"].value, list(Color), Flags.A | Flags.B, Flags(3) & Flags.A)
print(json.dumps({"a": [1, 2.5, None, True, "é"]}, indent=1), json.loads('{"x": [1, {"y": "\\u00e9"}]}'))
print(re.findall(r"(\w+)=(\d+)", "a=1, bc=22"), re.sub(r"(?P<n>\d+)", lambda m: str(int(m["n"]) * 2), "1 and 20"), re.split(r"[,;]\s*", "a, b;c"))
print(re.match(r"[^\x00-\x7f]+", "éàü").group(), re.compile(r"[\u0100-\u0200\u3000-\u4000x]").search("ab\u3042c"))
print(collections.Counter("mississippi").most_common(2), collections.namedtuple("P", "x y")(1, y=2), collections.OrderedDict(a=1), fib(50), fib.cache_info())
print(string.Template("$who is $what").substitute(who="it", what="so"), textwrap.fill("the quick brown fox " * 3, 20), typing.Optional[int], typing.get_type_hints(Point))
random.seed(5)
print(random.random(), random.randint(1, 100), random.sample(range(100), 5), random.choice("abc"))
parser = argparse.ArgumentParser(prog="it")
parser.add_argument("port", type=int)
parser.add_argument("--host", default="127.0.0.1")
print(parser.parse_args(["3000", "--host", "x"]), parser.format_usage())
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(name)s %(message)s", level=logging.INFO)
logging.getLogger("a.b").info("hello %s", "you")
print(copy.deepcopy({"a": [1, (2, Point(1))]}), copy.copy(Color.RED) is Color.RED)
