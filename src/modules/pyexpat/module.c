/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pyexpat: parsers of XML. See https://docs.python.org/3.11/library/pyexpat.html */
#include "modules/pyexpat/module.h"
#include "modules/modules.h"
#include "vm/machine.h"

const ExceptionSpec expat_error = { "xml.parsers.expat", "ExpatError", Exception };

static Outcome create(Call *call) {
    Value encoding = call->args[0], separator = call->args[1], intern = call->args[2];
    Buffer first = { 0 }, second = { 0 };
    if (!is_none(encoding) && !is_str(encoding))
        return raise_error(call->task, TypeError,
                           "ParserCreate() argument 'encoding' must be str or None, not %T", encoding);
    if (!is_none(separator) && !is_str(separator))
        return raise_error(call->task, TypeError,
                           "ParserCreate() argument 'namespace_separator' must be str or None, not %T",
                           separator);
    if (is_str(separator) && str_count(separator) > 1)
        return raise_error(call->task, ValueError,
                           "namespace_separator must be at most one character, omitted, or None");
    if (!is_absent(intern) && !is_none(intern) && !is_dict(intern))
        return raise_error(call->task, TypeError, "intern must be a dictionary");
    const char *name = is_str(encoding) ? str_peek_utf8(encoding, &first, NULL) : NULL;
    const char *between = is_str(separator) ? str_peek_utf8(separator, &second, NULL) : NULL;
    XML_Parser expat = between ? XML_ParserCreateNS(name, *between) : XML_ParserCreate(name);
    buffer_clear(&first);
    buffer_clear(&second);
    Parser *parser = parser_new(expat, intern);
    return parser ? give(call, object_value(parser)) : raise_memory(call->task);
}

static Outcome error_string(Call *call) {
    int code;
    if (!arg_int(call, 0, &code)) return RAISED;
    const char *text = XML_ErrorString((enum XML_Error)code);
    return text ? give_text(call, text) : give_none(call);
}

/* ---- the modules within: errors and model */

#define NAMES(X)                                                                                             \
    X(NO_MEMORY)                                                                                             \
    X(SYNTAX)                                                                                                \
    X(NO_ELEMENTS)                                                                                           \
    X(INVALID_TOKEN)                                                                                         \
    X(UNCLOSED_TOKEN)                                                                                        \
    X(PARTIAL_CHAR)                                                                                          \
    X(TAG_MISMATCH)                                                                                          \
    X(DUPLICATE_ATTRIBUTE)                                                                                   \
    X(JUNK_AFTER_DOC_ELEMENT)                                                                                \
    X(PARAM_ENTITY_REF)                                                                                      \
    X(UNDEFINED_ENTITY)                                                                                      \
    X(RECURSIVE_ENTITY_REF)                                                                                  \
    X(ASYNC_ENTITY)                                                                                          \
    X(BAD_CHAR_REF)                                                                                          \
    X(BINARY_ENTITY_REF)                                                                                     \
    X(ATTRIBUTE_EXTERNAL_ENTITY_REF)                                                                         \
    X(MISPLACED_XML_PI)                                                                                      \
    X(UNKNOWN_ENCODING)                                                                                      \
    X(INCORRECT_ENCODING)                                                                                    \
    X(UNCLOSED_CDATA_SECTION)                                                                                \
    X(EXTERNAL_ENTITY_HANDLING)                                                                              \
    X(NOT_STANDALONE)                                                                                        \
    X(UNEXPECTED_STATE)                                                                                      \
    X(ENTITY_DECLARED_IN_PE)                                                                                 \
    X(FEATURE_REQUIRES_XML_DTD)                                                                              \
    X(CANT_CHANGE_FEATURE_ONCE_PARSING)                                                                      \
    X(UNBOUND_PREFIX)                                                                                        \
    X(UNDECLARING_PREFIX)                                                                                    \
    X(INCOMPLETE_PE)                                                                                         \
    X(XML_DECL)                                                                                              \
    X(TEXT_DECL)                                                                                             \
    X(PUBLICID)                                                                                              \
    X(SUSPENDED)                                                                                             \
    X(NOT_SUSPENDED)                                                                                         \
    X(ABORTED)                                                                                               \
    X(FINISHED)                                                                                              \
    X(SUSPEND_PE)                                                                                            \
    X(RESERVED_PREFIX_XML)                                                                                   \
    X(RESERVED_PREFIX_XMLNS)                                                                                 \
    X(RESERVED_NAMESPACE_URI)                                                                                \
    X(INVALID_ARGUMENT)                                                                                      \
    X(NO_BUFFER)                                                                                             \
    X(AMPLIFICATION_LIMIT_BREACH)

static const IntSpec error_names[] = {
#define ROW(NAME) { "XML_ERROR_" #NAME, XML_ERROR_##NAME },
    NAMES(ROW)
#undef ROW
        { 0 },
};

static const IntSpec model_names[] = {
    INT_SPEC(XML_CTYPE_EMPTY),
    INT_SPEC(XML_CTYPE_ANY),
    INT_SPEC(XML_CTYPE_MIXED),
    INT_SPEC(XML_CTYPE_NAME),
    INT_SPEC(XML_CTYPE_CHOICE),
    INT_SPEC(XML_CTYPE_SEQ),
    INT_SPEC(XML_CQUANT_NONE),
    INT_SPEC(XML_CQUANT_OPT),
    INT_SPEC(XML_CQUANT_REP),
    INT_SPEC(XML_CQUANT_PLUS),
    { 0 },
};

static Module *add_module(Machine *machine, Module *parent, const char *name, const char *full_name,
                          const char *doc) {
    Value full = str_new(full_name);
    Module *module = module_add(machine, full);
    release(full);
    dict_define_text_take(module->dict, "__doc__", str_new(doc));
    dict_define_text_take(parent->dict, name, retain(object_value(module)));
    return module;
}

static void fill_errors(Module *module) {
    Dict *codes = dict_new(), *messages = dict_new();
    for (const IntSpec *row = error_names; row->name; row++) {
        const char *text = XML_ErrorString((enum XML_Error)row->value);
        Value message = str_new(text ? text : "");
        dict_define_text_take(module->dict, row->name, retain(message));
        dict_define(codes, message, small_int(row->value));
        if (!dict_set(messages, (HashedKey){ small_int(row->value), row->value }, message)) break;
        release(message);
    }
    dict_define_text_take(module->dict, "codes", dict_value(codes));
    dict_define_text_take(module->dict, "messages", dict_value(messages));
}

static Value version_info(void) {
    XML_Expat_Version version = XML_ExpatVersionInfo();
    Value parts[] = { small_int(version.major), small_int(version.minor), small_int(version.micro) };
    return tuple_from_take(parts, 3);
}

static Value features(void) {
    Value list = list_new(0);
    for (const XML_Feature *feature = XML_GetFeatureList(); feature->feature != XML_FEATURE_END; feature++)
        list_add_take(list_of(list), tuple_pair_take(str_new(feature->name), int_from_int64(feature->value)));
    return list;
}

static bool expat_init(Machine *machine, Module *module) {
    Class *error = module_exception(machine, &expat_error);
    dict_define_text_take(module->dict, "error", retain(object_value(error)));
    dict_define_text_take(module->dict, "XMLParserType",
                          retain(object_value(machine_class(machine, &parser_type))));
    dict_define_text_take(module->dict, "EXPAT_VERSION", str_new(XML_ExpatVersion()));
    dict_define_text_take(module->dict, "native_encoding", str_new("UTF-8"));
    dict_define_text_take(module->dict, "version_info", version_info());
    dict_define_text_take(module->dict, "features", features());
    fill_errors(add_module(machine, module, "errors", "pyexpat.errors",
                           "What errors are called, and their numbers."));
    Module *model =
        add_module(machine, module, "model", "pyexpat.model", "What the numbers in models of elements mean.");
    for (const IntSpec *row = model_names; row->name; row++)
        dict_define_text_take(model->dict, row->name, small_int(row->value));
    return true;
}

static const NativeSpec expat_functions[] = {
    { "ParserCreate(encoding=None, namespace_separator=None, intern=...)", create, "A new parser of XML." },
    { "ErrorString(code, /)", error_string, "What an error's number means." },
    { 0 },
};

static const IntSpec expat_ints[] = {
    INT_SPEC(XML_PARAM_ENTITY_PARSING_NEVER),
    INT_SPEC(XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE),
    INT_SPEC(XML_PARAM_ENTITY_PARSING_ALWAYS),
    { 0 },
};

static const ClassSpec *const expat_classes[] = { &parser_class, NULL };
static const ExceptionSpec *const expat_exceptions[] = { &expat_error, NULL };

const ModuleSpec pyexpat_module = {
    .name = "pyexpat",
    .doc = "Parsers of XML, over Expat.",
    .functions = expat_functions,
    .ints = expat_ints,
    .classes = expat_classes,
    .exceptions = expat_exceptions,
    .init = expat_init,
};
