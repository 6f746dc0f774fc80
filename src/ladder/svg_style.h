/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style of every picture. All of its rules begin with .ladder: a picture may be part of a page. */
#pragma once

extern const char svg_style[];
