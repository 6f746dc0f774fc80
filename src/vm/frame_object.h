/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames as objects, made when a program asks for one.
 *
 * While a frame runs or is suspended, its object points at it and the frame at its object; when it ends, the
 * object takes what it still can show, its variables as they were among it. A traceback that is asked for its
 * frame only later gets an object without variables: they are gone, and f_locals is refused by name.
 * See https://docs.python.org/3.11/reference/datamodel.html#frame-objects */
#pragma once
#include "vm/task.h"

typedef struct FrameObject {
    Container head;
    Frame *live;          /* borrowed; NULL: it has ended */
    Value code;           /* the Code */
    Value globals;        /* a Dict */
    Value locals;         /* once ended: a Dict; ABSENT: they are not known */
    Value back;           /* once ended: the object of the frame that called it, or ABSENT */
    uint32_t instruction; /* once ended: where it stood */
} FrameObject;

extern const Type frame_type;

/* The frame of the notation at or below this one, none of our helpers'; NULL: there is none. */
Frame *frame_find_visible(Frame *frame);
Value frame_object_of(Frame *frame);               /* owned; the same object each time */
void frame_object_end(Frame *frame);               /* the frame is about to end: its object lives on */
Value frame_object_gone(const Traceback *line);    /* owned: of a frame that ended without an object */
Frame *frame_object_caller(const FrameObject *of); /* of a live one; NULL: none, or it is suspended */
uint32_t frame_object_line(const FrameObject *frame);
uint32_t frame_object_instruction(const FrameObject *frame);
/* What locals() gives in that frame, owned: of a function one dict a call, brought up to date. */
Value frame_locals(Frame *frame);
