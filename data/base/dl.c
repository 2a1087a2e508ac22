// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/dl.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

int hw_library_open(const char *soname, const struct hw_library_function *table,
		    size_t count, void *functions, void **ret)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return -ELIBACC;
	for (size_t i = 0; i < count; i++) {
		void *symbol = dlsym(library, table[i].name);

		if (!symbol) {
			dlclose(library);
			return -ELIBBAD;
		}
		/* C has no conversion from dlsym()'s pointer to a function's */
		memcpy((char *)functions + table[i].member, &symbol, sizeof(symbol));
	}
	*ret = library;
	return 0;
}

void hw_library_close(void *library)
{
	if (library)
		dlclose(library);
}
