# BLAKE2 with all its parameters.
import _blake2


def show(function, *arguments, **named):
    try:
        result = function(*arguments, **named).hexdigest()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result)


BIG = bytes(range(256)) * 9001
for kind in _blake2.blake2b, _blake2.blake2s:
    h = kind(b"abc")
    print(h.name, h.digest_size, h.block_size, h.digest(), kind.MAX_DIGEST_SIZE, kind.MAX_KEY_SIZE, kind.SALT_SIZE, kind.PERSON_SIZE, kind)
    for count in [0, 1, 63, 64, 65, 127, 128, 129, 256, 1000]:
        show(kind, BIG[:count])
        show(kind, BIG[:count], key=b"key", digest_size=7)
    copy = h.copy()
    h.update(BIG)
    print(h.hexdigest(), copy.hexdigest())
    show(kind, BIG, digest_size=20, key=b"k" * 32, salt=b"salt", person=b"me", fanout=3, depth=4, leaf_size=100000, node_offset=2**40 + 1,
         node_depth=2, inner_size=32, last_node=True, usedforsecurity=False)
    for named in [dict(digest_size=0), dict(digest_size=65), dict(key=b"x" * 65), dict(salt=b"x" * 17), dict(person=b"x" * 17), dict(fanout=256),
                  dict(fanout=-1), dict(depth=0), dict(leaf_size=-1), dict(leaf_size=2**32), dict(node_offset=2**64), dict(node_offset=2**48),
                  dict(node_offset=-1), dict(node_depth=256), dict(inner_size=65), dict(leaf_size="a"), dict(salt="a"), dict(digest_size="a"),
                  dict(other=1), dict(last_node=[])]:
        show(kind, **named)
    show(kind, "text")
    show(kind, 5)
    show(kind, b"", b"")
print({name: getattr(_blake2, name) for name in dir(_blake2) if name.startswith("BLAKE")})
