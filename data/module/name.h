/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_NAME_H
#define HWALIAS_DATA_MODULE_NAME_H

#include "decoders/text/text.h"

/* Names of modules: '-' and '_' are alike, as everywhere in kmod. */
static inline bool hw_module_name_eq(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if ((a.s[i] == '-' ? '_' : a.s[i]) != (b.s[i] == '-' ? '_' : b.s[i]))
			return false;
	return true;
}

#endif
