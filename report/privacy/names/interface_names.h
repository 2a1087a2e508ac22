/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_NAMES_INTERFACE_NAMES_H
#define HWALIAS_REPORT_PRIVACY_NAMES_INTERFACE_NAMES_H

#include "decoders/text/text.h"

// clang-format off
/*
 * Names of network interfaces. Those that drivers, udev and well-known programs give tell
 * nobody; others were given by a person, whose name they may be (ip-link(8),
 * systemd.link(5)).
 *
 *     name		has the part		because
 *     enp0s31f6	-			udev's scheme
 *     eth0.100		-			a driver's stem and numbers
 *     br-02c5d81f93aa	-			a stem, and a number that a program made
 *     br-alice		alice			no stem
 *     alice		alice			likewise
 */
// clang-format on

/* The part of a name that no scheme gives; absent: there is none. Lifetime: the name's.
 */
struct hw_text hw_interface_given_part(struct hw_text name);

/* The same of a radio, which wiphy_new_nm(), net/wireless/core.c, calls "phy0". */
struct hw_text hw_radio_given_part(struct hw_text name);

#endif
