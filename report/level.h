/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LEVEL_H
#define HWALIAS_REPORT_LEVEL_H

#include <stdbool.h>

// clang-format off
/*
 * How much a document tells of what identifies a machine or its users:
 *
 *	public	nothing: names are replaced (report/privacy/privacy.h)
 *	fleet	as public, but the host's name and its key, which is made of the machine id
 *		and does not tell it (data/host/identity.h)
 *	full	all of it, as it was read
 */
// clang-format on
enum hw_privacy_level {
	HW_PRIVACY_PUBLIC,
	HW_PRIVACY_FLEET,
	HW_PRIVACY_FULL,
	HW_PRIVACY_COUNT,
};

const char *hw_privacy_level_name(enum hw_privacy_level level);

/* False: there is no such level. */
bool hw_privacy_level_find(const char *name, enum hw_privacy_level *ret);

/* JSON paths that are null at this level, or in which what identifies the machine or its
 * users is replaced; NULL at the end. */
const char *const *hw_privacy_withheld(enum hw_privacy_level level);

/* Those that are null besides where a recording was made at a lower level than it is
 * printed at: it has words that stand for the values. */
const char *const *hw_privacy_not_recorded(void);

#endif
