/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class xmlparser. See https://docs.python.org/3.11/library/pyexpat.html */
#include "base/memory.h"
#include "modules/pyexpat/module.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

static Parser *self_parser(const Call *call) { return (Parser *)object_of(call->args[0]); }

/* ---- the object */

static void parser_visit(Object *object, VisitFunction *visit, void *context) {
    Parser *parser = (Parser *)object;
    visit(parser->parent, context);
    visit(parser->intern, context);
    visit(parser->events, context);
    for (size_t i = 0; i < HANDLERS; i++) visit(parser->handlers[i], context);
}

static void parser_clear(Object *object) {
    Parser *parser = (Parser *)object;
    if (parser->expat) XML_ParserFree(parser->expat);
    parser->expat = NULL;
    replace_take(&parser->parent, ABSENT);
    replace_take(&parser->intern, NONE);
    replace_take(&parser->events, ABSENT);
    for (size_t i = 0; i < HANDLERS; i++) replace_take(&parser->handlers[i], NONE);
}

static void parser_free(Object *object) {
    buffer_clear(&((Parser *)object)->text);
    container_free(object);
}

const Type parser_type = {
    .name = "pyexpat.xmlparser",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Parser),
    .free = parser_free,
    .visit = parser_visit,
    .clear = parser_clear,
};

enum { BUFFER_SIZE = 8192 };

Parser *parser_new(XML_Parser expat, Value intern) {
    Parser *parser = expat ? container_try_new(&parser_type, sizeof *parser) : NULL;
    if (!parser) {
        if (expat) XML_ParserFree(expat);
        return NULL;
    }
    parser->expat = expat;
    parser->parent = ABSENT;
    parser->intern = is_absent(intern) ? dict_value(dict_new()) : retain(intern);
    parser->events = list_new(0);
    parser->buffer_size = BUFFER_SIZE;
    parser->event[EVENT_NUMBER] = ABSENT;
    for (size_t i = 0; i < HANDLERS; i++) parser->handlers[i] = NONE;
    XML_SetUserData(expat, parser);
    return parser;
}

/* ---- errors */

static void set_attribute(Value exception, const char *name, int64_t number) {
    Dict *dict = attributes_of(exception, true);
    if (dict) dict_define_text_take(dict, name, int_from_int64(number));
}

static Outcome raise_at(Call *call, int code, int64_t line, int64_t column) {
    const char *text = XML_ErrorString((enum XML_Error)code);
    raise_error_of(call->task, &expat_error, "%s: line %lld, column %lld", text ? text : "unknown error",
                   (long long)line, (long long)column);
    set_attribute(call->task->exception, "code", code);
    set_attribute(call->task->exception, "offset", column);
    set_attribute(call->task->exception, "lineno", line);
    return RAISED;
}

static Outcome raise_expat(Call *call, const Parser *parser, int code) {
    return raise_at(call, code, (int64_t)XML_GetErrorLineNumber(parser->expat),
                    (int64_t)XML_GetErrorColumnNumber(parser->expat));
}

/* ---- parsing: the queue is emptied, then expat goes on */

enum { PARSE_BEGIN, PARSE_HANDLER, PARSE_READ };

/* How far a Parse() is: call->mark counts the bytes that expat has got. */
enum { CHUNK = 1 << 20 };

static void drop_events(Parser *parser) {
    list_clear_items(list_of(parser->events));
    buffer_truncate(&parser->text, 0);
}

/* A handler raised: expat goes through the rest without any. */
static Outcome leave_after_raise(Parser *parser) {
    parser->event[EVENT_NUMBER] = ABSENT;
    for (size_t i = 0; i < HANDLERS; i++) {
        replace_take(&parser->handlers[i], NONE);
        parser_watch(parser, (XmlEvent)i, false);
    }
    drop_events(parser);
    while (XML_ResumeParser(parser->expat) == XML_STATUS_SUSPENDED) drop_events(parser);
    drop_events(parser);
    return RAISED;
}

/* The next handler is called: CALLED. DONE: nothing is queued. */
static Outcome call_next_handler(Call *call, Parser *parser) {
    List *events = list_of(parser->events);
    while (events->count) {
        memcpy(parser->event, events->items, sizeof parser->event);
        Value arguments = retain(parser->event[EVENT_ARGUMENTS]);
        Value handler = retain(parser->handlers[small_int_of(parser->event[EVENT_NUMBER])]);
        list_delete(events, 0, EVENT_ITEMS);
        Outcome outcome = DONE;
        if (!is_none(handler)) {
            call->step = PARSE_HANDLER;
            call->catches = true;
            outcome = call_spread(call, handler, arguments, ABSENT);
        }
        release(handler);
        release(arguments);
        if (outcome != DONE) return outcome;
    }
    return DONE;
}

/* What the handler gave matters to two of them: 0 ends the parse. */
static Outcome take_answer(Call *call, Parser *parser) {
    int64_t number = small_int_of(parser->event[EVENT_NUMBER]), answer = 1;
    parser->event[EVENT_NUMBER] = ABSENT;
    if (is_absent(call->result)) return leave_after_raise(parser);
    Value given = take_result(call);
    bool decides = number == ON_NOT_STANDALONE || number == ON_EXTERNAL_ENTITY;
    if (decides) int_fits_int64(given, &answer);
    release(given);
    if (answer) return DONE;
    int code = number == ON_NOT_STANDALONE ? XML_ERROR_NOT_STANDALONE : XML_ERROR_EXTERNAL_ENTITY_HANDLING;
    Outcome outcome = raise_at(call, code, small_int_of(parser->event[EVENT_LINE]),
                               small_int_of(parser->event[EVENT_COLUMN]));
    XML_StopParser(parser->expat, XML_FALSE);
    drop_events(parser);
    return outcome;
}

/* One piece of the bytes, or what expat had stopped before. */
static enum XML_Status go_on(Parser *parser, const uint8_t *bytes, size_t count, bool is_final,
                             int64_t *given) {
    XML_ParsingStatus status;
    XML_GetParsingStatus(parser->expat, &status);
    if (status.parsing == XML_SUSPENDED) return XML_ResumeParser(parser->expat);
    size_t left = count - (size_t)*given, piece = left < CHUNK ? left : CHUNK;
    const char *from = count ? (const char *)bytes + *given : "";
    *given += (int64_t)piece;
    return XML_Parse(parser->expat, from, (int)piece, is_final && piece == left);
}

/* Instead of how many bytes expat has got: it has done them all, or found an error; what it told comes first.
 */
enum { MARK_DONE = -1, MARK_FAILED = -2 };

/* DONE: all of it is parsed. */
static Outcome parse(Call *call, Parser *parser, const uint8_t *bytes, size_t count, bool is_final) {
    for (;;) {
        Outcome outcome = call_next_handler(call, parser);
        if (outcome != DONE) return outcome;
        if (call->mark == MARK_DONE) return DONE;
        if (call->mark == MARK_FAILED) return raise_expat(call, parser, XML_GetErrorCode(parser->expat));
        parser->is_within = true;
        enum XML_Status went = go_on(parser, bytes, count, is_final, &call->mark);
        parser->is_within = false;
        if (parser->is_refused) return raise_memory(call->task);
        if (went == XML_STATUS_SUSPENDED) continue;
        if (went == XML_STATUS_ERROR)
            call->mark = MARK_FAILED;
        else if ((size_t)call->mark >= count) {
            parser_flush(parser);
            call->mark = MARK_DONE;
        }
    }
}

static Outcome parser_parse(Call *call) {
    Parser *parser = self_parser(call);
    const uint8_t *bytes;
    size_t count;
    Outcome outcome = arg_truth(call, 2);
    if (outcome != DONE) return outcome;
    Value data = call->args[1];
    if (call->step == PARSE_BEGIN && is_str(data)) {
        Buffer utf8 = { 0 };
        str_append_utf8(&utf8, data);
        XML_SetEncoding(parser->expat, "utf-8");
        call->keep = bytes_new(utf8.bytes, utf8.count);
        buffer_clear(&utf8);
        if (is_absent(call->keep)) return raise_memory(call->task);
    }
    if (!is_absent(call->keep)) data = call->keep;
    if (!bytes_peek(data, &bytes, &count))
        return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", data);
    if (call->step == PARSE_HANDLER) outcome = take_answer(call, parser);
    call->step = PARSE_HANDLER;
    if (outcome == DONE) outcome = parse(call, parser, bytes, count, is_same(call->args[2], TRUE));
    return outcome == DONE ? give_int(call, 1) : outcome;
}

enum { READ_SIZE = 2048 };

static Outcome read_more(Call *call) {
    call->step = PARSE_READ;
    call->catches = false;
    return call_method(call, call->args[1], "read", 1, (Value[]){ small_int(READ_SIZE) });
}

static Outcome parser_parse_file(Call *call) {
    Parser *parser = self_parser(call);
    const uint8_t *bytes;
    size_t count;
    Outcome outcome = DONE;
    if (call->step == PARSE_BEGIN) return read_more(call);
    if (call->step == PARSE_READ) {
        replace_take(&call->keep, take_result(call));
        call->mark = 0;
    } else
        outcome = take_answer(call, parser);
    if (outcome != DONE) return outcome;
    if (!bytes_peek(call->keep, &bytes, &count))
        return raise_error(call->task, TypeError, "read() did not return a bytes object (type=%T)",
                           call->keep);
    call->step = PARSE_HANDLER;
    outcome = parse(call, parser, bytes, count, count == 0);
    if (outcome != DONE) return outcome;
    return count ? read_more(call) : give_int(call, 1);
}

/* ---- the rest of its methods */

static Outcome parser_set_base(Call *call) {
    Buffer scratch = { 0 };
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "SetBase() argument must be str, not %T", call->args[1]);
    XML_SetBase(self_parser(call)->expat, str_peek_utf8(call->args[1], &scratch, NULL));
    buffer_clear(&scratch);
    return give_none(call);
}

static Outcome parser_get_base(Call *call) {
    const char *base = XML_GetBase(self_parser(call)->expat);
    return base ? give_text(call, base) : give_none(call);
}

static Outcome parser_get_context(Call *call) {
    int offset, size;
    const char *text = XML_GetInputContext(self_parser(call)->expat, &offset, &size);
    return text ? give(call, bytes_new(text + offset, (size_t)(size - offset))) : give_none(call);
}

static Outcome parser_create_external(Call *call) {
    Parser *parent = self_parser(call);
    Buffer first = { 0 }, second = { 0 };
    const char *context = is_str(call->args[1]) ? str_peek_utf8(call->args[1], &first, NULL) : NULL;
    const char *encoding = is_str(call->args[2]) ? str_peek_utf8(call->args[2], &second, NULL) : NULL;
    Parser *parser =
        parser_new(XML_ExternalEntityParserCreate(parent->expat, context, encoding), parent->intern);
    buffer_clear(&first);
    buffer_clear(&second);
    if (!parser) return raise_memory(call->task);
    parser->parent = retain(call->args[0]);
    parser->buffer_size = parent->buffer_size;
    parser->gathers_text = parent->gathers_text;
    parser->is_ordered = parent->is_ordered;
    parser->specified_only = parent->specified_only;
    parser->has_prefixes = parent->has_prefixes;
    for (size_t i = 0; i < HANDLERS; i++) {
        parser->handlers[i] = retain(parent->handlers[i]);
        parser_watch(parser, (XmlEvent)i, !is_none(parser->handlers[i]));
    }
    return give(call, object_value(parser));
}

static Outcome parser_set_parameter_parsing(Call *call) {
    int flag;
    if (!arg_int(call, 1, &flag)) return RAISED;
    return give_int(call,
                    XML_SetParamEntityParsing(self_parser(call)->expat, (enum XML_ParamEntityParsing)flag));
}

static Outcome parser_use_foreign(Call *call) {
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    Parser *parser = self_parser(call);
    enum XML_Error code = XML_UseForeignDTD(parser->expat, is_same(call->args[1], TRUE));
    return code == XML_ERROR_NONE ? give_none(call) : raise_expat(call, parser, (int)code);
}

/* ---- attributes */

static Outcome get_intern(Call *call) { return give(call, retain(self_parser(call)->intern)); }

static Outcome error_code(Call *call) { return give_int(call, XML_GetErrorCode(self_parser(call)->expat)); }

/* While a handler runs: of its event. */
static Outcome give_place(Call *call, size_t item, int64_t otherwise) {
    const Value *event = self_parser(call)->event;
    return is_absent(event[EVENT_NUMBER]) ? give_int(call, otherwise) : give(call, event[item]);
}

static Outcome current_line(Call *call) {
    return give_place(call, EVENT_LINE, (int64_t)XML_GetCurrentLineNumber(self_parser(call)->expat));
}
static Outcome current_column(Call *call) {
    return give_place(call, EVENT_COLUMN, (int64_t)XML_GetCurrentColumnNumber(self_parser(call)->expat));
}
static Outcome current_byte(Call *call) {
    return give_place(call, EVENT_BYTE, XML_GetCurrentByteIndex(self_parser(call)->expat));
}

static Outcome get_buffer_size(Call *call) { return give_int(call, self_parser(call)->buffer_size); }
static Outcome set_buffer_size(Call *call) {
    Parser *parser = self_parser(call);
    int64_t size;
    if (is_absent(call->args[1])) return raise_error(call->task, RuntimeError, "Cannot delete attribute");
    if (!is_int(call->args[1])) return raise_error(call->task, TypeError, "buffer_size must be an integer");
    if (!int_fits_int64(call->args[1], &size) || size <= 0)
        return raise_error(call->task, ValueError, "buffer_size must be greater than zero");
    if (size > INT32_MAX)
        return raise_error(call->task, ValueError, "buffer_size must not be greater than %d", INT32_MAX);
    parser_flush(parser);
    parser->buffer_size = size;
    return give_none(call);
}
static Outcome get_buffer_used(Call *call) { return give_int(call, (int64_t)self_parser(call)->text.count); }

/* Whether one of the switches is to be on: DONE, and *wanted. */
static Outcome arg_switch(Call *call, bool *wanted) {
    if (is_absent(call->args[1])) return raise_error(call->task, RuntimeError, "Cannot delete attribute");
    Outcome outcome = arg_truth(call, 1);
    *wanted = is_same(call->args[1], TRUE);
    return outcome;
}

#define SWITCH(NAME, FIELD, EFFECT)                                                                          \
    static Outcome get_##NAME(Call *call) { return give_bool(call, self_parser(call)->FIELD); }              \
    static Outcome set_##NAME(Call *call) {                                                                  \
        Parser *parser = self_parser(call);                                                                  \
        bool wanted = false;                                                                                 \
        Outcome outcome = arg_switch(call, &wanted);                                                         \
        if (outcome != DONE) return outcome;                                                                 \
        EFFECT;                                                                                              \
        parser->FIELD = wanted;                                                                              \
        return give_none(call);                                                                              \
    }
SWITCH(buffer_text, gathers_text, parser_flush(parser))
SWITCH(namespace_prefixes, has_prefixes, XML_SetReturnNSTriplet(parser->expat, wanted))
SWITCH(ordered_attributes, is_ordered, (void)0)
SWITCH(specified_attributes, specified_only, (void)0)

static Outcome get_handler(Call *call, XmlEvent event) {
    return give(call, retain(self_parser(call)->handlers[event]));
}

static Outcome set_handler(Call *call, XmlEvent event) {
    Parser *parser = self_parser(call);
    if (is_absent(call->args[1])) return raise_error(call->task, RuntimeError, "Cannot delete attribute");
    if (event == ON_CHARACTERS) parser_flush(parser);
    replace_take(&parser->handlers[event], retain(call->args[1]));
    parser_watch(parser, event, !is_none(call->args[1]));
    return give_none(call);
}

#define EVENTS(X)                                                                                            \
    X(START_ELEMENT, "StartElementHandler")                                                                  \
    X(END_ELEMENT, "EndElementHandler")                                                                      \
    X(INSTRUCTION, "ProcessingInstructionHandler")                                                           \
    X(CHARACTERS, "CharacterDataHandler")                                                                    \
    X(UNPARSED_ENTITY, "UnparsedEntityDeclHandler")                                                          \
    X(NOTATION, "NotationDeclHandler")                                                                       \
    X(START_NAMESPACE, "StartNamespaceDeclHandler")                                                          \
    X(END_NAMESPACE, "EndNamespaceDeclHandler")                                                              \
    X(COMMENT, "CommentHandler")                                                                             \
    X(START_CDATA, "StartCdataSectionHandler")                                                               \
    X(END_CDATA, "EndCdataSectionHandler")                                                                   \
    X(DEFAULT, "DefaultHandler")                                                                             \
    X(DEFAULT_EXPAND, "DefaultHandlerExpand")                                                                \
    X(NOT_STANDALONE, "NotStandaloneHandler")                                                                \
    X(EXTERNAL_ENTITY, "ExternalEntityRefHandler")                                                           \
    X(START_DOCTYPE, "StartDoctypeDeclHandler")                                                              \
    X(END_DOCTYPE, "EndDoctypeDeclHandler")                                                                  \
    X(ENTITY, "EntityDeclHandler")                                                                           \
    X(XML_DECLARATION, "XmlDeclHandler")                                                                     \
    X(ELEMENT, "ElementDeclHandler")                                                                         \
    X(ATTRIBUTES, "AttlistDeclHandler")                                                                      \
    X(SKIPPED_ENTITY, "SkippedEntityHandler")

#define EVENT_FUNCTIONS(EVENT, NAME)                                                                         \
    static Outcome get_##EVENT(Call *call) { return get_handler(call, ON_##EVENT); }                         \
    static Outcome set_##EVENT(Call *call) { return set_handler(call, ON_##EVENT); }
EVENTS(EVENT_FUNCTIONS)

#define EVENT_ROW(EVENT, NAME) { NAME, get_##EVENT, NULL, .set = set_##EVENT },

static const NativeSpec parser_methods[] = {
    EVENTS(EVENT_ROW){ "intern", get_intern, NULL },
    { "ErrorCode", error_code, NULL },
    { "ErrorLineNumber", current_line, NULL },
    { "ErrorColumnNumber", current_column, NULL },
    { "ErrorByteIndex", current_byte, NULL },
    { "CurrentLineNumber", current_line, NULL },
    { "CurrentColumnNumber", current_column, NULL },
    { "CurrentByteIndex", current_byte, NULL },
    { "buffer_size", get_buffer_size, NULL, .set = set_buffer_size },
    { "buffer_used", get_buffer_used, NULL },
    { "buffer_text", get_buffer_text, NULL, .set = set_buffer_text },
    { "namespace_prefixes", get_namespace_prefixes, NULL, .set = set_namespace_prefixes },
    { "ordered_attributes", get_ordered_attributes, NULL, .set = set_ordered_attributes },
    { "specified_attributes", get_specified_attributes, NULL, .set = set_specified_attributes },
    { "Parse(self, data, isfinal=False, /)", parser_parse,
      "Parse a piece of XML, the last one when isfinal is true." },
    { "ParseFile(self, file, /)", parser_parse_file, "Parse what a file in binary form has." },
    { "SetBase(self, base, /)", parser_set_base,
      "What relative names of system identifiers are relative to." },
    { "GetBase(self, /)", parser_get_base, "What SetBase() was given, or None." },
    { "GetInputContext(self, /)", parser_get_context, "The text of the event at hand, as bytes, or None." },
    { "ExternalEntityParserCreate(self, context, encoding=None, /)", parser_create_external,
      "A parser for an external entity." },
    { "SetParamEntityParsing(self, flag, /)", parser_set_parameter_parsing,
      "Whether external parameter entities are parsed." },
    { "UseForeignDTD(self, flag=True, /)", parser_use_foreign,
      "Ask for a document type where the document names none." },
    { 0 },
};

const ClassSpec parser_class = {
    .type = &parser_type,
    .module = "pyexpat",
    .is_hidden = true,
    .methods = parser_methods,
    .doc = "A parser of XML, whose handlers are attributes.",
};
