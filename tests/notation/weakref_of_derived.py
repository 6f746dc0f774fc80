# A weak reference to an instance of a class over an exception or a stream hears of its end, with a __del__ or without.
import io
import weakref

def end(kind, *args):
    thing = kind(*args)
    reference = weakref.ref(thing, lambda _: print("gone"))
    del thing
    keep = [kind(*args) for _ in range(50)]
    print(kind.__name__, reference(), len(keep))

class Problem(Exception):
    pass

class Stream(io.BytesIO):
    pass

class Text(io.StringIO):
    pass

class Raw(io.RawIOBase):
    pass

class Ended(Exception):
    count = 0
    def __del__(self):
        Ended.count += 1

end(Problem, 1)
end(Stream, b"x")
end(Text, "x")
end(Raw)
end(Ended, 1)
print(Ended.count)
