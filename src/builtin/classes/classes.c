/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of built-in classes. A base stands before what inherits from it. Modules' own classes
 * (socket, Lock) come with their module; exceptions have a table of their own (value/exception.h). */
#include "builtin/classes/classes.h"
#include "builtin/classes/container.h"
#include "builtin/classes/file.h"
#include "builtin/classes/io_base.h"
#include "builtin/classes/iterators.h"
#include "builtin/classes/number.h"
#include "builtin/classes/object.h"
#include "builtin/classes/text.h"

static const ClassSpec *const builtin_classes[] = {
    &object_class_spec,
    &type_class_spec,
    &union_class_spec,
    &alias_class_spec,
    &none_class_spec,
    &ellipsis_class_spec,
    &not_implemented_class_spec,
    &int_class_spec,
    &bool_class_spec,
    &float_class_spec,
    &complex_class_spec,
    &str_class_spec,
    &bytes_class_spec,
    &bytearray_class_spec,
    &memoryview_class_spec,
    &list_class_spec,
    &tuple_class_spec,
    &dict_class_spec,
    &dict_keys_class_spec,
    &dict_values_class_spec,
    &dict_items_class_spec,
    &set_class_spec,
    &frozenset_class_spec,
    &range_class_spec,
    &slice_class_spec,
    &function_class_spec,
    &builtin_class_spec,
    &method_class_spec,
    &method_descriptor_class_spec,
    &getset_descriptor_class_spec,
    &wrapper_descriptor_class_spec,
    &method_wrapper_class_spec,
    &member_class_spec,
    &property_class_spec,
    &classmethod_class_spec,
    &staticmethod_class_spec,
    &super_class_spec,
    &mapping_proxy_class_spec,
    &generator_class_spec,
    &coroutine_class_spec,
    &coroutine_wrapper_class_spec,
    &async_generator_class_spec,
    &async_send_class_spec,
    &async_throw_class_spec,
    &code_class_spec,
    &cell_class_spec,
    &module_class_spec,
    &traceback_class_spec,
    &frame_class_spec,
    &enumerate_class_spec,
    &zip_class_spec,
    &map_class_spec,
    &filter_class_spec,
    &reversed_class_spec,
    &sequence_iterator_class_spec,
    &callable_iterator_class_spec,
    &io_base_class,
    &io_raw_base_class,
    &io_buffered_base_class,
    &io_text_base_class,
    &file_class,
    &file_reader_class,
    &file_writer_class,
    &file_random_class,
    NULL,
};

static void add(Machine *machine, const ClassSpec *spec) {
    Class *class = machine_add_class(machine, spec);
    if (!spec->is_hidden) dict_define(machine->builtins, class->name, object_value(class));
}

void classes_install(Machine *machine) {
    for (const ClassSpec *const *spec = builtin_classes; *spec; spec++) add(machine, *spec);
    const ClassSpec *const iterators[] = { iterator_class_specs, text_iterator_class_specs };
    for (size_t i = 0; i < sizeof iterators / sizeof *iterators; i++) {
        for (const ClassSpec *spec = iterators[i]; spec->type; spec++) machine_add_class(machine, spec);
    }
    /* Instances of a program's classes have a layout of their own, of the same class as object(). */
    machine->classes[TYPE_ID_INSTANCE] =
        (Class *)object_of(retain(object_value(machine->classes[TYPE_ID_OBJECT])));
}
