// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/library/dl.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <string.h>

#include "data/base/memory.h"
#include "data/library/libraries.h"

int hw_library_open(const char *soname, const struct hw_library_function *table,
		    size_t count, void *functions, void **ret)
{
	void *library;

	errno = 0;
	library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return errno == ENOMEM ? -ENOMEM : -ELIBACC;
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

static const char *_Atomic missing;

int hw_library_require(const char *soname, const struct hw_library_function *table,
		       size_t count, void *functions)
{
	void *library;
	int r = hw_library_open(soname, table, count, functions, &library);

	if (r == -ENOMEM)
		hw_memory_is_short();
	else if (r < 0)
		atomic_store(&missing, soname);
	return r;
}

const char *hw_library_missing(void)
{
	return atomic_load(&missing);
}

void hw_library_close(void *library)
{
	if (library)
		dlclose(library);
}

/* Whether what dlopen(3) says is of a file that it found, "/lib/libpci.so.3: file too
 * short", or of a library that this one needs, and not of the name. */
static bool is_of_file(const char *message, const char *soname)
{
	const size_t n = message ? strcspn(message, ":") : 0;

	return n && memmem(message, n, ".so", 3) &&
	       (strlen(soname) != n || strncmp(message, soname, n) != 0);
}

const char *hw_library_state(const struct hw_library *library)
{
	void *handle;
	bool is_usable;

	if (!library->is_built_in)
		return "not built in";
	handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return is_of_file(dlerror(), library->soname) ? "not usable"
							      : "not installed";
	is_usable = dlsym(handle, library->function);
	dlclose(handle);
	return is_usable ? "there" : "not usable";
}
