/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module pyexpat share. */
#pragma once
#include "modules/pyexpat/pyexpat.h"

extern const Type parser_type;
extern const ClassSpec parser_class;
extern const ExceptionSpec expat_error;
/* Takes expat, NULL included; `intern` is retained, ABSENT: a new dict. NULL: memory refused. */
Parser *parser_new(XML_Parser expat, Value intern);
