/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language's keywords, one sentence each. */
#include "base/language.h"
#include "shell/help.h"
#include <string.h>

static const struct {
    const char *word, *text;
} words[] = {
    { "False", N_("The truth value that is not true; as a number, 0.") },
    { "None", N_("No value: what a function gives that returns nothing. The prompt does not show it.") },
    { "True", N_("The truth value that is true; as a number, 1.") },
    { "and", N_("a and b: a if a counts as false, else b.") },
    { "as", N_("Gives a name: import m as n, with open(p) as f, except OSError as e.") },
    { "assert", N_("assert x, message: raises AssertionError when x counts as false.") },
    { "break", N_("Leaves the innermost loop at once; its else part is not run.") },
    { "class", N_("class Name(Base): ... makes a class, a kind of objects with methods.") },
    { "continue", N_("Goes on with the next turn of the innermost loop.") },
    { "def", N_("def name(parameters): ... makes a function. Nothing in it runs until it is called.") },
    { "del",
      N_("Takes a name, an item or an attribute away. A socket that has no other name is closed by it.") },
    { "elif", N_("Another condition of an if, asked when those before it were false.") },
    { "else", N_("What runs when no condition of an if was true; or when a loop ended without break; or when "
                 "a try raised nothing.") },
    { "except", N_("except OSError as e: ... handles an exception that was raised in the try part.") },
    { "finally", N_("What runs at the end of a try in any case, whether something was raised or not.") },
    { "for", N_("for x in items: ... runs the block once for each item.") },
    { "from", N_("from module import name takes names out of a module; raise x from y tells the cause.") },
    { "global",
      N_("Inside a function: these names are the module's variables, also when they are assigned.") },
    { "if", N_("if condition: ... runs the block when the condition counts as true. x if c else y is the "
               "same as an expression.") },
    { "import", N_("import socket loads a module and gives it a name.") },
    { "in", N_("x in items: whether x is one of them; also the middle of a for loop.") },
    { "is", N_("a is b: whether both are the very same object, not merely equal.") },
    { "lambda", N_("lambda x: x + 1 is a small function without a name, of one expression.") },
    { "nonlocal", N_("Inside a function: these names are variables of the function around it, also when they "
                     "are assigned.") },
    { "not", N_("not x: True when x counts as false.") },
    { "or", N_("a or b: a if a counts as true, else b.") },
    { "pass", N_("Does nothing, where a block needs a statement.") },
    { "raise", N_("raise ValueError(\"text\") raises an exception; raise alone, in an except, raises the "
                  "same one again.") },
    { "return", N_("Leaves the function and gives its value to the caller.") },
    { "try", N_("try: ... except ...: runs the first block, and the second one when an exception is raised "
                "in it.") },
    { "while",
      N_("while condition: ... runs the block again and again as long as the condition counts as true.") },
    { "with", N_("with socket.socket() as s: ... closes s at the end of the block, however it ends.") },
    { "yield", N_("Inside a function: gives a value and pauses; the function is then a generator.") },
};

const char *help_find_word(const char *word) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!strcmp(words[i].word, word)) return words[i].text;
    }
    return NULL;
}
