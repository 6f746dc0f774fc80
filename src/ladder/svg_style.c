/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes, each a letter, for a picture may have 25,000 rows:
 *
 *     g  ground, and where time interrupts the lifelines   n  the picture's name   h  a head   l  lifelines
 *     c  a call   b  its begin   r  its return   x  it failed: with f, its cross   w  a bar    s  a state
 *     d  data     p  a packet; o, u  of a loop: its label, its shaft
 *     t  time goes on   m  something is missing
 *
 * A kind is told by its stroke and weight; colour only repeats it. Every colour has a contrast of 4.5:1 and
 * more with the ground and with the fills that it may lie on (WCAG 2.1, 1.4.3): tests/unit/svg_oracle.py
 * computes it. No custom properties: converters to PDF and PNG do not know them. Dark is for screens alone,
 * so that what is printed is light. */
#include "ladder/svg_style.h"

const char svg_style[] =
    "\n"
    ".ladder{font:13px Menlo,Consolas,\"DejaVu Sans Mono\",\"Liberation Mono\",monospace;direction:ltr;"
    "text-rendering:geometricPrecision}\n"
    ".ladder text{fill:#1b2027;white-space:pre}\n"
    ".ladder path,.ladder rect,.ladder circle{fill:none;stroke:#1b2027;stroke-width:1.5}\n"
    ".ladder .g{fill:#fff;stroke:none}\n"
    ".ladder circle{fill:#fff}\n"
    ".ladder .n{font-size:17px;font-weight:700}\n"
    ".ladder .l{stroke:#5f6974;stroke-width:1}\n"
    ".ladder .h rect{fill:#f0f3f7;stroke:#3c4652}\n"
    ".ladder .h text{font-size:14px;font-weight:700;text-anchor:middle}\n"
    ".ladder .c path,.ladder .b path,.ladder .r path{stroke-width:7;stroke-linecap:round}\n"
    ".ladder .b .w{fill:#ffedc2;stroke:#7d5200;stroke-width:1.5}\n"
    ".ladder .x text{fill:#a8231c;font-weight:700}\n"
    ".ladder .x .f{stroke:#a8231c;stroke-width:2.5}\n"
    ".ladder g rect{stroke:#5b3fa6;stroke-width:1}\n"
    ".ladder g .s{fill:#5b3fa6;font-size:11px;font-weight:400;text-anchor:end}\n"
    ".ladder .d path{fill:#0b57b8;stroke:#0b57b8;stroke-width:2.25}\n"
    ".ladder .d text{fill:#0b57b8;font-weight:700;text-anchor:middle}\n"
    ".ladder .p path{fill:#56606c;stroke:#56606c;stroke-width:1;stroke-dasharray:5 3}\n"
    ".ladder .p text{fill:#56606c;font-size:11px;text-anchor:middle}\n"
    ".ladder g .o{text-anchor:start}\n"
    ".ladder g .u{fill:none}\n"
    ".ladder .t path{stroke:#56606c;stroke-dasharray:1 5;stroke-linecap:round}\n"
    ".ladder .t text{fill:#56606c;font-style:italic;text-anchor:middle}\n"
    ".ladder .m rect{stroke:#8f3e00;stroke-dasharray:4 3}\n"
    ".ladder .m path{stroke:#8f3e00;stroke-width:2}\n"
    ".ladder .m text{fill:#8f3e00;font-style:italic}\n"
    "@media screen and (prefers-color-scheme:dark){\n"
    ".ladder text{fill:#e4e8ee}\n"
    ".ladder path,.ladder rect,.ladder circle{stroke:#e4e8ee}\n"
    ".ladder .g,.ladder circle{fill:#14181e}\n"
    ".ladder .l{stroke:#8d97a4}\n"
    ".ladder .h rect{fill:#222933;stroke:#a9b3bf}\n"
    ".ladder .b .w{fill:#3b2b06;stroke:#f0c268}\n"
    ".ladder .x text{fill:#ff9d94}\n"
    ".ladder .x .f{stroke:#ff9d94}\n"
    ".ladder g rect{stroke:#c3b0fb}\n"
    ".ladder g .s{fill:#c3b0fb}\n"
    ".ladder .d path{fill:#82b8ff;stroke:#82b8ff}\n"
    ".ladder .d text{fill:#82b8ff}\n"
    ".ladder .p path{fill:#a9b3bf;stroke:#a9b3bf}\n"
    ".ladder .p text{fill:#a9b3bf}\n"
    ".ladder g .u{fill:none}\n"
    ".ladder .t path{stroke:#a9b3bf}\n"
    ".ladder .t text{fill:#a9b3bf}\n"
    ".ladder .m rect,.ladder .m path{stroke:#ffb37a}\n"
    ".ladder .m text{fill:#ffb37a}\n"
    "}\n";
