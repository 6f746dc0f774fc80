/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the longer opcodes do, as natives: one implementation for the opcode, for the builtin of the same
 * meaning (getattr, len, iter ...) and for any native that asks through call_native. Operands stand in
 * call->args; `mark` is the variant. They handle built-in operands in C and ask for the program's special
 * methods otherwise. */
#pragma once
#include "lang/opcodes.h"
#include "vm/native.h"

Native operation_get_attribute; /* object, name; mark: ATTRIBUTE_OF_CALL where x.name() is called */
enum { ATTRIBUTE_OF_CALL = 1 };
Native operation_set_attribute;    /* value, object, name */
Native operation_delete_attribute; /* object, name */
Native operation_get_item;         /* object, key */
Native operation_set_item;         /* value, object, key */
Native operation_delete_item;      /* object, key */
Native operation_binary;           /* a, b; mark: Operator, with OPERATION_IN_PLACE */
Native operation_unary;            /* a; mark: UnaryOperator */
Native operation_compare;          /* a, b; mark: Comparison */
Native operation_contains;         /* item, container; mark 1: not in */
Native operation_truth;            /* a: True or False */
Native operation_length;           /* a: len() */
Native operation_iterate;          /* a: iter() */
/* iterator: the item; at the end the result is ABSENT, without an exception; mark NEXT_OR_STOP:
 * StopIteration, with the value that came with it */
Native operation_next;
Native operation_hash;        /* a: hash() */
Native operation_repr;        /* a: repr() */
Native operation_str;         /* a: str() */
Native operation_ascii;       /* a: ascii() */
Native operation_format;      /* a, spec (str): format() */
Native operation_instance_of; /* object, class or tuple: isinstance() */
Native operation_subclass_of; /* class, class or tuple: issubclass() */
/* the same past a metaclass's own methods */
Native operation_plain_instance_of, operation_plain_subclass_of;
/* function, name, tuple or list of bases, dict of keywords (its own) or ABSENT: the class of a statement */
Native operation_build_class;
Native operation_import;           /* level, fromlist, name (and globals): the module; in modules/import.c */
Native operation_import_statement; /* the same, through whatever builtins.__import__ is */
Native operation_import_from;      /* module, name: the attribute or submodule; in modules/import_names.c */
Native operation_import_star;      /* module, names: the dict that gets them; in modules/import_names.c */
Native operation_length_hint;      /* iterable: asks a program's __len__ or __length_hint__, as list() does */
Native operation_unpack;           /* iterable: a tuple of its items; mark: how many they must be */
/* iterable: a list of its items; mark: whose error text, 0 plain, 1 unpacking, 2 `*x`, 3 plain, no hint */
Native operation_to_list;
Native operation_spread_arguments; /* iterable, callable: a list of its items */
/* mapping, dict; mark 1: a key twice is an error that names the callable in args[2] */
Native operation_dict_update;
Native operation_set_update; /* iterable, set */
Native operation_dict_set;   /* key, value, dict */
Native operation_set_add;    /* key, set */
/* mapping, name, [content of the cell of that name, or ABSENT]: a name of a class body over that mapping */
Native operation_load_name;
Native operation_delete_name;       /* mapping, name */
Native operation_setup_annotations; /* mapping: gets an empty __annotations__ unless it has one */
Native operation_build_dict;        /* key, value, ...: a dict */
Native operation_build_set;         /* items ...: a set */
Native operation_format_part;       /* value, [spec]; mark: the operand of FORMAT */
/* exception or None, types of an except* clause: a tuple of what matches and the rest, either may be None */
Native operation_match_group;
Native operation_join_raised; /* exception, list of what its clauses raised and left: what goes on, or None */
Native operation_match_keys;  /* subject, tuple of keys: a tuple of their values, or None */
/* subject, class, tuple of names; mark: how many more its __match_args__ gives: a tuple, or None */
Native operation_match_class;
Native operation_raise;          /* exception (class or instance), cause or ABSENT */
Native operation_generator_send; /* generator or iterator, value; mark is 1 afterwards when it has ended */
/* value: what YIELD_FROM goes through to wait for it; mark: AwaitedFor (lang/opcodes.h) */
Native operation_get_awaitable;
/* iterable or iterator: what its __aiter__ or __anext__ gives; mark 1: the builtin's texts of errors */
Native operation_async_iterator, operation_async_next;
Native operation_finalize;                                 /* what list_of_finalizers gave */
PatternKind pattern_kind(Machine *machine, Value subject); /* what of patterns its class matches */
#define OPERATION_IN_PLACE 0x100
enum { NEXT_OR_STOP = 2 }; /* not 1, which the loop takes for an end */

/* Attribute lookup that needs no call: YES with an owned *result; NO: there is none (nothing raised); HOOK: a
 * property,
 * __getattr__ or the like decides, use operation_get_attribute. */
Verdict attribute_find(Machine *machine, Value object, Value name, Value *result);
/* For a call: *function and *self are owned; self ABSENT when the attribute is not a method of the class. */
Verdict attribute_find_method(Machine *machine, Value object, Value name, Value *function, Value *self);
/* What an error about a name that is not there ends with, where Python has it: base/python_names.h. */
const char *attribute_lacking(Machine *machine, Value object, Value name);
const char *builtin_lacking(Machine *machine, Value name);
void attribute_raise_missing(Task *task, Value object, Value name); /* AttributeError with CPython's text */
Dict *attributes_of(Value object, bool create);         /* the instance dict, borrowed; NULL: it has none */
bool has_length_hint(Machine *machine, Value iterable); /* operation_length_hint would call the program */
