# memoryview.cast(): the same bytes read as items of another format.
data = bytearray(range(16))
view = memoryview(data)


def told(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for format in "B", "b", "c", "?", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N", "f", "d":
    items = view.cast(format)
    print(format, items.format, items.itemsize, items.nbytes, len(items), items.shape, items.strides, items.tolist(), items[0] == items.tolist()[0], list(items) == items.tolist(), items[-1] == items.tolist()[-1])
print(memoryview(b"\xff" * 8).cast("q").tolist(), memoryview(b"\xff" * 8).cast("Q")[0], memoryview(b"\xff" * 4).cast("b").tolist())
print(view.cast("I").cast("B") == view, view.cast("I").tobytes() == bytes(data), view.cast("I").contiguous, view.cast("I").readonly, view.cast("I").obj is data)
print(told(view.cast, "x"), told(view.cast, "<I"), told(view.cast, ""), told(view.cast, 5), told(view[:6].cast, "I"), told(view[::2].cast, "I"), told(view.cast("I").cast, "H"))
print(told(view.cast("I").__getitem__, 4), told(view.cast("I").__getitem__, "x"), view.cast("I") == view.cast("I"), told(len, view.cast("d")))
