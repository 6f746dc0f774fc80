/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binary data and ASCII: what the files of module binascii share.
 * See https://docs.python.org/3.11/library/binascii.html */
#pragma once
#include "vm/native.h"

extern const ExceptionSpec binascii_error;

/* base64.c */
Native binascii_a2b_base64, binascii_b2a_base64;
/* uu.c */
Native binascii_a2b_uu, binascii_b2a_uu;
/* quoted.c */
Native binascii_a2b_qp, binascii_b2a_qp;

/* args[i] as bytes, of a str in ASCII too; false: raised. */
bool binascii_arg_ascii(Call *call, size_t i, const uint8_t **data, size_t *count);
Outcome binascii_give(Call *call, Buffer *bytes); /* as bytes; clears the buffer */
int binascii_hex_digit(uint8_t byte);             /* -1: none */
