// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/packages/internal.h"

struct hw_text hw_source_component(const struct hw_package_source *s, struct hw_text word)
{
	for (const char *const *c = s->components; c && *c; c++)
		if (hw_text_eq(word, hw_text_of(*c)))
			return hw_text_of(*c);
	return HW_NO_TEXT;
}
