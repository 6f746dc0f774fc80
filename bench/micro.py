# SPDX-License-Identifier: GPL-3.0-or-later
# One small thing after the other, each over and over: `micro.py NAME TIMES`. A name is that of a function below,
# and TIMES is about the operations it does. `micro.py` alone prints the names.
import collections
import json
import re
import struct
import sys


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, by):
        self.x += by
        return self


class Far(Point):
    pass


def method_calls(times):
    point = Point(0, 0)
    for _ in range(times):
        point.move(1)


def made_objects(times):
    for i in range(times):
        Point(i, i)


def attributes(times):
    point = Far(1, 2)
    for _ in range(times // 4):
        point.x = point.y
        point.y = point.x


def nbody(times):
    bodies = [[[float(i), i * 0.5, i * 0.25], [0.0, 0.1 * i, 0.01], 1.0 + i] for i in range(5)]
    pairs = [(bodies[i], bodies[j]) for i in range(5) for j in range(i)]
    for _ in range(times // 10):
        for one, other in pairs:
            here, speed, mass = one
            there, other_speed, other_mass = other
            x, y, z = here[0] - there[0], here[1] - there[1], here[2] - there[2]
            size = 0.01 * ((x * x + y * y + z * z) ** -1.5)
            pull, push = other_mass * size, mass * size
            speed[0] -= x * pull
            speed[1] -= y * pull
            speed[2] -= z * pull
            other_speed[0] += x * push
            other_speed[1] += y * push
            other_speed[2] += z * push
        for place, speed, _ in bodies:
            place[0] += 0.01 * speed[0]
            place[1] += 0.01 * speed[1]
            place[2] += 0.01 * speed[2]


def steps(times):
    for i in range(times):
        yield i


def generator_steps(times):
    for _ in steps(times):
        pass


def suspended_generators(times):
    many = [steps(times) for _ in range(1000)]
    for _ in range(times // 1000):
        for one in many:
            next(one)


async def awaited(depth):
    if depth:
        return await awaited(depth - 1)
    return 1


def coroutine_chain(times):
    for _ in range(times // 10):
        try:
            awaited(10).send(None)
        except StopIteration:
            pass


def comprehensions(times):
    numbers = list(range(100))
    for _ in range(times // 100):
        [n * 2 for n in numbers if n & 1]
        {n: n for n in numbers}


def expressions_of_generators(times):
    numbers = list(range(100))
    for _ in range(times // 100):
        sum(n for n in numbers)


def int_loops(times):
    total = 0
    for i in range(times):
        total += i * 3 % 7 ^ i >> 2


def big_ints(times):
    value = 1
    for i in range(times):
        value = (value * 6364136223846793005 + 1442695040888963407) % (1 << 64)


def floats(times):
    x = 0.5
    for _ in range(times):
        x = 3.7 * x * (1.0 - x)


def tries(times):
    for i in range(times):
        try:
            i.nothing
        except AttributeError:
            pass


def quiet_tries(times):
    for i in range(times):
        try:
            i + 1
        finally:
            pass


def closures(times):
    count = 0

    def more():
        nonlocal count
        count += 1

    for _ in range(times):
        more()


def keyword_calls(times):
    def called(a, b=2, *, c=3):
        return a

    for i in range(times):
        called(i, c=i)


def star_calls(times):
    def called(*args, **kwargs):
        return args

    for i in range(times):
        called(i, *(1, 2), c=i)


def isinstances(times):
    point = Far(1, 2)
    for _ in range(times // 2):
        isinstance(point, Point)
        isinstance(point, (str, int))


def builtin_calls(times):
    words = ["a", "b"]
    for i in range(times // 4):
        len(words)
        abs(i)
        min(i, 3)
        ord("a")


def sorted_with_key(times):
    numbers = [i * 7919 % 1000 for i in range(1000)]
    for _ in range(times // 1000):
        sorted(numbers, key=lambda n: -n)


def sorted_plainly(times):
    numbers = [i * 7919 % 1000 for i in range(1000)]
    words = [str(n) for n in numbers]
    for _ in range(times // 2000):
        sorted(numbers)
        sorted(words)


def deques(times):
    queue = collections.deque()
    for i in range(times // 2):
        queue.append(i)
        queue.append(i)
        queue.popleft()


def counters(times):
    words = [str(i % 10) for i in range(1000)]
    for _ in range(times // 1000):
        collections.Counter(words)


def default_dicts(times):
    table = collections.defaultdict(list)
    for i in range(times):
        table[i & 63].append(i)


def dicts(times):
    table = {}
    for i in range(times // 4):
        table[i & 1023] = i
        table.get(i)
        i in table
        table.setdefault(i & 7, 0)


def dict_walks(times):
    table = {str(i): i for i in range(100)}
    for _ in range(times // 200):
        for key, value in table.items():
            pass
        for key in table:
            pass


def lists(times):
    items = []
    for i in range(times // 4):
        items.append(i)
        items[-1] = i
        items[i]
        items[:3]


def tuples(times):
    for i in range(times):
        a, b = i, 1
        (a, b, i)[1]


def sets(times):
    one, other = set(range(100)), set(range(50, 150))
    for i in range(times // 100):
        one & other
        one | other
        i in one


def zips(times):
    numbers = list(range(100))
    for _ in range(times // 100):
        for i, (a, b) in enumerate(zip(numbers, numbers)):
            pass


def maps(times):
    numbers = list(range(100))
    for _ in range(times // 200):
        list(map(str, numbers))
        list(filter(None, numbers))


def str_build(times):
    for _ in range(times // 100):
        text = ""
        for _ in range(50):
            text += "some "
            text = text + "more"


def str_slice(times):
    text = "some text that is cut into pieces" * 3
    for i in range(times // 3):
        text[i % 10:20]
        text[5]
        text[::-1]


def str_percent(times):
    for i in range(times // 2):
        "%s is %d" % ("name", i)
        "%-10s|%5.2f|%04x" % ("left", 1.5, i)


def str_format(times):
    for i in range(times // 2):
        "{} is {}".format("name", i)
        "{0:>10}|{1:5.2f}|{2:04x}".format("right", 1.5, i)


def f_strings(times):
    name = "name"
    for i in range(times // 2):
        f"{name} is {i}"
        f"{name:>10}|{1.5:5.2f}|{i:04x}"


def str_join(times):
    words = ["one", "two", "three", "four"] * 5
    for _ in range(times // 20):
        ", ".join(words)


def str_split(times):
    text = "one two three four " * 5
    for _ in range(times // 40):
        text.split()
        text.split(" ")


def str_replace(times):
    text = "one two three four " * 5
    for _ in range(times // 2):
        text.replace("two", "2")
        text.replace("e", "E")


def str_find(times):
    text = "one two three four " * 5
    for _ in range(times // 4):
        text.find("five")
        text.startswith("one")
        text.strip()
        "four" in text


def str_case(times):
    text = "Some words In both Cases"
    for _ in range(times // 4):
        text.upper()
        text.lower()
        text.isalpha()
        text.title()


def str_encode(times):
    text, far = "plain text of some length", "näht Grüße"
    for _ in range(times // 3):
        text.encode()
        text.encode("ascii")
        far.encode("utf-8")


def bytes_decode(times):
    text, far = b"plain text of some length", "näht Grüße".encode()
    for _ in range(times // 3):
        text.decode()
        text.decode("latin-1")
        far.decode("utf-8")


def bytes_build(times):
    for _ in range(times // 100):
        data = b""
        for _ in range(50):
            data += b"some "
            data = data + b"more"


def bytes_slice(times):
    data = b"some bytes that are cut into pieces" * 3
    for i in range(times // 3):
        data[i % 10:20]
        data[5]
        data[::-1]


def bytes_percent(times):
    for i in range(times):
        b"%s is %d" % (b"name", i)


def bytes_join(times):
    words = [b"one", b"two", b"three", b"four"] * 5
    for _ in range(times // 20):
        b", ".join(words)


def bytes_split(times):
    data = b"one two three four " * 5
    for _ in range(times // 40):
        data.split()
        data.split(b" ")


def bytes_replace(times):
    data = b"one two three four " * 5
    for _ in range(times // 2):
        data.replace(b"two", b"2")
        data.replace(b"e", b"E")


def bytearrays(times):
    data = bytearray()
    for i in range(times // 3):
        data.append(i & 255)
        data += b"more"
        data[0] = 1


def ints_and_text(times):
    for i in range(times // 3):
        str(i)
        int("12345")
        hex(i)


def bytes_and_ints(times):
    for i in range(times // 2):
        i.to_bytes(4, "big")
        int.from_bytes(b"\0\1\2\3", "big")


def document():
    return {"name": "value", "numbers": list(range(100)), "floats": [i / 7 for i in range(20)],
            "inner": [{"id": i, "text": "some \"text\"\n", "flag": True, "none": None} for i in range(20)]}


def json_loads(times):
    text = json.dumps(document())
    for _ in range(times // 250):
        json.loads(text)


def json_dumps(times):
    told = document()
    for _ in range(times // 250):
        json.dumps(told)


def json_dumps_indent(times):
    told = document()
    for _ in range(times // 250):
        json.dumps(told, indent=2)


def struct_pack(times):
    for i in range(times):
        struct.pack("!HHI", 1, 2, i)


def struct_unpack(times):
    data = struct.pack("!HHI", 1, 2, 3)
    for _ in range(times):
        struct.unpack("!HHI", data)


def struct_objects(times):
    form = struct.Struct("<IB4s")
    for i in range(times // 2):
        form.unpack(form.pack(i, 1, b"abcd"))


def re_search(times):
    text = "no such words are to be found here, but at its end " * 20 + "key=value"
    pattern = re.compile(r"(\w+)=(\w+)")
    for _ in range(times // 1000):
        pattern.search(text)


def re_match(times):
    pattern = re.compile(r"(\w+): (\d+)")
    for _ in range(times):
        pattern.match("length: 120").group(2)


def re_sub(times):
    text = "one two three four " * 5
    pattern = re.compile("t[a-z]+")
    for _ in range(times // 10):
        pattern.sub("x", text)
        pattern.findall(text)


BENCHES = {name: value for name, value in globals().items()
           if callable(value) and name not in ("Point", "Far", "steps", "awaited", "document")}

if len(sys.argv) == 3:
    BENCHES[sys.argv[1]](int(sys.argv[2]))
else:
    print("\n".join(BENCHES))
