/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What expat tells, as numbers and arguments. */
#include "base/memory.h"
#include "modules/pyexpat/pyexpat.h"
#include <string.h>

/* ---- the queue */

/* Whether what is told stands for a reference, as "&name;": stopped within an entity, expat would forget
 * where that is in the text. In UTF-16 the sign has a zero beside it. */
static bool is_in_reference(XML_Parser p) {
    int offset = 0, size = 0;
    const char *text = XML_GetInputContext(p, &offset, &size);
    if (!text || offset + 1 >= size) return false;
    return text[offset] == '&' || (!text[offset] && text[offset + 1] == '&');
}

/* An event is five items. Where it is in the text is asked now: once expat has stopped, it tells where it
 * stopped. */
static void queue(Parser *parser, XmlEvent event, Value *arguments, size_t count) {
    XML_Parser p = parser->expat;
    Value items[EVENT_ITEMS] = { small_int(event), tuple_from_take(arguments, count),
                                 small_int((int64_t)XML_GetCurrentLineNumber(p)),
                                 small_int((int64_t)XML_GetCurrentColumnNumber(p)),
                                 small_int((int64_t)XML_GetCurrentByteIndex(p)) };
    parser->is_refused |= is_absent(items[1]) || !list_extend(list_of(parser->events), items, EVENT_ITEMS);
    release(items[1]);
    if (parser->is_within && !is_in_reference(p)) XML_StopParser(p, XML_TRUE);
}

void parser_flush(Parser *parser) {
    if (!parser->text.count) return;
    Value text = str_from_utf8(parser->text.bytes, parser->text.count);
    buffer_truncate(&parser->text, 0);
    queue(parser, ON_CHARACTERS, &text, 1);
}

static void tell(Parser *parser, XmlEvent handler, Value *arguments, size_t count) {
    parser_flush(parser);
    queue(parser, handler, arguments, count);
}

static Value text_or_none(const char *text) { return text ? str_new(text) : NONE; }

/* A name, the same object each time. */
static Value name(Parser *parser, const char *text) {
    if (!text) return NONE;
    Value made = str_new(text);
    if (!is_dict(parser->intern) || is_absent(made)) return made;
    Value known = dict_peek_str(dict_of(parser->intern), made);
    if (is_absent(known)) {
        parser->is_refused |= !dict_set_str(dict_of(parser->intern), made, made);
        return made;
    }
    release(made);
    return retain(known);
}

/* ---- elements and characters */

static Value attributes(Parser *parser, const char **pairs) {
    size_t count = 0;
    if (parser->specified_only)
        count = (size_t)XML_GetSpecifiedAttributeCount(parser->expat);
    else
        while (pairs[count]) count += 2;
    Value list = parser->is_ordered ? list_new(count) : ABSENT;
    Dict *dict = parser->is_ordered ? NULL : dict_new();
    for (size_t i = 0; i < count; i += 2) {
        Value key = name(parser, pairs[i]), value = str_new(pairs[i + 1]);
        bool put = dict ? dict_set_str(dict, key, value)
                        : list_push(list_of(list), key) && list_push(list_of(list), value);
        parser->is_refused |= !put;
        release(key);
        release(value);
    }
    return dict ? dict_value(dict) : list;
}

static void on_start_element(void *data, const char *element, const char **pairs) {
    Parser *parser = data;
    Value arguments[] = { name(parser, element), attributes(parser, pairs) };
    tell(parser, ON_START_ELEMENT, arguments, 2);
}

static void on_end_element(void *data, const char *element) {
    Value argument = name(data, element);
    tell(data, ON_END_ELEMENT, &argument, 1);
}

static void on_characters(void *data, const char *text, int count) {
    Parser *parser = data;
    if (parser->gathers_text) {
        if ((int64_t)parser->text.count + count > parser->buffer_size) parser_flush(parser);
        if (count <= parser->buffer_size) {
            buffer_append(&parser->text, text, (size_t)count);
            return;
        }
    }
    Value argument = str_from_utf8(text, (size_t)count);
    tell(parser, ON_CHARACTERS, &argument, 1);
}

static void on_instruction(void *data, const char *target, const char *text) {
    Value arguments[] = { name(data, target), str_new(text) };
    tell(data, ON_INSTRUCTION, arguments, 2);
}

static void on_comment(void *data, const char *text) {
    Value argument = str_new(text);
    tell(data, ON_COMMENT, &argument, 1);
}

static void on_start_cdata(void *data) { tell(data, ON_START_CDATA, NULL, 0); }
static void on_end_cdata(void *data) { tell(data, ON_END_CDATA, NULL, 0); }

static void on_default(void *data, const char *text, int count) {
    Parser *parser = data;
    Value argument = str_from_utf8(text, (size_t)count);
    tell(parser, is_none(parser->handlers[ON_DEFAULT_EXPAND]) ? ON_DEFAULT : ON_DEFAULT_EXPAND, &argument, 1);
}

static void on_start_namespace(void *data, const char *prefix, const char *uri) {
    Value arguments[] = { name(data, prefix), name(data, uri) };
    tell(data, ON_START_NAMESPACE, arguments, 2);
}

static void on_end_namespace(void *data, const char *prefix) {
    Value argument = name(data, prefix);
    tell(data, ON_END_NAMESPACE, &argument, 1);
}

/* ---- declarations */

static void on_unparsed_entity(void *data, const char *entity, const char *base, const char *system,
                               const char *public, const char *notation) {
    Value arguments[] = { name(data, entity), name(data, base), name(data, system), name(data, public),
                          name(data, notation) };
    tell(data, ON_UNPARSED_ENTITY, arguments, 5);
}

static void on_notation(void *data, const char *notation, const char *base, const char *system,
                        const char *public) {
    Value arguments[] = { name(data, notation), name(data, base), name(data, system), name(data, public) };
    tell(data, ON_NOTATION, arguments, 4);
}

/* What handlers answer to the next two decides, and is asked for once expat has stopped. */
static int on_not_standalone(void *data) {
    tell(data, ON_NOT_STANDALONE, NULL, 0);
    return XML_STATUS_OK;
}

static int on_external_entity(XML_Parser expat, const char *context, const char *base, const char *system,
                              const char *public) {
    Parser *parser = XML_GetUserData(expat);
    Value arguments[] = { text_or_none(context), name(parser, base), name(parser, system),
                          name(parser, public) };
    tell(parser, ON_EXTERNAL_ENTITY, arguments, 4);
    return XML_STATUS_OK;
}

static void on_start_doctype(void *data, const char *doctype, const char *system, const char *public,
                             int has_subset) {
    Value arguments[] = { name(data, doctype), name(data, system), name(data, public),
                          small_int(has_subset) };
    tell(data, ON_START_DOCTYPE, arguments, 4);
}

static void on_end_doctype(void *data) { tell(data, ON_END_DOCTYPE, NULL, 0); }

static void on_entity(void *data, const char *entity, int is_parameter, const char *value, int count,
                      const char *base, const char *system, const char *public, const char *notation) {
    Value arguments[] = {
        name(data, entity),  small_int(is_parameter), value ? str_from_utf8(value, (size_t)count) : NONE,
        name(data, base),    name(data, system),      name(data, public),
        name(data, notation)
    };
    tell(data, ON_ENTITY, arguments, 7);
}

static void on_xml_declaration(void *data, const char *version, const char *encoding, int standalone) {
    Value arguments[] = { text_or_none(version), text_or_none(encoding), small_int(standalone) };
    tell(data, ON_XML_DECLARATION, arguments, 3);
}

/* (type, quantifier, name, children). Expat has all of a model in one block, children behind their parents:
 * so the tuples are made from the last to the first. */
static Value model_tuple(Parser *parser, const XML_Content *model) {
    size_t count = 1;
    for (size_t i = 0; i < count; i++) count += model[i].numchildren;
    Value *made = memory_try_array(count, sizeof *made);
    if (!made) return ABSENT;
    for (size_t i = count; i-- > 0;) {
        Value children = tuple_new_absent(model[i].numchildren);
        for (size_t child = 0; !is_absent(children) && child < model[i].numchildren; child++)
            tuple_of(children)->items[child] = made[&model[i].children[child] - model];
        Value parts[] = { small_int(model[i].type), small_int(model[i].quant), name(parser, model[i].name),
                          children };
        made[i] = tuple_from_take(parts, 4);
    }
    Value whole = made[0];
    memory_free(made);
    return whole;
}

static void on_element(void *data, const char *element, XML_Content *model) {
    Parser *parser = data;
    Value arguments[] = { name(parser, element), model_tuple(parser, model) };
    XML_FreeContentModel(parser->expat, model);
    tell(parser, ON_ELEMENT, arguments, 2);
}

static void on_attributes(void *data, const char *element, const char *attribute, const char *type,
                          const char *value, int is_required) {
    Value arguments[] = { name(data, element), name(data, attribute), name(data, type), text_or_none(value),
                          small_int(is_required) };
    tell(data, ON_ATTRIBUTES, arguments, 5);
}

static void on_skipped_entity(void *data, const char *entity, int is_parameter) {
    Value arguments[] = { name(data, entity), small_int(is_parameter) };
    tell(data, ON_SKIPPED_ENTITY, arguments, 2);
}

/* ---- which of them expat calls */

static void watch_default(Parser *parser, bool is_set, bool expands) {
    if (expands)
        XML_SetDefaultHandlerExpand(parser->expat, is_set ? on_default : NULL);
    else
        XML_SetDefaultHandler(parser->expat, is_set ? on_default : NULL);
}

static void watch_declaration(XML_Parser p, XmlEvent handler, bool is_set) {
    switch (handler) {
    case ON_UNPARSED_ENTITY: XML_SetUnparsedEntityDeclHandler(p, is_set ? on_unparsed_entity : NULL); return;
    case ON_NOTATION: XML_SetNotationDeclHandler(p, is_set ? on_notation : NULL); return;
    case ON_NOT_STANDALONE: XML_SetNotStandaloneHandler(p, is_set ? on_not_standalone : NULL); return;
    case ON_EXTERNAL_ENTITY: XML_SetExternalEntityRefHandler(p, is_set ? on_external_entity : NULL); return;
    case ON_START_DOCTYPE: XML_SetStartDoctypeDeclHandler(p, is_set ? on_start_doctype : NULL); return;
    case ON_END_DOCTYPE: XML_SetEndDoctypeDeclHandler(p, is_set ? on_end_doctype : NULL); return;
    case ON_ENTITY: XML_SetEntityDeclHandler(p, is_set ? on_entity : NULL); return;
    case ON_XML_DECLARATION: XML_SetXmlDeclHandler(p, is_set ? on_xml_declaration : NULL); return;
    case ON_ELEMENT: XML_SetElementDeclHandler(p, is_set ? on_element : NULL); return;
    case ON_ATTRIBUTES: XML_SetAttlistDeclHandler(p, is_set ? on_attributes : NULL); return;
    case ON_SKIPPED_ENTITY: XML_SetSkippedEntityHandler(p, is_set ? on_skipped_entity : NULL); return;
    default: return;
    }
}

void parser_watch(Parser *parser, XmlEvent handler, bool is_set) {
    XML_Parser p = parser->expat;
    switch (handler) {
    case ON_START_ELEMENT: XML_SetStartElementHandler(p, is_set ? on_start_element : NULL); return;
    case ON_END_ELEMENT: XML_SetEndElementHandler(p, is_set ? on_end_element : NULL); return;
    case ON_INSTRUCTION: XML_SetProcessingInstructionHandler(p, is_set ? on_instruction : NULL); return;
    case ON_CHARACTERS: XML_SetCharacterDataHandler(p, is_set ? on_characters : NULL); return;
    case ON_START_NAMESPACE: XML_SetStartNamespaceDeclHandler(p, is_set ? on_start_namespace : NULL); return;
    case ON_END_NAMESPACE: XML_SetEndNamespaceDeclHandler(p, is_set ? on_end_namespace : NULL); return;
    case ON_COMMENT: XML_SetCommentHandler(p, is_set ? on_comment : NULL); return;
    case ON_START_CDATA: XML_SetStartCdataSectionHandler(p, is_set ? on_start_cdata : NULL); return;
    case ON_END_CDATA: XML_SetEndCdataSectionHandler(p, is_set ? on_end_cdata : NULL); return;
    case ON_DEFAULT:
    case ON_DEFAULT_EXPAND: watch_default(parser, is_set, handler == ON_DEFAULT_EXPAND); return;
    default: watch_declaration(p, handler, is_set);
    }
}
