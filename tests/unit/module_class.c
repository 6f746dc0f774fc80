/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module in C brings classes of its own, and no line outside it names them: they are made, compared,
 * iterated, inherited from by each other and by a program, and described in errors, as built-in ones are. */
#include "builtin/classes/object.h"
#include "modules/modules.h"
#include "shell/program.h"
#include "unit.h"
#include "value/singleton.h"
#include "vm/class_call.h"

/* ---- Box holds a number; Crate is a Box with no more in it, Trunk is one with more, Bag is no Box. */

typedef struct {
    Object object;
    Value number;
} Box;

typedef struct {
    Box box;
    Value label;
} Trunk;

static Box *box_of(Value value) { return (Box *)object_of(value); }

static void box_free(Object *object) {
    release(((Box *)object)->number);
    object_release_memory(object);
}

static void trunk_free(Object *object) {
    release(((Trunk *)object)->label);
    box_free(object);
}

static const Type box_type = { .name = "unit.Box",
                               .flags = TYPE_SUBCLASSABLE,
                               .size = sizeof(Box),
                               .free = box_free,
                               .equal = asks_equal,
                               .order = asks_order };
static const Type crate_type = { .name = "unit.Crate",
                                 .flags = TYPE_SUBCLASSABLE,
                                 .size = sizeof(Box),
                                 .free = box_free,
                                 .equal = asks_equal,
                                 .order = asks_order,
                                 .base = &box_type };
static const Type trunk_type = { .name = "unit.Trunk",
                                 .flags = TYPE_SUBCLASSABLE,
                                 .size = sizeof(Trunk),
                                 .free = trunk_free,
                                 .equal = asks_equal,
                                 .order = asks_order,
                                 .base = &box_type };
static const Type bag_type = {
    .name = "unit.Bag", .flags = TYPE_SUBCLASSABLE, .size = sizeof(Box), .free = box_free
};

static Outcome box_make(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Box *box = class_allocate(class);
    box->number = retain(call->args[1]);
    if (class->native == &trunk_type) ((Trunk *)box)->label = NONE;
    return give(call, object_value(box));
}

static Outcome box_number(Call *call) { return give(call, retain(box_of(call->args[0])->number)); }

static Outcome box_equals(Call *call) {
    bool comparable = has_layout(call->args[1], &box_type);
    if (!comparable) return give(call, not_implemented_value());
    return give_bool(call, is_same(box_of(call->args[0])->number, box_of(call->args[1])->number));
}

static Outcome box_less(Call *call) {
    if (!has_layout(call->args[1], &box_type)) return give(call, not_implemented_value());
    return give_bool(call, small_int_of(box_of(call->args[0])->number) <
                               small_int_of(box_of(call->args[1])->number));
}

/* ---- what iterates over a Box: counts down from its number; two Types, of which one has a `next` in C. */

static Value countdown_next(Value self) {
    Value *left = &box_of(self)->number;
    if (small_int_of(*left) == 0) return ABSENT;
    *left = small_int(small_int_of(*left) - 1);
    return *left;
}

static const Type countdown_type = { .name = "unit.countdown", .size = sizeof(Box), .free = box_free };
static const Type countdown_quick_type = { .name = "unit.countdown",
                                           .flags = TYPE_TWIN,
                                           .base = &countdown_type,
                                           .size = sizeof(Box),
                                           .free = box_free,
                                           .iterate = retain,
                                           .next = countdown_next };

static Outcome box_iterate(Call *call) {
    bool quick = small_int_of(box_of(call->args[0])->number) % 2;
    Box *countdown = object_new(quick ? &countdown_quick_type : &countdown_type, sizeof(Box));
    countdown->number = box_of(call->args[0])->number;
    return give(call, object_value(countdown));
}

static Outcome countdown_step(Call *call) {
    Value item = countdown_next(call->args[0]);
    return is_absent(item) ? raise_stop(call->task, NONE) : give(call, item);
}

static Outcome countdown_self(Call *call) { return give(call, retain(call->args[0])); }

/* ---- the tables */

static Outcome tag_get(Call *call) { return give(call, tuple_from(call->args, 2)); }

static const Type tag_type = { .name = "unit.Tag", .size = sizeof(Box), .free = box_free };

/* Answers its own name and its arguments: every special method that an operator or a builtin leads to. */
static Outcome echo(Call *call) {
    Value parts[4] = { str_from_ascii(call->spec->signature, strcspn(call->spec->signature, "(")) };
    size_t count = 1;
    for (; count < call->count; count++) parts[count] = retain(call->args[count]);
    return give(call, tuple_from_take(parts, count));
}

static Outcome echo_true(Call *call) { return give_bool(call, true); }
static Outcome echo_false(Call *call) { return give_bool(call, false); }
static Outcome echo_five(Call *call) { return give_int(call, 5); }
static Outcome echo_float(Call *call) { return give(call, float_new(5.5)); }
static Outcome echo_text(Call *call) { return give_text(call, call->spec->signature); }
static Outcome echo_bytes(Call *call) { return give(call, bytes_new("5", 1)); }

static const Type echo_type = {
    .name = "unit.Echo",
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(Box),
    .free = box_free,
    .equal = asks_equal,
    .order = asks_order,
    .hash = asks_hash,
    .repr = asks_repr,
    .str = asks_str,
    .truth = asks_truth,
};

static const NativeSpec echo_methods[] = { { "__add__(self, other, /)", echo, "" },
                                           { "__radd__(self, other, /)", echo, "" },
                                           { "__iadd__(self, other, /)", echo, "" },
                                           { "__mul__(self, other, /)", echo, "" },
                                           { "__rmul__(self, other, /)", echo, "" },
                                           { "__matmul__(self, other, /)", echo, "" },
                                           { "__or__(self, other, /)", echo, "" },
                                           { "__ror__(self, other, /)", echo, "" },
                                           { "__pow__(self, other, mod=None, /)", echo, "" },
                                           { "__divmod__(self, other, /)", echo, "" },
                                           { "__neg__(self, /)", echo, "" },
                                           { "__invert__(self, /)", echo, "" },
                                           { "__abs__(self, /)", echo, "" },
                                           { "__getitem__(self, key, /)", echo, "" },
                                           { "__setitem__(self, key, value, /)", echo, "" },
                                           { "__delitem__(self, key, /)", echo, "" },
                                           { "__call__(self, a=1, b=2, /)", echo, "" },
                                           { "__enter__(self, /)", echo, "" },
                                           { "__exit__(self, a, b, c, /)", echo_true, "" },
                                           { "__round__(self, digits=None, /)", echo, "" },
                                           { "__reversed__(self, /)", echo, "" },
                                           { "__lt__(self, other, /)", echo, "" },
                                           { "__eq__(self, other, /)", echo, "" },
                                           { "__ne__(self, other, /)", echo, "" },
                                           { "__contains__(self, item, /)", echo_true, "" },
                                           { "__bool__(self, /)", echo_false, "" },
                                           { "__len__(self, /)", echo_five, "" },
                                           { "__hash__(self, /)", echo_five, "" },
                                           { "__index__(self, /)", echo_five, "" },
                                           { "__int__(self, /)", echo_five, "" },
                                           { "__float__(self, /)", echo_float, "" },
                                           { "__str__(self, /)", echo_text, "" },
                                           { "__repr__(self, /)", echo_text, "" },
                                           { "__format__(self, spec, /)", echo_text, "" },
                                           { "__bytes__(self, /)", echo_bytes, "" },
                                           { 0 } };

static const NativeSpec box_methods[] = { { "number", box_number, "What is in it." },
                                          { "__eq__(self, other, /)", box_equals, "Return self==other." },
                                          { "__lt__(self, other, /)", box_less, "Return self<other." },
                                          { "__iter__(self, /)", box_iterate, "Count down." },
                                          { "take(self, /)", box_number, "What is in it." },
                                          CLASS_GETITEM,
                                          { 0 } };
static const NativeSpec countdown_methods[] = { { "__iter__(self, /)", countdown_self, "Itself." },
                                                { "__next__(self, /)", countdown_step, "The next." },
                                                { 0 } };
static const NativeSpec tag_methods[] = {
    { "__get__(self, instance, owner=None, /)", tag_get, "Itself, and of what." }, { 0 }
};

#define MAKE(name)                                                                                           \
    { name "(cls, number=0)", box_make }
static const ClassSpec box_class = { .type = &box_type,
                                     .module = "unit",
                                     .error_name = "_unit.Box",
                                     .make = MAKE("Box"),
                                     .methods = box_methods };
static const ClassSpec crate_class = { .type = &crate_type, .module = "unit", .make = MAKE("Crate") };
static const ClassSpec trunk_class = { .type = &trunk_type, .module = "unit", .make = MAKE("Trunk") };
static const ClassSpec bag_class = { .type = &bag_type, .module = "unit", .make = MAKE("Bag") };
static const ClassSpec tag_class = {
    .type = &tag_type, .module = "unit", .make = MAKE("Tag"), .methods = tag_methods
};
static const ClassSpec countdown_class = {
    .type = &countdown_type, .module = "unit", .is_hidden = true, .methods = countdown_methods
};
static const ClassSpec echo_class = {
    .type = &echo_type, .module = "unit", .make = MAKE("Echo"), .methods = echo_methods
};
static const ClassSpec *const classes[] = { &echo_class, &box_class, &crate_class,     &trunk_class,
                                            &bag_class,  &tag_class, &countdown_class, NULL };
static const char *const unheeded[] = { "hook", NULL };
static const ModuleSpec unit_module = { .name = "unit", .classes = classes, .unheeded = unheeded };

/* ---- what a program sees of them */

static const char program_text[] =
    "import unit\n"
    "from unit import Box, Crate, Trunk, Bag, Tag\n"
    "def text(function, *args):\n"
    "    try:\n"
    "        return function(*args)\n"
    "    except Exception as error:\n"
    "        return str(error)\n"
    "class Mine(Box):\n"
    "    tag = Tag(3)\n"
    "    def __init__(self, a, b): self.a, self.b = a, b\n"
    "class Both(Crate, Trunk): pass\n"
    "class Twice(Mine, Trunk): pass\n"
    "def conflict():\n"
    "    class Neither(Trunk, Bag): pass\n"
    "def set_hook(): unit.hook = 1\n"
    "assert str(Box) == \"<class 'unit.Box'>\" and Box(7).number == 7\n"
    "assert not hasattr(unit, 'countdown') and type(iter(Box(2))).__name__ == 'countdown'\n"
    "assert type(iter(Box(2))) is type(iter(Box(3)))\n"
    "assert list(Box(4)) == [3, 2, 1, 0] and list(Box(3)) == [2, 1, 0]\n"
    "assert Box(1) == Box(1) and Box(1) != Box(2) and Box(1) != 1 and Box(1) != Bag(1)\n"
    "assert Box(1) < Box(2) and Box(2) > Box(1)\n"
    "assert text(lambda: Box(1) < 2) == \"'<' not supported between instances of 'unit.Box' and 'int'\"\n"
    "assert text(lambda: Bag(1) < Bag(2)) == \"'<' not supported between instances of 'unit.Bag' and 'unit.Bag'\"\n"
    "assert Bag(1) != Bag(1) and Trunk(5).take() == 5 and isinstance(Crate(), Box)\n"
    "assert Trunk.__bases__ == (Box,) and Trunk.__mro__ == (Trunk, Box, object)\n"
    "assert Mine(1, 2).a == 1 and Mine(1, 2) == Mine(3, 4) and Mine(1, 2).take() == 0\n"
    "assert Mine.tag[1] is None and type(Mine(1, 2).tag[1]) is Mine\n"
    "assert Both(2).take() == 2 and Twice(1, 2).take() == 0\n"
    "assert text(conflict) == 'multiple bases have instance lay-out conflict'\n"
    "assert text(Box.take, 3) == \"descriptor 'take' for '_unit.Box' objects doesn't apply to a 'int' object\"\n"
    "assert str(Box[int]) == 'unit.Box[int]'\n"
    "assert text(set_hook) == \"unit.hook is not in causette's notation\"\n"
    "assert text(lambda: Tag.__get__()) == 'unbound method Tag.__get__() needs an argument' or print(text(lambda: Tag.__get__()))\n";

static const char echo_text_program[] =
    "from unit import Echo\n"
    "def test(class_):\n"
    "    e = class_()\n"
    "    wrong = []\n"
    "    def check(name, function, want):\n"
    "        try:\n"
    "            got = function()\n"
    "        except Exception as error:\n"
    "            got = error\n"
    "        if got is not want and (type(got) is not type(want) or not got == want): wrong.append((name, got if got is not e else 'e'))\n"
    "    def call_in(): e += 1\n"
    "    check('+', lambda: e + 1, ('__add__', 1))\n"
    "    check('r+', lambda: 1 + e, ('__radd__', 1))\n"
    "    check('[]+', lambda: [] + e, ('__radd__', []))\n"
    "    check('*', lambda: e * 1, ('__mul__', 1))\n"
    "    check('r*', lambda: [] * e, ('__rmul__', []))\n"
    "    check('@', lambda: e @ 1, ('__matmul__', 1))\n"
    "    check('|', lambda: e | 1, ('__or__', 1))\n"
    "    check('r|', lambda: {} | e, ('__ror__', {}))\n"
    "    check('**', lambda: e ** 1, ('__pow__', 1, None))\n"
    "    check('divmod', lambda: divmod(e, 1), ('__divmod__', 1))\n"
    "    check('-', lambda: -e, ('__neg__',))\n"
    "    check('~', lambda: ~e, ('__invert__',))\n"
    "    check('abs', lambda: abs(e), ('__abs__',))\n"
    "    check('[]', lambda: e[1], ('__getitem__', 1))\n"
    "    check('[:]', lambda: e[1:], ('__getitem__', slice(1, None)))\n"
    "    check('()', lambda: e(3), ('__call__', 3, 2))\n"
    "    check('round', lambda: round(e), ('__round__', None))\n"
    "    check('reversed', lambda: reversed(e), ('__reversed__',))\n"
    "    check('<', lambda: e < 1, ('__lt__', 1))\n"
    "    check('r>', lambda: 1 > e, ('__lt__', 1))\n"
    "    check('==', lambda: e == 1, ('__eq__', 1))\n"
    "    check('r==', lambda: 1 == e, ('__eq__', 1))\n"
    "    check('!=', lambda: e != 1, ('__ne__', 1))\n"
    "    check('in', lambda: 7 in e, True)\n"
    "    check('bool', lambda: bool(e), False)\n"
    "    check('not', lambda: not e, True)\n"
    "    check('if', lambda: 1 if e else 2, 2)\n"
    "    check('len', lambda: len(e), 5)\n"
    "    check('hash', lambda: hash(e), 5)\n"
    "    check('int', lambda: int(e), 5)\n"
    "    check('float', lambda: float(e), 5.5)\n"
    "    check('index', lambda: 'abcdefg'[e], 'f')\n"
    "    check('hex', lambda: hex(e), '0x5')\n"
    "    check('range', lambda: len(range(e)), 5)\n"
    "    check('str', lambda: str(e), '__str__(self, /)')\n"
    "    check('repr', lambda: repr(e), '__repr__(self, /)')\n"
    "    check('repr of list', lambda: repr([e]), '[__repr__(self, /)]')\n"
    "    check('%s', lambda: '%s' % e, '__str__(self, /)')\n"
    "    check('format', lambda: format(e), '__format__(self, spec, /)')\n"
    "    check('f', lambda: f'{e}{e!r}', '__format__(self, spec, /)__repr__(self, /)')\n"
    "    check('bytes', lambda: bytes(e), b'5')\n"
    "    check('dict', lambda: {e: 1}[e], 1)\n"
    "    check('list ==', lambda: [e] == [1], True)\n"
    "    check('list in', lambda: e in [1], True)\n"
    "    check('list index', lambda: [1].index(e), 0)\n"
    "    check('iter', lambda: next(iter(e)), ('__getitem__', 0))\n"
    "    def with_(): \n"
    "        with e as entered: 1 // 0\n"
    "        return entered\n"
    "    check('with', with_, ('__enter__',))\n"
    "    def in_place():\n"
    "        x = e\n"
    "        x += 1\n"
    "        return x\n"
    "    check('+=', in_place, ('__iadd__', 1))\n"
    "    def items():\n"
    "        e[1] = 2\n"
    "        del e[1]\n"
    "        return 1\n"
    "    check('items', items, 1)\n"
    "    for name, got in wrong: print(class_.__name__, name, got)\n"
    "    assert not wrong\n"
    "class Own(Echo): pass\n";

static void test_program(void) {
    Program program;
    char *arguments[] = { "-c", NULL };
    program_open(&program, 1, arguments, NULL);
    CHECK(machine_class(program.machine, &box_type) == NULL);
    CHECK(module_from_spec(program.machine, &unit_module) != NULL);
    CHECK(machine_class(program.machine, &box_type) != NULL);
    CHECK(machine_class(program.machine, &countdown_type) ==
          machine_class(program.machine, &countdown_quick_type));
    int status = program_run(&program, PROGRAM_CODE, program_text);
    CHECK_INT(status, 0);
    status = program_run(&program, PROGRAM_CODE, echo_text_program);
    CHECK_INT(status, 0);
    status = program_run(&program, PROGRAM_CODE, "test(Echo)");
    CHECK_INT(status, 0);
    status = program_run(&program, PROGRAM_CODE, "test(Own)");
    CHECK_INT(program_close(&program, status), 0);
}

int main(void) {
    test_program();
    return unit_end();
}
