/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_ROUTES_H
#define HWALIAS_DATA_RUNNING_ROUTES_H

#include "data/root/root.h"

/*
 * The interface over which the kernel reaches an address, "192.0.2.7" or "2001:db8::7":
 * of the routes that fit the one with the longest prefix, and of these the one with the
 * lowest metric; "lo" is that of 127.0.0.0/8. One that the address names itself,
 * "fe80::7%eth0", is that.
 *
 * Source: proc/net/route and proc/net/ipv6_route, which have the main table alone.
 * Absent: it is no address, or no route is told. Lifetime: the arena's.
 */
struct hw_text hw_route_interface(struct hw_root *root, struct hw_text address,
				  struct hw_arena *arena);

#endif
