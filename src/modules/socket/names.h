/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The natives of names.c and interfaces.c, as the module's table has them. */
#pragma once
#include "vm/native.h"

Native socket_gethostname, socket_gethostbyname, socket_getservbyname, socket_getservbyport,
    socket_getnameinfo;
Native socket_getprotobyname;
/* interfaces.c */
Native socket_if_nameindex, socket_if_nametoindex, socket_if_indextoname, socket_sethostname;
/* For the notation's part. */
Native socket_resolve, socket_names, socket_service, socket_configured, socket_error;
