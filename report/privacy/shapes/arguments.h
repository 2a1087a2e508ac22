/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_ARGUMENTS_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_ARGUMENTS_H

#include "report/privacy/shapes/shapes.h"

// clang-format off
/*
 * Arguments of known programs that are secrets, in commands that a text quotes. The
 * program stands before them in the same command; what else it is told stays:
 *
 *	nmcli device wifi connect ID password P ifname wlan0
 *	ipmitool -U ID -P P chassis status
 *	mysql -uID -pP db	smbclient //HOST/SHARE P -c ls
 *	echo ID:P | chpasswd
 */
// clang-format on

/* The argument that follows the word at `at`, where a word begins. `length` is 0: the
 * word is no option of a program in the table. */
struct hw_private_part hw_private_argument(struct hw_text text, size_t at);

#endif
