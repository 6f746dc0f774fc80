/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of built-in classes. A base stands before what inherits from it. Modules' own classes (socket, Lock) come
 * with their module; exceptions have a table of their own (value/exception.h). */
#include "builtin/classes/classes.h"
#include "builtin/classes/file.h"
#include "builtin/classes/iterators.h"
#include "builtin/classes/container.h"
#include "builtin/classes/number.h"
#include "builtin/classes/object.h"
#include "builtin/classes/text.h"

typedef struct {
    const ClassSpec *spec;
    bool is_public; /* a name in builtins */
} ClassRow;

static const ClassRow rows[] = {
    { &object_class_spec, true },
    { &type_class_spec, true },
    { &union_class_spec, false },
    { &alias_class_spec, false },
    { &none_class_spec, false },
    { &ellipsis_class_spec, false },
    { &not_implemented_class_spec, false },
    { &int_class_spec, true },
    { &bool_class_spec, true },
    { &float_class_spec, true },
    { &str_class_spec, true },
    { &bytes_class_spec, true },
    { &bytearray_class_spec, true },
    { &memoryview_class_spec, true },
    { &list_class_spec, true },
    { &tuple_class_spec, true },
    { &dict_class_spec, true },
    { &dict_keys_class_spec, false },
    { &dict_values_class_spec, false },
    { &dict_items_class_spec, false },
    { &set_class_spec, true },
    { &frozenset_class_spec, true },
    { &range_class_spec, true },
    { &slice_class_spec, true },
    { &function_class_spec, false },
    { &builtin_class_spec, false },
    { &method_class_spec, false },
    { &method_descriptor_class_spec, false },
    { &getset_descriptor_class_spec, false },
    { &property_class_spec, true },
    { &classmethod_class_spec, true },
    { &staticmethod_class_spec, true },
    { &super_class_spec, true },
    { &mapping_proxy_class_spec, false },
    { &generator_class_spec, false },
    { &code_class_spec, false },
    { &cell_class_spec, false },
    { &module_class_spec, false },
    { &traceback_class_spec, false },
    { &enumerate_class_spec, true },
    { &zip_class_spec, true },
    { &map_class_spec, true },
    { &filter_class_spec, true },
    { &reversed_class_spec, true },
    { &sequence_iterator_class_spec, false },
    { &callable_iterator_class_spec, false },
    { &file_class, false },
    { &binary_file_class, false },
};

void classes_install(Machine *machine) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Class *class = machine_add_class(machine, rows[i].spec, NULL);
        if (!rows[i].is_public) continue;
        dict_define_text_take(machine->builtins, class->native->name, retain(object_value(class)));
    }
    for (size_t i = 0; iterator_class_specs[i]; i++)
        machine_add_class(machine, iterator_class_specs[i], NULL);
    for (size_t i = 0; text_iterator_class_specs[i]; i++)
        machine_add_class(machine, text_iterator_class_specs[i], NULL);
    /* Instances of a program's classes have a layout of their own, of the same class as object(). */
    machine->classes[TYPE_ID_INSTANCE] =
        (Class *)object_of(retain(object_value(machine->classes[TYPE_ID_OBJECT])));
}
