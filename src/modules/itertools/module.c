/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/itertools/stage.h"
#include "vm/machine.h"

static const NativeSpec functions[] = {
    { "tee(iterable, n=2, /)", function_tee, "Several iterators that each give the items of an iterable.",
      ARGS_UNPACK },
    { 0 },
};

static const ClassSpec *const classes[] = {
    &accumulate_class,   &chain_class,
    &combinations_class, &combinations_with_replacement_class,
    &compress_class,     &count_class,
    &cycle_class,        &dropwhile_class,
    &filterfalse_class,  &groupby_class,
    &grouper_class,      &islice_class,
    &pairwise_class,     &permutations_class,
    &product_class,      &repeat_class,
    &starmap_class,      &takewhile_class,
    &tee_class,          &tee_node_class,
    &zip_longest_class,  NULL,
};

const ModuleSpec itertools_module = {
    .name = "itertools",
    .doc = "Iterators built upon iterators.",
    .functions = functions,
    .classes = classes,
};
