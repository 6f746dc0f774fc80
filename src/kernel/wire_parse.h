/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a frame's bytes to what a Packet says of it. Anybody may have made the frame: nothing in it is
 * believed without a look at how many bytes there are. */
#pragma once
#include "kernel/wire.h"

enum { WIRE_ETHERNET_HEAD = 14 };

/* bytes, count: the frame from its Ethernet header on, as much of it as was kept; length: how long it was.
 * scope: of link-local addresses. False: no IP, *packet is undefined; else all is set but its times.
 *
 * Where the last header is IP's (ICMP, a later fragment, a transport header that is cut or wrong) there are
 * no ports and no flags, and the payload is what follows it. */
bool wire_parse(const uint8_t *bytes, size_t count, size_t length, uint32_t scope, Packet *packet);
