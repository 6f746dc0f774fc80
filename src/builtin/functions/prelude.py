# SPDX-License-Identifier: GPL-3.0-or-later
"""Helpers of the machine, written in the notation because they may run a program's own methods.

C asks for them by name (call_helper) where values need __eq__, __hash__, __repr__ and the like of a program's class, or
nest too deep for C. Loaded at the first use of any. Only defs stand here. The primitives _kind, _items, _candidates,
_version, _task, _index, _splice_bytearray, _is_caught, _take_origin, _has_origin and _printing are put beside them by builtin/functions/prelude.c.
"""


# ---- comparing: vm/op_compare.c, call_equal

def _equal(a, b):
    return True if a == b else False


def _not(x):
    return not x


# Containers of one native type, whose items the program compares. op is a Comparison: < <= == != > >=.
def _compare(a, b, op):
    try:
        kind = _kind(a)
        if kind == "list" or kind == "tuple":
            return _compare_sequences(kind, _items(a), _items(b), op)
        if kind == "dict":
            return _compare_dicts(a, b) == (op == 2)
        if kind == "types.GenericAlias":
            stars = a.__unpacked__ == b.__unpacked__
            return (stars and a.__origin__ == b.__origin__ and a.__args__ == b.__args__) == (op == 2)
        if kind == "types.UnionType":
            return (set(a.__args__) == set(b.__args__)) == (op == 2)
        if kind == "method":
            return (a.__self__ is b.__self__ and a.__func__ == b.__func__) == (op == 2)
        if kind == "slice":
            return _compare_sequences("tuple", [a.start, a.stop, a.step], [b.start, b.stop, b.step], op)
        return _compare_sets(a, b, op)
    except RecursionError:
        raise RecursionError("maximum recursion depth exceeded in comparison") from None


def _ordered(a, b, op):
    if op == 0:
        return a < b
    if op == 1:
        return a <= b
    if op == 4:
        return a > b
    return a >= b


def _compare_sequences(kind, a, b, op):
    if kind == "list" and len(a) != len(b) and (op == 2 or op == 3):
        return op == 3
    for x, y in zip(a, b):
        if x is y or x == y:
            continue
        if op == 2 or op == 3:
            return op == 3
        return _ordered(x, y, op)
    if op == 2 or op == 3:
        return (len(a) == len(b)) == (op == 2)
    return _ordered(len(a), len(b), op)


def _compare_dicts(a, b):
    if dict.__len__(a) != dict.__len__(b):
        return False
    for key, value in _items(a):
        if not dict.__contains__(b, key):
            return False
        other = dict.__getitem__(b, key)
        if not (value is other or value == other):
            return False
    return True


def _compare_sets(a, b, op):
    if op == 3:
        return not _compare_sets(a, b, 2)
    if op == 4 or op == 5:
        return _compare_sets(b, a, op - 4)
    if op == 2 and len(a) != len(b) or op == 0 and len(a) >= len(b) or op == 1 and len(a) > len(b):
        return False
    for item in _items(a):
        if item not in b:
            return False
    return True


# x in container, when that has neither __contains__ nor keys: vm/op_compare.c
def _contains(item, container):
    kind = _kind(container)
    for x in _items(container) if kind == "list" or kind == "tuple" else container:
        if x is item or x == item:
            return True
    return False


# ---- hashing and keys: vm/op_object.c, arg_key

def _hash(x):
    kind = _kind(x)
    if kind == "types.GenericAlias":
        return hash(x.__origin__) ^ hash(x.__args__)
    if kind == "types.UnionType":
        return hash(frozenset(x.__args__))
    if kind == "method":
        return object.__hash__(x.__self__) ^ hash(x.__func__)
    mask = 0xFFFFFFFFFFFFFFFF
    total = 2870177450012600261
    items = _items(x)
    for item in items:
        total = total + hash(item) * 14029467366897019727 & mask
        total = (total << 31 | total >> 33) & mask
        total = total * 11400714785074694791 & mask
    total = total + (len(items) ^ 2870177450012600261 ^ 3527539) & mask
    if total == mask:
        return 1546275796
    return total if total < 1 << 63 else total - (1 << 64)


# The key that stands in the dict or set, if one equals this one; and the hash. A comparison that changes the container
# starts the search anew.
def _find_key(container, key):
    number = hash(key)
    while True:
        version = _version(container)
        for candidate in _candidates(container, number):
            if candidate is key:
                return candidate, number
            equal = candidate == key
            if version != _version(container):
                break
            if equal:
                return candidate, number
        else:
            return key, number


# ---- printing: vm/op_object.c

def _repr(x):
    kind = _kind(x)
    if kind == "method":
        return f"<bound method {x.__func__.__qualname__} of {x.__self__!r}>"
    if kind == "builtin_function_or_method":
        return f"<bound method {x.__qualname__} of {x.__self__!r}>"
    if kind == "int":
        return int.__repr__(x)  # past the limit of digits: raises
    mark = _task(), id(x)
    if mark in _printing and not kind.startswith("types."):
        return _repr_again(kind, x)
    _printing.add(mark)
    try:
        return _repr_once(kind, x)
    except RecursionError:
        raise RecursionError("maximum recursion depth exceeded while getting the repr of an object") from None
    finally:
        _printing.discard(mark)


def _repr_again(kind, x):
    if kind == "list":
        return "[...]"
    if kind == "tuple":
        return "(...)"
    if kind == "dict":
        return "{...}"
    if kind.startswith("dict_"):
        return "..."
    return type(x).__name__ + "(...)"


def _reprs(items):
    return ", ".join([repr(item) for item in items])


def _repr_pairs(x):
    return ", ".join([repr(key) + ": " + repr(value) for key, value in _items(x)])


def _repr_once(kind, x):
    if kind == "list":
        return "[" + _reprs(list.__iter__(x)) + "]"  # as it is by then: an item's __repr__ may change it
    if kind == "tuple":
        items = _items(x)
        return "(" + _reprs(items) + (",)" if len(items) == 1 else ")")
    if kind == "dict":
        return "{" + _repr_pairs(x) + "}"
    if kind == "set" or kind == "frozenset":
        return _repr_set(x)
    if kind == "slice":
        return f"slice({x.start!r}, {x.stop!r}, {x.step!r})"
    if kind == "mappingproxy":
        return f"mappingproxy({x.copy()!r})"
    if kind == "BaseException":
        return type(x).__name__ + ("(" + repr(x.args[0]) + ")" if len(x.args) == 1 else repr(x.args))
    if kind.startswith("dict_"):
        return kind + "([" + _reprs(_items(x)) + "])"
    if kind == "types.GenericAlias":
        arguments = ", ".join([_repr_argument(argument) for argument in x.__args__]) or "()"
        star = "*" if x.__unpacked__ else ""
        return star + _repr_argument(x.__origin__) + "[" + arguments + "]"
    if kind == "types.UnionType":
        return " | ".join(["None" if part is type(None) else _repr_argument(part) for part in x.__args__])
    if kind == "classmethod" or kind == "staticmethod":
        return f"<{kind}({x.__func__!r})>"
    return object.__repr__(x)


# `x` prints as what make() gives, and as `again` where it holds itself.
def _repr_guarded(x, again, make):
    mark = _task(), id(x)
    if mark in _printing:
        return again
    _printing.add(mark)
    try:
        return make()
    finally:
        _printing.discard(mark)


def _repr_deque(x, name, items, maxlen):
    return _repr_guarded(x, "[...]", lambda: f"{name}({items!r})" if maxlen is None else
                         f"{name}({items!r}, maxlen={maxlen})")


def _repr_partial(x, name, parts, keywords):
    return _repr_guarded(x, "...", lambda: name + "(" + ", ".join(
        [repr(part) for part in parts] + [f"{key}={value!r}" for key, value in keywords.items()]) + ")")


def _repr_defaultdict(x, factory):
    items = _repr(x)
    return f"{type(x).__name__}({_repr_guarded(factory, '...', lambda: repr(factory))}, {items})"


def _repr_namespace(x):
    name = "namespace" if type(x).__name__ == "SimpleNamespace" else type(x).__name__
    mark = _task(), id(x)
    if mark in _printing:
        return name + "(...)"
    _printing.add(mark)
    try:
        return name + "(" + ", ".join([f"{key}={value!r}" for key, value in _items(x.__dict__)]) + ")"
    finally:
        _printing.discard(mark)


# An argument of a class, named as in an annotation.
def _repr_argument(x):
    if x is ...:
        return "..."
    if hasattr(x, "__origin__") and hasattr(x, "__args__"):
        return repr(x)
    name = getattr(x, "__qualname__", None)
    module = getattr(x, "__module__", None)
    if name is None or module is None:
        return repr(x)
    return name if module == "builtins" else f"{module}.{name}"


def _repr_set(x):
    items = _items(x)
    if not items:
        return type(x).__name__ + "()"
    if type(x) is set:
        return "{" + _reprs(items) + "}"
    return type(x).__name__ + "({" + _reprs(items) + "})"


def _exception_str(e):
    args = e.args
    if isinstance(e, OSError) and e.errno is not None and e.strerror is not None:
        text = f"[Errno {e.errno}] {e.strerror}"
        if e.filename is not None:
            text += f": {e.filename!r}"
        if e.filename2 is not None:
            text += f" -> {e.filename2!r}"
        return text
    if isinstance(e, SyntaxError):
        return str(e.msg)
    if not args:
        return ""
    if len(args) > 1:
        return repr(args)
    return repr(args[0]) if isinstance(e, KeyError) else str(args[0])


# ---- attributes and calls: call_method

def _call_method(x, name, *args):
    return getattr(x, name)(*args)


# compile() to a tree: of a text that has none it says what is wrong with it, or that there is none.

def _parse_tree(source, filename, mode, flags):
    import _ast_tree
    tree = _ast_tree.parse(source, filename, mode)
    if tree is None:
        compile(source, filename, mode, flags & ~0x400, True)
        raise NotImplementedError("compile() with ast.PyCF_ONLY_AST, as ast.parse() calls it, is in causette for literals alone "
                                  "(Python has it)")
    return tree


# Special methods that are what a descriptor of the program gives.

def _bind_described(x, name):
    kind = type(x)
    for base in type.__dict__["__mro__"].__get__(kind):
        if name in base.__dict__:
            found = base.__dict__[name]
            break
    get = getattr(type(found), "__get__", None)
    return found if get is None else get(found, x, kind)


def _call_described(x, name, *args):
    return _bind_described(x, name)(*args)


def _enter_described(box):
    manager, enter, exit = box
    enter, exit = _bind_described(manager, enter), _bind_described(manager, exit)
    box[:] = [exit]
    return enter()


# ---- isinstance() and issubclass(): vm/op_class.c

def _is_instance_of_any(x, classes):
    for wanted in classes:
        if isinstance(x, wanted):
            return True
    return False


def _is_subclass_of_any(x, classes):
    for wanted in classes:
        if issubclass(x, wanted):
            return True
    return False


# What is no class may have bases as one.
def _bases_of(x):
    try:
        bases = x.__bases__
    except AttributeError:
        return None
    return bases if type(bases) is tuple else None


def _is_derived(x, wanted):
    while x is not wanted:
        bases = _bases_of(x)
        if not bases:
            return False
        if len(bases) > 1:
            for base in bases:
                if _is_derived(base, wanted):
                    return True
            return False
        x = bases[0]
    return True


def _is_abstract_instance(x, wanted):
    if _kind(wanted) == "types.GenericAlias":
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
    if _bases_of(wanted) is None:
        raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    try:
        kind = x.__class__
    except AttributeError:
        return False
    return _is_derived(kind, wanted)


def _is_abstract_subclass(x, wanted):
    if _bases_of(x) is None:
        raise TypeError("issubclass() arg 1 must be a class")
    if _kind(wanted) == "types.GenericAlias":
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")
    if _bases_of(wanted) is None:
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return _is_derived(x, wanted)


# ---- list[T][int]: builtin/classes/generic.c

def _alias_parameters(arguments):
    found = []
    for argument in arguments:
        if issubclass(type(argument), type):
            continue
        own = (argument,) if hasattr(argument, "__typing_subst__") else getattr(argument, "__parameters__", ())
        for parameter in own if type(own) is tuple else ():
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _alias_made(made, alias):
    try:
        made.__orig_class__ = alias
    except (AttributeError, TypeError):
        pass
    return made


def _alias_dir(alias):
    names = dir(alias.__origin__)
    own = ("__origin__", "__args__", "__parameters__", "__unpacked__", "__typing_unpacked_tuple_args__",
           "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__", "__class__")
    return names + [name for name in own if name not in names]


# The arguments between brackets; of *tuple[int, str] there, int and str.
def _alias_given(item):
    given = []
    for one in item if isinstance(item, tuple) else (item,):
        inner = None if isinstance(one, type) else getattr(one, "__typing_unpacked_tuple_args__", None)
        if isinstance(inner, tuple) and not (inner and inner[-1] is ...):
            given.extend(inner)
        else:
            given.append(one)
    return tuple(given)


# An argument that has type variables of its own, with these filled in.
def _alias_argument(argument, parameters, items):
    own = getattr(argument, "__parameters__", None)
    if not isinstance(own, tuple) or not own:
        return argument
    filled = []
    for parameter in own:
        if parameter not in parameters:
            filled.append(parameter)
            continue
        item = items[parameters.index(parameter)]
        if hasattr(type(parameter), "__iter__") and isinstance(item, tuple):
            filled.extend(item)
        else:
            filled.append(item)
    return argument[tuple(filled)]


def _alias_filled(alias, item):
    parameters = alias.__parameters__
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    items = _alias_given(item)
    for parameter in parameters:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            items = prepare(alias, items if isinstance(items, tuple) else (items,))
    items = items if isinstance(items, tuple) else (items,)
    if len(items) != len(parameters):
        amount = "many" if len(items) > len(parameters) else "few"
        raise TypeError(f"Too {amount} arguments for {alias!r}; actual {len(items)}, expected {len(parameters)}")
    filled = []
    for argument in alias.__args__:
        if isinstance(argument, type):
            filled.append(argument)
            continue
        substitute = getattr(argument, "__typing_subst__", None)
        if substitute is not None:
            made = substitute(items[parameters.index(argument)])
        else:
            made = _alias_argument(argument, parameters, items)
        if getattr(argument, "__typing_is_unpacked_typevartuple__", False):
            filled.extend(made)
        else:
            filled.append(made)
    return tuple(filled)


def _alias_item(alias, item):
    kind = type(list[int])
    return kind(alias.__origin__, _alias_filled(alias, item))


def _union_item(union, item):
    parts = _alias_filled(union, item)
    whole = parts[0]
    for part in parts[1:]:
        whole = whole | part
    return whole


# ---- property, classmethod: classes/property.c, classes/descriptor.c

def _property_doc(made, get, is_exact):
    try:
        doc = get.__doc__
    except AttributeError:
        return None
    if not is_exact:
        made.__doc__ = doc
    return doc


def _wrap(wrapper, function):
    for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__"):
        try:
            value = getattr(function, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)


def _any_abstract(functions):
    for function in functions:
        if getattr(function, "__isabstractmethod__", False):
            return True
    return False


# ---- abstract classes: modules/_abc

def _abc_abstracts(cls):
    abstracts = {name for name, value in cls.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                abstracts.add(name)
    return frozenset(abstracts)


def _abc_is_subclass(cls, subclass, registered):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        if answer is not True and answer is not False:
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        return answer
    if cls in subclass.__mro__:
        return True
    for other in registered:
        if other is subclass:
            return None  # true, but not to be remembered
    for other in registered:
        if issubclass(subclass, other):
            return True
    for other in cls.__subclasses__():
        if issubclass(subclass, other):
            return True
    return False


# ---- making an instance of an abstract class: vm/class_call.c

def _raise_abstract(name, methods):
    names = sorted(methods)
    plural = "s" if len(names) > 1 else ""
    raise TypeError(f"Can't instantiate abstract class {name} with abstract method{plural} {', '.join(names)}")


# ---- class statements: vm/class_build.c

# A pair: the bases without what stands for others by its __mro_entries__, and those that were written.
def _resolve_bases(bases):
    resolved = []
    for base in bases:
        if issubclass(type(base), type) or not hasattr(base, "__mro_entries__"):
            resolved.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved.extend(entries)
    return tuple(resolved), bases


def _prepare_class(metaclass, name, bases, keywords):
    try:
        prepare = metaclass.__prepare__
    except AttributeError:
        return {}
    names = prepare(name, bases) if keywords is None else prepare(name, bases, **keywords)
    if not hasattr(type(names), "__getitem__"):
        owner = metaclass.__name__ if issubclass(type(metaclass), type) else "<metaclass>"
        raise TypeError(f"{owner}.__prepare__() must return a mapping, not {type(names).__name__}")
    return names


# ---- filling containers: vm/op_collect.c, vm/op_arith.c

def _to_list(iterable):
    return [*iterable]


def _keys_of(mapping):
    keys = mapping.keys()
    try:
        return [*iter(keys)]
    except TypeError:
        if hasattr(keys, "__iter__"):
            raise
    raise TypeError(f"{type(mapping).__name__}.keys() returned a non-iterable (type {type(keys).__name__})")


def _to_dict(mapping):
    return {key: mapping[key] for key in _keys_of(mapping)}


def _dict_update(mapping, target):
    if isinstance(mapping, dict):
        for key, value in _items(mapping):
            dict.__setitem__(target, key, value)
    else:
        for key in _keys_of(mapping):
            dict.__setitem__(target, key, mapping[key])


def _set_update(iterable, target):
    for item in iterable:
        set.add(target, item)


def _extend_in_place(target, iterable):
    if _kind(target) == "list":
        list.extend(target, iterable)
    elif iterable is target and len(target):
        raise BufferError("Existing exports of data: object cannot be re-sized")
    else:
        if not isinstance(iterable, (bytes, bytearray, memoryview)):
            try:
                memoryview(iterable)
            except TypeError:
                raise TypeError(f"can't concat {type(iterable).__name__} to {type(target).__name__}") from None
        bytearray.extend(target, iterable)
    return target


# ---- slices: vm/op_item.c

def _slice_of_ints(s):
    step = _slice_part(s.step)
    start = _slice_part(s.start)
    return slice(start, _slice_part(s.stop), step)


# The bytes that the items of a list are, which __index__ may change meanwhile.
def _indices(items, range_problem):
    numbers = []
    for item in items:
        number = _index(item)
        if not 0 <= number <= 255:
            raise ValueError(range_problem)
        numbers.append(number)
    return numbers


def _slice_part(part):
    if part is None:
        return None
    if not hasattr(type(part), "__index__"):
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return _index(part)


def _set_bytearray_slice(value, target, s):
    if not isinstance(value, (bytes, bytearray, memoryview)):
        if isinstance(value, (int, str)):
            raise TypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        value = bytearray(value)
    value = bytes(value)
    start, stop, step = s.indices(len(target))
    if step == 1:
        _splice_bytearray(target, start, max(start, stop), value)
        return
    places = range(start, stop, step)
    if not value and places:
        _delete_places(target, places)
    elif len(places) != len(value):
        raise ValueError(
            f"attempt to assign bytes of size {len(value)} to extended slice of size {len(places)}")
    for place, byte in zip(places, value):
        target[place] = byte


def _delete_places(target, places):
    for place in sorted(places, reverse=True):
        _splice_bytearray(target, place, place + 1, b"")


def _delete_from_bytearray(target, key):
    if isinstance(key, slice):
        start, stop, step = key.indices(len(target))
        if step == 1:
            _splice_bytearray(target, start, max(start, stop), b"")
        else:
            _delete_places(target, range(start, stop, step))
        return
    try:
        place = _index(key)
    except TypeError:
        raise TypeError(
            f"bytearray indices must be integers or slices, not {type(key).__name__}") from None
    if place < 0:
        place += len(target)
    if not 0 <= place < len(target):
        raise IndexError("bytearray index out of range")
    _splice_bytearray(target, place, place + 1, b"")


# ---- builtins that go through an iterable: builtin/functions/iterate.c. C does what it can and hands over the rest.

def _any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def _all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


# The first item that no other one is less than (greater: more than); `none` is given for no items.
def _extreme(iterable, key, greater, none):
    best = value = none
    first = True
    for item in iterable:
        candidate = item if key is None else key(item)
        if first or (candidate > value if greater else candidate < value):
            best = item
            value = candidate
            first = False
    if first and none is _missing:
        raise ValueError(("max" if greater else "min") + "() arg is an empty sequence")
    return best


# ---- sorting: list.sort and sorted, when < is the program's. Gives a new list; as stable, and asking the same questions
# of short lists, as CPython's: runs, then binary insertion.

def _sort_with_hooks(items, keys):
    return [items[i] for i in _merge_sort(keys, list(range(len(items))))]


def _merge_sort(keys, order):
    count = len(order)
    if count < 64:
        return _insertion_sort(keys, order)
    middle = count // 2
    a = _merge_sort(keys, order[:middle])
    b = _merge_sort(keys, order[middle:])
    merged = []
    i = j = 0
    while i < len(a) and j < len(b):
        if keys[b[j]] < keys[a[i]]:
            merged.append(b[j])
            j += 1
        else:
            merged.append(a[i])
            i += 1
    return merged + a[i:] + b[j:]


def _insertion_sort(keys, order):
    count = len(order)
    if count < 2:
        return order
    end = 2
    if keys[order[1]] < keys[order[0]]:
        while end < count and keys[order[end]] < keys[order[end - 1]]:
            end += 1
        order[:end] = reversed(order[:end])
    else:
        while end < count and not keys[order[end]] < keys[order[end - 1]]:
            end += 1
    for start in range(end, count):
        pivot = order[start]
        low = 0
        high = start
        while low < high:
            middle = low + high >> 1
            if keys[pivot] < keys[order[middle]]:
                high = middle
            else:
                low = middle + 1
        order[start:start + 1] = []
        order.insert(low, pivot)
    return order


# ---- ranges asked for what is no int: builtin/classes/range.c

def _range_count(numbers, value):
    count = 0
    for number in numbers:
        if number == value:
            count += 1
    return count


def _range_index(numbers, value):
    for i, number in enumerate(numbers):
        if number == value:
            return i
    raise ValueError("sequence.index(x): x not in sequence")


# ---- dicts and their views: builtin/classes/dict.c, builtin/classes/view.c

def _fromkeys(cls, iterable, value):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


def _dict_update_any(source, target):
    if isinstance(source, dict) or hasattr(source, "keys"):
        _dict_update(source, target)
    else:
        _dict_update_pairs(source, target, 0)


def _dict_update_pairs(pairs, target, i):
    for item in pairs:
        try:
            pair = [*item]
        except TypeError:
            raise TypeError(f"cannot convert dictionary update sequence element #{i} to a sequence") from None
        if len(pair) != 2:
            raise ValueError(f"dictionary update sequence element #{i} has length {len(pair)}; 2 is required")
        dict.__setitem__(target, pair[0], pair[1])
        i += 1


def _items_contain(items, pair):
    for key, value in items:
        if (key is pair[0] or key == pair[0]) and hash(key) == hash(pair[0]):
            return value is pair[1] or value == pair[1]
    hash(pair[0])
    return False


def _is_setlike_view(x):
    return _kind(x) == "dict_keys" or _kind(x) == "dict_items"


def _view_and(a, b):
    if not _is_setlike_view(a):
        a, b = b, a
    if type(b) is set and len(a) <= len(b):
        return b.intersection(a)
    if _is_setlike_view(b) and len(b) > len(a):
        a, b = b, a
    result = set()
    for item in b:
        if item in a:
            result.add(item)
    return result


def _view_or(a, b):
    result = set(a)
    result.update(b)
    return result


def _view_sub(a, b):
    result = set(a)
    result.difference_update(b)
    return result


def _view_xor(a, b):
    if _kind(a) != "dict_items" or _kind(b) != "dict_items":
        result = set(a)
        result.symmetric_difference_update(b)
        return result
    if len(a) > len(b):
        a, b = b, a
    left = dict(a)
    result = set()
    for key, value in b:
        if key in left and (left[key] is value or left[key] == value):
            del left[key]
        else:
            result.add((key, value))
    result.update(left.items())
    return result


def _view_isdisjoint(view, other):
    if view is other:
        return len(view) == 0
    if (type(other) is set or type(other) is frozenset or _is_setlike_view(other)) and len(other) > len(view):
        view, other = other, view
    for item in other:
        if item in view:
            return False
    return True


# ---- str.translate with a table that is no plain dict: builtin/text/str_translate.c

def _translate(text, table):
    parts = []
    for character in text:
        try:
            by = table[ord(character)]
        except LookupError:
            by = character
        if by is None:
            continue
        if isinstance(by, int):
            if not 0 <= by < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            by = chr(by)
        elif not isinstance(by, str):
            raise TypeError("character mapping must return integer, None or str")
        parts.append(by)
    return "".join(parts)


# ---- from module import name, where sys.modules holds something else and that has no such attribute: modules/modules.c

def _import_from(owner, name, modules):
    package = getattr(owner, "__name__", None)
    if not isinstance(package, str):
        package = "<unknown module name>"
    elif f"{package}.{name}" in modules:
        return modules[f"{package}.{name}"]
    raise ImportError(f"cannot import name {name!r} from {package!r} (unknown location)", name=package)


# ---- what the compiler warns of: functions/compile.c, shell/program.c

# Gives the code, or raises what stands in its place.
def _warn_of_source(filename, rows, made):
    import _warnings
    for is_deprecation, text, line, error in rows:
        category = DeprecationWarning if is_deprecation else SyntaxWarning
        failed = False
        try:
            _warnings.warn_explicit(text, category, filename, line)
        except category:
            failed = True
        if failed:
            raise error
    if isinstance(made, BaseException):
        raise made
    return made


# A module of which the compiler warned: modules/import.c
def _run_warned(filename, rows, code, names):
    exec(_warn_of_source(filename, rows, code), names)


# -W: python3 imports it before anything else
def _import_warnings():
    import warnings


# ---- -m, folders and archives as programs: shell/program.c

def _run_as_main(name, is_named):
    import runpy
    runpy._run_module_as_main(name, is_named)


# ---- attributes of modules that are made when first asked for: vm/attribute.c

def _module_place(module, name):
    names = module.__dict__
    if module.__name__ == "sys" and name not in ("meta_path", "path_hooks", "path_importer_cache", "__spec__", "__loader__"):
        import _sys_facts
        try:
            return _sys_facts.find(name)
        except KeyError:
            pass
    else:
        try:
            import _frozen_importlib_external
        except ModuleNotFoundError:
            pass
    if name in names:
        return names[name]
    if "__getattr__" in names:
        return names["__getattr__"](name)
    import _imp
    lacking = _imp._lacking(module.__name__, name) if module.__name__ == "sys" else ""
    raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}{lacking}", name=name, obj=module)


# ---- from module import *, where the module is none or has no plain __all__: modules/modules.c

def _import_star(module, names):
    private = "_"
    try:
        listed, where = module.__all__, "Item in %s.__all__"
    except AttributeError:
        try:
            listed, where = list(module.__dict__.keys()), "Key in %s.__dict__"
        except AttributeError:
            raise ImportError("from-import-* object has no __dict__ and no __all__") from None
    else:
        private = None
    position = 0
    while True:
        try:
            name = listed[position]
        except IndexError:
            return
        position += 1
        if not isinstance(name, str):
            owner = module.__name__
            if not isinstance(owner, str):
                raise TypeError(f"module __name__ must be a string, not {type(owner).__name__}")
            raise TypeError(f"{where % owner} must be str, not {type(name).__name__}")
        if name[:1] != private:
            names[name] = getattr(module, name)


# ---- what `yield from` delegates to: vm/generator.c

def _close_delegate(iterator):
    try:
        close = iterator.close
    except AttributeError:
        return
    close()


# A tuple of what throw() gave; None where there is no throw().
def _throw_into_delegate(iterator, *thrown):
    try:
        throw = iterator.throw
    except AttributeError:
        return None
    return throw(*thrown),


# ---- sets whose keys the program compares: builtin/classes/set.c. Each gives the set that goes on.

def _set_unite(target, other):
    for item in other:
        set.add(target, item)
    return target


def _set_subtract(target, other):
    for item in other:
        set.discard(target, item)
    return target


def _set_difference(a, b):
    if not isinstance(b, (set, frozenset, dict)) or len(a) >> 2 > len(b):
        return _set_subtract(set(a), b)
    result = set()
    for item in a:
        if item not in b:
            result.add(item)
    return result


def _set_intersect(a, b):
    if isinstance(b, (set, frozenset)) and len(b) > len(a):
        a, b = b, a
    result = set()
    for item in b:
        if item in a:
            result.add(item)
    return result


def _set_toggle(target, other):
    for item in other if isinstance(other, (set, frozenset, dict)) else set(other):
        if item in target:
            set.discard(target, item)
        else:
            set.add(target, item)
    return target


def _set_issubset(a, b):
    return len(_set_intersect(a, b)) == len(a)


def _set_issuperset(a, b):
    for item in b:
        if item not in a:
            return False
    return True


def _set_isdisjoint(a, b):
    for item in b:
        if item in a:
            return False
    return True


# ---- encodings that C does not know

def encode_by_name(text, encoding, errors):
    import _codecs
    return _codecs._encode_text(text, encoding, errors)


def decode_by_name(data, encoding, errors):
    import _codecs
    return _codecs._decode_text(data, encoding, errors)


# ---- coroutines

# anext() with a default.
async def _next_or_default(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


# A coroutine that nothing names any more has not run: python3 warns once for each place where that is found.
def _never_awaited(coroutine, file, line, told=set()):
    import sys
    warnings = sys.modules.get('warnings')
    if warnings is not None and hasattr(warnings, '_warn_unawaited_coroutine'):
        warnings._warn_unawaited_coroutine(coroutine)
        return
    place = file, line, coroutine.__qualname__
    if place in told or sys.stderr is None:
        return
    told.add(place)
    text = f"{file}:{line}: RuntimeWarning: coroutine '{coroutine.__qualname__}' was never awaited\n"
    try:
        with open(file) as source:
            for number, source_line in enumerate(source, 1):
                if number == line:
                    text += f'  {source_line.strip()}\n'
                    break
    except (OSError, ValueError):
        pass
    text += 'RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n'
    sys.stderr.write(text)


# ---- copy and pickle: builtin/classes/object.c. The reduction of a value of a built-in layout is a row here.

def _getstate(x, needed=False):
    import copyreg
    state = getattr(x, "__dict__", None)
    if needed and _kind(x) != "object":
        raise TypeError(f"cannot pickle '{type(x).__name__}' object")
    state = None if not state else state
    names = copyreg._slotnames(type(x))
    slots = {name: getattr(x, name) for name in names if hasattr(x, name)}
    return (state, slots) if slots else state


def _reduce_ex(x, protocol):
    if type(x).__reduce__ is not object.__reduce__:
        return x.__reduce__()
    return _reduce(x, protocol)


def _reduce_native(x, kind):
    if kind == "set" or kind == "frozenset":
        return type(x), (list(x),), x.__getstate__()
    if kind == "bytearray":
        return type(x), (bytes(x),), x.__getstate__()
    state = getattr(x, "__dict__", None) or None
    if kind == "range" or kind == "slice":
        return type(x), (x.start, x.stop, x.step)
    if kind == "BaseException":
        return (type(x), x.args, state) if state else (type(x), x.args)
    if kind == "method":
        return getattr, (x.__self__, x.__func__.__name__)
    if kind == "builtin_function_or_method":
        owner = x.__self__
        return x.__name__ if owner is None or _kind(owner) == "module" else (getattr, (owner, x.__name__))
    if kind == "types.GenericAlias":
        return type(x), (x.__origin__, x.__args__)
    if kind == "ellipsis":
        return "Ellipsis"
    if kind == "NotImplementedType":
        return "NotImplemented"
    return None


def _native_arguments(x, kind):
    if kind == "int":
        return int(x),
    if kind == "float":
        return float(x),
    if kind == "str":
        return str.__str__(x),
    if kind == "bytes":
        return bytes(x),
    return (tuple(_items(x)),) if kind == "tuple" else None


def _reduce(x, protocol):
    import copyreg
    kind = _kind(x)
    reduced = _reduce_native(x, kind)
    if reduced is not None:
        return reduced
    if protocol < 2:
        return copyreg._reduce_ex(x, protocol)
    cls = type(x)
    keywords = None
    if hasattr(cls, "__getnewargs_ex__"):
        arguments, keywords = x.__getnewargs_ex__()
    elif hasattr(cls, "__getnewargs__"):
        arguments = x.__getnewargs__()
        if not isinstance(arguments, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(arguments).__name__}'")
    else:
        arguments = _native_arguments(x, kind)
    if keywords:
        made = copyreg.__newobj_ex__, (cls, arguments, keywords)
    else:
        made = copyreg.__newobj__, (cls, *(arguments or ()))
    needed = arguments is None and kind != "list" and kind != "dict"
    own = cls.__getstate__ is not object.__getstate__
    state = x.__getstate__() if own else _getstate(x, needed)
    return *made, state, iter(x) if kind == "list" else None, iter(x.items()) if kind == "dict" else None


# ---- patterns: vm/op_match.c

# The values of a mapping's keys, or None when one is missing.
def _match_keys(subject, keys):
    if not keys:
        return ()
    get = subject.get
    missing = object()
    seen = set()
    values = []
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.add(key)
        value = get(key, missing)
        if value is missing:
            return None
        values.append(value)
    return tuple(values)


# ---- dates: modules/time/calendar.c

def _strptime(string, format):
    import _strptime
    return _strptime._strptime_time(string, format)


# ---- tracebacks: builtin/text/traceback.c

# What is shown of __notes__, piece by piece; one in a tuple gets no margin in a group.
def _note_pieces(error):
    try:
        notes = error.__notes__
    except AttributeError:
        return []
    if not hasattr(type(notes), "__getitem__") or isinstance(notes, dict):
        try:
            return [repr(notes)]
        except BaseException:
            return ["<__notes__ repr() failed>"]
    pieces = []
    for i in range(len(notes)):
        note = notes[i]
        try:
            pieces += (note if isinstance(note, str) else str(note)).splitlines(True)
        except BaseException:
            pieces.append(("<note str() failed>",))
        pieces.append(("\n",))
    return pieces


# ---- exception groups: builtin/classes/exception_group.c, vm/op_raise.c

def _group_part(origin, parts):
    if not parts:
        return None
    part = origin.derive(parts)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    _take_origin(part, origin)
    notes = getattr(origin, "__notes__", None)
    if hasattr(type(notes), "__getitem__") and not isinstance(notes, dict):
        part.__notes__ = list(notes)
    return part


# The part that matches, and the rest; without that when it is not wanted.
def _group_halves(error, matches, has_rest):
    if matches(error):
        return error, None
    if not isinstance(error, BaseExceptionGroup):
        return None, error
    matching = []
    others = []
    for each in error.exceptions:
        part, rest = _group_halves(each, matches, has_rest)
        if part is not None:
            matching.append(part)
        if has_rest and rest is not None:
            others.append(rest)
    return _group_part(error, matching), _group_part(error, others)


def _group_separate(error, matches, has_rest):
    try:
        return _group_halves(error, matches, has_rest)
    except RecursionError:
        raise RecursionError("maximum recursion depth exceeded in exceptiongroup_split_recursive") from None


def _group_matcher(condition):
    return condition if _kind(condition) == "function" else lambda error: _is_caught(error, condition)


def _group_split(error, condition):
    return _group_separate(error, _group_matcher(condition), True)


def _group_subgroup(error, condition):
    return _group_separate(error, _group_matcher(condition), False)[0]


# What a clause of except* takes of an exception, and what it leaves.
def _match_group(error, types):
    if _is_caught(error, types):
        return error if isinstance(error, BaseExceptionGroup) else BaseExceptionGroup("", (error,)), None
    if not isinstance(error, BaseExceptionGroup):
        return None, error
    name = type(error).__name__
    pair = error.split(types)
    if type(pair) is not tuple:
        raise TypeError(f"{name}.split must return a tuple, not {type(pair).__name__}")
    if len(pair) < 2:
        raise TypeError(f"{name}.split must return a 2-tuple, got tuple of size {len(pair)}")
    if pair[0] is None:
        return None, error
    for part in pair[:2]:
        if part is not None and not isinstance(part, BaseException):
            raise TypeError(f"{name}.split must return exceptions, not {type(part).__name__}")
    return pair[0], pair[1]


# The parts of an exception that are still to be raised, put together again as they were in it.
def _group_rejoined(origin, parts):
    leaves = set()
    groups = list(parts)
    while groups:
        for each in groups.pop().exceptions:
            if isinstance(each, BaseExceptionGroup):
                groups.append(each)
            else:
                leaves.add(id(each))
    return _group_separate(origin, lambda each: id(each) in leaves, False)[0] if leaves else None


# What goes on after the clauses of except*, of which each has raised something or nothing; the last one is what no
# clause took. What is a part of the exception that they handled was only raised again.
def _join_raised(origin, raised):
    if not isinstance(origin, BaseExceptionGroup):
        return raised[0]
    new = []
    again = []
    for each in raised:
        if each is not None:
            (again if _has_origin(each, origin) else new).append(each)
    rest = _group_rejoined(origin, again)
    if not new:
        return rest
    if rest is not None:
        new.append(rest)
    return BaseExceptionGroup("", new)
